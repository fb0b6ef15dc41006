/*
 * file: reading and writing whole files, and paths as text.
 *
 * Functions that return int return 0, or -1 with errno set; nothing is printed. Nothing is left
 * half-written: a file is written beside its place, synced and renamed.
 */
#ifndef SCHEMAC_BASE_FILE_H
#define SCHEMAC_BASE_FILE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	FILE_LIMIT = 64 * 1024 * 1024, /* bytes; a larger file is refused with EFBIG */
};

/* Appends what the file holds. EISDIR for a folder, EFBIG above FILE_LIMIT. */
int file_read(struct strbuf *out, const char *path);

/* Appends what is left to read from the descriptor. EFBIG above FILE_LIMIT. */
int file_read_descriptor(struct strbuf *out, int descriptor);

/*
 * Writes the file, or leaves what was there; SIGHUP, SIGINT and SIGTERM wait until it is done. A
 * link to a file stays a link; what is no file, such as /dev/null, is written to as it is.
 */
int file_write(const char *path, const void *data, size_t length);

/* Like file_write(), but a file that holds the same bytes already keeps its times. */
int file_write_if_changed(const char *path, const void *data, size_t length);

/*
 * The same for what a build makes again at any time: renamed into its place, but not synced, which
 * takes longer than all the rest. Compilers do not sync either; when the machine loses its power in
 * these seconds, the file may be empty afterwards.
 */
int file_write_product(const char *path, const void *data, size_t length);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* Makes the folder and those above it; not an error where it is there. */
int folder_make(const char *path);

/* The names in a folder but "." and "..", sorted. */
int folder_list(struct arena *arena, const char *path, struct texts *out);

/*
 * Takes the lock file (made where it is missing), waiting for whoever holds it (flock(2)). The
 * result is a descriptor for file_unlock(), or -1. The lock ends with the process.
 */
int file_lock(const char *path);
void file_unlock(int descriptor, const char *path);

/* folder/name; name alone where it is absolute or folder is "." or empty. */
char *path_join(struct arena *arena, const char *folder, const char *name);

/* The absolute path of the program that runs, links resolved; NULL with errno. */
char *path_of_program(struct arena *arena);

/* The absolute path of a file or of the nearest folder above it that exists, links resolved. */
const char *path_existing(struct arena *arena, const char *path);

/* All before the last '/': "." where there is none. */
char *path_folder(struct arena *arena, const char *path);

/* What follows the last '/'; points into path. */
const char *path_name(const char *path);

#endif
