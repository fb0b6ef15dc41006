/*
 * parse_tree: the parse tree of a piece of SQL, and access to its nodes.
 *
 * A tree is the JSON that libpg_query prints. A node is an object with one member, whose key is the
 * node's type (src/include/nodes/parsenodes.h of PostgreSQL 15); a field with a fixed type holds
 * the members without that key.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_PARSE_TREE_H
#define SCHEMAC_POSTGRESQL_SQL_PARSE_TREE_H

#include "base/json.h"

/* How a text becomes a statement. */
enum parse_frame {
	FRAME_STATEMENTS,
	FRAME_EXPRESSION, /* of a CHECK, DEFAULT or index */
	FRAME_TYPE,
	FRAME_EXCLUDE, /* "USING gist (r WITH &&)" */
};

/*
 * The list of statements. NULL if there is no tree: the text is not valid, longer than the parser
 * can print recursively, or there is no parser.
 */
const struct json *parse_tree_read(struct arena *arena, enum parse_frame frame, const char *sql);

/* The first statement, if it has that type; otherwise NULL. */
const struct json *parse_tree_statement(
	struct arena *arena, const char *sql, const char *statement_type);

/* The members of a node of that type, or NULL. */
const struct json *parse_tree_node(const struct json *json, const char *type);

/* The text of a member; NULL if it is absent or not a text. */
const char *parse_tree_text(const struct json *object, const char *key);
bool parse_tree_is_set(const struct json *object, const char *key);

/* The text of item `index` of a list of String nodes; negative: from the end. NULL if absent. */
const char *parse_tree_string(const struct json *list, long index);

/* The value of a string constant, {"A_Const": {"sval": …}}; otherwise NULL. */
const char *parse_tree_constant(const struct json *node);

/* The argument of the option of that name in a list of DefElem nodes, or NULL. */
const struct json *parse_tree_option(const struct json *options, const char *name);

#endif
