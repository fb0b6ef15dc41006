/*
 * fold: the schema at a set of revisions, out of the snapshots of all their ancestors.
 *
 * Each snapshot states whole objects. A later statement replaces those of its ancestors. Where two
 * revisions state the same object and neither is an ancestor of the other, and no later one
 * restates it, the states are merged by member against the last state that both have in common
 * (merge.h); what does not merge is a conflict, a diagnostic with both places. The result does
 * not depend on the order of the branches.
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
 * The objects at these revisions (none: an empty database) as one JSON object of key to state, in
 * the order of the keys; what was dropped is left out.
 */
int fold_objects(struct arena *arena, struct json **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

/* The same as a schema, sorted. */
int fold_schema(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

/*
 * The schema that a revision finds: at its parents and what it depends on. Where these are in
 * conflict over an object that the revision restates, that is no error: the first of them by id
 * counts.
 */
int fold_schema_before(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revision *revision, struct diagnostics *diagnostics);

/*
 * The keys that more than one revision states at the end of its own branch: what a merge of `at`
 * must restate, sorted. Conflicts are no errors here.
 */
int fold_shared(struct arena *arena, struct texts *out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics);

#endif
