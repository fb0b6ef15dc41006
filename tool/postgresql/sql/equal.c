#include "postgresql/sql/equal.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"
#include "postgresql/sql/postgresql_types.h"
#include "postgresql/sql/tree.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

enum {
	TOKEN_LIMIT = 1000, /* removing parentheses takes quadratic time */
};

VEC_STRUCT(sql_tokens, struct sql_token);

/* False if there are too many tokens. */
static bool
read_tokens(struct arena *arena, struct sql_tokens *out, const char *text)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, text, strlen(text));
	while (out->len < TOKEN_LIMIT) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END)
			return true;
		*VEC_ADD(arena, out) = token;
	}
	return false;
}

static bool
is_constant(const struct sql_token *token)
{
	return token->kind == SQL_STRING || token->kind == SQL_NUMBER || sql_is(token, "NULL") ||
	       sql_is(token, "TRUE") || sql_is(token, "FALSE");
}

/* The number of tokens of the type after '::', from index `at`. */
static size_t
type_length(const struct sql_tokens *tokens, size_t at)
{
	static const char *const second[] = {
		"varying", "precision", "with", "without", "time", "zone"};
	size_t start = at, depth = 0;
	for (; at < tokens->len; at++) {
		const struct sql_token *token = &tokens->items[at];
		bool more = at == start;
		for (size_t i = 0; i < sizeof(second) / sizeof(*second); i++)
			more = more || sql_is(token, second[i]);
		more = more || sql_is(token, ".") || (at > start && sql_is(&token[-1], "."));
		more = more || (token->kind == SQL_QUOTED_NAME && token->text[0] == '[');
		more = more || depth > 0 || (sql_is(token, "(") && at > start) ||
		       (sql_is(token, "[") && at > start) || (sql_is(token, "]") && at > start);
		if (!more)
			break;
		depth += sql_is(token, "(");
		depth -= depth > 0 && sql_is(token, ")");
	}
	return at - start;
}

/* Removes the casts of constants: 'x'::text, (0)::numeric. */
static void
drop_casts(struct sql_tokens *tokens)
{
	size_t kept = 0;
	for (size_t i = 0; i < tokens->len; i++) {
		bool cast = sql_is(&tokens->items[i], "::") && kept > 0 &&
			    (is_constant(&tokens->items[kept - 1]) ||
				    (kept > 2 && sql_is(&tokens->items[kept - 1], ")") &&
					    is_constant(&tokens->items[kept - 2]) &&
					    sql_is(&tokens->items[kept - 3], "(")));
		if (cast)
			i += type_length(tokens, i + 1);
		else
			tokens->items[kept++] = tokens->items[i];
	}
	tokens->len = kept;
}

/*
 * The index of the ')' that closes the '(' at index `open`; the number of tokens if there is none.
 */
static size_t
find_close(const struct sql_tokens *tokens, size_t open)
{
	size_t depth = 0;
	for (size_t i = open; i < tokens->len; i++) {
		depth += sql_is(&tokens->items[i], "(");
		if (sql_is(&tokens->items[i], ")") && --depth == 0)
			return i;
	}
	return tokens->len;
}

static void
remove_pair(struct sql_tokens *tokens, size_t open, size_t close)
{
	VEC_REMOVE(tokens, close);
	VEC_REMOVE(tokens, open);
}

/*
 * Whether the parentheses are redundant: around the whole text, around one token, or doubled. A
 * '(' after a word belongs to a call or a list, unless the word is an operator such as AND.
 */
static bool
is_redundant(const struct sql_tokens *tokens, size_t open, size_t close)
{
	const struct sql_token *before = open > 0 ? &tokens->items[open - 1] : NULL;
	bool call = before != NULL &&
		    (before->kind == SQL_WORD || before->kind == SQL_QUOTED_NAME) &&
		    !sql_is(before, "AND") && !sql_is(before, "OR") && !sql_is(before, "NOT") &&
		    !sql_is(before, "WHEN") && !sql_is(before, "THEN") && !sql_is(before, "ELSE");
	if (open == 0 && close == tokens->len - 1)
		return true;
	if (sql_is(&tokens->items[open + 1], "(") && find_close(tokens, open + 1) == close - 1)
		return true;
	return !call && close == open + 2;
}

static void
drop_parentheses(struct sql_tokens *tokens)
{
	for (size_t i = 0; i < tokens->len;) {
		size_t close = sql_is(&tokens->items[i], "(") ? find_close(tokens, i) : tokens->len;
		if (close < tokens->len && close > i + 1 && is_redundant(tokens, i, close)) {
			remove_pair(tokens, i, close);
			i = i > 0 ? i - 1 : 0;
		} else {
			i++;
		}
	}
}

/*
 * Prints the text without redundant casts and parentheses. A text that is too long is returned
 * unchanged.
 */
static const char *
print_plain(struct arena *arena, const char *text)
{
	struct sql_tokens tokens = {0};
	struct strbuf out = STRBUF_INIT;
	if (!read_tokens(arena, &tokens, text))
		return text;
	drop_casts(&tokens);
	drop_parentheses(&tokens);
	VEC_EACH (const struct sql_token, token, tokens)
		strbuf_addf(&out, " %.*s", (int)token->length, token->text);
	return strbuf_finish(&out, arena);
}

bool
postgresql_expressions_equal(const char *a, const char *b)
{
	if (sql_equal(a, b))
		return true;
	if (a == NULL || b == NULL)
		return false;
	enum tree_comparison answer = tree_compare(a, b);
	if (answer != TREES_UNKNOWN)
		return answer == TREES_EQUAL;
	struct arena arena;
	arena_init(&arena);
	bool equal = sql_equal(print_plain(&arena, a), print_plain(&arena, b));
	arena_release(&arena);
	return equal;
}

/* One spelling for defaults that mean the same (PostgreSQL 15, 9.9.5: now() and its synonyms). */
static const char *
plain_default(const char *text)
{
	if (text == NULL || sql_equal(text, "NULL"))
		return NULL;
	if (sql_equal(text, "CURRENT_TIMESTAMP") || sql_equal(text, "transaction_timestamp()"))
		return "now()";
	if (sql_equal(text, "'t'") || sql_equal(text, "'true'"))
		return "true";
	if (sql_equal(text, "'f'") || sql_equal(text, "'false'"))
		return "false";
	return text;
}

/* The default '5' of a numeric column means 5: removes the quotes. */
static const char *
unquoted_number(struct arena *arena, const char *type, const char *text)
{
	static const char *const numbers[] = {
		"smallint", "integer", "bigint", "numeric", "real", "double precision"};
	size_t length = strlen(text);
	const char *name = type != NULL ? postgresql_type_name(arena, type) : "";
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (text_starts_with(name, numbers[i]) && length > 2 && text[0] == '\'' &&
			text[length - 1] == '\'')
			return arena_strndup(arena, text + 1, length - 2);
	return text;
}

static const char *
default_of(struct arena *arena, const char *type, const char *text)
{
	if (text == NULL)
		return NULL;
	const char *plain = print_plain(arena, text);
	while (*plain == ' ')
		plain++;
	plain = plain_default(plain);
	bool truth = type != NULL && strcmp(postgresql_type_name(arena, type), "boolean") == 0;
	if (plain != NULL && !truth && (strcmp(plain, "true") == 0 || strcmp(plain, "false") == 0))
		return print_plain(arena, text) + 1;
	return plain != NULL ? unquoted_number(arena, type, plain) : NULL;
}

bool
postgresql_defaults_equal(const char *type, const char *a, const char *b)
{
	struct arena arena;
	arena_init(&arena);
	const char *x = default_of(&arena, type, a), *y = default_of(&arena, type, b);
	bool equal =
		sql_equal(x, y) || (x != NULL && y != NULL && tree_compare(x, y) == TREES_EQUAL);
	arena_release(&arena);
	return equal;
}
