/*
 * postgresql_syntax: the syntax errors in a text of several statements.
 *
 * The statements are parsed one by one. Therefore one error does not hide the next, and the memory
 * use depends on the longest statement only.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_SYNTAX_H
#define SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_SYNTAX_H

#include "diff/dialect.h"

/* See struct dialect. */
int postgresql_find_errors(struct arena *arena, struct sql_errors *out, const char *sql,
	size_t length, struct diagnostics *diagnostics);

#endif
