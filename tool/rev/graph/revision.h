/*
 * revision: a node of the graph: the data in the head of its file, and its position in the graph.
 *
 * A revision lives in the arena that it was read into. Ids are compared bytewise. Must not know:
 * how the files are read (rev/file/head.h and content.h do that), databases, git, schemas.
 */
#ifndef SCHEMAC_REV_GRAPH_REVISION_H
#define SCHEMAC_REV_GRAPH_REVISION_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	REVISION_ID_LIMIT =
		64, /* maximum length in bytes; the runtime's messages have room for it */
};

/* An id or a label, and its location in the file. */
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
	struct references parents;    /* the revisions that it revises; empty: a base */
	struct references depends_on; /* revisions of other branches that must be applied earlier */
	struct references labels;     /* of the branch that starts here */
	const char *message;          /* one line; NULL: none */
	const char *created;          /* as written: 2026-11-21T10:00:00Z; NULL: absent */
	struct location at;           /* of the message, or of the file's first line */
	const char *sql_path;         /* as a user would type it */
	const char *snapshot_path;    /* the file may be missing, see store.h */
	const char *folder;           /* the version location that it is in */

	const char *text;   /* the whole SQL file, if reading its head read all of it; or NULL */
	size_t text_length; /* bytes of text */

	/* Filled in by graph_build(). */
	size_t number;               /* position in the graph's order, from 0 */
	struct revisions revises;    /* its parents, in file order */
	struct revisions needs;      /* its dependencies, likewise */
	struct revisions children;   /* those that revise it, sorted by number */
	struct revisions dependents; /* those that depend on it, sorted by number */

	const struct revision_content *content; /* NULL: the files are on disk */
	struct revision_cache *cache;           /* see store_keep_read(); NULL: nothing is cached */
};

/*
 * NULL if name may be an id or a label, otherwise the reason why it may not: "'-' in the id 'a-b':
 * …". The argument `what` is "id" or "label". Letters, digits, '_', '.' and bytes from 0x80 are
 * allowed, at most REVISION_ID_LIMIT bytes. "head", "heads", "base" and "current" are reserved.
 */
const char *revision_name_problem(struct arena *arena, const char *name, const char *what);

/* "a", "a and b", "a, b and c"; a long list ends in "and 80 more". */
const char *revisions_print(struct arena *arena, const struct revisions *revisions);

/* Whether the list contains this revision. */
bool revisions_have(const struct revisions *revisions, const struct revision *revision);

/* Orders by id, for qsort() over an array of struct revision *. */
int revision_compare_id(const void *a, const void *b);

/* Orders by number, likewise. */
int revision_compare_number(const void *a, const void *b);

/* Whether it has several children, or several parents, respectively. */
bool revision_is_branchpoint(const struct revision *revision);
bool revision_is_mergepoint(const struct revision *revision);

#endif
