/*
 * short_in: c IN ('a', 'b') for the form in which the server prints it,
 * ((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])).
 *
 * The server prints the long form in two ways, depending on how the expression was entered. The
 * short form is the same for both, and it is what a person writes.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_SHORT_IN_H
#define SCHEMAC_POSTGRESQL_SQL_SHORT_IN_H

#include "schema/schema.h"

/*
 * Replaces each = ANY (ARRAY[…]) and <> ALL (ARRAY[…]) of two or more constants by IN or NOT IN, if
 * its left side is a column of the table and all casts are those that the server adds for the type
 * of this column. NULL for NULL; the text itself if nothing changes.
 */
const char *postgresql_short_in(struct arena *arena, const struct table *table, const char *sql);

#endif
