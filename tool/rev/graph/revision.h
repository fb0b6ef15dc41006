/*
 * revision: what the head of a revision file says, and the revision's place in the graph.
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
 * "--". The first comment line that says something is the message, unless it is one of the keys.
 * A key stands behind exactly one blank: "--  note: like this" is a comment.
 *
 * A revision lives in the arena it was read into. Ids are compared by bytes. Must not know:
 * databases, git, schemas.
 */
#ifndef SCHEMAC_REV_GRAPH_REVISION_H
#define SCHEMAC_REV_GRAPH_REVISION_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	REVISION_ID_LIMIT = 64, /* bytes of an id or label; the runtime's messages hold no more */
};

/* An id or a label, and where the file says it. */
struct reference {
	const char *name;
	struct location at;
};

struct revision_content;
struct revision_cache;

VEC_STRUCT(references, struct reference);
VEC_STRUCT(revisions, struct revision *);

struct revision {
	const char *id;
	struct location id_at;
	struct references parents;    /* what it revises; empty: a base */
	struct references depends_on; /* what must be applied before, on other branches */
	struct references labels;     /* of the branch that starts here */
	const char *message;          /* one line; NULL: none */
	const char *created;          /* as written: 2026-11-21T10:00:00Z; NULL: not said */
	struct location at;           /* of the message, or of the file's first line */
	const char *sql_path;         /* as a user would type it */
	const char *snapshot_path;    /* its pair; the file may be missing, see store.h */
	const char *folder;           /* the version location it is in */

	const char *text;   /* the SQL file, where the head was read and all of it came along */
	size_t text_length; /* bytes of text */

	/* Filled in by graph_build(). */
	size_t number;               /* place in the graph's order, from 0: after all it needs */
	struct revisions revises;    /* its parents, in the order of the file */
	struct revisions needs;      /* what it depends on, likewise */
	struct revisions children;   /* those that revise it, by number */
	struct revisions dependents; /* those that depend on it, by number */

	const struct revision_content *content; /* NULL: the files are on the disk */
	struct revision_cache *cache; /* see store_keep_read(); NULL: nothing is kept */
};

/*
 * NULL where name can be an id or a label; else why it cannot: "'-' in an id is the sign of a
 * relative revision". what is "id" or "label". Letters, digits, '_', '.' and bytes from 0x80 may be
 * used, REVISION_ID_LIMIT of them; "head", "heads", "base" and "current" mean something else.
 */
const char *revision_name_problem(struct arena *arena, const char *name, const char *what);

/* "a", "a and b", "a, b and c"; a long list is cut: "… and 80 more". */
const char *revisions_print(struct arena *arena, const struct revisions *revisions);

/* Whether that very revision is among them. */
bool revisions_have(const struct revisions *revisions, const struct revision *revision);

/* Orders by id, for qsort() over an array of struct revision *. */
int revision_compare_id(const void *a, const void *b);

/* Orders by place in the graph. */
int revision_compare_number(const void *a, const void *b);

/* More than one child; more than one parent. */
bool revision_is_branchpoint(const struct revision *revision);
bool revision_is_mergepoint(const struct revision *revision);

#endif
