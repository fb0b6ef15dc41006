/* lines: the lines of a revision file, for the readers of its head and of its sections. */
#ifndef SCHEMAC_REV_FILE_LINES_H
#define SCHEMAC_REV_FILE_LINES_H

#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct line {
	const char *text; /* not terminated; without the line ending, LF or CR LF */
	size_t length;    /* bytes */
	unsigned number;  /* from 1 */
};

struct lines {
	const char *file; /* for locations; borrowed */
	const char *next; /* the first byte not yet read */
	const char *end;
	unsigned number; /* number of the last line read; 0: none */
};

/* Skips a byte order mark at the start of the text. */
void lines_init(struct lines *lines, const char *file, const char *text, size_t length);

/* False at the end of the text. */
bool lines_next(struct lines *lines, struct line *out);

/* The location of length bytes at text, which points into the line. */
struct location line_place(
	const struct lines *lines, const struct line *line, const char *text, size_t length);

/* Removes spaces at both ends of the span. */
void span_trim(const char **text, size_t *length);

/*
 * The rest of the line after "-- schemac:", trimmed; NULL if the line is not such a comment. The
 * number of spaces in the comment does not matter.
 */
const char *line_directive(const struct line *line, size_t *length);

/* Adds a note if the file contains the conflict markers of an unresolved git merge. */
void note_conflict_marks(
	struct diagnostics *diagnostics, const char *file, const char *text, size_t length);

#endif
