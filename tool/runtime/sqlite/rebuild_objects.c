/*
 * Indexes and triggers during a rebuild. DROP TABLE drops all of them, including those that are not
 * in the models. The runtime recreates them unless the revision dropped them by name.
 */
#include "runtime/sqlite/rebuild_internal.h"

int
scrt_sqlite_remember_objects(struct session *session, struct rebuild *rebuild)
{
	static const char objects[] =
		"SELECT type, name, tbl_name, sql, 0, rowid FROM main.sqlite_master"
		" WHERE sql IS NOT NULL"
		" AND type IN ('index', 'trigger') AND tbl_name = $1 COLLATE NOCASE"
		" UNION ALL SELECT type, name, tbl_name, sql, 1, rowid FROM sqlite_temp_master"
		" WHERE type = 'trigger' AND tbl_name = $2 COLLATE NOCASE ORDER BY 5, 6";
	const char *const values[] = {rebuild->table, rebuild->table};
	return scrt_sqlite_read_objects(session, &rebuild->objects, objects, values, 2);
}

int
scrt_sqlite_restore_objects(struct session *session, struct rebuild *rebuild)
{
	for (size_t i = 0; i < rebuild->objects.count; i++) {
		const struct stored_object *object = &rebuild->objects.items[i];
		bool has = true;
		if (!object->dropped && scrt_sqlite_has_object(session, object, &has))
			return -1;
		if (!has && scrt_sqlite_create_object(session, object))
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
	for (size_t i = 0; i < rebuild->objects.count; i++) {
		struct stored_object *object = &rebuild->objects.items[i];
		bool has = true;
		if (!object->dropped && scrt_sqlite_has_object(session, object, &has))
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
