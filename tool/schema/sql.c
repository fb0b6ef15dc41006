#include "schema/sql.h"

#include "base/text.h"

#include <string.h>

void
sql_lexer_init(struct sql_lexer *lexer, const char *text, size_t length)
{
	*lexer = (struct sql_lexer){.text = text, .length = length};
}

/* The byte at offset `ahead` from the current one; '\0' beyond the end. */
static char
peek(const struct sql_lexer *lexer, size_t ahead)
{
	return lexer->length - lexer->offset > ahead ? lexer->text[lexer->offset + ahead] : '\0';
}

static bool
at_end(const struct sql_lexer *lexer)
{
	return lexer->offset >= lexer->length;
}

/* SQLite and PostgreSQL treat every byte from 0x80 up as a letter. */
static bool
is_word(char c)
{
	return char_is_word(c) || (unsigned char)c >= 0x80;
}

/* Skips a nested comment. The end of the text also ends it, as in SQLite. */
static void
skip_block_comment(struct sql_lexer *lexer)
{
	size_t depth = 0;
	do {
		if (peek(lexer, 0) == '/' && peek(lexer, 1) == '*') {
			depth++;
			lexer->offset += 2;
		} else if (peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
			depth--;
			lexer->offset += 2;
		} else {
			lexer->offset++;
		}
	} while (depth > 0 && !at_end(lexer));
}

static void
skip_spaces(struct sql_lexer *lexer)
{
	while (!at_end(lexer)) {
		if (char_is_space(peek(lexer, 0))) {
			lexer->offset++;
		} else if (peek(lexer, 0) == '-' && peek(lexer, 1) == '-') {
			while (!at_end(lexer) && peek(lexer, 0) != '\n')
				lexer->offset++;
		} else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '*') {
			skip_block_comment(lexer);
		} else {
			return;
		}
	}
	lexer->offset = lexer->length;
}

/*
 * Skips from after the opening quote to after the closing one. A doubled quote does not close the
 * text.
 */
static bool
skip_quoted(struct sql_lexer *lexer, char end, bool backslashes)
{
	while (!at_end(lexer)) {
		char c = peek(lexer, 0);
		lexer->offset++;
		if (backslashes && c == '\\' && !at_end(lexer))
			lexer->offset++;
		else if (c == end && end != ']' && peek(lexer, 0) == end)
			lexer->offset++;
		else if (c == end)
			return true;
	}
	return false;
}

/* $tag$ … $tag$ (PostgreSQL manual, 4.1.2.4); false if this is not an opening tag. */
static bool
skip_dollar_quoted(struct sql_lexer *lexer, bool *closed)
{
	size_t tag = 1;
	while (is_word(peek(lexer, tag)) && !(tag == 1 && char_is_digit(peek(lexer, tag))))
		tag++;
	if (peek(lexer, tag) != '$')
		return false;
	tag++;
	const char *open = lexer->text + lexer->offset;
	const char *close =
		lexer->offset + tag < lexer->length
			? memmem(open + tag, lexer->length - lexer->offset - tag, open, tag)
			: NULL;
	*closed = close != NULL;
	lexer->offset = close != NULL ? (size_t)(close - lexer->text) + tag : lexer->length;
	return true;
}

static void
skip_number(struct sql_lexer *lexer)
{
	bool hex = peek(lexer, 0) == '0' && (peek(lexer, 1) == 'x' || peek(lexer, 1) == 'X');
	for (;;) {
		char c = peek(lexer, 0);
		bool sign = (c == '+' || c == '-') && !hex &&
			    char_lower(lexer->text[lexer->offset - 1]) == 'e';
		if (!char_is_word(c) && c != '.' && !(sign && char_is_digit(peek(lexer, 1))))
			return;
		lexer->offset++;
	}
}

static const char *const operators[] = {"->>", "#>>", "!~~*", "!~~", "~~*", "!~*", "->", "#>", "@>",
	"<@", "&&", "||", "::", "<=", ">=", "<>", "!=", "==", "<<", ">>", "!~", "~~", "~*", "?|",
	"?&", ":=", "=>"};

static void
skip_operator(struct sql_lexer *lexer)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		size_t length = strlen(operators[i]);
		if (lexer->length - lexer->offset >= length &&
			memcmp(lexer->text + lexer->offset, operators[i], length) == 0) {
			lexer->offset += length;
			return;
		}
	}
	lexer->offset++;
}

static enum sql_kind
skip_word_or_prefixed(struct sql_lexer *lexer)
{
	char prefix = char_lower(peek(lexer, 0));
	if (peek(lexer, 1) == '\'' && strchr("exbn", prefix) != NULL) {
		lexer->offset += 2;
		return skip_quoted(lexer, '\'', prefix == 'e') ? SQL_STRING : SQL_BROKEN;
	}
	while (is_word(peek(lexer, 0)) || peek(lexer, 0) == '$')
		lexer->offset++;
	return SQL_WORD;
}

static enum sql_kind
skip_parameter_or_operator(struct sql_lexer *lexer)
{
	char c = peek(lexer, 0);
	bool named = (c == ':' || c == '@') && is_word(peek(lexer, 1));
	if (!named && !(c == '$' && char_is_word(peek(lexer, 1))) &&
		!(c == '?' && char_is_digit(peek(lexer, 1)))) {
		skip_operator(lexer);
		return (unsigned char)c < ' ' || c == 127 ? SQL_BROKEN : SQL_OPERATOR;
	}
	lexer->offset++;
	while (is_word(peek(lexer, 0)))
		lexer->offset++;
	return SQL_PARAMETER;
}

static enum sql_kind
skip_token(struct sql_lexer *lexer)
{
	bool closed;
	char c = peek(lexer, 0);
	switch (c) {
	case '\'':
		lexer->offset++;
		return skip_quoted(lexer, '\'', false) ? SQL_STRING : SQL_BROKEN;
	case '"':
	case '`':
		lexer->offset++;
		return skip_quoted(lexer, c, false) ? SQL_QUOTED_NAME : SQL_BROKEN;
	case '[': {
		/*
		 * The brackets of PostgreSQL arrays are not quotes: a[1], integer[], ARRAY[1, 2].
		 */
		bool array =
			!is_word(peek(lexer, 1)) || char_is_digit(peek(lexer, 1)) ||
			(lexer->offset > 0 &&
				(is_word(lexer->text[lexer->offset - 1]) ||
					strchr(")]\"'", lexer->text[lexer->offset - 1]) != NULL));
		lexer->offset++;
		if (array)
			return SQL_OPERATOR;
		return skip_quoted(lexer, ']', false) ? SQL_QUOTED_NAME : SQL_BROKEN;
	}
	case '$':
		if (skip_dollar_quoted(lexer, &closed))
			return closed ? SQL_STRING : SQL_BROKEN;
		break;
	default:
		break;
	}
	if (char_is_digit(c) || (c == '.' && char_is_digit(peek(lexer, 1)))) {
		lexer->offset++;
		skip_number(lexer);
		return SQL_NUMBER;
	}
	return is_word(c) ? skip_word_or_prefixed(lexer) : skip_parameter_or_operator(lexer);
}

struct sql_token
sql_next(struct sql_lexer *lexer)
{
	skip_spaces(lexer);
	struct sql_token token = {.text = lexer->text + lexer->offset, .offset = lexer->offset};
	if (at_end(lexer))
		return token;
	token.kind = skip_token(lexer);
	token.length = lexer->offset - token.offset;
	return token;
}

bool
sql_is(const struct sql_token *token, const char *word)
{
	return (token->kind == SQL_WORD || token->kind == SQL_OPERATOR) &&
	       strlen(word) == token->length && strncasecmp(token->text, word, token->length) == 0;
}

void
sql_skip_past(struct sql_lexer *lexer, const char *word)
{
	struct sql_token token;
	do
		token = sql_next(lexer);
	while (token.kind != SQL_END && !sql_is(&token, word));
}

/* The text between the quotes, with each doubled quote replaced by one. */
static char *
unquoted(struct arena *arena, const char *text, size_t length, char quote)
{
	char *name = arena_alloc(arena, length + 1);
	size_t used = 0;
	for (size_t i = 0; i < length; i++) {
		name[used++] = text[i];
		if (text[i] == quote && i + 1 < length && text[i + 1] == quote)
			i++;
	}
	return name;
}

char *
sql_name(struct arena *arena, const struct sql_token *token)
{
	if (token->kind == SQL_WORD)
		return arena_strndup(arena, token->text, token->length);
	return unquoted(arena, token->text + 1, token->length - 2,
		token->text[0] == '[' ? '\0' : token->text[0]);
}

char *
sql_string_value(struct arena *arena, const struct sql_token *token)
{
	const char *quote = memchr(token->text, '\'', token->length);
	if (token->text[0] == '$') {
		const char *body = memchr(token->text + 1, '$', token->length - 1);
		size_t tag = (size_t)(body - token->text) + 1;
		return arena_strndup(arena, token->text + tag, token->length - 2 * tag);
	}
	size_t skip = (size_t)(quote - token->text) + 1;
	return unquoted(arena, token->text + skip, token->length - skip - 1, '\'');
}
