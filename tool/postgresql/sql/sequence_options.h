/*
 * sequence_options: the options of a sequence (PostgreSQL 15, CREATE SEQUENCE), with their
 * defaults.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_SEQUENCE_OPTIONS_H
#define SCHEMAC_POSTGRESQL_SQL_SEQUENCE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct sequence_options {
	int64_t start, increment, minimum, maximum, cache;
	bool cycle;
	bool has_limit; /* the bound that the sequence runs into is given, not that of the type */
};

/* Reads "START WITH 10 CACHE 5"; NULL: no option. type is that of the column. */
void sequence_options_read(struct sequence_options *out, const char *text, const char *type);

#endif
