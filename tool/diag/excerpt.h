/*
 * excerpt: source lines that diagnostics refer to. Each file is read once, when its first line is
 * needed. Only diag/ includes this.
 */
#ifndef SCHEMAC_DIAG_EXCERPT_H
#define SCHEMAC_DIAG_EXCERPT_H

#include "base/map.h"
#include "diag/diag.h"

/* Zeroed: empty. */
struct excerpts {
	struct arena arena;
	struct map files; /* path → struct excerpt_file * */
};

void excerpts_release(struct excerpts *excerpts);

/*
 * The first byte of a line and its length in bytes, without the line ending and a byte order mark.
 * NULL if the line does not exist or the file cannot be read. Valid until excerpts_release().
 */
const char *excerpts_line(
	struct excerpts *excerpts, const char *path, unsigned number, size_t *length);

/*
 * The location with its column and length in UTF-16 code units; unchanged if the line cannot be
 * read.
 */
struct location excerpts_utf16(struct excerpts *excerpts, struct location at);

#endif
