#include "sqlite/parse/parse_key.h"

#include "base/text.h"

/* Tokens of the statement, from index `from` up to but not including `to`. */
struct span {
	size_t from, to;
};

static const struct sql_token *
token_at(const struct ddl_parser *parser, size_t index)
{
	return &parser->tokens.items[index];
}

/* The index of the ')' that closes the '(' at `open`, or `to`. */
static size_t
closing(const struct ddl_parser *parser, size_t open, size_t to)
{
	size_t depth = 0;

	for (size_t i = open; i < to; i++) {
		if (sql_is(token_at(parser, i), "("))
			depth++;
		else if (sql_is(token_at(parser, i), ")") && --depth == 0)
			return i;
	}
	return to;
}

static bool
is_wrapped(const struct ddl_parser *parser, struct span span)
{
	return sql_is(token_at(parser, span.from), "(") &&
	       closing(parser, span.from, span.to) + 1 == span.to;
}

/* Whether the parentheses around the span are redundant. Those of a row value, (a, b), are not. */
static bool
is_grouped(const struct ddl_parser *parser, struct span span)
{
	size_t depth = 0;

	if (!is_wrapped(parser, span))
		return false;
	for (size_t i = span.from; i < span.to; i++) {
		if (depth == 1 && sql_is(token_at(parser, i), ","))
			return false;
		depth += sql_is(token_at(parser, i), "(");
		depth -= sql_is(token_at(parser, i), ")");
	}
	return true;
}

/*
 * Whether a COLLATE after the span applies to all of it: a name, a call, ( … ), or one with
 * COLLATE.
 */
static bool
binds_tightly(const struct ddl_parser *parser, struct span span)
{
	while (span.to - span.from >= 3 && sql_is(token_at(parser, span.to - 2), "COLLATE"))
		span.to -= 2;
	if (span.to - span.from == 1 || is_wrapped(parser, span))
		return true;
	return token_at(parser, span.from)->kind == SQL_WORD &&
	       !sqlite_is_reserved(token_at(parser, span.from)) &&
	       is_wrapped(parser, (struct span){span.from + 1, span.to});
}

static bool
has_collation(const struct ddl_parser *parser, struct span span)
{
	return span.to - span.from >= 3 && sql_is(token_at(parser, span.to - 2), "COLLATE") &&
	       binds_tightly(parser, (struct span){span.from, span.to - 2});
}

static const char *
name_at(struct ddl_parser *parser, size_t index)
{
	size_t at = parser->at;
	parser->at = index;
	const char *name = ddl_name(parser);
	parser->at = at;
	return name;
}

static bool
is_column(const struct ddl_parser *parser, struct span span)
{
	const struct sql_token *token = token_at(parser, span.from);

	if (span.to - span.from != 1)
		return false;
	if (token->kind == SQL_WORD)
		return !sqlite_is_reserved(token);
	return token->kind == SQL_QUOTED_NAME ||
	       (token->kind == SQL_STRING && token->text[0] == '\'');
}

/* Parses the part without its order: a column or an expression, and the collation. */
static int
parse_operand(struct ddl_parser *parser, struct key_part *out, struct span span)
{
	for (;;) {
		if (is_grouped(parser, span)) {
			span.from++, span.to--;
			if (span.from == span.to)
				return ddl_fail(parser, "an expression");
		} else if (has_collation(parser, span)) {
			const char *collation = name_at(parser, span.to - 1);
			if (collation == NULL)
				return -1;
			/* the outermost one applies */
			if (out->collation == NULL)
				out->collation = collation;
			span.to -= 2;
		} else {
			break;
		}
	}
	if (is_column(parser, span))
		out->column = name_at(parser, span.from);
	else
		out->expression = dialect_text_all(ddl_text(parser, span.from, span.to));
	return 0;
}

/*
 * Whether the last word of the span is the sort order. After an operator, ASC and DESC are names of
 * columns.
 */
static bool
ends_with(const struct ddl_parser *parser, struct span span, const char *word)
{
	if (span.to - span.from < 2 || !sql_is(token_at(parser, span.to - 1), word))
		return false;
	const struct sql_token *before = token_at(parser, span.to - 2);
	return before->kind == SQL_OPERATOR ? sql_is(before, ")") : !sqlite_is_reserved(before);
}

int
ddl_key_part(struct ddl_parser *parser, struct key_part *out)
{
	struct span span = {.from = parser->at};

	ddl_skip_expression(parser);
	span.to = parser->at;
	if (span.to > span.from && sql_is(token_at(parser, span.to - 1), "AUTOINCREMENT")) {
		span.to--;
		parser->at--;
	}
	if (span.to == span.from)
		return ddl_fail(parser, "a column or an expression");
	if (ends_with(parser, span, "ASC"))
		span.to--;
	else if (ends_with(parser, span, "DESC")) {
		span.to--;
		out->descending = true;
	}
	return parse_operand(parser, out, span);
}

int
ddl_key_parts(struct ddl_parser *parser, struct key_parts *out, bool *autoincrement)
{
	if (ddl_expect(parser, "(") < 0)
		return -1;
	do {
		if (ddl_key_part(parser, VEC_ADD(parser->arena, out)) < 0)
			return -1;
	} while (ddl_accept(parser, ","));
	if (autoincrement != NULL)
		*autoincrement = ddl_accept(parser, "AUTOINCREMENT");
	return ddl_expect(parser, ")");
}
