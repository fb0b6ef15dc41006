/*
 * excerpt: lines of the files that diagnostics point into. Each file is read once, when its first
 * line is asked for. Only diag/ includes this.
 */
#ifndef SCHEMAC_DIAG_EXCERPT_H
#define SCHEMAC_DIAG_EXCERPT_H

#include "base/map.h"
#include "diag/diag.h"

/* A zeroed one is empty. */
struct excerpts {
	struct arena arena;
	struct map files; /* struct excerpt_file by path */
};

void excerpts_release(struct excerpts *excerpts);

/*
 * The line's first byte and its length in bytes, without the line end and without a byte order mark;
 * NULL where there is none or the file cannot be read. Good until excerpts_release().
 */
const char *excerpts_line(
	struct excerpts *excerpts, const char *path, unsigned number, size_t *length);

/*
 * The same place with its column and length counted in UTF-16 code units. As it was where the line
 * cannot be read.
 */
struct location excerpts_utf16(struct excerpts *excerpts, struct location at);

#endif
