/*
 * conflict: two revisions, neither an ancestor of the other, that change the same part of an object
 * in different ways.
 *
 * The report resembles a compiler's report of a redefinition: an error at our side's change, a note
 * at their side's change, the commits that added both, the previous value, and the remedies.
 *
 * Our side is the revision that the target branch does not have. If that does not decide it, our
 * side is the revision with the greater id. The message therefore does not depend on the order in
 * which the branches are found.
 */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_H
#define SCHEMAC_REV_MERGE_CONFLICT_H

#include "rev/file/snapshot.h"
#include "rev/graph/graph.h"

/* A revision's part in a conflict. */
struct conflict_side {
	const struct revision *revision; /* NULL: no revision declares the object */
	const struct snapshot *snapshot; /* its own */
	const struct json *state;        /* of the object; NULL or JSON null: absent */
	const struct json *reference;    /* the reference to what the other side drops; or NULL */
};

struct conflict {
	const char *key;     /* of the object: "table users" */
	const char *path;    /* within it: "columns: phone: type"; "": the object as a whole */
	const char *dropped; /* "table users", dropped by the side without a reference; or NULL */
	struct conflict_side sides[2], base;
};

/* Always returns -1. */
int conflict_report(struct arena *arena, const struct graph *graph, const struct conflict *conflict,
	struct diagnostics *diagnostics);

/*
 * The location of the revision's change: in the SQL of its upgrade if that names the part,
 * otherwise in its snapshot. key and path are those of a conflict.
 */
struct location conflict_place(
	struct arena *arena, const struct conflict_side *side, const char *key, const char *path);

/* Adds a note with the commit that added the revision, if it is known. */
void conflict_note_origin(const struct graph *graph, const struct revision *revision,
	struct diagnostics *diagnostics);

#endif
