/*
 * lines: the lines of a revision file, as both of its readers see them. Only rev/ includes this.
 */
#ifndef SCHEMAC_REV_FILE_LINES_H
#define SCHEMAC_REV_FILE_LINES_H

#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct line {
	const char *text; /* not terminated; without the line end, CR included */
	size_t length;    /* bytes */
	unsigned number;  /* from 1 */
};

struct lines {
	const char *file; /* for places; borrowed */
	const char *next; /* what is not read yet */
	const char *end;
	unsigned number; /* of the line that was read last */
};

/* A byte order mark at the start of the text is skipped. */
void lines_init(struct lines *lines, const char *file, const char *text, size_t length);

/* False at the end of the text. */
bool lines_next(struct lines *lines, struct line *out);

/* The place of length bytes from text, which points into the line. */
struct location line_place(
	const struct lines *lines, const struct line *line, const char *text, size_t length);

/* Moves *text over blanks and takes them off the end too. */
void span_trim(const char **text, size_t *length);

/*
 * What stands behind "-- schemac:", trimmed, where the line is such a comment, however many blanks
 * it has; NULL where it is not.
 */
const char *line_directive(const struct line *line, size_t *length);

/* Notes a likely cause where the file holds the marks of an unresolved git merge. */
void note_conflict_marks(
	struct diagnostics *diagnostics, const char *file, const char *text, size_t length);

#endif
