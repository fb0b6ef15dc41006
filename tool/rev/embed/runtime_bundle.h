/*
 * runtime_bundle: the revisions of a graph as a bundle of the runtime, for schemac's own commands.
 *
 * revisions[i] is graph->all[i]: a revision's number is its index.
 */
#ifndef SCHEMAC_REV_EMBED_RUNTIME_BUNDLE_H
#define SCHEMAC_REV_EMBED_RUNTIME_BUNDLE_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/graph/graph.h"
#include "schema/schema.h"

#include <schemac/runtime.h>

#include <stdbool.h>

struct runtime_bundle_options {
	const char *name;                 /* of the collection; NULL: none */
	const char *version_table;        /* NULL: schemac_version */
	const char *version_table_schema; /* NULL: the default one */
	/* The schema at the heads, lowered for the dialect; NULL: no tables for it. */
	const struct schema *schema[DIALECT_COUNT];
	/*
	 * The revisions whose sections, digests and reviews are read; NULL: all. The others contain
	 * only the data from their heads, which suffices for schemac_status() on a long history.
	 */
	const struct revision_set *wanted;
	/*
	 * Does not read snapshots: no revision counts as reviewed until
	 * runtime_bundle_read_reviews() is called. Reading snapshots is most of the cost of a
	 * bundle, and only pending revisions need their reviews.
	 */
	bool without_reviews;
};

/* Everything in it lives in the arena. NULL after a diagnostic. */
struct schemac_bundle *runtime_bundle_new(struct arena *arena, const struct graph *graph,
	const struct runtime_bundle_options *options, struct diagnostics *diagnostics);

/*
 * Reads the reviews of the revisions with these numbers, and removes their sections without a
 * dialect for the dialects that they were not written for.
 */
int runtime_bundle_read_reviews(struct arena *arena, struct schemac_bundle *bundle,
	const struct graph *graph, const size_t *numbers, size_t count,
	struct diagnostics *diagnostics);

#endif
