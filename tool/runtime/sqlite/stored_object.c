/* Objects that are read from sqlite_master in order to recreate them later. */
#include "runtime/sqlite/stored_object.h"

#include <string.h>

struct object_reader {
	struct session *session;
	struct stored_objects *list;
};

static int
take_object(void *data, const char *const *values)
{
	struct object_reader *reader = data;
	struct session *session = reader->session;
	struct stored_objects *list = reader->list;
	struct stored_object *items =
		scrt_grow(session, list->items, list->count, &list->capacity, sizeof(*items));
	if (!items)
		return -1;
	list->items = items;
	struct stored_object *object = &items[list->count];
	memset(object, 0, sizeof(*object));
	object->type = scrt_copy(session, values[0], strlen(values[0]));
	object->name = scrt_copy(session, values[1], strlen(values[1]));
	object->table = scrt_copy(session, values[2], strlen(values[2]));
	object->sql = scrt_copy(session, values[3], strlen(values[3]));
	object->temporary = *values[4] == '1';
	list->count++;
	return object->type && object->name && object->table && object->sql ? 0 : -1;
}

int
scrt_sqlite_read_objects(struct session *session, struct stored_objects *list, const char *query,
	const char *const *values, size_t value_count)
{
	struct object_reader reader = {session, list};
	if (scrt_sqlite_query(session, query, values, value_count, take_object, &reader))
		return -1;
	return session->error->kind != SCHEMAC_ERROR_NONE ? -1 : 0;
}

void
scrt_sqlite_forget_objects(struct session *session, struct stored_objects *list, size_t first)
{
	for (size_t i = first; i < list->count; i++) {
		scrt_pool_resize(&session->pool, list->items[i].type, 0);
		scrt_pool_resize(&session->pool, list->items[i].name, 0);
		scrt_pool_resize(&session->pool, list->items[i].table, 0);
		scrt_pool_resize(&session->pool, list->items[i].sql, 0);
	}
	list->count = first;
}

int
scrt_sqlite_has_object(struct session *session, const struct stored_object *object, bool *has)
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

/* sqlite_temp_master stores CREATE TEMP TRIGGER and CREATE TEMP VIEW without the word TEMP. */
static int
print_object(struct session *session, struct text *text, const struct stored_object *object)
{
	struct word second = scrt_sqlite_word(object->sql, 1);
	if (object->temporary &&
		(scrt_word_is(second, "TRIGGER") || scrt_word_is(second, "VIEW"))) {
		scrt_text_puts(text, "CREATE TEMP ");
		scrt_text_puts(text, second.text);
	} else {
		scrt_text_puts(text, object->sql);
	}
	return text->failed ? scrt_no_memory(session) : 0;
}

int
scrt_sqlite_create_object(struct session *session, const struct stored_object *object)
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
