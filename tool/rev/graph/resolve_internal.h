/*
 * resolve_internal: the common parts of the files that resolve identifiers. Only rev/graph/
 * includes this.
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

/* Reports a diagnostic without a location. Always returns -1. */
int resolve_error(const struct resolver *resolver, enum diag_id id, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds a note without a location to the last diagnostic. */
void resolve_note(const struct resolver *resolver, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "two", "three"… "ten", "11". */
const char *count_print(struct arena *arena, size_t count);

/* The revisions of the rows. -1 if there is no database, or if the graph lacks one of them. */
int known_rows(const struct resolver *resolver, struct revisions *out);

/* The applied revisions: those of the rows and all that they need. */
struct revision_set applied_set(const struct resolver *resolver, const struct revisions *rows);

/* Fills in the identifier, branch and lineage of the selection, and nothing more. */
int resolve_branch(const struct resolver *resolver, struct selection *out,
	const struct identifier *identifier);

/* The whole selection of the identifier. */
int resolve_identifier(const struct resolver *resolver, struct selection *out,
	const struct identifier *identifier);

/* Whether the revision is on the selection's branch; true if the selection has no branch. */
bool selection_has(const struct selection *selection, const struct revision *revision);

/*
 * The position of the database on the selection's branch: the last applied revisions of that
 * branch. Without a branch, it is the rows themselves. It is empty if nothing is applied.
 */
int current_position(
	const struct resolver *resolver, const struct selection *selection, struct revisions *out);

/*
 * Moves the selection's revisions by identifier.offset along parents within its lineage. It is an
 * error if several ways are possible or there are not enough revisions.
 */
int walk(const struct resolver *resolver, struct selection *selection);

/* The parents of the revision in the lineage, except those that are ancestors of another parent. */
struct revisions walk_parents(const struct resolver *resolver, const struct selection *selection,
	const struct revision *revision);

#endif
