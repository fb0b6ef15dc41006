/*
 * The migration lock for scripts that run outside a transaction, where BEGIN IMMEDIATE cannot be
 * the lock. For its whole duration, the run holds a flock() on a file next to the database. The
 * lock belongs to the open file: it also excludes other threads, and is released when the process
 * ends.
 */
#include "runtime/sqlite/sqlite_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char suffix[] = "-schemac-lock";

static int
fail_lock(struct session *session, const char *path, const char *verb)
{
	return scrt_fail(session, SCHEMAC_ERROR_DATABASE,
		"the lock file %s cannot be %s (errno %d)", path, verb, errno);
}

/* The lock's previous owner may have unlinked the file; the path then refers to a new one. */
static bool
is_current(int file, const char *path)
{
	struct stat held, named;
	return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
	       held.st_ino == named.st_ino;
}

/*
 * Returns 0 with the lock in engine->lock_file, 1 if another run holds it, -1 with the error set.
 */
static int
try_lock(struct session *session, struct sqlite_engine *engine)
{
	const char *path = engine->lock_path;
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (file < 0)
		return fail_lock(session, path, "created");
	bool locked = flock(file, LOCK_EX | LOCK_NB) == 0;
	bool busy = !locked && (errno == EWOULDBLOCK || errno == EINTR);
	if (locked && is_current(file, path)) {
		engine->lock_file = file;
		return 0;
	}
	if (!locked && !busy)
		fail_lock(session, path, "locked");
	close(file);
	return locked || busy ? 1 : -1;
}

int
scrt_sqlite_migration_lock(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct wait wait = {0, 0};
	struct text path = {.pool = &session->pool};
	const char *database = sqlite3_db_filename(engine->handle, "main");
	/* A temporary or in-memory database has no path and is used only by this connection. */
	if (engine->lock_file >= 0 || !database || !*database)
		return 0;
	scrt_text_puts(&path, database);
	scrt_text_puts(&path, suffix);
	if (path.failed)
		return scrt_no_memory(session);
	engine->lock_path = path.data;
	int busy;
	while ((busy = try_lock(session, engine)) > 0)
		if (scrt_sqlite_wait(session, &wait, SQLITE_BUSY) < 0)
			return -1;
	return busy;
}

void
scrt_sqlite_migration_unlock(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	if (engine->lock_file < 0)
		return;
	unlink(engine->lock_path);
	close(engine->lock_file);
	engine->lock_file = -1;
}
