/* libpq_module: the functions that the module exports. Only postgresql_engine.c calls them. */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LIBPQ_MODULE_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LIBPQ_MODULE_H

#include "base/module.h"
#include "db/engine.h"

#define POSTGRESQL_MODULE_FILE "schemac-postgresql.so"
#define POSTGRESQL_MODULE_SYMBOL "schemac_postgresql_module"

/* Differs if the module and its caller were not compiled together. */
#define POSTGRESQL_MODULE_LAYOUT                                                                   \
	(sizeof(struct postgresql_functions) + 1000 * sizeof(struct schema) +                      \
		1000000 * sizeof(struct table))

struct postgresql_functions {
	struct module_header header; /* with POSTGRESQL_MODULE_LAYOUT */
	struct engine engine;
	/*
	 * Runs the SQL in a scratch schema, adds the objects that it creates to *out, and rolls
	 * back.
	 */
	int (*try_sql)(struct arena *arena, struct schema *out, struct schemac_db db,
		const char *sql, const struct inspect_options *options,
		struct diagnostics *diagnostics);
};

#endif
