/*
 * parse_index: CREATE INDEX.
 */
#include "sqlite/parse.h"
#include "sqlite/parser.h"

/* [WHERE expression], to the end of the statement. */
static int
parse_where(struct parser *parser, struct index *out)
{
	if (!parser_accept(parser, "WHERE"))
		return 0;
	size_t from = parser->at;
	parser_skip_expression(parser);
	if (parser->at == from)
		return parser_fail(parser, "an expression");
	out->where = dialect_text_all(parser_text(parser, from, parser->at));
	return 0;
}

static int
parse_create_index(struct parser *parser, struct index *out, struct qualified_name *table)
{
	struct qualified_name name;

	if (parser_expect(parser, "CREATE") < 0)
		return -1;
	out->unique = parser_accept(parser, "UNIQUE");
	if (parser_expect(parser, "INDEX") < 0 || parser_created_name(parser, false, &name) < 0 ||
		parser_expect(parser, "ON") < 0)
		return -1;
	out->name = name.name;
	*table = (struct qualified_name){.schema = name.schema, .name = parser_name(parser)};
	if (table->name == NULL || parser_key_parts(parser, &out->parts, NULL) < 0 ||
		parse_where(parser, out) < 0)
		return -1;
	return parser_finish(parser);
}

int
sqlite_parse_index(struct arena *arena, struct index *out, struct qualified_name *table,
	const char *sql, const char **problem)
{
	struct parser parser;

	*out = (struct index){.name = NULL};
	parser_init(&parser, arena, sql);
	int status = parse_create_index(&parser, out, table);
	*problem = parser.problem;
	return status;
}
