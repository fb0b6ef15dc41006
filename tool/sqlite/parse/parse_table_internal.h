/*
 * parse_table_internal: what parse_table.c, parse_column.c and parse_settle.c share. Only they include this.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_TABLE_INTERNAL_H
#define SCHEMAC_SQLITE_PARSE_PARSE_TABLE_INTERNAL_H

#include "sqlite/parse/ddl_parser.h"

struct ddl_table_parser {
	struct ddl_parser parser;
	struct table *table;
	struct column *column;               /* being parsed; NULL behind the columns */
	const char *name;                    /* of CONSTRAINT name; NULL: none */
	struct constraint *last_foreign_key; /* DEFERRABLE of its own is about this one; or NULL */
	struct constraint *table_key;        /* PRIMARY KEY (…) behind the columns, or NULL */
};

/* column-def */
int ddl_parse_column(struct ddl_table_parser *in);

/* [CONSTRAINT name] for what comes next; SQLite takes several, and one in front of nothing. */
int ddl_parse_constraint_name(struct ddl_table_parser *in);

/* A constraint of the kind with that name. */
struct constraint *ddl_parse_new_constraint(struct ddl_table_parser *in, enum constraint_kind kind);

/* REFERENCES table [(columns)] and what follows; the word REFERENCES is next. */
int ddl_parse_references(struct ddl_table_parser *in, struct constraint *key);

/* [ON CONFLICT resolution]: "REPLACE"…, or NULL where there is none. */
int ddl_parse_conflict(struct ddl_parser *parser, const char **out);

/* [NOT] DEFERRABLE [INITIALLY …]; key may be NULL. */
int ddl_parse_deferrable(struct ddl_parser *parser, struct constraint *key);

/* Behind the end of the text: the spelling of names, which key is the rowid, the order of
 * constraints. */
void ddl_parse_settle(struct ddl_table_parser *in);

#endif
