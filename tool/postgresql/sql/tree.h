/*
 * tree: whether two pieces of SQL have the same parse tree, told without a server. Blanks, comments,
 * the case of keywords, redundant parentheses and the spelling of casts, types and operators are no
 * part of a tree. What only a server knows (now() and CURRENT_TIMESTAMP, casts of columns that it
 * adds itself) makes trees differ. Only postgresql/ includes this.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_TREE_H
#define SCHEMAC_POSTGRESQL_SQL_TREE_H

enum tree_answer {
	TREES_SAME,
	TREES_DIFFER,
	TREES_UNKNOWN, /* there is no tree: no SQL, too long, or no parser */
};

/*
 * Of two statements, two expressions, or two of what stands behind EXCLUDE or the parenthesis of a
 * CREATE TABLE. A constant with a cast is the same as without one, but not as with another cast.
 */
enum tree_answer tree_compare(const char *a, const char *b);

#endif
