/*
 * dialect: PostgreSQL as a dialect, and what its files share. Only postgresql/ and cmd/ include
 * this. Nothing here needs a library: libpq is the module's matter (functions.h).
 */
#ifndef SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H
#define SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H

#include "base/strbuf.h"
#include "diff/dialect.h"

extern const struct dialect postgresql_dialect;

/* The functions of the struct, a file each. */
void postgresql_adapt(struct arena *arena, struct schema *schema);
bool postgresql_types_equal(const char *a, const char *b);
bool postgresql_defaults_equal(const char *type, const char *a, const char *b);
bool postgresql_expressions_equal(const char *a, const char *b);
int postgresql_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics);
bool postgresql_stands_alone(const struct change *change);
int postgresql_find_errors(struct arena *arena, struct sql_errors *out, const char *sql,
	size_t length, struct diagnostics *diagnostics);

/*
 * The type as format_type() prints it (PostgreSQL 15, 9.26), without blanks that mean nothing:
 * INT → integer, varchar(20) → character varying(20), DECIMAL(8, 2) → numeric(8,2).
 */
const char *postgresql_type_name(struct arena *arena, const char *written_type);

/* SMALLINT, INTEGER or BIGINT, in any spelling. */
bool postgresql_is_integer(const char *type);

/* ---- signature.c */

/* "half(n int = 2)" → "half(integer)"; a name without parentheses stays. */
const char *postgresql_signature(struct arena *arena, const char *name);

/* ---- names.c */

/*
 * "one_two_label", or "one_label" where two is "", clipped as the server does to 63 bytes and never within
 * a letter (src/backend/commands/indexcmds.c, makeObjectName()).
 */
const char *postgresql_made_name(
	struct arena *arena, const char *one, const char *two, const char *label);

/*
 * The name that PostgreSQL gives a constraint without one where nothing else has it:
 * users_email_key.
 */
const char *postgresql_constraint_name(
	struct arena *arena, const struct table *table, const struct constraint *constraint);

/* ---- cast.c: how old values become values of another type */

enum cast {
	CAST_ASSIGNMENT, /* ALTER TYPE does it by itself */
	CAST_EXPLICIT,   /* USING column::type, which gives the value or fails */
	CAST_UNKNOWN,    /* what is meant has to be said */
};

enum cast postgresql_cast(struct arena *arena, const char *from, const char *to);

/* A constant of the type that is in everybody's reach: 0, '', false…; NULL where there is none. */
const char *postgresql_neutral_value(
	struct arena *arena, const struct schema *schema, const struct column *column);

/* An expression over n, a bigint from 1, that is another value of the type for each; NULL: none is known. */
const char *postgresql_numbered_value(struct arena *arena, const struct column *column);

#endif
