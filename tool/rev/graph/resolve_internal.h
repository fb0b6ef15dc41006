/*
 * resolve_internal: what the parts of resolve and plan share. Only rev/graph/ includes this.
 */
#ifndef SCHEMAC_REV_GRAPH_RESOLVE_INTERNAL_H
#define SCHEMAC_REV_GRAPH_RESOLVE_INTERNAL_H

#include "base/text.h"
#include "rev/graph/resolve.h"
#include "rev/graph/rows.h"
#include "rev/graph/set.h"

struct resolver {
	struct arena *arena;
	const struct graph *graph;
	const struct texts *rows; /* NULL: there is no database */
	struct diagnostics *diagnostics;
};

/* A diagnostic without a place. Always -1. */
int resolve_error(const struct resolver *resolver, enum diag_id id, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A note without a place to the last diagnostic. */
void resolve_note(const struct resolver *resolver, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "two", "three"… "ten", "11". */
const char *count_print(struct arena *arena, size_t count);

/* How a user can name a head so that no other is meant: "L1@head", or its id. */
const char *head_name(const struct resolver *resolver, const struct revision *head);

/* What the rows name. -1 where there is no database, or where the graph lacks one of them. */
int known_rows(const struct resolver *resolver, struct revisions *out);

/* All that is applied: the rows' revisions and what they need. */
struct revision_set applied_set(const struct resolver *resolver, const struct revisions *rows);

/* Fills in text, branch and lineage of the selection, and nothing else. */
int resolve_branch(
	const struct resolver *resolver, struct selection *out, const struct identifier *identifier);

/* What the target means. */
int resolve_identifier(
	const struct resolver *resolver, struct selection *out, const struct identifier *identifier);

bool selection_has(const struct selection *selection, const struct revision *revision);

/*
 * Where the database is on the selection's branch: the latest that are applied there, the rows
 * themselves where no branch is named. Empty: nothing is applied.
 */
int current_position(
	const struct resolver *resolver, const struct selection *selection, struct revisions *out);

/*
 * Moves the selection's revisions by identifier.offset along parents within its lineage. Several ways
 * to go, or not enough revisions, are errors.
 */
int walk(const struct resolver *resolver, struct selection *selection);

/* The parents of the revision in the lineage, without those that come before another of them. */
struct revisions walk_parents(const struct resolver *resolver, const struct selection *selection,
	const struct revision *revision);

#endif
