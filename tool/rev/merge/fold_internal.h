/*
 * fold_internal: the state of a fold. Only fold*.c include this.
 */
#ifndef SCHEMAC_REV_MERGE_FOLD_INTERNAL_H
#define SCHEMAC_REV_MERGE_FOLD_INTERNAL_H

#include "base/map.h"
#include "rev/graph/set.h"
#include "rev/merge/conflict.h"
#include "rev/merge/fold.h"

/* The state of an object after a revision. */
struct object_state {
	const struct revision *revision;
	const struct snapshot *snapshot;
	struct json *json; /* JSON null: dropped */
};

VEC_STRUCT(object_states, struct object_state);

/* An object with its states, older ones first. */
struct object {
	const char *key;
	struct object_states all;
	struct object_states tips; /* not replaced by a later one; sorted by revision id */
};

struct fold {
	struct arena *arena;
	const struct graph *graph;
	struct diagnostics *diagnostics;
	VEC(struct object *) objects;
	struct map by_key;
	size_t *chain;                 /* of revision i: the line of first parents it belongs to */
	struct revision_set ancestors; /* of ancestors_of */
	const struct revision *ancestors_of;
	const struct json *restated; /* objects whose conflicts are resolved elsewhere; or NULL */
	int result;
};

/* Whether a is an ancestor of b. */
bool fold_is_before(struct fold *fold, const struct revision *a, const struct revision *b);

/* The state as a side of a conflict. */
struct conflict_side fold_side(const struct object_state *state, const struct json *reference);

/*
 * One branch may drop a table or enum that a different branch begins to refer to. Each object
 * merges, but the result is not a valid schema. Reports a conflict for each such reference in
 * `all`, the merged objects.
 */
void fold_check_references(struct fold *fold, const struct json *all);

#endif
