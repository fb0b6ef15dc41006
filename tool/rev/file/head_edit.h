/*
 * head_edit: the head of a revision's SQL file under another id. All else of the file stays as it
 * is, byte for byte: line ends, a byte order mark, comments, every statement.
 */
#ifndef SCHEMAC_REV_FILE_HEAD_EDIT_H
#define SCHEMAC_REV_FILE_HEAD_EDIT_H

#include "base/map.h"
#include "rev/graph/revision.h"

struct head_edit {
	const char *id;            /* instead of its own */
	const char *parent;        /* instead of all that it revises */
	const struct map *renamed; /* old id to the new one (const char *), for depends_on */
};

/* Appends the file's text, edited. sql is what the revision was read from. */
void head_edit_print(struct strbuf *out, const struct revision *revision, const char *sql,
	size_t length, const struct head_edit *edit);

#endif
