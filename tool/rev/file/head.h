/*
 * head: reads the head of a revision file.
 *
 *	-- Add phone to users
 *	--
 *	-- revision: 27c6a30d7c24
 *	-- revises: 1975ea83b712
 *	-- labels: contacts
 *	-- depends_on: 8c19aa01d7ee
 *	-- created: 2026-11-21T10:00:00Z
 *
 *	-- schemac: upgrade
 *
 * The head is everything before the first section marker: blank lines, and lines that start with
 * "--". The first comment with text is the message, unless it is a key. Exactly one space precedes
 * a key: "--  note: like this" is a comment.
 */
#ifndef SCHEMAC_REV_FILE_HEAD_H
#define SCHEMAC_REV_FILE_HEAD_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"

#include <stddef.h>

/*
 * Reads the head from text: the bytes of the file, at least up to the first section marker. Sets
 * sql_path, snapshot_path and folder from path, which is borrowed.
 */
int head_parse(struct arena *arena, struct revision *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* The same for a file. Reads only the blocks that contain the head. */
int head_read(struct arena *arena, struct revision *out, const char *path,
	struct diagnostics *diagnostics);

#endif
