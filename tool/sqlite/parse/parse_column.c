/*
 * parse_column: column-def and column-constraint of CREATE TABLE.
 */
#include "sqlite/parse/parse_table_internal.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

/* The tokens of a type with one space between words, and none inside parentheses. */
static const char *
type_text(struct arena *arena, const char *type, size_t length)
{
	struct strbuf text = STRBUF_INIT;
	struct sql_lexer lexer;

	sql_lexer_init(&lexer, type, length);
	for (;;) {
		struct sql_token token = sqlite_next(&lexer);
		if (token.kind == SQL_END)
			break;
		if (text.len > 0 && token.kind != SQL_OPERATOR && token.kind != SQL_NUMBER)
			strbuf_addch(&text, ' ');
		strbuf_add(&text, token.text, token.length);
	}
	const char *result = arena_strndup(arena, text.buf, text.len);
	strbuf_release(&text);
	return result;
}

/*
 * The length without the given last word and the space before it; unchanged if the text does not
 * end with that word.
 */
static size_t
without_word(const char *text, size_t length, const char *word)
{
	size_t size = strlen(word);

	if (length < size || strncasecmp(text + length - size, word, size) != 0)
		return length;
	length -= size;
	while (length > 0 && char_is_space(text[length - 1]))
		length--;
	return length;
}

/*
 * SQLite reads GENERATED ALWAYS as words of the type and then removes them byte by byte
 * (sqlite3AddColumn() in build.c), even if the column is not a generated one.
 */
static size_t
without_generated(const char *type, size_t length)
{
	if (length < strlen("generated always"))
		return length;
	size_t rest = without_word(type, length, "always");
	return rest == length ? length : without_word(type, rest, "generated");
}

static bool
is_type_word(const struct sql_token *token)
{
	return token->kind == SQL_QUOTED_NAME ||
	       (token->kind == SQL_STRING && token->text[0] == '\'') ||
	       (token->kind == SQL_WORD && !sqlite_is_keyword(token));
}

/* [+-]number */
static int
skip_signed_number(struct ddl_parser *parser)
{
	if (!ddl_accept(parser, "+"))
		ddl_accept(parser, "-");
	if (ddl_peek(parser, 0)->kind != SQL_NUMBER)
		return ddl_fail(parser, "a number");
	parser->at++;
	return 0;
}

/* A type as written. */
struct raw_type {
	const char *text;
	size_t length; /* bytes, without GENERATED ALWAYS; 0: no type */
	bool cut;      /* GENERATED ALWAYS was removed */
};

/* The words and numbers of a type-name, which is optional. */
static int
parse_type_words(struct ddl_parser *parser, struct raw_type *out)
{
	size_t from = parser->at;

	out->text = ddl_peek(parser, 0)->text;
	out->length = 0;
	out->cut = false;
	while (is_type_word(ddl_peek(parser, 0)))
		parser->at++;
	if (parser->at > from && ddl_accept(parser, "(")) {
		if (skip_signed_number(parser) < 0)
			return -1;
		if (ddl_accept(parser, ",") && skip_signed_number(parser) < 0)
			return -1;
		if (ddl_expect(parser, ")") < 0)
			return -1;
	}
	if (parser->at > from) {
		const struct sql_token *last = &parser->tokens.items[parser->at - 1];
		size_t length = (size_t)(last->text + last->length - out->text);
		out->length = without_generated(out->text, length);
		out->cut = out->length < length;
	}
	return 0;
}

/* Whether the type has the same meaning without quotes. */
static bool
is_plain_type(struct arena *arena, const char *type)
{
	struct ddl_parser parser;
	struct raw_type raw;

	if (*type == '\0')
		return true;
	ddl_init(&parser, arena, type);
	return ddl_peek(&parser, 0)->kind == SQL_WORD && parse_type_words(&parser, &raw) == 0 &&
	       ddl_peek(&parser, 0)->kind == SQL_END &&
	       text_equal(type_text(arena, raw.text, raw.length), type);
}

static const char *
quoted(struct arena *arena, const char *name)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addch(&text, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"')
			strbuf_addch(&text, '"');
		strbuf_addch(&text, *name);
	}
	strbuf_addch(&text, '"');
	const char *result = arena_strndup(arena, text.buf, text.len);
	strbuf_release(&text);
	return result;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`' || c == '[';
}

/*
 * The name of a type that begins with a quote, as SQLite reads it (sqlite3DequoteToken(), then
 * sqlite3Dequote() in util.c). If there is no quote in between, the first and the last byte are
 * removed. Otherwise the type is the first quoted name.
 */
static const char *
unquoted_type(struct arena *arena, const struct raw_type *raw, const struct sql_token *first)
{
	size_t inner = 1;

	while (inner < raw->length - 1 && !is_quote(raw->text[inner]))
		inner++;
	if (raw->length >= 3 && inner == raw->length - 1)
		return arena_strndup(arena, raw->text + 1, raw->length - 2);
	return first->kind == SQL_STRING ? sql_string_value(arena, first) : sql_name(arena, first);
}

/* [type-name] */
static int
parse_type(struct ddl_parser *parser, const char **out)
{
	const struct sql_token *first = ddl_peek(parser, 0);
	struct raw_type raw;

	if (parse_type_words(parser, &raw) < 0)
		return -1;
	bool has_quotes = raw.length > 0 && is_quote(*raw.text);
	*out = has_quotes ? unquoted_type(parser->arena, &raw, first)
			  : type_text(parser->arena, raw.text, raw.length);
	/* without quotes, the rest could be read as a different type or as no type */
	bool suspect =
		has_quotes || raw.cut || without_generated(*out, strlen(*out)) < strlen(*out);
	if (suspect && !is_plain_type(parser->arena, *out))
		*out = quoted(parser->arena, *out);
	return 0;
}

static int
parse_default(struct ddl_parser *parser, struct column *column)
{
	const char *text;

	if (ddl_is(parser, "(", NULL)) {
		text = ddl_parenthesised(parser);
		if (text == NULL)
			return -1;
	} else {
		size_t from = parser->at;
		if (!ddl_accept(parser, "+"))
			ddl_accept(parser, "-");
		const struct sql_token *value = ddl_peek(parser, 0);
		bool literal = value->kind == SQL_NUMBER || value->kind == SQL_STRING ||
			       value->kind == SQL_QUOTED_NAME || sql_is(value, "NULL") ||
			       (value->kind == SQL_WORD && !sqlite_is_reserved(value));
		if (!literal)
			return ddl_fail(parser, "a value");
		parser->at++;
		text = ddl_text(parser, from, parser->at);
	}
	column->default_value = dialect_text_all(text);
	return 0;
}

/* ( expression ) [STORED|VIRTUAL] */
static int
parse_generated(struct ddl_parser *parser, struct column *column)
{
	const char *expression = ddl_parenthesised(parser);

	if (expression == NULL)
		return -1;
	column->generated_expression = dialect_text_all(expression);
	column->generated = GENERATED_VIRTUAL;
	if (ddl_accept(parser, "STORED"))
		column->generated = GENERATED_STORED;
	else
		ddl_accept(parser, "VIRTUAL");
	return 0;
}

static void
add_this_column(struct ddl_table_parser *in, struct constraint *constraint)
{
	key_parts_add_column(in->parser.arena, &constraint->parts, in->column->name);
}

/* PRIMARY KEY [ASC|DESC] [ON CONFLICT …] [AUTOINCREMENT] */
static int
parse_primary_key(struct ddl_table_parser *in)
{
	struct ddl_parser *parser = &in->parser;
	struct constraint *key = ddl_parse_new_constraint(in, CONSTRAINT_PRIMARY_KEY);

	add_this_column(in, key);
	if (!ddl_accept(parser, "ASC"))
		key->parts.items[0].descending = ddl_accept(parser, "DESC");
	if (ddl_parse_conflict(parser, &key->conflict) < 0)
		return -1;
	if (ddl_accept(parser, "AUTOINCREMENT"))
		in->column->autoincrement = true;
	return 0;
}

static int
parse_not_null(struct ddl_table_parser *in)
{
	in->column->not_null = true;
	return ddl_parse_conflict(&in->parser, &in->column->not_null_conflict);
}

static int
parse_null(struct ddl_table_parser *in)
{
	const char *conflict;
	return ddl_parse_conflict(&in->parser, &conflict);
}

static int
parse_unique(struct ddl_table_parser *in)
{
	struct constraint *unique = ddl_parse_new_constraint(in, CONSTRAINT_UNIQUE);
	add_this_column(in, unique);
	return ddl_parse_conflict(&in->parser, &unique->conflict);
}

static int
parse_check(struct ddl_table_parser *in)
{
	struct constraint *check = ddl_parse_new_constraint(in, CONSTRAINT_CHECK);
	const char *expression = ddl_parenthesised(&in->parser);
	check->on_column = in->column->name;
	check->expression = dialect_text_all(expression);
	return expression == NULL ? -1 : 0;
}

static int
parse_column_references(struct ddl_table_parser *in)
{
	struct constraint *key = ddl_parse_new_constraint(in, CONSTRAINT_FOREIGN_KEY);
	add_this_column(in, key);
	return ddl_parse_references(in, key);
}

static int
parse_collate(struct ddl_table_parser *in)
{
	in->column->collation = ddl_name(&in->parser);
	return in->column->collation == NULL ? -1 : 0;
}

/* One column-constraint after its name; 0 with *done if none follows. */
static int
parse_column_constraint(struct ddl_table_parser *in, bool *done)
{
	struct ddl_parser *parser = &in->parser;

	if (ddl_accept_pair(parser, "PRIMARY", "KEY"))
		return parse_primary_key(in);
	if (ddl_accept_pair(parser, "NOT", "NULL"))
		return parse_not_null(in);
	if (ddl_accept(parser, "NULL"))
		return parse_null(in);
	if (ddl_accept(parser, "UNIQUE"))
		return parse_unique(in);
	if (ddl_accept(parser, "CHECK"))
		return parse_check(in);
	if (ddl_accept(parser, "DEFAULT"))
		return parse_default(parser, in->column);
	if (ddl_accept(parser, "COLLATE"))
		return parse_collate(in);
	if (ddl_is(parser, "REFERENCES", NULL))
		return parse_column_references(in);
	if (ddl_accept_pair(parser, "GENERATED", "ALWAYS"))
		return ddl_expect(parser, "AS") < 0 ? -1 : parse_generated(parser, in->column);
	if (ddl_accept(parser, "AS"))
		return parse_generated(parser, in->column);
	if (ddl_is(parser, "DEFERRABLE", NULL) || ddl_is(parser, "NOT", "DEFERRABLE"))
		return ddl_parse_deferrable(parser, in->last_foreign_key);
	*done = true;
	return 0;
}

int
ddl_parse_column(struct ddl_table_parser *in)
{
	const char *type;
	bool done = false;
	const char *name = ddl_name(&in->parser);

	if (name == NULL || parse_type(&in->parser, &type) < 0)
		return -1;
	in->column = table_add_column(in->parser.arena, in->table, name);
	in->column->type = dialect_text_all(type);
	while (!done) {
		if (ddl_parse_constraint_name(in) < 0 || parse_column_constraint(in, &done) < 0)
			return -1;
	}
	return 0;
}
