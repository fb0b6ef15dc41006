/*
 * dialect: what a database is like, as one const struct that its folder fills in. The rest of
 * schemac asks these functions and never which database it is.
 */
#ifndef SCHEMAC_DIFF_DIALECT_H
#define SCHEMAC_DIFF_DIALECT_H

#include "diff/change.h"
#include "diff/ddl.h"
#include "schema/schema.h"

/* What schemac.ini says about comparing and writing SQL. Zeroed: all defaults. */
struct compare_settings {
	bool ignore_types;    /* compare_type = false */
	bool ignore_defaults; /* compare_server_default = false */
	unsigned version;     /* of the engine to write for: 3035000, 150000; 0: that of today */
	const char *const *type_synonyms; /* pairs "a", "b", …, NULL; or NULL */
};

/* Where SQL stops to be SQL. */
struct sql_error {
	const char *message; /* the engine's own */
	size_t offset;       /* bytes from the start of the text; its length: at its end */
};
VEC_STRUCT(sql_errors, struct sql_error);

struct dialect {
	enum dialect_id id;
	bool ignores_case; /* names that differ in case only are the same */

	/*
	 * Makes a schema_lower()ed schema what the dialect can hold, in place: enums, identity,
	 * comments and so on become what it has for them. Applied a second time it does nothing;
	 * what was inspected goes through it like what was modelled.
	 */
	void (*adapt)(struct arena *arena, struct schema *schema);

	/* Whether two SQL types mean the same here. */
	bool (*types_equal)(const char *a, const char *b);

	/* A type as the server names it; NULL: it keeps what was written. */
	const char *(*type_name)(struct arena *arena, const char *type);

	/* Whether two defaults of a column of that type mean the same; NULL: no default. */
	bool (*defaults_equal)(const char *type, const char *a, const char *b);

	/* Whether two expressions (CHECK, WHERE, generated) or object texts mean the same. */
	bool (*expressions_equal)(const char *a, const char *b);

	/*
	 * Appends the statements that make the changes; -1 with diagnostics where a change cannot
	 * be made.
	 */
	int (*plan)(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
		struct diagnostics *diagnostics);

	/*
	 * Whether the change is made outside of a transaction, and so in a revision that holds only
	 * such. NULL: none is.
	 */
	bool (*stands_alone)(const struct change *change);

	/*
	 * Appends the syntax errors of statements, in their order. NULL where only a database tells;
	 * -1 with a diagnostic where what tells cannot be loaded.
	 */
	int (*find_errors)(struct arena *arena, struct sql_errors *out, const char *sql,
		size_t length, struct diagnostics *diagnostics);
};

#endif
