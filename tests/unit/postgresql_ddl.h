/*
 * postgresql_ddl: reads schemas from a real PostgreSQL database and runs a plan's statements.
 */
#ifndef POSTGRESQL_DDL_H
#define POSTGRESQL_DDL_H

#include "diag/print.h"
#include "postgresql_fixture.h"

#include "diff/compare.h"
#include "postgresql/plan/plan_order.h"
#include "postgresql/postgresql_dialect.h"
#include "postgresql/server/postgresql_engine.h"

static inline void
pg_clear(struct pg_fixture *f)
{
	pg_sql(f, "DO $$ DECLARE s text; BEGIN FOR s IN SELECT nspname FROM pg_namespace WHERE nspname"
		  " !~ '^pg_' AND nspname NOT IN ('information_schema', 'public') LOOP EXECUTE"
		  " format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$;"
		  "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

static inline struct schema *
pg_inspect(struct arena *arena, struct pg_fixture *f)
{
	struct diagnostics diagnostics;
	const struct inspect_options options = {.version_table = "schemac_version"};
	struct schema *schema = schema_new(arena);
	diag_init(&diagnostics, arena);
	if (postgresql_engine.inspect(
		    arena, schema, schemac_postgresql(f->handle), &options, &diagnostics) != 0) {
		diag_print(&diagnostics, stderr, DIAG_TEXT, false);
		fail();
	}
	return schema_for(arena, &postgresql_dialect, schema);
}

/* The schema that the SQL creates in an empty database. */
static inline struct schema *
pg_load(struct arena *arena, struct pg_fixture *f, const char *sql)
{
	pg_clear(f);
	pg_sql(f, sql);
	return pg_inspect(arena, f);
}

static inline const char *
pg_changes_text(struct arena *arena, const struct changes *changes)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct change, change, *changes)
		strbuf_addf(&text, "%s\n", change_print(arena, change));
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static inline const char *
pg_difference(struct arena *arena, const struct schema *a, struct schema *b)
{
	struct changes changes = {0};
	const struct compare_settings settings = {0};
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, a, b);
	return pg_changes_text(arena, &changes);
}

static inline const char *
pg_plan_text(struct arena *arena, const struct schema *before, const struct schema *after,
	const struct changes *changes, enum ddl_direction direction)
{
	const struct compare_settings settings = {0};
	const struct ddl_request request = {.before = before,
		.after = after,
		.changes = changes,
		.direction = direction,
		.settings = &settings};
	struct diagnostics diagnostics;
	struct ddl ddl = {0};
	struct strbuf text = STRBUF_INIT;
	diag_init(&diagnostics, arena);
	if (postgresql_plan(arena, &ddl, &request, &diagnostics) != 0) {
		diag_print(&diagnostics, stderr, DIAG_TEXT, false);
		fail();
	}
	ddl_print(&text, &ddl);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/* Runs the SQL in one transaction. */
static inline void
pg_apply(struct pg_fixture *f, const char *sql)
{
	PGresult *result = PQexec(f->handle, arena_printf(&f->arena, "BEGIN; %s; COMMIT", sql));
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		PQclear(PQexec(f->handle, "ROLLBACK"));
		fail_msg("%s\nin:\n%s", PQresultErrorMessage(result), sql);
	}
	PQclear(result);
}

#endif
