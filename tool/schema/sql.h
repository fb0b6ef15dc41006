/*
 * sql: the tokens of SQL text, as far as SQLite and PostgreSQL agree on them, to compare
 * expressions, to split statements and to read SQLite's CREATE statements.
 *
 * Known are: 'text' with '' inside, E'…' with backslashes, "name", `name`, [name], numbers, words,
 * $tag$…$tag$, operators, comments (-- and nested slash-star) and parameters ($1, ?, :name). White space and
 * comments separate tokens and are none. A token points into the text; nothing is allocated.
 */
#ifndef SCHEMAC_SCHEMA_SQL_H
#define SCHEMAC_SCHEMA_SQL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum sql_kind {
	SQL_END,         /* of the text */
	SQL_WORD,        /* keyword or bare name */
	SQL_QUOTED_NAME, /* "…", `…` or […] */
	SQL_STRING,      /* '…', E'…', x'…', $$…$$ */
	SQL_NUMBER,
	SQL_PARAMETER,
	SQL_OPERATOR,    /* one operator or punctuation: || -> ->> <> :: ( ) , ; . … */
	SQL_BROKEN,      /* a quote or comment without an end, or a byte that is no SQL */
};

struct sql_token {
	enum sql_kind kind;
	const char *text; /* its first byte */
	size_t length;    /* bytes */
	size_t offset;    /* of text in the whole, bytes from 0 */
};

struct sql_lexer {
	const char *text;
	size_t length; /* bytes */
	size_t offset; /* of what is not read yet */
};

void sql_lexer_init(struct sql_lexer *lexer, const char *text, size_t length);

/* The next token; SQL_END again and again at the end. */
struct sql_token sql_next(struct sql_lexer *lexer);

/* Whether the token is that word or operator, without regard to case. */
bool sql_is(const struct sql_token *token, const char *word);

/* The name that a word or quoted name stands for, without its quotes. Words keep their case. */
char *sql_name(struct arena *arena, const struct sql_token *token);

/* The bytes that a SQL_STRING stands for. */
char *sql_string_value(struct arena *arena, const struct sql_token *token);

#endif
