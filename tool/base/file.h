/*
 * file: reads and writes whole files; paths as text.
 *
* Functions that return int return 0, or -1 with errno set; nothing is printed. No file is left half
 * written: the data is written to a temporary file in the same folder, synced and renamed.
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

/*
 * Opens an input, without waiting; -1 with errno. Every file that a user or another file names is
 * opened here: EISDIR for a folder, ENOTSUP for a FIFO, socket or device, which could block or
 * be endless. An open descriptor of the process (/dev/stdin, /dev/fd/N, as of `<(command)`) may
 * be a pipe.
 */
int file_open(const char *path);

/* The text of an errno of these functions: "not a regular file" for ENOTSUP. */
const char *file_error(int error);

/* Appends the contents of the file, opened by file_open(). EFBIG above FILE_LIMIT. */
int file_read(struct strbuf *out, const char *path);

/* Appends everything that can still be read from the descriptor. EFBIG above FILE_LIMIT. */
int file_read_descriptor(struct strbuf *out, int descriptor);

/*
 * Writes the file, or leaves it unchanged on an error. SIGHUP, SIGINT and SIGTERM are delayed until
 * it is done. A symbolic link is preserved and its target is written. A device or pipe, such as
 * /dev/null, is opened and written to.
 */
int file_write(const char *path, const void *data, size_t length);

/* Like file_write(), but does not write to a file that already contains these bytes. */
int file_write_if_changed(const char *path, const void *data, size_t length);

/*
 * Like file_write_if_changed(), for files that a build can recreate: renamed but not synced,
 * because syncing takes longer than everything else. If the power fails within the next few
 * seconds, the file may be empty. Compilers do not sync either.
 */
int file_write_product(const char *path, const void *data, size_t length);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* Creates the folder and its parents; no error if it exists. */
int folder_make(const char *path);

/* Lists the names in a folder except "." and "..", sorted. */
int folder_list(struct arena *arena, const char *path, struct texts *out);

/*
 * Locks the lock file (flock(2)), which is created if it is missing, and waits until no other
 * process holds it. Returns a descriptor for file_unlock(), or -1. The lock ends with the process.
 */
int file_lock(const char *path);
void file_unlock(int descriptor, const char *path);

/* folder/name; just name if it is absolute or if folder is "." or empty. */
char *path_join(struct arena *arena, const char *folder, const char *name);

/* The absolute path of the running program, links resolved; NULL with errno. */
char *path_of_program(struct arena *arena);

/* The absolute path of a file or of the nearest folder above it that exists, links resolved. */
const char *path_existing(struct arena *arena, const char *path);

/* The part before the last '/', or "." without a '/'. */
char *path_folder(struct arena *arena, const char *path);

/* The part after the last '/'; points into path. */
const char *path_name(const char *path);

#endif
