/*
 * parse_table_internal: the functions that parse_table.c, parse_column.c, parse_constraint.c and
 * parse_resolve.c share.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_TABLE_INTERNAL_H
#define SCHEMAC_SQLITE_PARSE_PARSE_TABLE_INTERNAL_H

#include "sqlite/parse/ddl_parser.h"

struct ddl_table_parser {
	struct ddl_parser parser;
	struct table *table;
	struct column *column;               /* the current column; NULL after the columns */
	const char *name;                    /* of CONSTRAINT name; NULL: none */
	struct constraint *last_foreign_key; /* a separate DEFERRABLE belongs to it; or NULL */
	struct constraint *table_key;        /* PRIMARY KEY (…) after the columns, or NULL */
	VEC(size_t) column_at; /* the first token of each column */
	size_t columns_end;    /* the token after the columns and the comma that follows them */
};

/* ------------------------------------------------------------------ parse_column.c */

/* column-def */
int ddl_parse_column(struct ddl_table_parser *in);

/* ------------------------------------------------------------------ parse_constraint.c */

/*
 * Any number of CONSTRAINT name clauses, which name the next constraint. SQLite also accepts one
 * that no constraint follows.
 */
int ddl_parse_constraint_name(struct ddl_table_parser *in);

/* Adds a constraint of the kind with that name. */
struct constraint *ddl_parse_new_constraint(struct ddl_table_parser *in, enum constraint_kind kind);

/* (name, …). Old databases may contain COLLATE and an order in the list; SQLite ignores them. */
int ddl_parse_names(struct ddl_parser *parser, struct texts *out);

/* REFERENCES table [(columns)] and its clauses; the word REFERENCES is next. */
int ddl_parse_references(struct ddl_table_parser *in, struct constraint *key);

/* [ON CONFLICT resolution]: "REPLACE"…, or NULL if it is absent. */
int ddl_parse_conflict(struct ddl_parser *parser, const char **out);

/* [NOT] DEFERRABLE [INITIALLY …]; key may be NULL. */
int ddl_parse_deferrable(struct ddl_parser *parser, struct constraint *key);

/* ------------------------------------------------------------------ parse_comment.c */

/* At the end of the text: the comments of the table and its columns. */
void ddl_parse_comments(struct ddl_table_parser *in);

/* ------------------------------------------------------------------ parse_resolve.c */

/*
 * At the end of the text: resolves the names of columns to their spelling in the column
 * definitions, determines the alias of the rowid, and orders the constraints.
 */
void ddl_parse_resolve(struct ddl_table_parser *in);

#endif
