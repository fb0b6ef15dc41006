/*
 * The rebuild of a table: records its state at REBUILD and verifies it at REBUILD_END.
 *
 * The statements in between come from the revision: create, copy, drop, rename
 * (https://sqlite.org/lang_altertable.html, section 7). DROP TABLE drops indexes and triggers, and
 * would delete rows from child tables if foreign keys were on. RENAME checks every view and would
 * fail without legacy_alter_table, because the table does not exist at that moment.
 */
#include "runtime/sqlite/rebuild_internal.h"

/* ---- the columns */

struct column_check {
	struct session *session;
	const struct schemac_step *step;
	size_t live;       /* number of columns in the database */
	char unknown[128]; /* the first unexpected column */
};

static int
take_column(void *data, const char *const *values)
{
	struct column_check *check = data;
	check->live++;
	for (const char *const *name = check->step->columns; *name; name++)
		if (sqlite3_stricmp(*name, values[0]) == 0)
			return 0;
	sqlite3_snprintf(sizeof(check->unknown), check->unknown, "%s", values[0]);
	return 1;
}

static int
fail_column(struct session *session, const char *table, const char *column, const char *why)
{
	scrt_fail(session, SCHEMAC_ERROR_REBUILD, "column %s.%s %s", table, column, why);
	return scrt_fail_object(session, column);
}

/* Fails if an expected column is not in the table, and reports the first one. */
static int
find_missing(struct session *session, const struct schemac_step *step)
{
	for (const char *const *name = step->columns; *name; name++) {
		const char *const values[] = {step->text, *name};
		sqlite3_int64 found;
		if (scrt_sqlite_number(session, &found,
			    "SELECT 1 FROM pragma_table_xinfo($1, 'main')"
			    " WHERE hidden <> 1 AND name = $2 COLLATE NOCASE",
			    values, 2, 0))
			return -1;
		if (!found)
			return fail_column(session, step->text, *name,
				"is not in the database, but the rebuild expects it");
	}
	return 0;
}

static int
check_columns(struct session *session, const struct schemac_step *step)
{
	struct column_check check = {session, step, 0, ""};
	size_t expected = 0;
	while (step->columns[expected])
		expected++;
	if (scrt_sqlite_query(session,
		    "SELECT name FROM pragma_table_xinfo($1, 'main') WHERE hidden <> 1",
		    &step->text, 1, take_column, &check))
		return -1;
	if (check.unknown[0])
		return fail_column(session, step->text, check.unknown,
			"is in the database but not in this revision, and the rebuild would drop "
			"it; if another branch added it, run `schemac rebase`");
	return check.live == expected ? 0 : find_missing(session, step);
}

static int
check_table(struct session *session, const struct schemac_step *step)
{
	sqlite3_int64 found;
	if (scrt_sqlite_number(session, &found,
		    "SELECT 1 FROM sqlite_temp_master WHERE type IN ('table', 'view')"
		    " AND name = $1 COLLATE NOCASE",
		    &step->text, 1, 0))
		return -1;
	if (found)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"a temporary table or view hides table %s", step->text);
	if (scrt_sqlite_number(session, &found,
		    "SELECT 1 FROM main.sqlite_master WHERE type = 'table'"
		    " AND name = $1 COLLATE NOCASE",
		    &step->text, 1, 0))
		return -1;
	if (!found)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"table %s, which is to be rebuilt, does not exist", step->text);
	return check_columns(session, step);
}

/* ---- the steps */

static struct rebuild *
find_rebuild(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	if (engine->rebuild)
		return engine->rebuild;
	struct rebuild *rebuild = scrt_alloc(session, 1, sizeof(*rebuild));
	if (!rebuild)
		return NULL;
	rebuild->compiled = scrt_sqlite_compiled_new(session);
	return rebuild->compiled ? engine->rebuild = rebuild : NULL;
}

int
scrt_sqlite_set_legacy_alter_table(struct session *session, int on)
{
	int code = sqlite3_db_config(
		scrt_sqlite_engine(session)->handle, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, on, NULL);
	if (code)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	return scrt_sqlite_renew_rollback(session);
}

int
scrt_sqlite_rebuild_begin(struct session *session, const struct schemac_step *step)
{
	if (check_table(session, step))
		return -1;
	struct rebuild *rebuild = find_rebuild(session);
	if (!rebuild)
		return -1;
	rebuild->table = step->text;
	if (scrt_sqlite_remember_rows(session, rebuild) ||
		scrt_sqlite_remember_objects(session, rebuild) ||
		scrt_sqlite_read_sequence(session, &rebuild->sequence, rebuild->table) ||
		scrt_sqlite_compiled_add(session, rebuild->compiled, rebuild->table))
		return -1;
	return scrt_sqlite_set_legacy_alter_table(session, 1);
}

static void
forget_table(struct session *session, struct rebuild *rebuild)
{
	for (size_t i = 0; i < rebuild->child_count; i++)
		scrt_pool_resize(&session->pool, rebuild->children[i].name, 0);
	scrt_sqlite_forget_objects(session, &rebuild->objects, 0);
	rebuild->child_count = 0;
	rebuild->table_dropped = false;
	rebuild->table = NULL;
}

int
scrt_sqlite_rebuild_end(struct session *session, const struct schemac_step *step)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct rebuild *rebuild = engine->rebuild;
	bool exists;
	if (session->db.driver->has_table(session, "main", step->text, &exists))
		return -1;
	if (!exists)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"table %s does not exist after its rebuild", step->text);
	if (scrt_sqlite_restore_objects(session, rebuild) ||
		scrt_sqlite_restore_sequence(session, rebuild))
		return -1;
	if (scrt_sqlite_compare_rows(session, rebuild))
		return -1;
	forget_table(session, rebuild);
	return scrt_sqlite_set_legacy_alter_table(session, engine->legacy_alter_table);
}

int
scrt_sqlite_rebuild_finish(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct rebuild *rebuild = engine->rebuild;
	engine->rebuild = NULL;
	return scrt_sqlite_compiled_check(session, rebuild->compiled);
}
