/*
 * parser: PostgreSQL's own parser (libpg_query, that of PostgreSQL 15), as the module exports it.
 * Only postgresql/ includes this. The module is loaded when something is first asked of it.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PARSER_H
#define SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_PARSER_H

#include "base/module.h"

#include <stdbool.h>
#include <stddef.h>

#define PARSER_MODULE_FILE "schemac-pgquery.so"
#define PARSER_MODULE_SYMBOL "schemac_pgquery"

/* Differs if the module and its caller were not compiled together. */
#define PARSER_MODULE_LAYOUT (sizeof(struct postgresql_parser) + 1000 * sizeof(struct arena))

struct postgresql_parser_error {
	const char *message; /* PostgreSQL's own */
	size_t character;    /* where, in characters of UTF-8, from 1; 0: nowhere in particular */
};

struct postgresql_parser {
	struct module_header header; /* with PARSER_MODULE_LAYOUT */

	/*
	 * The parse tree of the statements as JSON; NULL where they are none. It is printed
	 * recursively: the caller bounds the nesting (see tree.c).
	 */
	const char *(*tree)(struct arena *arena, const char *sql);

	/* Whether the statements can be parsed; else *out says why not. Nesting is bounded inside. */
	bool (*check)(struct arena *arena, struct postgresql_parser_error *out, const char *sql);
};

/* NULL with *problem, a text, where the module cannot be loaded. */
const struct postgresql_parser *postgresql_parser_load(struct arena *arena, const char **problem);

#endif
