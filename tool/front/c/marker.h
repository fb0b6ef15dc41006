/*
 * marker: the kinds of markers, which marker.def lists, and the markers in a header.
 */
#ifndef SCHEMAC_FRONT_C_MARKER_H
#define SCHEMAC_FRONT_C_MARKER_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/lexer.h"

/* Where a marker is allowed. */
enum marker_scope {
	SCOPE_TABLE,      /* at the beginning of a struct */
	SCOPE_COLUMN,     /* after a field's declarator */
	SCOPE_ENUM,       /* at the beginning of an enum */
	SCOPE_ENUMERATOR, /* after an enumerator */
	SCOPE_FILE,       /* outside structs and functions */
};

/* "after a field's name"…, for messages. */
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
	bool arguments; /* takes arguments in parentheses */
	bool repeats;   /* can be given several times for one item */
};

const struct marker_kind *marker_kind(enum marker_id id);

/* The marker whose name is these bytes, or MARKER_COUNT. */
enum marker_id marker_find(const char *name, size_t length);

/* The name of a marker that `name` may be a misspelling of, or NULL. */
const char *marker_nearest(const char *name);

/* One marker in a header. */
struct marker {
	enum marker_id id; /* MARKER_COUNT: not expanded, and possibly unknown */
	const char *name;  /* as written */
	const char *text;  /* its arguments as written, apart from white space and comments */
	struct token *expanded; /* the arguments with the project's macros expanded; may be empty */
	size_t expanded_count;
	bool called; /* not expanded, and followed by '(' */
	unsigned file; /* in struct sources */
	unsigned line; /* of its expansion, according to the preprocessor */

	/* Set by locate.h. */
	struct location at;            /* of its name */
	const struct token *arguments; /* between the parentheses */
	size_t argument_count;
	bool placed; /* each argument has its own location; otherwise all are at `at` */
};

VEC_STRUCT(markers, struct marker);

/* The first marker of that kind, or NULL. */
struct marker *markers_find(const struct markers *markers, enum marker_id id);

#endif
