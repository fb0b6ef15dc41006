/*
 * misuse: mistakes in an expression of a table that has no syntax error but that PostgreSQL rejects:
 * unknown columns, and subqueries, aggregates and changing functions in a place that does not allow
 * them. They are found in the parse tree, without a server. An expression without a tree has no misuses.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_MISUSE_H
#define SCHEMAC_POSTGRESQL_SQL_MISUSE_H

#include "diff/dialect.h"

/* See struct dialect. */
void postgresql_find_misuses(struct arena *arena, struct sql_errors *out, const char *expression,
	enum sql_place place, const struct table *table, const struct table *before);

#endif
