/*
 * bundle: a store as the runtime takes it, in memory for the tool's own commands.
 *
 * revisions[i] is graph->all[i], so that a revision's number is its index.
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
	/* The schema at the heads, lowered for each dialect; NULL: no tables for it. */
	const struct schema *schema[DIALECT_COUNT];
	/*
	 * Whose sections, digests and reviews are read: has[number]. NULL: of all. The others have
	 * only what the head of the file says: enough for schemac_status() of a long history.
	 */
	const struct revision_set *wanted;
	/*
	 * No snapshot is read, and nothing is reviewed, until runtime_bundle_read_reviews() says otherwise:
	 * snapshots are most of the cost of a bundle, and only what is pending needs its review.
	 */
	bool without_reviews;
};

/* All that it points to lives in the arena. NULL after a diagnostic. */
struct schemac_bundle *runtime_bundle_new(struct arena *arena, const struct graph *graph,
	const struct runtime_bundle_options *options, struct diagnostics *diagnostics);

/* Reads the reviews of these revisions (numbers) of a bundle that runtime_bundle_new() made. */
int runtime_bundle_read_reviews(struct arena *arena, struct schemac_bundle *bundle,
	const struct graph *graph, const size_t *numbers, size_t count,
	struct diagnostics *diagnostics);

#endif
