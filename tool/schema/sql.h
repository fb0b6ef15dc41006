/*
 * sql: a lexer for the tokens that SQLite and PostgreSQL have in common. It is used to compare
 * expressions and to split statements.
 *
 * The tokens are: 'text' with '' inside, E'…' with backslashes, "name", `name`, [name], numbers,
 * words, $tag$…$tag$, operators and parameters ($1, ?, :name). White space and comments (-- and
 * nested slash-star) separate tokens. A token points into the text; nothing is allocated.
 */
#ifndef SCHEMAC_SCHEMA_SQL_H
#define SCHEMAC_SCHEMA_SQL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum sql_kind {
	SQL_END,         /* the end of the text */
	SQL_WORD,        /* keyword or name without quotes */
	SQL_QUOTED_NAME, /* "…", `…` or […] */
	SQL_STRING,      /* '…', E'…', x'…', $$…$$ */
	SQL_NUMBER,
	SQL_PARAMETER,
	SQL_OPERATOR,    /* one operator or punctuation: || -> ->> <> :: ( ) , ; . … */
	SQL_BROKEN,      /* an unclosed quote or comment, or a byte that is not valid in SQL */
};

struct sql_token {
	enum sql_kind kind;
	const char *text; /* its first byte */
	size_t length;    /* bytes */
	size_t offset;    /* of the token in the input, in bytes from 0 */
};

struct sql_lexer {
	const char *text;
	size_t length; /* bytes */
	size_t offset; /* of the next token or space, in bytes */
};

void sql_lexer_init(struct sql_lexer *lexer, const char *text, size_t length);

/* The next token; always SQL_END at the end. */
struct sql_token sql_next(struct sql_lexer *lexer);

/* Whether the token is the word or operator, without regard to case. */
bool sql_is(const struct sql_token *token, const char *word);

/* Reads up to and including the first token that is the word; to the end if there is none. */
void sql_skip_past(struct sql_lexer *lexer, const char *word);

/* The name of an SQL_WORD or SQL_QUOTED_NAME, without quotes. Words keep their case. */
char *sql_name(struct arena *arena, const struct sql_token *token);

/* The value of an SQL_STRING. */
char *sql_string_value(struct arena *arena, const struct sql_token *token);

#endif
