/*
 * fold_internal: a fold that is under way. Only fold*.c include this.
 */
#ifndef SCHEMAC_REV_MERGE_FOLD_INTERNAL_H
#define SCHEMAC_REV_MERGE_FOLD_INTERNAL_H

#include "base/map.h"
#include "rev/graph/set.h"
#include "rev/merge/conflict.h"
#include "rev/merge/fold.h"

/* That a revision says what an object is afterwards. */
struct statement {
	const struct revision *revision;
	const struct snapshot *snapshot;
	struct json *state; /* JSON null: dropped */
};

VEC_STRUCT(statements, struct statement);

/* An object with all that is said about it, older statements first. */
struct object {
	const char *key;
	struct statements all;
	struct statements tips; /* those that no later one replaces, by revision id at the end */
};

/* A fold that is under way. */
struct fold {
	struct arena *arena;
	const struct graph *graph;
	struct diagnostics *diagnostics;
	VEC(struct object *) objects;
	struct map by_key;
	size_t *chain;                 /* of each revision: a line of first parents it is in */
	struct revision_set ancestors; /* of ancestors_of */
	const struct revision *ancestors_of;
	const struct json
		*restated; /* objects over which conflicts are settled elsewhere; or NULL */
	int result;
};

/* Whether b comes after a. */
bool fold_is_before(struct fold *fold, const struct revision *a, const struct revision *b);

/* The statement as a side of a conflict. */
struct conflict_side fold_side(const struct statement *statement, const struct json *reference);

/*
 * One branch may drop a table or enum that another one begins to refer to: each object merges, but
 * there is no such schema. A conflict for each, in the objects after all of them.
 */
void fold_check_references(struct fold *fold, const struct json *all);

#endif
