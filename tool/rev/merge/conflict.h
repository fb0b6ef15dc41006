/*
 * conflict: two revisions, neither an ancestor of the other, that change the same part of an object
 * in different ways.
 *
 * The report resembles a compiler's report of a redefinition: an error where our side makes its
 * change, a note where their side makes its own, the commits that added both, the value before, and
 * the remedies.
 *
 * Our side is the revision that the target branch does not have. If that does not decide, it is the
 * one with the greater id. The message therefore does not depend on the order in which the branches
 * are found.
 */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_H
#define SCHEMAC_REV_MERGE_CONFLICT_H

#include "rev/file/snapshot.h"
#include "rev/graph/graph.h"

/* A revision's part in a conflict. */
struct conflict_side {
	const struct revision *revision; /* NULL: no revision states the object */
	const struct snapshot *snapshot; /* its own */
	const struct json *state;        /* of the object; NULL or JSON null: absent */
	const struct json *reference;    /* refers to what the other side drops; NULL: none */
};

struct conflict {
	const char *key;     /* of the object: "table users" */
	const char *path;    /* within it: "columns: phone: type"; "": the object as a whole */
	const char *dropped; /* "table users", by the side without a reference; or NULL */
	struct conflict_side sides[2], base;
};

/* Always -1. */
int conflict_report(struct arena *arena, const struct graph *graph, const struct conflict *conflict,
	struct diagnostics *diagnostics);

/*
 * The place of the revision's change: in the SQL of its upgrade if that names the part, otherwise
 * in its snapshot. key and path are those of a conflict.
 */
struct location conflict_place(
	struct arena *arena, const struct conflict_side *side, const char *key, const char *path);

/* Adds a note with the commit that added the revision, if it is known. */
void conflict_note_origin(const struct graph *graph, const struct revision *revision,
	struct diagnostics *diagnostics);

#endif
