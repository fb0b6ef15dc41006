/*
 * dialect: the properties of an engine, as one const struct for each engine. Other folders call
 * these functions and do not know which engine it is.
 */
#ifndef SCHEMAC_DIFF_DIALECT_H
#define SCHEMAC_DIFF_DIALECT_H

#include "diff/change.h"
#include "diff/ddl.h"
#include "schema/schema.h"

/* Settings of schemac.ini for comparing and for writing SQL. Zeroed: all defaults. */
struct compare_settings {
	bool ignore_types;    /* compare_type = false */
	bool ignore_defaults; /* compare_server_default = false */
	unsigned version;     /* of the engine: 3035000, 150000; 0: a current version */
	const char *const *type_synonyms; /* pairs "a", "b", …, NULL; or NULL */
};

/* A mistake in SQL. */
struct sql_error {
	const char *message; /* of a syntax error: the engine's own */
	size_t offset;       /* in bytes from the start of the text; its length: at the end */
	bool unknown_column; /* the table does not have it */
	const char *nearest; /* a column that may be meant, or NULL */
};
VEC_STRUCT(sql_errors, struct sql_error);

/* Where the expression of a table is evaluated. */
enum sql_place {
	SQL_IN_DEFAULT,
	SQL_IN_CHECK,
	SQL_IN_GENERATED,
	SQL_IN_INDEX, /* expressions and the condition */
	SQL_IN_BACKFILL,
	SQL_IN_USING,
	SQL_IN_EXCLUDE, /* the text of SC_EXCLUDE: "USING gist (…)" */
};

struct dialect {
	enum dialect_id id;
	bool ignores_case; /* whether names that differ only in case are equal */
	/* whether a constraint without a name has none in the database; otherwise it chooses one */
	bool leaves_unnamed;

	/*
	 * Replaces features that the dialect lacks: enums, identity, comments and so on. Modifies
	 * the schema, which must be from schema_lower(). Adapting twice is harmless. Modelled and
	 * inspected schemas are both adapted.
	 */
	void (*adapt)(struct arena *arena, struct schema *schema);

	/* Whether two SQL types are equal. */
	bool (*types_equal)(const char *a, const char *b);

	/*
	 * Returns the name that the server gives a type. NULL: the server stores the name as
	 * written.
	 */
	const char *(*type_name)(struct arena *arena, const char *type);

	/* Whether two defaults of a column of that type are equal. NULL means no default. */
	bool (*defaults_equal)(const char *type, const char *a, const char *b);

	/* Whether two expressions (CHECK, WHERE, generated) or texts of objects are equal. */
	bool (*expressions_equal)(const char *a, const char *b);

	/*
	 * Appends the statements for the changes. -1 with diagnostics if a change is impossible.
	 */
	int (*plan)(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
		struct diagnostics *diagnostics);

	/*
	 * Whether the change runs outside a transaction and needs a revision of its own. NULL: no
	 * change does.
	 */
	bool (*stands_alone)(const struct change *change);

	/*
	 * Appends the syntax errors of statements, in order. NULL if only a database can find them;
	 * -1 with a diagnostic if the parser cannot be loaded.
	 */
	int (*find_errors)(struct arena *arena, struct sql_errors *out, const char *sql,
		size_t length, struct diagnostics *diagnostics);

	/*
	 * Appends what the engine does not accept in an expression of the table although its syntax
	 * is valid. `before`: the table before the changes, whose columns SC_BACKFILL and SC_USING
	 * may use; or NULL. NULL if only a database can find this.
	 */
	void (*find_misuses)(struct arena *arena, struct sql_errors *out, const char *expression,
		enum sql_place place, const struct table *table, const struct table *before);
};

#endif
