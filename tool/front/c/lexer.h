/*
 * lex: the tokens of C text, with the byte at which each stands.
 *
 * The same lexer reads a header as it was written (comments are skipped, a directive is one
 * token), what a preprocessor printed (a line marker is a directive) and the arguments of a marker.
 * It never fails: a byte that C does not know is a punctuator, a string without an end stops at the
 * end of its line. Tokens point into the text; nothing is allocated.
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
	bool line_begins;       /* nothing but blanks so far on this line */
};

void lexer_init(struct lexer *lexer, const char *text, size_t length);

/* The next token into *out (its file is left 0); TOKEN_END again and again at the end. */
void lexer_next(struct lexer *lexer, struct token *out);

/* Whether the token is spelt so. */
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

/* 1 for an opening bracket, -1 for a closing one, 0 for anything else. */
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

/* The same tokens; spliced lines within a string aside. */
bool token_same(const struct token *a, const struct token *b);

/* Whether it is a word that means the name: with universal character names as UTF-8. */
bool token_is_name(const struct token *token, const char *name);

/* A copy of its text, a word's universal character names as UTF-8. */
char *token_text(struct arena *arena, const struct token *token);

/* The same into length + 1 bytes at out. */
void token_copy(const struct token *token, char *out);

/* Appends the bytes that a TOKEN_STRING or TOKEN_CHARACTER stands for, escapes decoded. */
void token_add_value(struct strbuf *out, const struct token *token);

#endif
