/*
 * postgresql_print: prints an adapted schema as PostgreSQL DDL statements, or parts of them.
 *
 * The statements do not end with ';'. A text that SQLite also accepts is printed in the same way
 * for both.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PRINT_H
#define SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PRINT_H

#include "base/strbuf.h"
#include "schema/schema.h"

/* CREATE TABLE without indexes, and without the constraints for which later() returns true. */
void postgresql_print_table(struct strbuf *out, const struct table *table,
	bool (*later)(const void *data, const struct constraint *key), const void *data);

/* Name, type and properties that are not constraints; without NOT NULL if not_null is false. */
void postgresql_print_column(struct strbuf *out, const struct column *column, bool not_null);

/* [CONSTRAINT name] and its definition, as in CREATE TABLE or after ADD. */
void postgresql_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table);

/* Everything after CREATE [UNIQUE] INDEX [CONCURRENTLY IF NOT EXISTS], from the name on. */
void postgresql_print_index_body(
	struct strbuf *out, const struct index *index, const struct table *table);

/* Appends " COLLATE name". A name that begins with a quote may have a schema and is printed as it is. */
void postgresql_print_collation(struct strbuf *out, const char *collation);

/* GENERATED ALWAYS AS IDENTITY (…) */
void postgresql_print_identity(struct strbuf *out, const struct column *column);

/* An expression after DEFAULT. */
void postgresql_print_default(struct strbuf *out, const char *expression);

/* (expression) */
void postgresql_print_wrapped(struct strbuf *out, const char *expression);

#endif
