/*
 * Indexes and triggers during a rebuild. DROP TABLE drops all of them, including those that are not
 * in the models. The runtime recreates them unless the revision dropped them by name.
 */
#include "runtime/sqlite/rebuild_internal.h"

#include <string.h>

static int
take_object(void *data, const char *const *values)
{
	struct session *session = data;
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	struct table_object *objects = scrt_grow(session, rebuild->objects, rebuild->object_count,
		&rebuild->object_capacity, sizeof(*objects));
	if (!objects)
		return -1;
	rebuild->objects = objects;
	struct table_object *object = &objects[rebuild->object_count];
	memset(object, 0, sizeof(*object));
	object->type = scrt_copy(session, values[0], strlen(values[0]));
	object->name = scrt_copy(session, values[1], strlen(values[1]));
	object->sql = scrt_copy(session, values[2], strlen(values[2]));
	object->temporary = *values[3] == '1';
	if (!object->type || !object->name || !object->sql)
		return -1;
	rebuild->object_count++;
	return 0;
}

int
scrt_sqlite_remember_objects(struct session *session, const struct rebuild *rebuild)
{
	static const char objects[] =
		"SELECT type, name, sql, 0, rowid FROM main.sqlite_master WHERE sql IS NOT NULL"
		" AND type IN ('index', 'trigger') AND tbl_name = $1 COLLATE NOCASE"
		" UNION ALL SELECT type, name, sql, 1, rowid FROM sqlite_temp_master"
		" WHERE type = 'trigger' AND tbl_name = $2 COLLATE NOCASE ORDER BY 4, 5";
	const char *const values[] = {rebuild->table, rebuild->table};
	if (scrt_sqlite_query(session, objects, values, 2, take_object, session))
		return -1;
	return session->error->kind != SCHEMAC_ERROR_NONE ? -1 : 0;
}

static int
has_object(struct session *session, const struct table_object *object, bool *has)
{
	const char *const values[] = {object->type, object->name};
	sqlite3_int64 found;
	if (scrt_sqlite_number(session, &found,
		    object->temporary ? "SELECT 1 FROM sqlite_temp_master"
					" WHERE type = $1 AND name = $2 COLLATE NOCASE"
				      : "SELECT 1 FROM main.sqlite_master"
					" WHERE type = $1 AND name = $2 COLLATE NOCASE",
		    values, 2, 0))
		return -1;
	*has = found != 0;
	return 0;
}

/* sqlite_temp_master stores CREATE TEMP TRIGGER without the word TEMP. */
static int
print_object(struct session *session, struct text *text, const struct table_object *object)
{
	struct word second = scrt_sqlite_word(object->sql, 1);
	if (object->temporary && scrt_word_is(second, "TRIGGER")) {
		scrt_text_puts(text, "CREATE TEMP ");
		scrt_text_puts(text, second.text);
	} else {
		scrt_text_puts(text, object->sql);
	}
	return text->failed ? scrt_no_memory(session) : 0;
}

static int
create_object(struct session *session, const struct table_object *object)
{
	sqlite3 *handle = scrt_sqlite_engine(session)->handle;
	struct text sql = {.pool = &session->pool};
	if (print_object(session, &sql, object))
		return -1;
	int code = sqlite3_exec(handle, sql.data, NULL, NULL, NULL);
	/* TEMP is an error if the name includes a schema: CREATE TRIGGER temp.x. */
	if (code == SQLITE_ERROR && object->temporary)
		code = sqlite3_exec(handle, object->sql, NULL, NULL, NULL);
	scrt_pool_resize(&session->pool, sql.data, 0);
	if (code == SQLITE_OK)
		return 0;
	if ((code & 0xff) != SQLITE_ERROR && (code & 0xff) != SQLITE_CONSTRAINT)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_REBUILD);
	scrt_fail(session, SCHEMAC_ERROR_REBUILD, "%s %s cannot be recreated: %s", object->type,
		object->name, sqlite3_errmsg(handle));
	return scrt_fail_object(session, object->name);
}

int
scrt_sqlite_restore_objects(struct session *session, struct rebuild *rebuild)
{
	for (size_t i = 0; i < rebuild->object_count; i++) {
		const struct table_object *object = &rebuild->objects[i];
		bool has = true;
		if (!object->dropped && has_object(session, object, &has))
			return -1;
		if (!has && create_object(session, object))
			return -1;
	}
	return 0;
}

/*
 * Marks the objects that no longer exist as dropped, unless DROP TABLE dropped them. *count is set
 * to the number of objects dropped since the last call.
 */
static int
mark_dropped(struct session *session, struct rebuild *rebuild, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < rebuild->object_count; i++) {
		struct table_object *object = &rebuild->objects[i];
		bool has = true;
		if (!object->dropped && has_object(session, object, &has))
			return -1;
		*count += !has;
		object->dropped |= !has && !rebuild->table_dropped;
	}
	return 0;
}

int
scrt_sqlite_rebuild_statement(struct session *session, const char *text)
{
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	size_t count;
	/* After DROP TABLE, objects that were dropped on purpose can no longer be identified. */
	if (!rebuild->table || rebuild->table_dropped ||
		!scrt_word_is(scrt_sqlite_first_word(text), "DROP"))
		return 0;
	if (scrt_word_is(scrt_sqlite_word(text, 1), "TABLE")) {
		rebuild->table_dropped = true;
		if (mark_dropped(session, rebuild, &count))
			return -1;
		rebuild->table_dropped = count > 0;
		return 0;
	}
	return mark_dropped(session, rebuild, &count);
}
