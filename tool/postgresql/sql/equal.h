/*
 * equal: whether two defaults or expressions mean the same, without a server.
 *
 * In most cases the tokens are equal; otherwise the parse trees are compared (tree.h). Without a
 * parser, the tokens are compared again, without the parentheses and the casts of constants that
 * the server adds.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_EQUAL_H
#define SCHEMAC_POSTGRESQL_SQL_EQUAL_H

#include <stdbool.h>

/* NULL: there is no default or expression. */
bool postgresql_defaults_equal(const char *type, const char *a, const char *b);
bool postgresql_expressions_equal(const char *a, const char *b);

#endif
