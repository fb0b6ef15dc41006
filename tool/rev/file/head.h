/*
 * head: reads the head of a revision file.
 */
#ifndef SCHEMAC_REV_FILE_HEAD_H
#define SCHEMAC_REV_FILE_HEAD_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"

#include <stddef.h>

/*
 * Reads the head out of text, which holds the file at least as far as the first section marker, as
 * it came from the disk. sql_path and what follows from it are set from path, which is borrowed.
 */
int head_parse(struct arena *arena, struct revision *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* Reads only as much of the file as the head needs; of a short file that is all. */
int head_read(struct arena *arena, struct revision *out, const char *path,
	struct diagnostics *diagnostics);

#endif
