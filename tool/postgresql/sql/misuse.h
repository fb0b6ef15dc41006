/*
 * misuse: what PostgreSQL does not accept in an expression of a table although its syntax is valid:
 * unknown columns, and subqueries, aggregates and changing functions where they are not allowed.
 * Found from the parse tree, without a server. An expression without a tree has no misuses.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_MISUSE_H
#define SCHEMAC_POSTGRESQL_SQL_MISUSE_H

#include "diff/dialect.h"

/* See struct dialect. */
void postgresql_find_misuses(struct arena *arena, struct sql_errors *out, const char *expression,
	enum sql_place place, const struct table *table, const struct table *before);

#endif
