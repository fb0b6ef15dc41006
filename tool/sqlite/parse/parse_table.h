/*
 * parse_table: SQLite's CREATE statements, as they stand in sqlite_schema and in revisions, into the
 * structs of schema/schema.h (https://www.sqlite.org/lang_createtable.html, lang_createindex.html,
 * lang_createview.html, lang_createtrigger.html, lang_createvtab.html, and parse.y of 3.40 for what
 * SQLite takes beyond its documentation).
 *
 * How things are said in the structs:
 * - Expressions and types are the text as it was written, from the first token to the last, a
 *   comment inside replaced by a blank. Parentheses that the syntax itself wants are not part of
 *   it: CHECK (a > 0) is "a > 0", DEFAULT (a || b) is "a || b" as DEFAULT 1 and DEFAULT (1) are
 *   "1"; whoever prints a default puts parentheses around what is not plain (sqlite/print.h). A
 *   type has one blank between words and none at its parentheses; quotes that it does not need are
 *   gone, as SQLite itself takes "INTEGER" for INTEGER.
 * - A primary key is always a constraint, wherever it was written. not_null says that NOT NULL is
 *   written, also for a key. identity is always IDENTITY_NONE.
 * - PRIMARY KEY (id DESC) behind the columns of a rowid table is an alias of the rowid all the
 *   same, and loses its DESC; INTEGER PRIMARY KEY DESC at the column is none and keeps it.
 * - A part of a key that is a name, in parentheses or in any quotes, is a column; a COLLATE around
 *   a name, a call or something in parentheses is the part's collation.
 * - Constraints that sqlite_print_column() writes at a column come first, in the order of columns;
 *   then the others in their order.
 * - Names of NOT NULL, DEFAULT, COLLATE and generated columns, ON INSERT and DEFERRABLE without a
 *   foreign key have no meaning to SQLite and are not kept.
 * - Schema "main" is the default one (NULL); TEMP is schema "temp".
 *
 * What is parsed is not checked for sense: SQLite has done so, or will. On failure the functions
 * return -1 and *problem is a text in the arena ("line 3: expected ')' before 'x'"). All results
 * are in the arena; the SQL may be freed.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_TABLE_H
#define SCHEMAC_SQLITE_PARSE_PARSE_TABLE_H

#include "base/arena.h"
#include "schema/schema.h"

/* CREATE TABLE. *out is overwritten. CREATE TABLE … AS SELECT is a problem: it names no columns. */
int sqlite_parse_table(
	struct arena *arena, struct table *out, const char *sql, const char **problem);

#endif
