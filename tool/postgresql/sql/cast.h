/*
 * cast: how the values of a column become values of a different type.
 *
 * The casts are those of PostgreSQL 15, pg_cast. In addition, every type can be assigned to a
 * string type, and every string can be cast explicitly (CREATE CAST).
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_CAST_H
#define SCHEMAC_POSTGRESQL_SQL_CAST_H

#include "schema/schema.h"

enum cast {
	CAST_ASSIGNMENT, /* ALTER TYPE converts the values without USING */
	CAST_EXPLICIT,   /* USING column::type converts each value or fails */
	CAST_UNKNOWN,    /* the user must specify the conversion */
};

enum cast postgresql_cast(struct arena *arena, const char *from, const char *to);

/* A simple constant of the column's type: 0, '', false…; NULL if none is known. */
const char *postgresql_neutral_value(
	struct arena *arena, const struct schema *schema, const struct column *column);

/*
 * An expression over n, a bigint that counts from 1, with a different value of the column's type
 * for each n; NULL if none is known.
 */
const char *postgresql_numbered_value(struct arena *arena, const struct column *column);

#endif
