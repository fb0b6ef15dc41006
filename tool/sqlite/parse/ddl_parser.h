/*
 * ddl_parser: what the parsers of sqlite/parse.h share: the statement's tokens and a place among
 * them.
 *
 * Functions that can fail return -1 or NULL after the first problem has been kept. Expressions are
 * never descended into, so that no text can exhaust the stack. Only sqlite/parse*.c include this.
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
	size_t at;                    /* of the next token */
	const char *problem;          /* the first; NULL: none */
};

void ddl_init(struct ddl_parser *parser, struct arena *arena, const char *sql);

/* Always -1: remembers what is wrong at the next token. */
int ddl_fail(struct ddl_parser *parser, const char *expected);

/* The token that many places ahead; SQL_END past the end. */
const struct sql_token *ddl_peek(const struct ddl_parser *parser, size_t ahead);

/* Whether the next tokens are these; second may be NULL. */
bool ddl_is(const struct ddl_parser *parser, const char *first, const char *second);

/* Takes the token if it is that word or operator. */
bool ddl_accept(struct ddl_parser *parser, const char *word);

/* Takes both or none. */
bool ddl_accept_pair(struct ddl_parser *parser, const char *first, const char *second);

int ddl_expect(struct ddl_parser *parser, const char *word);

/* A name in any of its forms: bare, "…", `…`, […], '…'. NULL: a problem. */
const char *ddl_name(struct ddl_parser *parser);

/* [schema.]name */
int ddl_qualified_name(struct ddl_parser *parser, struct qualified_name *out);

/* [TEMP|TEMPORARY] in front of the kind of thing made; true if it was there. */
bool ddl_accept_temp(struct ddl_parser *parser);

/* [IF NOT EXISTS] [schema.]name */
int ddl_created_name(struct ddl_parser *parser, bool temporary, struct qualified_name *out);

/* The text from token number `from` up to and without number `to`, to > from, without comments. */
const char *ddl_text(const struct ddl_parser *parser, size_t from, size_t to);

/* Moves to the first ',' or unmatched ')' ahead, or to the end. */
void ddl_skip_expression(struct ddl_parser *parser);

/* ( expression ): its text. NULL: a problem. */
const char *ddl_parenthesised(struct ddl_parser *parser);

/* [;] and the end of the text. */
int ddl_finish(struct ddl_parser *parser);

#endif
