/*
 * parse_table: CREATE TABLE into the structs of schema/schema.h, from sqlite_schema and from
 * revisions. The grammar is that of https://www.sqlite.org/lang_createtable.html, extended by the
 * undocumented syntax that parse.y of SQLite 3.40 accepts.
 *
 * Conventions of all parsers in this folder:
 * - Expressions and types are the original text from the first token to the last. A comment inside
 *   becomes a space. Parentheses that belong to the syntax are not part of the text: CHECK (a > 0)
 *   is "a > 0", DEFAULT (a || b) is "a || b", DEFAULT 1 and DEFAULT (1) are "1". The printer adds
 *   parentheses to a default that needs them (sqlite/print/print_parts.h).
 * - A type has one space between words and no space next to its parentheses. Unnecessary quotes are
 *   removed, because SQLite treats "INTEGER" as INTEGER.
 * - A primary key is always a constraint, even if it is part of a column definition. not_null means
 *   that NOT NULL is in the text, even for a key. identity is always IDENTITY_NONE.
 * - PRIMARY KEY (id DESC) as a table constraint makes id an alias of the rowid and loses its DESC.
 *   INTEGER PRIMARY KEY DESC in a column definition does not make an alias and keeps its DESC.
 * - A part of a key is a column if it is a name, even in parentheses or in any kind of quotes. A
 *   COLLATE after a name, a call or an expression in parentheses is the collation of the part.
 * - Constraints that sqlite_print_column() prints precede the others, in the order of the columns.
 *   The others keep their order.
 * - Ignored, because they have no effect in SQLite: constraint names of NOT NULL, DEFAULT, COLLATE
 *   and generated columns, ON INSERT, and DEFERRABLE without a foreign key.
 * - The schema "main" is the default one (NULL); TEMP is the schema "temp".
 *
 * The parsers do not check whether a statement is valid beyond its syntax, which SQLite does. If
 * one fails, it returns -1 and *problem is a text in the arena ("line 3: expected ')' before 'x'").
 * All results are in the arena; the SQL may be freed.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_TABLE_H
#define SCHEMAC_SQLITE_PARSE_PARSE_TABLE_H

#include "base/arena.h"
#include "schema/schema.h"

/*
 * *out is overwritten. CREATE TABLE … AS SELECT is not accepted, because it does not list the
 * columns.
 */
int sqlite_parse_table(
	struct arena *arena, struct table *out, const char *sql, const char **problem);

#endif
