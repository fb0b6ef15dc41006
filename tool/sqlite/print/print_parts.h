/*
 * print_parts: pieces of SQL that tables and indexes have in common. Only sqlite/print*.c include
 * this.
 */
#ifndef SCHEMAC_SQLITE_PRINT_PRINT_PARTS_H
#define SCHEMAC_SQLITE_PRINT_PRINT_PARTS_H

#include "sqlite/print/print_table.h"

/*
 * The expression without a comment behind it, which would swallow what follows; one inside ends in
 * time, since something of the expression comes after it.
 */
void ddl_print_expression(struct strbuf *out, const char *expression);

/* The same in parentheses. */
void ddl_print_wrapped(struct strbuf *out, const char *expression);

/* " COLLATE …". Collations are words people know in capitals: quoted only where SQLite needs it. */
void ddl_print_collation(struct strbuf *out, const char *collation);

/* ( part, … suffix ) */
void ddl_print_parts(struct strbuf *out, const struct key_parts *parts, const char *suffix);

#endif
