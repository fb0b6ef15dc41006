/*
 * Views and triggers that a script does not mention, but that block it.
 *
 * ALTER TABLE … RENAME and DROP COLUMN compile every view and trigger, and fail if one of them does
 * not compile: because the script has dropped a view that it creates again later, or because it did
 * not compile before either. Such an object is dropped, the statement is repeated, and the object
 * is created again after the last statement. DROP VIEW also drops the triggers of the view; they
 * are created again if the view is.
 *
 * The run fails if a view or trigger that compiled before the script does not compile after it.
 */
#include "runtime/sqlite/stored_object.h"

#include <string.h>

struct set_aside {
	struct compiled *compiled; /* as of before the first statement that drops something */
	struct stored_objects objects;
};

static struct set_aside *
find_set_aside(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	if (engine->set_aside)
		return engine->set_aside;
	struct set_aside *aside = scrt_alloc(session, 1, sizeof(*aside));
	if (!aside)
		return NULL;
	aside->compiled = scrt_sqlite_compiled_new(session);
	if (!aside->compiled || scrt_sqlite_compiled_add(session, aside->compiled, NULL))
		return NULL;
	return engine->set_aside = aside;
}

/* ---- the triggers of dropped views */

static bool
drops(const char *sql, const char *what)
{
	return scrt_word_is(scrt_sqlite_first_word(sql), "DROP") &&
	       scrt_word_is(scrt_sqlite_word(sql, 1), what);
}

int
scrt_sqlite_before_drop(struct session *session, const char *sql)
{
	static const char triggers[] =
		"SELECT t.type, t.name, t.tbl_name, t.sql, 0, t.rowid FROM main.sqlite_master AS t"
		" JOIN main.sqlite_master AS v ON v.type = 'view'"
		" AND v.name = t.tbl_name COLLATE NOCASE WHERE t.type = 'trigger'"
		" UNION ALL SELECT type, name, tbl_name, sql, 1, rowid FROM sqlite_temp_master"
		" WHERE type = 'trigger' ORDER BY 5, 6";
	bool view = drops(sql, "VIEW");
	if (!session->in_transaction || (!view && !drops(sql, "TABLE")))
		return 0;
	struct set_aside *aside = find_set_aside(session);
	if (!aside)
		return -1;
	return view ? scrt_sqlite_read_objects(session, &aside->objects, triggers, NULL, 0) : 0;
}

/* Keeps the objects that no longer exist, and forgets those that were not dropped. */
static int
keep_lost(struct session *session, struct stored_objects *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct stored_object object = list->items[i];
		bool has = false;
		if (!object.lost && scrt_sqlite_has_object(session, &object, &has))
			return -1;
		if (has)
			continue;
		object.lost = true;
		list->items[kept++] = object;
	}
	list->count = kept;
	return 0;
}

int
scrt_sqlite_after_drop(struct session *session, const char *sql)
{
	struct set_aside *aside = scrt_sqlite_engine(session)->set_aside;
	return aside && drops(sql, "VIEW") ? keep_lost(session, &aside->objects) : 0;
}

/* ---- what ALTER TABLE rejects */

/* "error in view v: …", "error in trigger t after rename: …" (alter.c of SQLite). */
static int
find_culprit(struct session *session, struct stored_objects *list, const char *message)
{
	static const char culprits[] =
		"SELECT type, name, tbl_name, sql, temporary FROM"
		" (SELECT *, 0 AS temporary FROM main.sqlite_master"
		" UNION ALL SELECT *, 1 FROM sqlite_temp_master)"
		" WHERE type IN ('view', 'trigger')"
		" AND (instr($1, 'error in ' || type || ' ' || name || ':') = 1"
		" OR instr($2, 'error in ' || type || ' ' || name || ' after') = 1)"
		" ORDER BY length(name) DESC LIMIT 1";
	const char *const values[] = {message, message};
	return scrt_sqlite_read_objects(session, list, culprits, values, 2);
}

static int
add_triggers(struct session *session, struct stored_objects *list, const char *view)
{
	static const char triggers[] =
		"SELECT type, name, tbl_name, sql, 0, rowid FROM main.sqlite_master"
		" WHERE type = 'trigger' AND tbl_name = $1 COLLATE NOCASE"
		" UNION ALL SELECT type, name, tbl_name, sql, 1, rowid FROM sqlite_temp_master"
		" WHERE type = 'trigger' AND tbl_name = $2 COLLATE NOCASE ORDER BY 5, 6";
	const char *const values[] = {view, view};
	return scrt_sqlite_read_objects(session, list, triggers, values, 2);
}

static int
drop_object(struct session *session, const struct stored_object *object)
{
	struct text sql = {.pool = &session->pool};
	scrt_text_puts(&sql, "DROP ");
	scrt_text_puts(&sql, object->type);
	scrt_text_puts(&sql, object->temporary ? " temp." : " main.");
	scrt_text_name(&sql, object->name);
	if (sql.failed)
		return scrt_no_memory(session);
	int result = scrt_sqlite_query(session, sql.data, NULL, 0, NULL, NULL);
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}

static int
set_aside_culprit(struct session *session, const char *message)
{
	struct set_aside *aside = find_set_aside(session);
	if (!aside)
		return -1;
	struct stored_objects *list = &aside->objects;
	size_t first = list->count;
	if (find_culprit(session, list, message))
		return -1;
	if (list->count == first)
		return 0;
	const struct stored_object culprit = list->items[first];
	if (strcmp(culprit.type, "view") == 0 && add_triggers(session, list, culprit.name))
		return -1;
	return drop_object(session, &culprit) || keep_lost(session, list) ? -1 : 1;
}

int
scrt_sqlite_set_aside(struct session *session, sqlite3_stmt *statement, const char *sql, int code)
{
	if (code != SQLITE_ERROR || !session->in_transaction ||
		!scrt_word_is(scrt_sqlite_first_word(sql), "ALTER"))
		return 0;
	const char *message = sqlite3_errmsg(scrt_sqlite_engine(session)->handle);
	if (strncmp(message, "error in ", strlen("error in ")) != 0)
		return 0;
	char *copy = scrt_copy(session, message, strlen(message));
	if (!copy)
		return -1;
	sqlite3_reset(statement);
	int result = set_aside_culprit(session, copy);
	scrt_pool_resize(&session->pool, copy, 0);
	return result;
}

/* ---- the end of the script */

static int
restore(struct session *session, const struct stored_object *object)
{
	bool has = false;
	if (scrt_sqlite_has_object(session, object, &has))
		return -1;
	if (!has && strcmp(object->type, "trigger") == 0) {
		bool exists = false;
		if (session->db.driver->has_table(session, "main", object->table, &exists))
			return -1;
		if (!exists && object->temporary &&
			session->db.driver->has_table(session, "temp", object->table, &exists))
			return -1;
		has = !exists; /* it was dropped with its table or view */
	}
	return has ? 0 : scrt_sqlite_create_object(session, object);
}

int
scrt_sqlite_set_aside_finish(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct set_aside *aside = engine->set_aside;
	engine->set_aside = NULL;
	if (aside->objects.count == 0)
		return 0;
	for (int triggers = 0; triggers < 2; triggers++)
		for (size_t i = 0; i < aside->objects.count; i++) {
			const struct stored_object *object = &aside->objects.items[i];
			if ((strcmp(object->type, "trigger") == 0) == triggers &&
				restore(session, object))
				return -1;
		}
	return scrt_sqlite_compiled_check(session, aside->compiled);
}
