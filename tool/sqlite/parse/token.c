#include "sqlite/parse/token.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

static const char *const reserved[] = {"ADD", "ALL", "ALTER", "AND", "AS", "AUTOINCREMENT",
	"BETWEEN", "CASE", "CHECK", "COLLATE", "COMMIT", "CONSTRAINT", "CREATE", "DEFAULT",
	"DEFERRABLE", "DELETE", "DISTINCT", "DROP", "ELSE", "ESCAPE", "EXCEPT", "EXISTS", "FOREIGN",
	"FROM", "GROUP", "HAVING", "IN", "INDEX", "INSERT", "INTERSECT", "INTO", "IS", "ISNULL",
	"JOIN", "LIMIT", "NOT", "NOTHING", "NOTNULL", "NULL", "ON", "OR", "ORDER", "PRIMARY",
	"REFERENCES", "RETURNING", "SELECT", "SET", "TABLE", "THEN", "TO", "TRANSACTION", "UNION",
	"UNIQUE", "UPDATE", "USING", "VALUES", "WHEN", "WHERE"};

/* Keywords that are allowed as names, but not in a type. */
static const char *const join_words[] = {
	"CROSS", "FULL", "INDEXED", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT"};

static bool
is_one_of(const struct sql_token *token, const char *const *words, size_t count)
{
	if (token->kind != SQL_WORD)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strncasecmp(token->text, words[i], token->length) == 0 &&
			words[i][token->length] == '\0')
			return true;
	return false;
}

bool
sqlite_is_reserved(const struct sql_token *token)
{
	return is_one_of(token, reserved, sizeof(reserved) / sizeof(*reserved));
}

bool
sqlite_is_keyword(const struct sql_token *token)
{
	return sqlite_is_reserved(token) ||
	       is_one_of(token, join_words, sizeof(join_words) / sizeof(*join_words));
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool
is_name_byte(char c)
{
	return char_is_word(c) || c == '$' || (unsigned char)c >= 0x80;
}

/* The byte at offset `ahead` from the current one; 0 beyond the end. */
static char
peek(const struct sql_lexer *lexer, size_t ahead)
{
	size_t left = lexer->length - lexer->offset;
	return ahead < left ? lexer->text[lexer->offset + ahead] : '\0';
}

/* The length of the comment at the current position in bytes; 0: none. */
static size_t
comment_length(const struct sql_lexer *lexer)
{
	const char *start = lexer->text + lexer->offset;
	size_t left = lexer->length - lexer->offset;

	if (left >= 2 && memcmp(start, "--", 2) == 0) {
		const char *end = memchr(start, '\n', left);
		return end == NULL ? left : (size_t)(end - start);
	}
	if (left >= 3 && memcmp(start, "/*", 2) == 0) {
		const char *end = memmem(start + 2, left - 2, "*/", 2);
		return end == NULL ? left : (size_t)(end - start) + 2;
	}
	return 0;
}

/*
 * The length of the white space or comment at the current position in bytes; 0: none. A vertical
 * tab counts only after other white space. A byte order mark counts everywhere.
 */
static size_t
space_length(const struct sql_lexer *lexer)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (is_space(peek(lexer, 0))) {
		size_t length = 1;
		while (char_is_space(peek(lexer, length)))
			length++;
		return length;
	}
	if (lexer->length - lexer->offset >= 3 && memcmp(lexer->text + lexer->offset, mark, 3) == 0)
		return 3;
	return comment_length(lexer);
}

static void
skip_spaces(struct sql_lexer *lexer)
{
	size_t length;

	while (lexer->offset < lexer->length && (length = space_length(lexer)) > 0)
		lexer->offset += length;
}

/* The length including the closing quote in bytes; a doubled quote is text. 0: not closed. */
static size_t
quoted_length(const struct sql_lexer *lexer, size_t start, char quote)
{
	size_t left = lexer->length - lexer->offset;

	for (size_t i = start + 1; i < left; i++) {
		if (peek(lexer, i) != quote)
			continue;
		if (quote == ']' || peek(lexer, i + 1) != quote)
			return i + 1;
		i++;
	}
	return 0;
}

/* The offset after the digits. SQLite 3.46 allows one '_' between two digits. */
static size_t
digits_length(const struct sql_lexer *lexer, size_t start)
{
	size_t i = start;
	while (char_is_digit(peek(lexer, i)) ||
		(i > start && peek(lexer, i) == '_' && char_is_digit(peek(lexer, i + 1))))
		i++;
	return i;
}

static size_t
name_length(const struct sql_lexer *lexer, size_t start)
{
	size_t i = start;
	while (is_name_byte(peek(lexer, i)))
		i++;
	return i;
}

/* 0x1F, 12, 1.5, .5, 1e10. 0 if a letter follows: this is not a number. */
static size_t
number_length(const struct sql_lexer *lexer)
{
	size_t i = digits_length(lexer, 0);

	if (i == 1 && peek(lexer, 0) == '0' && char_lower(peek(lexer, 1)) == 'x')
		return name_length(lexer, 2);
	if (peek(lexer, i) == '.')
		i = digits_length(lexer, i + 1);
	if (char_lower(peek(lexer, i)) == 'e') {
		size_t sign = peek(lexer, i + 1) == '+' || peek(lexer, i + 1) == '-';
		if (char_is_digit(peek(lexer, i + 1 + sign)))
			i = digits_length(lexer, i + 1 + sign);
	}
	return is_name_byte(peek(lexer, i)) ? 0 : i;
}

static size_t
operator_length(const struct sql_lexer *lexer)
{
	static const char *const operators[] = {
		"->>", "->", "==", "<=", "<>", "<<", ">=", ">>", "!=", "||"};

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		size_t length = strlen(operators[i]);
		if (lexer->length - lexer->offset >= length &&
			memcmp(lexer->text + lexer->offset, operators[i], length) == 0)
			return length;
	}
	return peek(lexer, 0) != '\0' && strchr("=<>|,&~%*+-/().;", peek(lexer, 0)) != NULL;
}

/* The kind and length of the token at the current position; length 0: there is no valid token. */
static enum sql_kind
measure(const struct sql_lexer *lexer, size_t *length)
{
	char c = peek(lexer, 0);

	if (c == '\'' || (char_lower(c) == 'x' && peek(lexer, 1) == '\'')) {
		*length = quoted_length(lexer, c != '\'', '\'');
		return SQL_STRING;
	}
	if (c == '"' || c == '`' || c == '[') {
		*length = quoted_length(lexer, 0, c == '[' ? ']' : c);
		return SQL_QUOTED_NAME;
	}
	if (char_is_digit(c) || (c == '.' && char_is_digit(peek(lexer, 1)))) {
		*length = number_length(lexer);
		return SQL_NUMBER;
	}
	if (c == '?' || c == '$' || c == '@' || c == '#' || c == ':') {
		*length = name_length(lexer, 1);
		return SQL_PARAMETER;
	}
	*length = name_length(lexer, 0);
	if (*length > 0)
		return SQL_WORD;
	*length = operator_length(lexer);
	return SQL_OPERATOR;
}

struct sql_token
sqlite_next(struct sql_lexer *lexer)
{
	skip_spaces(lexer);
	struct sql_token token = {
		.text = lexer->text + lexer->offset, .offset = lexer->offset, .kind = SQL_END};
	if (lexer->offset == lexer->length)
		return token;
	token.kind = measure(lexer, &token.length);
	if (token.length == 0) {
		token.kind = SQL_BROKEN;
		token.length = lexer->length - lexer->offset;
	}
	lexer->offset += token.length;
	return token;
}
