/*
 * offline: what a script for the sqlite3 shell needs around the statements of revisions.
 *
 * A run holds more guarantees than plain SQL can state (schemac/runtime.h, SCHEMAC_STEP_REBUILD): a
 * script checks the columns, the rows of the table, that no index or trigger goes missing, and the
 * foreign keys. Indexes and triggers that no revision knows are not made again: it stops instead.
 */
#include "sqlite/server/sqlite_offline_script.h"

#include "schema/sql_text.h"

/* CHECK names its constraint when it fails, so the text is the name. */
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
	guard(out, "foreign keys are off, as outside of a transaction only they can be switched",
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
	guard(out, "no foreign key is broken that was not before",
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
	guard(out, "every index and trigger is made again",
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
	.opening = "-- for the sqlite3 shell: it stops at the first error, and nothing remains\n"
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
