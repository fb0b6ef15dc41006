#include "sqlite/parse/parse_index.h"

#include "sqlite/parse/parse_key.h"

/* [WHERE expression], to the end of the statement. */
static int
parse_where(struct ddl_parser *parser, struct index *out)
{
	if (!ddl_accept(parser, "WHERE"))
		return 0;
	size_t from = parser->at;
	ddl_skip_expression(parser);
	if (parser->at == from)
		return ddl_fail(parser, "an expression");
	out->where = dialect_text_all(ddl_text(parser, from, parser->at));
	return 0;
}

static int
parse_create_index(struct ddl_parser *parser, struct index *out, struct qualified_name *table)
{
	struct qualified_name name;

	if (ddl_expect(parser, "CREATE") < 0)
		return -1;
	out->unique = ddl_accept(parser, "UNIQUE");
	if (ddl_expect(parser, "INDEX") < 0 || ddl_created_name(parser, false, &name) < 0 ||
		ddl_expect(parser, "ON") < 0)
		return -1;
	out->name = name.name;
	*table = (struct qualified_name){.schema = name.schema, .name = ddl_name(parser)};
	if (table->name == NULL || ddl_key_parts(parser, &out->parts, NULL) < 0 ||
		parse_where(parser, out) < 0)
		return -1;
	return ddl_finish(parser);
}

int
sqlite_parse_index(struct arena *arena, struct index *out, struct qualified_name *table,
	const char *sql, const char **problem)
{
	struct ddl_parser parser;

	*out = (struct index){.name = NULL};
	ddl_init(&parser, arena, sql);
	int status = parse_create_index(&parser, out, table);
	*problem = parser.problem;
	return status;
}
