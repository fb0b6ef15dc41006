#include "sqlite/parse/ddl_parser.h"

#include "base/text.h"

#include <string.h>

void
ddl_init(struct ddl_parser *parser, struct arena *arena, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token token;

	*parser = (struct ddl_parser){.arena = arena, .sql = sql};
	sql_lexer_init(&lexer, sql, strlen(sql));
	do {
		token = sqlite_next(&lexer);
		*VEC_ADD(arena, &parser->tokens) = token;
	} while (token.kind != SQL_END);
}

static unsigned
line_of(const struct ddl_parser *parser, const struct sql_token *token)
{
	unsigned line = 1;
	for (const char *c = parser->sql; c < token->text; c++)
		line += *c == '\n';
	return line;
}

int
ddl_fail(struct ddl_parser *parser, const char *expected)
{
	enum { SHOWN = 40 }; /* maximum length of the token in the message, in bytes */
	const struct sql_token *token = ddl_peek(parser, 0);
	size_t length = token->length < SHOWN ? token->length : SHOWN;

	if (parser->problem != NULL)
		return -1;
	if (token->kind == SQL_END)
		parser->problem = arena_printf(parser->arena,
			"line %u: expected %s at the end of the text", line_of(parser, token), expected);
	else
		parser->problem = arena_printf(parser->arena, "line %u: expected %s before '%.*s'",
			line_of(parser, token), expected, (int)length, token->text);
	return -1;
}

const struct sql_token *
ddl_peek(const struct ddl_parser *parser, size_t ahead)
{
	size_t last = parser->tokens.len - 1;
	size_t index = parser->at < last ? parser->at + ahead : last;
	return &parser->tokens.items[index < last ? index : last];
}

bool
ddl_is(const struct ddl_parser *parser, const char *first, const char *second)
{
	return sql_is(ddl_peek(parser, 0), first) &&
	       (second == NULL || sql_is(ddl_peek(parser, 1), second));
}

bool
ddl_accept(struct ddl_parser *parser, const char *word)
{
	if (!ddl_is(parser, word, NULL))
		return false;
	parser->at++;
	return true;
}

bool
ddl_accept_pair(struct ddl_parser *parser, const char *first, const char *second)
{
	if (!ddl_is(parser, first, second))
		return false;
	parser->at += 2;
	return true;
}

int
ddl_expect(struct ddl_parser *parser, const char *word)
{
	if (ddl_accept(parser, word))
		return 0;
	return ddl_fail(parser, arena_printf(parser->arena, "'%s'", word));
}

const char *
ddl_name(struct ddl_parser *parser)
{
	const struct sql_token *token = ddl_peek(parser, 0);
	bool string = token->kind == SQL_STRING && token->text[0] == '\'';

	if (!string && token->kind != SQL_QUOTED_NAME &&
		(token->kind != SQL_WORD || sqlite_is_reserved(token))) {
		ddl_fail(parser, "a name");
		return NULL;
	}
	parser->at++;
	return string ? sql_string_value(parser->arena, token) : sql_name(parser->arena, token);
}

int
ddl_qualified_name(struct ddl_parser *parser, struct qualified_name *out)
{
	const char *name = ddl_name(parser);

	*out = (struct qualified_name){.name = name};
	if (name != NULL && ddl_accept(parser, ".")) {
		out->schema = text_equal_nocase(name, "main") ? NULL : name;
		out->name = ddl_name(parser);
	}
	return out->name == NULL ? -1 : 0;
}

bool
ddl_accept_temp(struct ddl_parser *parser)
{
	return ddl_accept(parser, "TEMP") || ddl_accept(parser, "TEMPORARY");
}

int
ddl_created_name(struct ddl_parser *parser, bool temporary, struct qualified_name *out)
{
	if (ddl_accept_pair(parser, "IF", "NOT") && ddl_expect(parser, "EXISTS") < 0)
		return -1;
	if (ddl_qualified_name(parser, out) < 0)
		return -1;
	if (temporary)
		out->schema = "temp";
	return 0;
}

const char *
ddl_text(const struct ddl_parser *parser, size_t from, size_t to)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = from; i < to; i++) {
		const struct sql_token *token = &parser->tokens.items[i];
		strbuf_add(&text, token->text, token->length);
		if (i + 1 == to)
			break;
		const char *gap = token->text + token->length;
		size_t length = (size_t)(token[1].text - gap);
		if (strspn(gap, " \t\n\f\r") >= length)
			strbuf_add(&text, gap, length);
		else
			strbuf_addch(&text, ' ');
	}
	const char *result = arena_strndup(parser->arena, text.buf, text.len);
	strbuf_release(&text);
	return result;
}

void
ddl_skip_expression(struct ddl_parser *parser)
{
	size_t depth = 0;

	for (;; parser->at++) {
		const struct sql_token *token = ddl_peek(parser, 0);
		if (token->kind == SQL_END || token->kind == SQL_BROKEN)
			return;
		if (depth == 0 && (sql_is(token, ",") || sql_is(token, ")") || sql_is(token, ";")))
			return;
		if (sql_is(token, "("))
			depth++;
		else if (sql_is(token, ")"))
			depth--;
	}
}

const char *
ddl_parenthesised(struct ddl_parser *parser)
{
	if (ddl_expect(parser, "(") < 0)
		return NULL;
	size_t from = parser->at;
	ddl_skip_expression(parser);
	/* a row value contains commas */
	while (ddl_accept(parser, ","))
		ddl_skip_expression(parser);
	size_t to = parser->at;
	if (to == from) {
		ddl_fail(parser, "an expression");
		return NULL;
	}
	return ddl_expect(parser, ")") < 0 ? NULL : ddl_text(parser, from, to);
}

int
ddl_finish(struct ddl_parser *parser)
{
	while (ddl_accept(parser, ";"))
		continue;
	if (ddl_peek(parser, 0)->kind != SQL_END)
		return ddl_fail(parser, "the end of the statement");
	return 0;
}
