/*
 * token: the tokens of SQLite, exactly as SQLite reads them (tokenize.c of SQLite, and
 * https://www.sqlite.org/lang_keywords.html).
 *
 * schema/sql.h serves both databases. Its structs are used here, but these rules differ: comments
 * do not nest and may extend to the end of the text; E'…' and $tag$ do not exist; a name may
 * contain '$' and every byte from 0x80.
 */
#ifndef SCHEMAC_SQLITE_PARSE_TOKEN_H
#define SCHEMAC_SQLITE_PARSE_TOKEN_H

#include "schema/sql.h"

#include <stdbool.h>

/* The next token; always SQL_END at the end, SQL_BROKEN if SQLite does not recognise a token. */
struct sql_token sqlite_next(struct sql_lexer *lexer);

/*
 * Whether the word is a keyword that SQLite's grammar does not accept in the name of a type (a
 * keyword without a %fallback to ID in parse.y of 3.40).
 */
bool sqlite_is_keyword(const struct sql_token *token);

/* The same without the words of joins (LEFT, CROSS…), which may be names of columns and tables. */
bool sqlite_is_reserved(const struct sql_token *token);

#endif
