/*
 * marker: which markers there are and where each may stand; marker.def is the list.
 */
#ifndef SCHEMAC_FRONT_C_MARKER_H
#define SCHEMAC_FRONT_C_MARKER_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/lexer.h"

/* Where a marker may stand. */
enum marker_scope {
	SCOPE_TABLE,      /* first in a struct */
	SCOPE_COLUMN,     /* behind a field's declarator */
	SCOPE_ENUM,       /* first in an enum */
	SCOPE_ENUMERATOR, /* behind an enumerator */
	SCOPE_FILE,       /* outside everything */
};

/* "at the head of a struct"…, for messages. */
const char *marker_scope_name(enum marker_scope scope);

enum marker_id {
#define MARKER(constant, scope, arguments, repeats) MARKER_##constant,
#include "front/c/marker.def"
#undef MARKER
	MARKER_COUNT
};

struct marker_kind {
	const char *name; /* "SC_INDEX" */
	enum marker_scope scope;
	bool arguments; /* it is written with parentheses */
	bool repeats;   /* several may stand at one place */
};

const struct marker_kind *marker_kind(enum marker_id id);

/* The marker whose name is these bytes, or MARKER_COUNT. */
enum marker_id marker_find(const char *name, size_t length);

/* The name of a marker that `name` may be a misspelling of, or NULL. */
const char *marker_nearest(const char *name);

/* One marker as it occurs. */
struct marker {
	enum marker_id id; /* MARKER_COUNT: no marker that there is */
	const char *name;  /* as written */
	const char *text;  /* its arguments as written, blanks and comments aside */
	struct token *expanded; /* the arguments with the project's macros expanded; may be empty */
	size_t expanded_count;
	bool called; /* not expanded, and followed by '(' */
	unsigned file; /* in struct sources */
	unsigned line; /* as the preprocessor tells it: of the expansion */

	/* Filled in by place.h. */
	struct location at;            /* of its name */
	const struct token *arguments; /* between the parentheses */
	size_t argument_count;
	bool placed; /* each token's place is its own; else all are at `at` */
};

VEC_STRUCT(markers, struct marker);

/* The first marker of that kind, or NULL. */
struct marker *markers_find(const struct markers *markers, enum marker_id id);

#endif
