/*
 * parse_table: CREATE TABLE and its table-constraints.
 */
#include "sqlite/parse_table.h"

#include "base/text.h"
#include "sqlite/parse.h"

struct constraint *
parse_new_constraint(struct table_parser *in, enum constraint_kind kind)
{
	struct constraint *constraint = table_add_constraint(in->parser.arena, in->table, kind);
	constraint->name = in->name;
	return constraint;
}

int
parse_constraint_name(struct table_parser *in)
{
	in->name = NULL;
	while (parser_accept(&in->parser, "CONSTRAINT")) {
		in->name = parser_name(&in->parser);
		if (in->name == NULL)
			return -1;
	}
	return 0;
}

int
parse_conflict(struct parser *parser, const char **out)
{
	static const char *const resolutions[] = {"ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"};

	*out = NULL;
	if (!parser_accept_pair(parser, "ON", "CONFLICT"))
		return 0;
	for (size_t i = 0; i < sizeof(resolutions) / sizeof(*resolutions); i++)
		if (parser_accept(parser, resolutions[i]))
			*out = resolutions[i];
	if (*out == NULL)
		return parser_fail(parser, "ROLLBACK, ABORT, FAIL, IGNORE or REPLACE");
	return 0;
}

int
parse_deferrable(struct parser *parser, struct constraint *key)
{
	bool deferrable = !parser_accept(parser, "NOT");
	bool deferred = false;

	if (parser_expect(parser, "DEFERRABLE") < 0)
		return -1;
	if (parser_accept(parser, "INITIALLY")) {
		deferred = parser_accept(parser, "DEFERRED");
		if (!deferred && parser_expect(parser, "IMMEDIATE") < 0)
			return -1;
	}
	if (key != NULL) {
		key->deferrable = deferrable;
		key->initially_deferred = deferrable && deferred;
	}
	return 0;
}

static int
parse_action(struct parser *parser, enum fk_action *out)
{
	if (parser_accept_pair(parser, "SET", "NULL"))
		*out = FK_SET_NULL;
	else if (parser_accept_pair(parser, "SET", "DEFAULT"))
		*out = FK_SET_DEFAULT;
	else if (parser_accept_pair(parser, "NO", "ACTION"))
		*out = FK_NO_ACTION;
	else if (parser_accept(parser, "CASCADE"))
		*out = FK_CASCADE;
	else if (parser_accept(parser, "RESTRICT"))
		*out = FK_RESTRICT;
	else
		return parser_fail(parser, "SET NULL, SET DEFAULT, CASCADE, RESTRICT or NO ACTION");
	return 0;
}

/* ON DELETE, ON UPDATE and MATCH, in any order and number; the last of each holds. */
static int
parse_reference_arguments(struct parser *parser, struct constraint *key)
{
	for (;;) {
		enum fk_action ignored;
		if (parser_accept_pair(parser, "ON", "DELETE")) {
			if (parse_action(parser, &key->on_delete) < 0)
				return -1;
		} else if (parser_accept_pair(parser, "ON", "UPDATE")) {
			if (parse_action(parser, &key->on_update) < 0)
				return -1;
		} else if (parser_accept_pair(parser, "ON", "INSERT")) {
			if (parse_action(parser, &ignored) < 0)
				return -1;
		} else if (parser_accept(parser, "MATCH")) {
			key->match = parser_name(parser);
			if (key->match == NULL)
				return -1;
			if (text_equal_nocase(key->match, "SIMPLE"))
				key->match = NULL;
		} else {
			return 0;
		}
	}
}

/* (name, …); old databases may have COLLATE and an order there, which mean nothing. */
static int
parse_names(struct parser *parser, struct column_names *out)
{
	if (parser_expect(parser, "(") < 0)
		return -1;
	do {
		const char *name = parser_name(parser);
		if (name == NULL)
			return -1;
		*VEC_ADD(parser->arena, out) = name;
		if (parser_accept(parser, "COLLATE") && parser_name(parser) == NULL)
			return -1;
		if (!parser_accept(parser, "ASC"))
			parser_accept(parser, "DESC");
	} while (parser_accept(parser, ","));
	return parser_expect(parser, ")");
}

int
parse_references(struct table_parser *in, struct constraint *key)
{
	struct parser *parser = &in->parser;

	in->last_foreign_key = key;
	if (parser_expect(parser, "REFERENCES") < 0)
		return -1;
	key->target.name = parser_name(parser);
	if (key->target.name == NULL)
		return -1;
	if (parser_is(parser, "(", NULL) && parse_names(parser, &key->target_columns) < 0)
		return -1;
	if (parse_reference_arguments(parser, key) < 0)
		return -1;
	if (parser_is(parser, "DEFERRABLE", NULL) || parser_is(parser, "NOT", "DEFERRABLE"))
		return parse_deferrable(parser, key);
	return 0;
}

/* Marks the column of PRIMARY KEY (id AUTOINCREMENT), which SQLite takes. */
static void
mark_autoincrement(struct table *table, const struct constraint *key)
{
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal_nocase((*column)->name, key->parts.items[0].column))
			(*column)->autoincrement = true;
}

/* PRIMARY KEY or UNIQUE (columns) [ON CONFLICT …] */
static int
parse_key(struct table_parser *in, enum constraint_kind kind)
{
	struct constraint *key = parse_new_constraint(in, kind);
	bool autoincrement = false;

	if (parser_key_parts(&in->parser, &key->parts,
		    kind == CONSTRAINT_PRIMARY_KEY ? &autoincrement : NULL) < 0)
		return -1;
	if (autoincrement)
		mark_autoincrement(in->table, key);
	if (kind == CONSTRAINT_PRIMARY_KEY)
		in->table_key = key;
	return parse_conflict(&in->parser, &key->conflict);
}

static int
parse_foreign_key(struct table_parser *in)
{
	struct constraint *key = parse_new_constraint(in, CONSTRAINT_FOREIGN_KEY);
	struct column_names columns = {.items = NULL};

	if (parse_names(&in->parser, &columns) < 0)
		return -1;
	VEC_EACH (const char *, column, columns)
		key_parts_add_column(in->parser.arena, &key->parts, *column);
	return parse_references(in, key);
}

static int
parse_check(struct table_parser *in)
{
	struct constraint *check = parse_new_constraint(in, CONSTRAINT_CHECK);
	const char *expression = parser_parenthesised(&in->parser);

	if (expression == NULL)
		return -1;
	check->expression = dialect_text_all(expression);
	return parse_conflict(&in->parser, &check->conflict);
}

/* One table-constraint without its name; 0 with *done where none follows. */
static int
parse_table_constraint(struct table_parser *in, bool *done)
{
	struct parser *parser = &in->parser;

	if (parser_accept_pair(parser, "PRIMARY", "KEY"))
		return parse_key(in, CONSTRAINT_PRIMARY_KEY);
	if (parser_accept(parser, "UNIQUE"))
		return parse_key(in, CONSTRAINT_UNIQUE);
	if (parser_accept(parser, "CHECK"))
		return parse_check(in);
	if (parser_accept_pair(parser, "FOREIGN", "KEY"))
		return parse_foreign_key(in);
	*done = true;
	return 0;
}

static bool
is_table_constraint(const struct parser *parser)
{
	return parser_is(parser, "CONSTRAINT", NULL) || parser_is(parser, "PRIMARY", "KEY") ||
	       parser_is(parser, "UNIQUE", NULL) || parser_is(parser, "CHECK", NULL) ||
	       parser_is(parser, "FOREIGN", "KEY");
}

/* ( column-def, … [, table-constraint [,] …] ) — SQLite does not insist on the later commas. */
static int
parse_body(struct table_parser *in)
{
	struct parser *parser = &in->parser;
	bool done = false;

	if (parser_expect(parser, "(") < 0)
		return -1;
	do {
		if (parse_column(in) < 0)
			return -1;
	} while (parser_accept(parser, ",") && !is_table_constraint(parser));
	in->column = NULL;
	while (!done) {
		if (parse_constraint_name(in) < 0 || parse_table_constraint(in, &done) < 0)
			return -1;
		if (parser_accept(parser, ",") && !is_table_constraint(parser))
			return parser_fail(parser, "a table constraint");
	}
	return parser_expect(parser, ")");
}

/* [WITHOUT ROWID | STRICT [, …]] */
static int
parse_options(struct table_parser *in)
{
	struct parser *parser = &in->parser;

	if (parser_peek(parser, 0)->kind == SQL_END || parser_is(parser, ";", NULL))
		return 0;
	do {
		if (parser_accept_pair(parser, "WITHOUT", "ROWID"))
			in->table->without_rowid = true;
		else if (parser_accept(parser, "STRICT"))
			in->table->strict = true;
		else
			return parser_fail(parser, "WITHOUT ROWID or STRICT");
	} while (parser_accept(parser, ","));
	return 0;
}

static int
parse_create_table(struct table_parser *in)
{
	struct parser *parser = &in->parser;

	if (parser_expect(parser, "CREATE") < 0)
		return -1;
	bool temporary = parser_accept_temp(parser);
	if (parser_expect(parser, "TABLE") < 0 ||
		parser_created_name(parser, temporary, &in->table->name) < 0 ||
		parse_body(in) < 0)
		return -1;
	return parse_options(in) < 0 ? -1 : parser_finish(parser);
}

int
sqlite_parse_table(
	struct arena *arena, struct table *out, const char *sql, const char **problem)
{
	struct table_parser in = {.table = out};

	*out = (struct table){.name = {.name = NULL}};
	parser_init(&in.parser, arena, sql);
	int status = parse_create_table(&in);
	*problem = in.parser.problem;
	if (status < 0)
		return -1;
	parse_settle(&in);
	return 0;
}
