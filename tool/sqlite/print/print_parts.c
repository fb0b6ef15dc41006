#include "sqlite/print/print_parts.h"

#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/parse/token.h"

#include <string.h>

bool
sqlite_is_plain_default(const char *expression)
{
	struct sql_lexer lexer;

	sql_lexer_init(&lexer, expression, strlen(expression));
	struct sql_token token = sqlite_next(&lexer);
	if (sql_is(&token, "+") || sql_is(&token, "-"))
		token = sqlite_next(&lexer);
	switch (token.kind) {
	case SQL_WORD:
		if (sqlite_is_reserved(&token) && !sql_is(&token, "NULL"))
			return false;
		break;
	case SQL_STRING:
	case SQL_NUMBER:
	case SQL_QUOTED_NAME:
		break;
	default:
		return false;
	}
	return sqlite_next(&lexer).kind == SQL_END;
}

void
sqlite_print_collation(struct strbuf *out, const char *collation)
{
	strbuf_addstr(out, " COLLATE ");
	if (text_is_identifier(collation) && !sql_is_reserved(collation))
		strbuf_addstr(out, collation);
	else
		sql_add_name(out, collation);
}

void
sqlite_print_expression(struct strbuf *out, const char *expression)
{
	struct sql_lexer lexer;
	size_t length = strlen(expression);

	if (strstr(expression, "--") != NULL || strstr(expression, "/*") != NULL) {
		size_t end = 0;
		sql_lexer_init(&lexer, expression, length);
		for (;;) {
			struct sql_token token = sqlite_next(&lexer);
			if (token.kind == SQL_END)
				break;
			end = token.offset + token.length;
		}
		length = end;
	}
	strbuf_add(out, expression, length);
}

void
sqlite_print_wrapped(struct strbuf *out, const char *expression)
{
	strbuf_addch(out, '(');
	sqlite_print_expression(out, expression);
	strbuf_addch(out, ')');
}

/*
 * Whether the expression is a call of a function. A COLLATE after any other expression would apply
 * to its last operand only, unless the expression is in parentheses.
 */
static bool
is_call(const char *expression)
{
	size_t word = strspn(
		expression, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
	int depth = 0;
	struct sql_lexer lexer;

	if (word == 0 || expression[word] != '(')
		return false;
	sql_lexer_init(&lexer, expression + word, strlen(expression + word));
	for (;;) {
		struct sql_token token = sqlite_next(&lexer);
		if (token.kind == SQL_END || token.kind == SQL_BROKEN)
			return false;
		depth += sql_is(&token, "(") - sql_is(&token, ")");
		if (depth == 0)
			return sqlite_next(&lexer).kind == SQL_END;
	}
}

static void
add_part(struct strbuf *out, const struct key_part *part)
{
	bool wrapped = part->column == NULL && part->collation != NULL &&
		       !is_call(part->expression.common);

	if (part->column != NULL)
		sql_add_name(out, part->column);
	else if (wrapped)
		sqlite_print_wrapped(out, part->expression.common);
	else
		sqlite_print_expression(out, part->expression.common);
	if (part->collation != NULL)
		sqlite_print_collation(out, part->collation);
	if (part->descending)
		strbuf_addstr(out, " DESC");
}

void
sqlite_print_parts(struct strbuf *out, const struct key_parts *parts, const char *suffix)
{
	strbuf_addch(out, '(');
	VEC_EACH (const struct key_part, part, *parts) {
		if (part != parts->items)
			strbuf_addstr(out, ", ");
		add_part(out, part);
	}
	strbuf_addf(out, "%s)", suffix);
}
