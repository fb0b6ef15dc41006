/*
 * head_edit: gives the head of a revision's SQL file a different id and parent. The rest of the
 * file stays the same, byte for byte: line endings, byte order mark, comments and statements.
 */
#ifndef SCHEMAC_REV_FILE_HEAD_EDIT_H
#define SCHEMAC_REV_FILE_HEAD_EDIT_H

#include "base/map.h"
#include "rev/graph/revision.h"

struct head_edit {
	const char *id;            /* replaces the revision's id */
	const char *parent;        /* replaces all parents of the revision */
	const struct map *renamed; /* old id to new id (const char *), for depends_on */
};

/* Appends the edited file. sql is the text that the revision was read from. */
void head_edit_print(struct strbuf *out, const struct revision *revision, const char *sql,
	size_t length, const struct head_edit *edit);

#endif
