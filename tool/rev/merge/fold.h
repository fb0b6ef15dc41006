/*
 * fold: the schema at a set of revisions, from the snapshots of all their ancestors.
 *
 * Each snapshot contains the complete state of each object that its revision changes. A later state
 * replaces those of its ancestors. Two revisions may change the same object although neither is an
 * ancestor of the other. Unless a later revision contains the object again, the two states are
 * merged. The base is the last state that both have in common (merge_objects.h). A part that cannot
 * be merged is a conflict (conflict.h). The result does not depend on the order of the branches.
 */
#ifndef SCHEMAC_REV_MERGE_FOLD_H
#define SCHEMAC_REV_MERGE_FOLD_H

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "diag/diag.h"
#include "rev/file/script.h"
#include "rev/graph/graph.h"
#include "schema/schema.h"

/*
 * The objects at these revisions (none: an empty database) as one JSON object of key to state,
 * sorted by key, without dropped objects.
 */
int fold_objects(struct arena *arena, struct json **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

/* The same as a sorted schema. */
int fold_schema(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

/*
 * The schema before a revision: at its parents and dependencies. Conflicts between these are not
 * errors if the revision's snapshot contains the object: the first of them by id wins.
 */
int fold_schema_before(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revision *revision, struct diagnostics *diagnostics);

/*
 * The sorted keys of the objects that the snapshot of a merge of `at` must contain: those with
 * several latest states. Conflicts are not errors here.
 */
int fold_shared(struct arena *arena, struct texts *out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

#endif
