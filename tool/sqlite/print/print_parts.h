/*
 * print_parts: pieces of SQL that tables and indexes have in common.
 */
#ifndef SCHEMAC_SQLITE_PRINT_PRINT_PARTS_H
#define SCHEMAC_SQLITE_PRINT_PRINT_PARTS_H

#include "base/strbuf.h"
#include "schema/schema.h"

#include <stdbool.h>

/* Whether a DEFAULT does not need parentheses (syntax/column-constraint.html). */
bool sqlite_is_plain_default(const char *expression);

/*
 * The expression without a trailing comment, which could hide the text after it. Comments within
 * the expression are always closed.
 */
void sqlite_print_expression(struct strbuf *out, const char *expression);

/* The same in parentheses. */
void sqlite_print_wrapped(struct strbuf *out, const char *expression);

/*
 * " COLLATE …". Names of collations are usually in upper case: they are quoted only if SQLite needs
 * it.
 */
void sqlite_print_collation(struct strbuf *out, const char *collation);

/* ( part, … suffix ) */
void sqlite_print_parts(struct strbuf *out, const struct key_parts *parts, const char *suffix);

#endif
