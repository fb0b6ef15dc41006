/* postgresql_parser: the parser of PostgreSQL 15 (libpg_query), which a module exports. */
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
	const char *message; /* from PostgreSQL */
	size_t character;    /* its position in UTF-8 characters, from 1; 0: unknown */
};

struct postgresql_parser {
	struct module_header header; /* with PARSER_MODULE_LAYOUT */

	/*
	 * The parse tree of the statements as JSON; NULL if they are not valid. It is printed
	 * recursively: the caller limits the nesting (see tree.c).
	 */
	const char *(*tree)(struct arena *arena, const char *sql);

	/*
	 * Whether the statements can be parsed; otherwise *out has the error. Limits the nesting
	 * itself.
	 */
	bool (*check)(struct arena *arena, struct postgresql_parser_error *out, const char *sql);
};

/* Loads the module. NULL with *problem, a text, if that fails. */
const struct postgresql_parser *postgresql_parser_load(struct arena *arena, const char **problem);

#endif
