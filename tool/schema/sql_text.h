/*
 * sql_text: compares, normalises and quotes SQL, based on the tokens of schema/sql.h.
 */
#ifndef SCHEMAC_SCHEMA_SQL_TEXT_H
#define SCHEMAC_SCHEMA_SQL_TEXT_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <stdbool.h>

struct qualified_name;

/*
 * Whether two texts have the same tokens. Words are compared without regard to case. A quoted name
 * is equal to the unquoted word if it is in lower case. Parentheses around the whole text are
 * ignored. NULL is equal only to NULL.
 */
bool sql_equal(const char *a, const char *b);

/*
 * The text for messages and JSON: without comments, and with one space between tokens that need
 * one. A formatter that changes white space does not change the result.
 */
char *sql_normalise(struct arena *arena, const char *text);

/*
 * A copy up to the end of the last token: without the comments, white space and semicolons that
 * follow. A "--" comment at the end of a text would swallow what is printed after it.
 */
const char *sql_trim(struct arena *arena, const char *text);

/* Appends the text as a 'string literal'. */
void sql_add_literal(struct strbuf *out, const char *text);

/* Appends the name, in "double quotes" unless it is a lower-case word and not a reserved word. */
void sql_add_name(struct strbuf *out, const char *name);

/* Appends schema.name, or only the name if the schema is NULL. */
void sql_add_qualified(struct strbuf *out, const struct qualified_name *name);

/* Whether SQLite or PostgreSQL reserves the word, so that it must be quoted as a name. */
bool sql_is_reserved(const char *word);

/* Whether the text contains the name as a word or a quoted name, without regard to case. */
bool sql_mentions(const char *text, const char *name);

#endif
