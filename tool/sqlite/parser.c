#include "sqlite/parser.h"

#include "base/text.h"

#include <string.h>

void
parser_init(struct parser *parser, struct arena *arena, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token token;

	*parser = (struct parser){.arena = arena, .sql = sql};
	sql_lexer_init(&lexer, sql, strlen(sql));
	do {
		token = sqlite_next(&lexer);
		*VEC_ADD(arena, &parser->tokens) = token;
	} while (token.kind != SQL_END);
}

static unsigned
line_of(const struct parser *parser, const struct sql_token *token)
{
	unsigned line = 1;
	for (const char *c = parser->sql; c < token->text; c++)
		line += *c == '\n';
	return line;
}

int
parser_fail(struct parser *parser, const char *expected)
{
	enum { SHOWN = 40 }; /* bytes of the token */
	const struct sql_token *token = parser_peek(parser, 0);
	size_t length = token->length < SHOWN ? token->length : SHOWN;

	if (parser->problem != NULL)
		return -1;
	if (token->kind == SQL_END)
		parser->problem = arena_printf(parser->arena, "line %u: expected %s before the end",
			line_of(parser, token), expected);
	else
		parser->problem = arena_printf(parser->arena, "line %u: expected %s before '%.*s'",
			line_of(parser, token), expected, (int)length, token->text);
	return -1;
}

const struct sql_token *
parser_peek(const struct parser *parser, size_t ahead)
{
	size_t last = parser->tokens.len - 1;
	size_t index = parser->at < last ? parser->at + ahead : last;
	return &parser->tokens.items[index < last ? index : last];
}

bool
parser_is(const struct parser *parser, const char *first, const char *second)
{
	return sql_is(parser_peek(parser, 0), first) &&
	       (second == NULL || sql_is(parser_peek(parser, 1), second));
}

bool
parser_accept(struct parser *parser, const char *word)
{
	if (!parser_is(parser, word, NULL))
		return false;
	parser->at++;
	return true;
}

bool
parser_accept_pair(struct parser *parser, const char *first, const char *second)
{
	if (!parser_is(parser, first, second))
		return false;
	parser->at += 2;
	return true;
}

int
parser_expect(struct parser *parser, const char *word)
{
	if (parser_accept(parser, word))
		return 0;
	return parser_fail(parser, arena_printf(parser->arena, "'%s'", word));
}

const char *
parser_name(struct parser *parser)
{
	const struct sql_token *token = parser_peek(parser, 0);
	bool string = token->kind == SQL_STRING && token->text[0] == '\'';

	if (!string && token->kind != SQL_QUOTED_NAME &&
		(token->kind != SQL_WORD || sqlite_is_reserved(token))) {
		parser_fail(parser, "a name");
		return NULL;
	}
	parser->at++;
	return string ? sql_string_value(parser->arena, token) : sql_name(parser->arena, token);
}

int
parser_qualified_name(struct parser *parser, struct qualified_name *out)
{
	const char *name = parser_name(parser);

	*out = (struct qualified_name){.name = name};
	if (name != NULL && parser_accept(parser, ".")) {
		out->schema = text_equal_nocase(name, "main") ? NULL : name;
		out->name = parser_name(parser);
	}
	return out->name == NULL ? -1 : 0;
}

bool
parser_accept_temp(struct parser *parser)
{
	return parser_accept(parser, "TEMP") || parser_accept(parser, "TEMPORARY");
}

int
parser_created_name(struct parser *parser, bool temporary, struct qualified_name *out)
{
	if (parser_accept_pair(parser, "IF", "NOT") && parser_expect(parser, "EXISTS") < 0)
		return -1;
	if (parser_qualified_name(parser, out) < 0)
		return -1;
	if (temporary)
		out->schema = "temp";
	return 0;
}

const char *
parser_text(const struct parser *parser, size_t from, size_t to)
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
parser_skip_expression(struct parser *parser)
{
	size_t depth = 0;

	for (;; parser->at++) {
		const struct sql_token *token = parser_peek(parser, 0);
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
parser_parenthesised(struct parser *parser)
{
	if (parser_expect(parser, "(") < 0)
		return NULL;
	size_t from = parser->at;
	parser_skip_expression(parser);
	/* a row value has commas of its own */
	while (parser_accept(parser, ","))
		parser_skip_expression(parser);
	size_t to = parser->at;
	if (to == from) {
		parser_fail(parser, "an expression");
		return NULL;
	}
	return parser_expect(parser, ")") < 0 ? NULL : parser_text(parser, from, to);
}

int
parser_finish(struct parser *parser)
{
	while (parser_accept(parser, ";"))
		continue;
	if (parser_peek(parser, 0)->kind != SQL_END)
		return parser_fail(parser, "the end of the statement");
	return 0;
}
