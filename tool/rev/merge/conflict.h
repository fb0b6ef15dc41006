/*
 * conflict: two revisions, neither after the other, that say different things of the same part of
 * an object. Told as a compiler tells of a redefinition: an error where our side says it, a note
 * where the other one does, with the commits that brought both, the value before, and the ways out.
 *
 * Our side is the one that the target branch has not; where that tells nothing, the one whose id
 * comes last. So the message does not depend on the order in which the branches were found.
 */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_H
#define SCHEMAC_REV_MERGE_CONFLICT_H

#include "rev/file/snapshot.h"
#include "rev/graph/graph.h"

/* What a revision says of the part. */
struct conflict_side {
	const struct revision *revision; /* NULL: nobody said anything */
	const struct snapshot *snapshot; /* its own */
	const struct json *value;        /* NULL or JSON null: it is not there */
	const char *key;                 /* of another object, that it drops; NULL: of the same */
};

struct conflict {
	const char *key;  /* of the object: "table users" */
	const char *path; /* within it: "columns: phone: type"; "": the object as a whole */
	struct conflict_side sides[2], base;
};

/* Always -1. */
int conflict_report(struct arena *arena, const struct graph *graph, const struct conflict *conflict,
	struct diagnostics *diagnostics);

/*
 * Where the revision says it: in the SQL of its upgrade where that names the part, else in its
 * snapshot. key and path are those of a conflict.
 */
struct location conflict_place(
	struct arena *arena, const struct conflict_side *side, const char *key, const char *path);

/* A note for people on where the revision comes from, if that is known. */
void conflict_note_origin(const struct graph *graph, const struct revision *revision,
	struct diagnostics *diagnostics);

#endif
