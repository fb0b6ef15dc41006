/*
 * sqlite_offline_script: the parts of a script for the sqlite3 shell that surround the statements
 * of revisions.
 *
 * The runtime gives more guarantees than plain SQL can express (schemac/runtime.h,
 * SCHEMAC_STEP_REBUILD). A script checks the columns and the number of rows of a rebuilt table,
 * that no index or trigger is missing afterwards, and the foreign keys. Unlike the runtime, it does
 * not recreate indexes and triggers that no revision contains; it stops instead.
 */
#include "sqlite/server/sqlite_offline_script.h"

#include "schema/sql_text.h"

/*
 * The text is the name of a CHECK constraint, because SQLite reports the name of a failed
 * constraint.
 */
static void
guard(struct strbuf *out, const char *text, const char *condition)
{
	strbuf_addstr(out, "CREATE TEMP TABLE schemac_guard (holds CONSTRAINT ");
	sql_add_name(out, text);
	strbuf_addf(out,
		" CHECK (holds));\nINSERT INTO temp.schemac_guard SELECT %s;\n"
		"DROP TABLE temp.schemac_guard;\n",
		condition);
}

static bool
has_rebuild(const struct schemac_script *script)
{
	for (size_t i = 0; i < script->step_count; i++)
		if (script->steps[i].kind == SCHEMAC_STEP_REBUILD)
			return true;
	return false;
}

static void
script_begin(struct strbuf *out, const struct schemac_script *script)
{
	if (!has_rebuild(script))
		return;
	guard(out, "foreign keys are off (they cannot be switched off inside a transaction)",
		"(SELECT foreign_keys = 0 FROM pragma_foreign_keys)");
	strbuf_addstr(out,
		"CREATE TEMP TABLE schemac_broken AS"
		" SELECT count(*) AS n FROM pragma_foreign_key_check;\n");
}

static void
script_end(struct strbuf *out, const struct schemac_script *script)
{
	if (!has_rebuild(script))
		return;
	guard(out, "no new foreign key violation",
		"(SELECT count(*) FROM pragma_foreign_key_check) <="
		" (SELECT n FROM temp.schemac_broken)");
	strbuf_addstr(out, "DROP TABLE temp.schemac_broken;\n");
}

static void
add_names(struct strbuf *out, const char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		strbuf_addstr(out, i > 0 ? ", (" : "VALUES (");
		sql_add_literal(out, names[i]);
		strbuf_addch(out, ')');
	}
}

static void
rebuild_begin(struct strbuf *out, const struct schemac_step *step)
{
	struct strbuf condition = STRBUF_INIT, live = STRBUF_INIT;
	strbuf_addstr(&live, "SELECT name FROM pragma_table_xinfo(");
	sql_add_literal(&live, step->text);
	strbuf_addstr(&live, ") WHERE hidden <> 1");
	strbuf_addf(&condition, "NOT EXISTS (%s EXCEPT ", live.buf);
	add_names(&condition, step->columns);
	strbuf_addstr(&condition, ") AND NOT EXISTS (");
	add_names(&condition, step->columns);
	strbuf_addf(&condition, " EXCEPT %s)", live.buf);
	guard(out, "the table has the columns that its rebuild expects", condition.buf);
	strbuf_addstr(out, "CREATE TEMP TABLE schemac_rows AS SELECT count(*) AS n FROM ");
	sql_add_name(out, step->text);
	strbuf_addstr(out,
		";\nCREATE TEMP TABLE schemac_kept AS SELECT name FROM main.sqlite_schema"
		" WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = ");
	sql_add_literal(out, step->text);
	strbuf_addstr(out, " COLLATE NOCASE;\n");
	strbuf_release(&condition);
	strbuf_release(&live);
}

static void
rebuild_end(struct strbuf *out, const struct schemac_step *step)
{
	struct strbuf condition = STRBUF_INIT;
	strbuf_addstr(&condition, "(SELECT count(*) FROM ");
	sql_add_name(&condition, step->text);
	strbuf_addstr(&condition, ") = (SELECT n FROM temp.schemac_rows)");
	guard(out, "every row is kept", condition.buf);
	guard(out, "every index and trigger is recreated",
		"NOT EXISTS (SELECT name FROM temp.schemac_kept"
		" EXCEPT SELECT name FROM main.sqlite_schema)");
	strbuf_addstr(out,
		"DROP TABLE temp.schemac_rows;\nDROP TABLE temp.schemac_kept;\n"
		"PRAGMA legacy_alter_table = OFF;\n");
	strbuf_release(&condition);
}

const struct offline_dialect sqlite_offline = {
	.dialect = SCHEMAC_DIALECT_SQLITE,
	.engine = "SQLite",
	.default_schema = "main",
	.history_id = "INTEGER PRIMARY KEY",
	.opening = "-- for the sqlite3 shell: it stops at the first error and changes nothing\n"
		   ".bail on\nPRAGMA foreign_keys = OFF;\n",
	.begin = "BEGIN IMMEDIATE",
	.commit = "COMMIT",
	.now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
	.guard = guard,
	.script_begin = script_begin,
	.script_end = script_end,
	.rebuild_begin = rebuild_begin,
	.rebuild_end = rebuild_end,
};
