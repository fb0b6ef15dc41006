#include "sqlite/parse/parse_table.h"

#include "base/text.h"
#include "sqlite/parse/parse_key.h"
#include "sqlite/parse/parse_table_internal.h"

/* Marks the column of PRIMARY KEY (id AUTOINCREMENT), which SQLite accepts. */
static void
mark_autoincrement(struct table *table, const struct constraint *key)
{
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal_nocase((*column)->name, key->parts.items[0].column))
			(*column)->autoincrement = true;
}

/* PRIMARY KEY or UNIQUE (columns) [ON CONFLICT …] */
static int
parse_key(struct ddl_table_parser *in, enum constraint_kind kind)
{
	struct constraint *key = ddl_parse_new_constraint(in, kind);
	bool autoincrement = false;

	if (ddl_key_parts(&in->parser, &key->parts,
		    kind == CONSTRAINT_PRIMARY_KEY ? &autoincrement : NULL) < 0)
		return -1;
	if (autoincrement)
		mark_autoincrement(in->table, key);
	if (kind == CONSTRAINT_PRIMARY_KEY)
		in->table_key = key;
	return ddl_parse_conflict(&in->parser, &key->conflict);
}

static int
parse_foreign_key(struct ddl_table_parser *in)
{
	struct constraint *key = ddl_parse_new_constraint(in, CONSTRAINT_FOREIGN_KEY);
	struct texts columns = {.items = NULL};

	if (ddl_parse_names(&in->parser, &columns) < 0)
		return -1;
	VEC_EACH (const char *, column, columns)
		key_parts_add_column(in->parser.arena, &key->parts, *column);
	return ddl_parse_references(in, key);
}

static int
parse_check(struct ddl_table_parser *in)
{
	struct constraint *check = ddl_parse_new_constraint(in, CONSTRAINT_CHECK);
	const char *expression = ddl_parenthesised(&in->parser);

	if (expression == NULL)
		return -1;
	check->expression = dialect_text_all(expression);
	return ddl_parse_conflict(&in->parser, &check->conflict);
}

/* One table-constraint after its name; 0 with *done if none follows. */
static int
parse_table_constraint(struct ddl_table_parser *in, bool *done)
{
	struct ddl_parser *parser = &in->parser;

	if (ddl_accept_pair(parser, "PRIMARY", "KEY"))
		return parse_key(in, CONSTRAINT_PRIMARY_KEY);
	if (ddl_accept(parser, "UNIQUE"))
		return parse_key(in, CONSTRAINT_UNIQUE);
	if (ddl_accept(parser, "CHECK"))
		return parse_check(in);
	if (ddl_accept_pair(parser, "FOREIGN", "KEY"))
		return parse_foreign_key(in);
	*done = true;
	return 0;
}

static bool
is_table_constraint(const struct ddl_parser *parser)
{
	return ddl_is(parser, "CONSTRAINT", NULL) || ddl_is(parser, "PRIMARY", "KEY") ||
	       ddl_is(parser, "UNIQUE", NULL) || ddl_is(parser, "CHECK", NULL) ||
	       ddl_is(parser, "FOREIGN", "KEY");
}

/*
 * ( column-def, … [, table-constraint [,] …] ). The commas between table constraints are optional.
 */
static int
parse_body(struct ddl_table_parser *in)
{
	struct ddl_parser *parser = &in->parser;
	bool done = false;

	if (ddl_expect(parser, "(") < 0)
		return -1;
	do {
		*VEC_ADD(parser->arena, &in->column_at) = parser->at;
		if (ddl_parse_column(in) < 0)
			return -1;
	} while (ddl_accept(parser, ",") && !is_table_constraint(parser));
	in->columns_end = parser->at;
	in->column = NULL;
	while (!done) {
		if (ddl_parse_constraint_name(in) < 0 || parse_table_constraint(in, &done) < 0)
			return -1;
		if (ddl_accept(parser, ",") && !is_table_constraint(parser))
			return ddl_fail(parser, "a table constraint");
	}
	return ddl_expect(parser, ")");
}

/* [WITHOUT ROWID | STRICT [, …]] */
static int
parse_options(struct ddl_table_parser *in)
{
	struct ddl_parser *parser = &in->parser;

	if (ddl_peek(parser, 0)->kind == SQL_END || ddl_is(parser, ";", NULL))
		return 0;
	do {
		if (ddl_accept_pair(parser, "WITHOUT", "ROWID"))
			in->table->without_rowid = true;
		else if (ddl_accept(parser, "STRICT"))
			in->table->strict = true;
		else
			return ddl_fail(parser, "WITHOUT ROWID or STRICT");
	} while (ddl_accept(parser, ","));
	return 0;
}

static int
parse_create_table(struct ddl_table_parser *in)
{
	struct ddl_parser *parser = &in->parser;

	if (ddl_expect(parser, "CREATE") < 0)
		return -1;
	bool temporary = ddl_accept_temp(parser);
	if (ddl_expect(parser, "TABLE") < 0 ||
		ddl_created_name(parser, temporary, &in->table->name) < 0 || parse_body(in) < 0)
		return -1;
	return parse_options(in) < 0 ? -1 : ddl_finish(parser);
}

int
sqlite_parse_table(struct arena *arena, struct table *out, const char *sql, const char **problem)
{
	struct ddl_table_parser in = {.table = out};

	*out = (struct table){.name = {.name = NULL}};
	ddl_init(&in.parser, arena, sql);
	int status = parse_create_table(&in);
	*problem = in.parser.problem;
	if (status < 0)
		return -1;
	ddl_parse_resolve(&in);
	ddl_parse_comments(&in);
	return 0;
}
