/*
 * print: statements of PostgreSQL's DDL, or parts of them, for what an adapted schema holds. Nothing
 * ends with ';'. Where SQLite takes the same text, it is the same text.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PRINT_H
#define SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PRINT_H

#include "base/strbuf.h"
#include "schema/schema.h"

/* CREATE TABLE without indexes, and without the foreign keys for which `later` says so. */
void postgresql_print_table(struct strbuf *out, const struct table *table,
	bool (*later)(const void *data, const struct constraint *key), const void *data);

/* Name, type and what is no constraint of its own; not_null false leaves NOT NULL out. */
void postgresql_print_column(struct strbuf *out, const struct column *column, bool not_null);

/* [CONSTRAINT name] and what it says, as behind the columns or behind ADD. */
void postgresql_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table);

/* Behind CREATE [UNIQUE] INDEX [CONCURRENTLY IF NOT EXISTS]: the name and all the rest. */
void postgresql_print_index_body(
	struct strbuf *out, const struct index *index, const struct table *table);

/* GENERATED ALWAYS AS IDENTITY (…) */
void postgresql_print_identity(struct strbuf *out, const struct column *column);

/* An expression behind DEFAULT. */
void postgresql_print_default(struct strbuf *out, const char *expression);

/* (expression) */
void postgresql_print_wrapped(struct strbuf *out, const char *expression);

#endif
