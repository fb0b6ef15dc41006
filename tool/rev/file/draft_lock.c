#include "rev/file/draft_lock.h"

#include "base/file.h"

#include <errno.h>
#include <string.h>

const char *
draft_lock_path(struct arena *arena, const char *folder)
{
	return path_join(arena, folder, ".schemac.lock");
}

int
draft_lock(struct arena *arena, struct draft_lock *out, const char *folder,
	struct diagnostics *diagnostics)
{
	out->path = draft_lock_path(arena, folder);
	out->descriptor = file_lock(out->path);
	if (out->descriptor >= 0)
		return 0;
	diag_add(diagnostics, DIAG_CANNOT_WRITE, location_of_file(out->path),
		"cannot lock the version location: %s", strerror(errno));
	diag_note(diagnostics, (struct location){0}, "use --frozen to compare without writing");
	return -1;
}

void
draft_unlock(struct draft_lock *lock)
{
	file_unlock(lock->descriptor, lock->path);
	lock->descriptor = -1;
}
