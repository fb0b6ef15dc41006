/*
 * inspect_internal: one run of sqlite_inspect(), shared by inspect.c and inspect_check.c. Only they
 * include this.
 */
#ifndef SCHEMAC_SQLITE_SERVER_INSPECT_INTERNAL_H
#define SCHEMAC_SQLITE_SERVER_INSPECT_INTERNAL_H

#include "base/map.h"
#include "sqlite/server/sqlite_inspect.h"

/* The questions asked of the database, each prepared once. */
enum inspect_query {
	QUERY_OBJECTS,      /* type, name, table, text, whether virtual */
	QUERY_SHADOWS,      /* the shadow tables' names */
	QUERY_COLUMNS,      /* of table ?1 */
	QUERY_FOREIGN_KEYS, /* their number in table ?1 */
	QUERY_INDEX,        /* unique, partial of index ?2 of table ?1 */
	QUERY_PARTS,        /* of index ?1 */
	QUERY_COUNT
};

struct inspection {
	struct arena *arena;
	struct schema *schema;
	sqlite3 *db;
	const struct inspect_options *options;
	struct diagnostics *diagnostics;
	sqlite3_stmt *queries[QUERY_COUNT]; /* NULL: not asked yet */
	struct map shadows;                 /* names of shadow tables */
	struct map tables;                  /* struct table by lower-case name */
	struct map names;                   /* of all that has rows, by lower-case name */
};

/* Always -1: reports the error message of the database. */
int inspection_failed(struct inspection *in);

/* The query with its arguments, before its first row; b may be NULL. NULL: reported. */
sqlite3_stmt *inspection_ask(
	struct inspection *in, enum inspect_query query, const char *a, const char *b);

/* 1: a row, 0: no more, and the query is reset; -1: reported. */
int inspection_step(struct inspection *in, sqlite3_stmt *query);

/* The text of a column of the row, in the arena; NULL for NULL. */
const char *inspection_text(struct inspection *in, sqlite3_stmt *query, int column);

/* Always -1: the object was not understood. */
int inspection_misread(
	struct inspection *in, const char *type, const char *name, const char *problem);

/* The table of that name without regard to case, or NULL. */
struct table *inspection_find_table(struct inspection *in, const char *name);

/* Whether SQLite sees the same table as we do. -1: reported. */
int inspection_check_table(struct inspection *in, const struct table *table);

/*
 * The same for an index of the table. A part "name" that is no column is what SQLite makes of it:
 * an expression, the string (https://www.sqlite.org/quirks.html#dblquote).
 */
int inspection_check_index(struct inspection *in, const struct table *table, struct index *index);

#endif
