/*
 * references: the relations, columns, functions and types that a piece of SQL names, from its parse
 * tree.
 *
 * Names are not resolved: a reference may also name something that is built in. If a text cannot be
 * parsed, every word of it is a reference, so that none is missed.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_REFERENCES_H
#define SCHEMAC_POSTGRESQL_SQL_REFERENCES_H

#include "base/text.h"
#include "base/vec.h"
#include "postgresql/sql/parse_tree.h"

enum reference_kind {
	REFERENCE_RELATION, /* a table, view or sequence */
	REFERENCE_COLUMN,
	REFERENCE_FUNCTION,
	REFERENCE_TYPE,
	REFERENCE_SCHEMA,
	REFERENCE_WORD, /* of a text without a tree: any of the others */
};

/* In ascending order of strength. */
enum reference_strength {
	/* in a body that the server does not check, such as one in PL/pgSQL */
	REFERENCE_HINT,
	/* in the text of an SQL function: checked on creation, but the server stores no dependency */
	REFERENCE_BODY,
	/* the server requires it for creation, and refuses to drop it first */
	REFERENCE_DEFINITION,
};

struct reference {
	enum reference_kind kind;
	enum reference_strength strength;
	const char *schema; /* NULL: not given */
	const char *name;   /* of a column: NULL for '*' */

	const char *alias;     /* of a relation, or NULL */
	const char *qualifier; /* of a column: the relation or alias before it, or NULL */

	/* Of a call. A type is NULL if it is not obvious. */
	long argument_count; /* -1: unknown */
	struct texts argument_types;
};

VEC_STRUCT(references, struct reference);

/* Appends the references of the text. Memory comes from the arena. */
void postgresql_references(
	struct arena *arena, struct references *out, enum parse_frame frame, const char *sql);

/* The name of a TypeName as postgresql_type_name() prints it, with its schema. */
const char *postgresql_tree_type(struct arena *arena, const struct json *type);

#endif
