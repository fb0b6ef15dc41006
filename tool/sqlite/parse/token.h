/*
 * token: SQLite's own tokens, for reading CREATE statements exactly as SQLite reads them (its
 * tokenize.c and https://www.sqlite.org/lang_keywords.html).
 *
 * They part from schema/sql.h, which serves both databases, where a difference would be misread:
 * comments do not nest and may run to the end of the text, there is no E'…' and no $tag$, names may
 * hold '$' and every byte from 0x80. Lexer and token are those of schema/sql.h.
 */
#ifndef SCHEMAC_SQLITE_PARSE_TOKEN_H
#define SCHEMAC_SQLITE_PARSE_TOKEN_H

#include "schema/sql.h"

#include <stdbool.h>

/* The next token; SQL_END again and again at the end, SQL_BROKEN where SQLite sees no token. */
struct sql_token sqlite_next(struct sql_lexer *lexer);

/*
 * Whether the word is one that SQLite's grammar never takes for the name of a type or an unquoted
 * identifier (a keyword without a %fallback to ID in its parse.y, 3.40).
 */
bool sqlite_is_keyword(const struct sql_token *token);

/* The same, but for the words of joins (LEFT, CROSS…), which may name columns and tables. */
bool sqlite_is_reserved(const struct sql_token *token);

#endif
