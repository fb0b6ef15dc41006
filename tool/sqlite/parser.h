/*
 * parser: what the parsers of sqlite/parse.h share: the statement's tokens and a place among them.
 *
 * Functions that can fail return -1 or NULL after the first problem has been kept. Expressions are
 * never descended into, so that no text can exhaust the stack. Only sqlite/parse*.c include this.
 */
#ifndef SCHEMAC_SQLITE_PARSER_H
#define SCHEMAC_SQLITE_PARSER_H

#include "base/arena.h"
#include "base/vec.h"
#include "schema/schema.h"
#include "sqlite/token.h"

struct parser {
	struct arena *arena;
	const char *sql;
	VEC(struct sql_token) tokens; /* the last one is SQL_END */
	size_t at;                    /* of the next token */
	const char *problem;          /* the first; NULL: none */
};

void parser_init(struct parser *parser, struct arena *arena, const char *sql);

/* Always -1: remembers what is wrong at the next token. */
int parser_fail(struct parser *parser, const char *expected);

/* The token that many places ahead; SQL_END past the end. */
const struct sql_token *parser_peek(const struct parser *parser, size_t ahead);

/* Whether the next tokens are these; second may be NULL. */
bool parser_is(const struct parser *parser, const char *first, const char *second);

/* Takes the token if it is that word or operator. */
bool parser_accept(struct parser *parser, const char *word);

/* Takes both or none. */
bool parser_accept_pair(struct parser *parser, const char *first, const char *second);

int parser_expect(struct parser *parser, const char *word);

/* A name in any of its forms: bare, "…", `…`, […], '…'. NULL: a problem. */
const char *parser_name(struct parser *parser);

/* [schema.]name */
int parser_qualified_name(struct parser *parser, struct qualified_name *out);

/* [TEMP|TEMPORARY] in front of the kind of thing made; true if it was there. */
bool parser_accept_temp(struct parser *parser);

/* [IF NOT EXISTS] [schema.]name */
int parser_created_name(struct parser *parser, bool temporary, struct qualified_name *out);

/* The text from token number `from` up to and without number `to`, to > from, without comments. */
const char *parser_text(const struct parser *parser, size_t from, size_t to);

/* Moves to the first ',' or unmatched ')' ahead, or to the end. */
void parser_skip_expression(struct parser *parser);

/* ( expression ): its text. NULL: a problem. */
const char *parser_parenthesised(struct parser *parser);

/* ( part, part… [AUTOINCREMENT] ); autoincrement may be NULL where the grammar has none. */
int parser_key_parts(struct parser *parser, struct key_parts *out, bool *autoincrement);

/* One part of it, up to ',' or ')'. */
int parser_key_part(struct parser *parser, struct key_part *out);

/* [;] and the end of the text. */
int parser_finish(struct parser *parser);

#endif
