/*
 * inspect_internal: one run of sqlite_inspect(). Shared by sqlite_inspect.c, inspect_check.c and
 * inspection.c.
 */
#ifndef SCHEMAC_SQLITE_SERVER_INSPECT_INTERNAL_H
#define SCHEMAC_SQLITE_SERVER_INSPECT_INTERNAL_H

#include "base/map.h"
#include "sqlite/server/sqlite_inspect.h"

/* The queries, each prepared at most once. */
enum inspect_query {
	QUERY_OBJECTS,      /* type, name, table, CREATE statement, whether virtual */
	QUERY_SHADOWS,      /* names of the shadow tables */
	QUERY_COLUMNS,      /* columns of table ?1 */
	QUERY_FOREIGN_KEYS, /* number of foreign keys of table ?1 */
	QUERY_INDEX,        /* whether index ?2 of table ?1 is unique, and partial */
	QUERY_PARTS,        /* parts of index ?1 */
	QUERY_LEFT_OUT,     /* kind, name and value of what no model can declare */
	QUERY_COUNT
};

struct inspection {
	struct arena *arena;
	struct schema *schema;
	sqlite3 *db;
	const struct inspect_options *options;
	struct diagnostics *diagnostics;
	sqlite3_stmt *queries[QUERY_COUNT]; /* NULL: not prepared yet */
	struct map shadows;                 /* names of shadow tables */
	struct map tables;                  /* struct table by lower-case name */
	struct map names;                   /* names of tables and views, by lower-case name */
};

/* Always -1: reports the error message of the database. */
int inspection_failed(struct inspection *in);

/*
 * Binds the arguments, either of which may be NULL. Returns the statement before its first row;
 * NULL if it failed, which has been reported.
 */
sqlite3_stmt *inspection_ask(
	struct inspection *in, enum inspect_query query, const char *a, const char *b);

/* 1: a row; 0: no more rows, and the query is reset; -1 if it failed, which has been reported. */
int inspection_step(struct inspection *in, sqlite3_stmt *query);

/* The value of a column of the row as text in the arena; NULL for NULL. */
const char *inspection_text(struct inspection *in, sqlite3_stmt *query, int column);

/* Always -1: reports that the object cannot be read. */
int inspection_misread(
	struct inspection *in, const char *type, const char *name, const char *problem);

/* The table with that name, without regard to case; or NULL. */
struct table *inspection_find_table(struct inspection *in, const char *name);

/* Adds what no model can declare to schema->left_out. -1 after a diagnostic. */
int inspection_find_left_out(struct inspection *in);

/* Compares the table with the pragmas of SQLite. -1 if they differ, which has been reported. */
int inspection_check_table(struct inspection *in, const struct table *table);

/*
 * The same for an index of the table. A part in double quotes that is not a column becomes an
 * expression, because SQLite reads it as a string (https://www.sqlite.org/quirks.html#dblquote).
 */
int inspection_check_index(struct inspection *in, const struct table *table, struct index *index);

#endif
