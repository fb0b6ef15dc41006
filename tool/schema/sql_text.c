#include "schema/sql_text.h"

#include "base/text.h"
#include "schema/schema.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/*
 * Words that SQLite (lang_keywords.html) or PostgreSQL (appendix C, reserved) do not accept as an
 * unquoted name of a column or table. Sorted.
 */
static const char *const reserved[] = {
	"add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc",
	"asymmetric", "authorization", "autoincrement", "between", "binary", "both", "case",
	"cast", "check", "collate", "collation", "column", "commit", "concurrently",
	"constraint", "create", "cross", "current_catalog", "current_date", "current_role",
	"current_schema", "current_time", "current_timestamp", "current_user", "default",
	"deferrable", "delete", "desc", "distinct", "do", "drop", "else", "end", "escape",
	"except", "exists", "false", "fetch", "for", "foreign", "freeze", "from", "full",
	"grant", "group", "having", "if", "ilike", "in", "index", "initially", "inner", "insert",
	"intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like",
	"limit", "localtime", "localtimestamp", "natural", "not", "nothing", "notnull", "null",
	"offset", "on", "only", "or", "order", "outer", "overlaps", "placing", "primary",
	"raise", "references", "returning", "right", "select", "session_user", "set", "similar",
	"some", "symmetric", "system_user", "table", "tablesample", "then", "to", "trailing",
	"transaction", "true", "union", "unique", "update", "user", "using", "values",
	"variadic", "verbose", "when", "where", "window", "with"};

static int
compare_word(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool
sql_is_reserved(const char *word)
{
	char lower[32];
	size_t length = strlen(word);
	if (length >= sizeof(lower))
		return false;
	for (size_t i = 0; i <= length; i++)
		lower[i] = char_lower(word[i]);
	return bsearch(lower, reserved, sizeof(reserved) / sizeof(*reserved), sizeof(*reserved),
		       compare_word) != NULL;
}

void
sql_add_literal(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			strbuf_addch(out, '\'');
		strbuf_addch(out, *text);
	}
	strbuf_addch(out, '\'');
}

static bool
is_plain_name(const char *name)
{
	if (!text_is_identifier(name) || sql_is_reserved(name))
		return false;
	for (; *name != '\0'; name++)
		if (*name >= 'A' && *name <= 'Z')
			return false;
	return true;
}

void
sql_add_name(struct strbuf *out, const char *name)
{
	if (is_plain_name(name)) {
		strbuf_addstr(out, name);
		return;
	}
	strbuf_addch(out, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"')
			strbuf_addch(out, '"');
		strbuf_addch(out, *name);
	}
	strbuf_addch(out, '"');
}

void
sql_add_qualified(struct strbuf *out, const struct qualified_name *name)
{
	if (name->schema != NULL) {
		sql_add_name(out, name->schema);
		strbuf_addch(out, '.');
	}
	sql_add_name(out, name->name);
}

/* A lower-case name in quotes is equal to the word. */
static bool
names_equal(const struct sql_token *word, const struct sql_token *quoted)
{
	if (quoted->length != word->length + 2 || quoted->text[0] == '\'')
		return false;
	for (size_t i = 0; i < word->length; i++)
		if (char_lower(word->text[i]) != quoted->text[i + 1])
			return false;
	return true;
}

static bool
tokens_equal(const struct sql_token *a, const struct sql_token *b)
{
	if (a->kind == SQL_WORD && b->kind == SQL_QUOTED_NAME)
		return names_equal(a, b);
	if (a->kind == SQL_QUOTED_NAME && b->kind == SQL_WORD)
		return names_equal(b, a);
	if (a->kind == SQL_QUOTED_NAME && b->kind == SQL_QUOTED_NAME && a->text[0] != b->text[0])
		return a->length == b->length &&
		       memcmp(a->text + 1, b->text + 1, a->length - 2) == 0;
	if (a->kind != b->kind || a->length != b->length)
		return false;
	if (a->kind == SQL_WORD || a->kind == SQL_NUMBER)
		return strncasecmp(a->text, b->text, a->length) == 0;
	return memcmp(a->text, b->text, a->length) == 0;
}

/* Whether one pair of parentheses encloses the whole text. */
static bool
is_wrapped(const char *text, size_t length)
{
	struct sql_lexer lexer;
	size_t depth = 0;
	sql_lexer_init(&lexer, text, length);
	struct sql_token token = sql_next(&lexer);
	if (!sql_is(&token, "("))
		return false;
	for (; token.kind != SQL_END; token = sql_next(&lexer)) {
		if (depth == 0 && token.offset > 0 && !sql_is(&token, "("))
			return false;
		depth += sql_is(&token, "(");
		if (sql_is(&token, ")") && --depth == 0)
			break;
	}
	token = sql_next(&lexer);
	return token.kind == SQL_END && depth == 0;
}

/* Removes white space and pairs of parentheses around the text. */
static void
unwrap(const char **text, size_t *length)
{
	for (;;) {
		while (*length > 0 && char_is_space(**text))
			++*text, --*length;
		while (*length > 0 && char_is_space((*text)[*length - 1]))
			--*length;
		if (*length < 2 || (*text)[*length - 1] != ')' || !is_wrapped(*text, *length))
			return;
		++*text;
		*length -= 2;
	}
}

static bool
is_letter(char c)
{
	return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

/* Whether the first tokens differ. A quick test that detects most differences. */
static bool
first_letters_differ(const char *a, const char *b)
{
	return is_letter(*a) && is_letter(*b) && char_lower(*a) != char_lower(*b);
}

bool
sql_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (strcmp(a, b) == 0)
		return true;
	struct sql_lexer x, y;
	size_t a_length = strlen(a), b_length = strlen(b);
	unwrap(&a, &a_length);
	unwrap(&b, &b_length);
	if (first_letters_differ(a, b))
		return false;
	sql_lexer_init(&x, a, a_length);
	sql_lexer_init(&y, b, b_length);
	for (;;) {
		struct sql_token p = sql_next(&x), q = sql_next(&y);
		if (p.kind == SQL_END || q.kind == SQL_END)
			return p.kind == q.kind;
		if (!tokens_equal(&p, &q))
			return false;
	}
}

static bool
is_reserved_token(const struct sql_token *token)
{
	char word[32];
	if (token->kind != SQL_WORD || token->length >= sizeof(word))
		return false;
	memcpy(word, token->text, token->length);
	word[token->length] = '\0';
	return sql_is_reserved(word);
}

/* Whether + or - after this token is a sign and not an operator. */
static bool
before_sign(const struct sql_token *token)
{
	return token->kind == SQL_END || is_reserved_token(token) ||
	       (token->kind == SQL_OPERATOR && !sql_is(token, ")") && !sql_is(token, "]"));
}

/* Whether two consecutive tokens need a space between them. */
static bool
needs_space(const struct sql_token *a, bool a_is_sign, const struct sql_token *b)
{
	static const char *const close[] = {",", ")", ";", ".", "::", "[", "]"};
	static const char *const open[] = {"(", ".", "::", "["};
	for (size_t i = 0; i < sizeof(close) / sizeof(*close); i++)
		if (sql_is(b, close[i]))
			return false;
	for (size_t i = 0; i < sizeof(open) / sizeof(*open); i++)
		if (sql_is(a, open[i]))
			return false;
	if (a->kind == SQL_END || a_is_sign)
		return false;
	if (sql_is(b, "("))
		return a->kind == SQL_OPERATOR || is_reserved_token(a);
	return true;
}

char *
sql_normalise(struct arena *arena, const char *text)
{
	struct strbuf out = STRBUF_INIT;
	struct sql_lexer lexer;
	struct sql_token last = {.kind = SQL_END};
	bool last_is_sign = false;
	sql_lexer_init(&lexer, text, strlen(text));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END)
			break;
		if (needs_space(&last, last_is_sign, &token))
			strbuf_addch(&out, ' ');
		strbuf_add(&out, token.text, token.length);
		last_is_sign = (sql_is(&token, "-") || sql_is(&token, "+")) && before_sign(&last);
		last = token;
	}
	return strbuf_finish(&out, arena);
}

const char *
sql_trim(struct arena *arena, const char *text)
{
	struct sql_lexer lexer;
	struct sql_token token;
	size_t end = 0;
	sql_lexer_init(&lexer, text, strlen(text));
	while ((token = sql_next(&lexer)).kind != SQL_END)
		if (!sql_is(&token, ";"))
			end = token.offset + token.length;
	return arena_strndup(arena, text, end);
}

bool
sql_mentions(const char *text, const char *name)
{
	struct sql_lexer lexer;
	size_t length = strlen(name);
	sql_lexer_init(&lexer, text, strlen(text));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		bool quoted = token.kind == SQL_QUOTED_NAME;
		if (token.kind == SQL_END)
			return false;
		if ((quoted || token.kind == SQL_WORD) && token.length == length + 2 * quoted &&
			strncasecmp(token.text + quoted, name, length) == 0)
			return true;
	}
}
