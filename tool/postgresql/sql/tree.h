/*
 * tree: whether two pieces of SQL have the same parse tree, without a server.
 *
 * A tree does not contain spaces, comments, the case of keywords, redundant parentheses or the
 * spelling of casts, types and operators. Equivalences that only a server knows make trees differ:
 * now() and CURRENT_TIMESTAMP, or the casts of columns that the server adds.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_TREE_H
#define SCHEMAC_POSTGRESQL_SQL_TREE_H

enum tree_comparison {
	TREES_EQUAL,
	TREES_DIFFER,
	TREES_UNKNOWN, /* there is no tree: not valid SQL, too long, or no parser */
};

/*
 * Compares two statements, two expressions, or two fragments that follow EXCLUDE or the column
 * list of CREATE TABLE. A constant with a cast equals the constant without one, but not one with a
 * different cast.
 */
enum tree_comparison tree_compare(const char *a, const char *b);

#endif
