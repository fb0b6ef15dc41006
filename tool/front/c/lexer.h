/*
 * lexer: the tokens of C text, with their positions in bytes.
 *
 * The same lexer reads headers (comments are skipped, a directive is one token), preprocessor
 * output (a line marker is a directive) and marker arguments. It never fails: an invalid byte is a
 * punctuator, and an unterminated string ends with its line. Tokens point into the text; nothing is
 * allocated.
 */
#ifndef SCHEMAC_FRONT_C_LEXER_H
#define SCHEMAC_FRONT_C_LEXER_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum token_kind {
	TOKEN_END, /* of the text */
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_STRING,    /* with its prefix and quotes */
	TOKEN_CHARACTER, /* with its prefix and quotes */
	TOKEN_PUNCTUATOR,
	TOKEN_DIRECTIVE, /* from '#' to the end of its last line, without the line feed */
};

struct token {
	const char *text; /* its first byte */
	unsigned length;  /* bytes */
	unsigned line;    /* from 1 */
	unsigned column;  /* bytes, from 1 */
	unsigned file : 24;
	unsigned kind : 8; /* enum token_kind */
};

struct lexer {
	const char *at;
	const char *end;
	const char *line_start; /* the first byte of the line that `at` is in */
	unsigned line;          /* that line, from 1 */
	bool line_begins;       /* only white space so far on this line */
};

void lexer_init(struct lexer *lexer, const char *text, size_t length);

/* Stores the next token in *out, with file 0. After the end, every token is a TOKEN_END. */
void lexer_next(struct lexer *lexer, struct token *out);

/* Whether the token has this text. */
static inline bool
token_is(const struct token *token, const char *text)
{
	size_t length = strlen(text);
	return length == token->length && memcmp(token->text, text, length) == 0;
}

/* Whether it is this punctuator of one byte. */
static inline bool
token_is_char(const struct token *token, char c)
{
	return token->length == 1 && token->text[0] == c && token->kind == TOKEN_PUNCTUATOR;
}

/* 1 for an opening bracket, -1 for a closing one, 0 otherwise. */
static inline int
token_bracket(const struct token *token)
{
	if (token->kind != TOKEN_PUNCTUATOR || token->length != 1)
		return 0;
	switch (token->text[0]) {
	case '(':
	case '[':
	case '{':
		return 1;
	case ')':
	case ']':
	case '}':
		return -1;
	default:
		return 0;
	}
}

/* Whether the tokens are equal, apart from line splices. */
bool token_same(const struct token *a, const struct token *b);

/* Whether the token is a word with this name. Universal character names are compared as UTF-8. */
bool token_is_name(const struct token *token, const char *name);

/* A copy of the token's text. Universal character names in a word become UTF-8. */
char *token_text(struct arena *arena, const struct token *token);

/* Like token_text(), but stores the text in length + 1 bytes at out. */
void token_copy(const struct token *token, char *out);

/* Appends the value of a TOKEN_STRING or TOKEN_CHARACTER, with escapes decoded. */
void token_add_value(struct strbuf *out, const struct token *token);

#endif
