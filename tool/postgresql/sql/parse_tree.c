#include "postgresql/sql/parse_tree.h"

#include "base/text.h"
#include "postgresql/sql/postgresql_parser.h"
#include "schema/sql.h"

#include <string.h>

enum {
	TOKEN_LIMIT = 4000, /* tokens of one text, because its tree is printed recursively */
};

/* The newline ends a line comment in the text. */
static const char *const frames[][2] = {
	[FRAME_STATEMENTS] = {"", "\n"},
	[FRAME_EXPRESSION] = {"SELECT (", "\n)"},
	[FRAME_TYPE] = {"SELECT NULL::", "\n"},
	[FRAME_EXCLUDE] = {"ALTER TABLE t ADD EXCLUDE ", "\n"},
};

static bool
is_short(const char *text)
{
	struct sql_lexer lexer;
	size_t count = 0;
	sql_lexer_init(&lexer, text, strlen(text));
	while (count < TOKEN_LIMIT && sql_next(&lexer).kind != SQL_END)
		count++;
	return count < TOKEN_LIMIT;
}

const struct json *
parse_tree_read(struct arena *arena, enum parse_frame frame, const char *sql)
{
	const char *problem;
	const struct postgresql_parser *parser = postgresql_parser_load(arena, &problem);
	struct json_error error;
	if (parser == NULL || !is_short(sql))
		return NULL;
	const char *printed = parser->tree(
		arena, arena_printf(arena, "%s%s%s", frames[frame][0], sql, frames[frame][1]));
	struct json *tree =
		printed != NULL ? json_parse(arena, printed, strlen(printed), &error) : NULL;
	return json_find(tree, "stmts");
}

const struct json *
parse_tree_statement(struct arena *arena, const char *sql, const char *statement_type)
{
	const struct json *list = parse_tree_read(arena, FRAME_STATEMENTS, sql);
	if (list == NULL || list->items.len == 0)
		return NULL;
	return parse_tree_node(json_find(list->items.items[0], "stmt"), statement_type);
}

const struct json *
parse_tree_node(const struct json *json, const char *type)
{
	return json != NULL && json->members.len == 1 ? json_find(json, type) : NULL;
}

const char *
parse_tree_text(const struct json *object, const char *key)
{
	const struct json *value = json_find(object, key);
	return value != NULL && value->type == JSON_TEXT ? value->text : NULL;
}

bool
parse_tree_is_set(const struct json *object, const char *key)
{
	const struct json *value = json_find(object, key);
	return value != NULL && value->type == JSON_BOOL && value->truth;
}

const char *
parse_tree_string(const struct json *list, long index)
{
	long length = list != NULL ? (long)list->items.len : 0;
	index = index < 0 ? length + index : index;
	if (index < 0 || index >= length)
		return NULL;
	return parse_tree_text(parse_tree_node(list->items.items[index], "String"), "sval");
}

const char *
parse_tree_constant(const struct json *node)
{
	const struct json *constant = parse_tree_node(node, "A_Const");
	return constant != NULL ? parse_tree_text(json_find(constant, "sval"), "sval") : NULL;
}

const struct json *
parse_tree_option(const struct json *options, const char *name)
{
	if (options == NULL)
		return NULL;
	VEC_EACH (struct json *, item, options->items) {
		const struct json *option = parse_tree_node(*item, "DefElem");
		if (option != NULL && text_equal(parse_tree_text(option, "defname"), name))
			return json_find(option, "arg");
	}
	return NULL;
}
