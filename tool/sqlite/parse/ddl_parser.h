/*
 * ddl_parser: the tokens of a CREATE statement and a position in them. All parsers in this folder
 * use it.
 *
 * A function that fails returns -1 or NULL; the parser keeps the first problem. Expressions are
 * skipped without recursion, so that no text can exhaust the stack.
 */
#ifndef SCHEMAC_SQLITE_PARSE_DDL_PARSER_H
#define SCHEMAC_SQLITE_PARSE_DDL_PARSER_H

#include "base/arena.h"
#include "base/vec.h"
#include "schema/schema.h"
#include "sqlite/parse/token.h"

struct ddl_parser {
	struct arena *arena;
	const char *sql;
	VEC(struct sql_token) tokens; /* the last one is SQL_END */
	size_t at;                    /* index of the next token */
	const char *problem;          /* the first one; NULL: none */
};

void ddl_init(struct ddl_parser *parser, struct arena *arena, const char *sql);

/* Always -1. Stores "line 3: expected … before …" for the next token as the problem. */
int ddl_fail(struct ddl_parser *parser, const char *expected);

/* The token at offset `ahead` from the next one; SQL_END after the last token. */
const struct sql_token *ddl_peek(const struct ddl_parser *parser, size_t ahead);

/* Whether these are the next tokens; second may be NULL. */
bool ddl_is(const struct ddl_parser *parser, const char *first, const char *second);

/* Consumes the next token if it is this word or operator. */
bool ddl_accept(struct ddl_parser *parser, const char *word);

/* Consumes the next two tokens if both match. */
bool ddl_accept_pair(struct ddl_parser *parser, const char *first, const char *second);

/* Like ddl_accept(), but a different token is a problem. */
int ddl_expect(struct ddl_parser *parser, const char *word);

/* A name without quotes or in "…", `…`, […], '…'. NULL: a problem. */
const char *ddl_name(struct ddl_parser *parser);

/* [schema.]name */
int ddl_qualified_name(struct ddl_parser *parser, struct qualified_name *out);

/* [TEMP|TEMPORARY] before the kind of the object; true if it is present. */
bool ddl_accept_temp(struct ddl_parser *parser);

/* [IF NOT EXISTS] [schema.]name; the schema is "temp" if `temporary`. */
int ddl_created_name(struct ddl_parser *parser, bool temporary, struct qualified_name *out);

/*
 * The text of the tokens from index `from` up to but not including `to` (> from), without comments.
 */
const char *ddl_text(const struct ddl_parser *parser, size_t from, size_t to);

/* Moves to the next ',', ';' or unmatched ')', or to the end. */
void ddl_skip_expression(struct ddl_parser *parser);

/* ( expression ): the text of the expression. NULL: a problem. */
const char *ddl_parenthesised(struct ddl_parser *parser);

/* Any number of ';', and the end of the text. */
int ddl_finish(struct ddl_parser *parser);

#endif
