/*
 * equal: whether two defaults or expressions mean the same, without a server.
 *
 * Equal tokens decide most cases, otherwise the parse trees do (tree.h). Without a parser the tokens are
 * compared again, without what the server adds: parentheses and casts of constants.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_EQUAL_H
#define SCHEMAC_POSTGRESQL_SQL_EQUAL_H

#include <stdbool.h>

/* NULL: no default; no expression. */
bool postgresql_defaults_equal(const char *type, const char *a, const char *b);
bool postgresql_expressions_equal(const char *a, const char *b);

#endif
