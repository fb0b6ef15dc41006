#include "sqlite/server/lock_holder.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The process with a lock that prevents reading any part of the file; 0: none. */
static long
find_process(const char *path)
{
	struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0)
		return 0;
	bool found = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK && lock.l_pid > 0;
	close(file);
	return found ? (long)lock.l_pid : 0;
}

const char *
sqlite_lock_holder(struct arena *arena, const char *path)
{
	char program[64] = "";
	long process = find_process(path);
	/* In WAL mode the locks are on the shared memory (https://www.sqlite.org/walformat.html). */
	if (process == 0)
		process = find_process(arena_printf(arena, "%s-shm", path));
	if (process == 0)
		return NULL;
	FILE *file = fopen(arena_printf(arena, "/proc/%ld/comm", process), "re");
	if (file != NULL && fgets(program, sizeof(program), file) == NULL)
		program[0] = '\0';
	if (file != NULL)
		fclose(file);
	program[strcspn(program, "\n")] = '\0';
	return program[0] != '\0' ? arena_printf(arena, "process %ld (%s)", process, program)
				  : arena_printf(arena, "process %ld", process);
}
