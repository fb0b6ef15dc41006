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

enum try_mode {
	TRY_ALL, /* all statements or none */
	/*
	 * Each statement by itself. A statement that fails is tried again after the others, because
	 * it may depend on them; those that fail in the end are reported in a note.
	 */
	TRY_EACH,
};

enum { TRY_REJECTED = 1 };

struct postgresql_functions {
	struct module_header header; /* with POSTGRESQL_MODULE_LAYOUT */
	struct engine engine;
	/* The name of the default schema: the first one of search_path that exists. */
	const char *(*current_schema)(struct arena *arena, struct schemac_db db);
	/* See scratch_sql.h. */
	int (*try_sql)(struct arena *arena, struct schema *out, struct schemac_db db,
		const struct texts *statements, enum try_mode mode,
		const struct inspect_options *options, struct diagnostics *diagnostics);
};

#endif
