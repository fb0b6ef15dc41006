/*
 * parse_table: what parse_table.c, parse_column.c and parse_settle.c share. Only they include this.
 */
#ifndef SCHEMAC_SQLITE_PARSE_TABLE_H
#define SCHEMAC_SQLITE_PARSE_TABLE_H

#include "sqlite/parser.h"

struct table_parser {
	struct parser parser;
	struct table *table;
	struct column *column;            /* being parsed; NULL behind the columns */
	const char *name;                 /* of CONSTRAINT name; NULL: none */
	struct constraint *last_foreign_key; /* DEFERRABLE of its own is about this one; or NULL */
	struct constraint *table_key; /* PRIMARY KEY (…) behind the columns, or NULL */
};

/* column-def */
int parse_column(struct table_parser *in);

/* [CONSTRAINT name] for what comes next; SQLite takes several, and one in front of nothing. */
int parse_constraint_name(struct table_parser *in);

/* A constraint of the kind with that name. */
struct constraint *parse_new_constraint(struct table_parser *in, enum constraint_kind kind);

/* REFERENCES table [(columns)] and what follows; the word REFERENCES is next. */
int parse_references(struct table_parser *in, struct constraint *key);

/* [ON CONFLICT resolution]: "REPLACE"…, or NULL where there is none. */
int parse_conflict(struct parser *parser, const char **out);

/* [NOT] DEFERRABLE [INITIALLY …]; key may be NULL. */
int parse_deferrable(struct parser *parser, struct constraint *key);

/* Behind the end of the text: the spelling of names, which key is the rowid, the order of constraints. */
void parse_settle(struct table_parser *in);

#endif
