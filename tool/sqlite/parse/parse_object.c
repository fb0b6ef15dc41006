/*
 * parse_object: reads only the head of the statement: the name, and the table of a trigger. The
 * rest is kept as text.
 */
#include "sqlite/parse/parse_object.h"

#include "sqlite/parse/ddl_parser.h"

#include <string.h>

/* [BEFORE | AFTER | INSTEAD OF] DELETE | INSERT | UPDATE [OF columns] */
static int
skip_event(struct ddl_parser *parser)
{
	if (!ddl_accept(parser, "BEFORE") && !ddl_accept(parser, "AFTER"))
		ddl_accept_pair(parser, "INSTEAD", "OF");
	if (ddl_accept(parser, "DELETE") || ddl_accept(parser, "INSERT"))
		return 0;
	if (!ddl_accept(parser, "UPDATE"))
		return ddl_fail(parser, "DELETE, INSERT or UPDATE");
	if (!ddl_accept(parser, "OF"))
		return 0;
	do {
		if (ddl_name(parser) == NULL)
			return -1;
	} while (ddl_accept(parser, ","));
	return 0;
}

static int
parse_trigger(struct ddl_parser *parser, struct sql_object *out)
{
	out->kind = OBJECT_TRIGGER;
	if (skip_event(parser) < 0 || ddl_expect(parser, "ON") < 0)
		return -1;
	return ddl_qualified_name(parser, &out->table);
}

/* Checks that the statement consists of valid tokens, and stores it without the ';' at its end. */
static int
store_text(struct ddl_parser *parser, struct sql_object *out)
{
	size_t last = parser->tokens.len - 1;

	VEC_EACH (struct sql_token, token, parser->tokens)
		if (token->kind == SQL_BROKEN) {
			parser->at = (size_t)(token - parser->tokens.items);
			return ddl_fail(parser, "an SQL token");
		}
	while (last > 0 && sql_is(&parser->tokens.items[last - 1], ";"))
		last--;
	const char *start = parser->tokens.items[0].text;
	const struct sql_token *end = &parser->tokens.items[last - 1];
	size_t length = (size_t)(end->text + end->length - start);
	out->sql = dialect_text_all(arena_strndup(parser->arena, start, length));
	return 0;
}

static int
parse_create_object(struct ddl_parser *parser, struct sql_object *out)
{
	if (ddl_expect(parser, "CREATE") < 0)
		return -1;
	bool temporary = ddl_accept_temp(parser);
	bool trigger = ddl_accept(parser, "TRIGGER");
	out->kind = OBJECT_VIEW;
	if (!trigger && !temporary && ddl_accept_pair(parser, "VIRTUAL", "TABLE"))
		out->kind = OBJECT_VIRTUAL_TABLE;
	else if (!trigger && !ddl_accept(parser, "VIEW"))
		return ddl_fail(parser, "VIEW, TRIGGER or VIRTUAL TABLE");
	if (ddl_created_name(parser, temporary, &out->name) < 0)
		return -1;
	if (trigger && parse_trigger(parser, out) < 0)
		return -1;
	return store_text(parser, out);
}

int
sqlite_parse_object(
	struct arena *arena, struct sql_object *out, const char *sql, const char **problem)
{
	struct ddl_parser parser;

	*out = (struct sql_object){.name = {.name = NULL}};
	ddl_init(&parser, arena, sql);
	int status = parse_create_object(&parser, out);
	*problem = parser.problem;
	return status;
}
