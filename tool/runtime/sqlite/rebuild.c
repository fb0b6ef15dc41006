/*
 * The safe rebuild: what is remembered at REBUILD and made sure of at REBUILD_END.
 *
 * The statements in between are the revision's own (https://sqlite.org/lang_altertable.html,
 * section 7: create, copy, drop, rename). DROP TABLE takes indexes and triggers with it, and would
 * take the rows of children if foreign keys were on; RENAME checks every view, unless
 * legacy_alter_table is on, against a table that is not there at that moment.
 */
#include "runtime/sqlite/engine.h"

#include <string.h>

struct child {
	char *name;
	sqlite3_int64 rows;
};

/* An index or trigger of the table. */
struct object {
	char *type; /* "index" or "trigger" */
	char *name;
	char *sql;
	bool temporary;
	bool dropped; /* by the revision, on purpose */
};

struct rebuild {
	struct compiled *compiled; /* since the first rebuild of the script */
	const char *table;         /* being rebuilt; NULL between rebuilds */
	sqlite3_int64 rows;
	sqlite3_int64 sequence; /* AUTOINCREMENT mark; -1: none */
	struct child *children;
	size_t child_count;
	struct object *objects;
	size_t object_count;
	bool emptied; /* a DROP TABLE took objects with it */
};

/* ---- the columns */

struct columns {
	struct session *session;
	const struct schemac_step *step;
	size_t live;
	char unknown[128]; /* the first live column that is not expected */
};

static int
take_column(void *data, const char *const *values)
{
	struct columns *columns = data;
	columns->live++;
	for (const char *const *name = columns->step->columns; *name; name++)
		if (sqlite3_stricmp(*name, values[0]) == 0)
			return 0;
	sqlite3_snprintf(sizeof(columns->unknown), columns->unknown, "%s", values[0]);
	return 1;
}

static int
fail_column(struct session *session, const char *table, const char *column, const char *why)
{
	scrt_fail(session, SCHEMAC_ERROR_REBUILD, "column %s.%s %s", table, column, why);
	return scrt_fail_object(session, column);
}

/* The first expected column that the table lacks. */
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
				"is not in the database: the rebuild expects it");
	}
	return 0;
}

static int
check_columns(struct session *session, const struct schemac_step *step)
{
	struct columns columns = {session, step, 0, ""};
	size_t expected = 0;
	while (step->columns[expected])
		expected++;
	if (scrt_sqlite_query(session,
		    "SELECT name FROM pragma_table_xinfo($1, 'main') WHERE hidden <> 1",
		    &step->text, 1, take_column, &columns))
		return -1;
	if (columns.unknown[0])
		return fail_column(session, step->text, columns.unknown,
			"is in the database and not in this revision: the rebuild would drop it");
	return columns.live == expected ? 0 : find_missing(session, step);
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
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD, "there is no table %s to rebuild",
			step->text);
	return check_columns(session, step);
}

/* ---- the rows */

static int
count_rows(struct session *session, sqlite3_int64 *rows, const char *table)
{
	struct text sql = {.pool = &session->pool};
	scrt_text_puts(&sql, "SELECT count(*) FROM main.");
	scrt_text_quote(&sql, table);
	if (sql.failed)
		return scrt_no_memory(session);
	int result = scrt_sqlite_number(session, rows, sql.data, NULL, 0, 0);
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}

/* Room for one more item at the end of an array of the pool, zeroed; NULL with the error set. */
static void *
grow(struct session *session, void *items, size_t count, size_t size)
{
	char *grown = scrt_pool_resize(&session->pool, items, (count + 1) * size);
	if (!grown) {
		scrt_no_memory(session);
		return NULL;
	}
	memset(grown + count * size, 0, size);
	return grown;
}

static char *
copy(struct session *session, const char *text)
{
	char *copied = scrt_pool_copy(&session->pool, text, strlen(text));
	if (!copied)
		scrt_no_memory(session);
	return copied;
}

static int
take_child(void *data, const char *const *values)
{
	struct session *session = data;
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	struct child *children =
		grow(session, rebuild->children, rebuild->child_count, sizeof(*rebuild->children));
	if (!children)
		return -1;
	rebuild->children = children;
	struct child *child = &children[rebuild->child_count];
	child->name = copy(session, values[0]);
	if (!child->name || count_rows(session, &child->rows, child->name))
		return -1;
	rebuild->child_count++;
	return 0;
}

static int
remember_rows(struct session *session, struct rebuild *rebuild)
{
	static const char children[] =
		"SELECT DISTINCT t.name FROM main.sqlite_master AS t,"
		" pragma_foreign_key_list(t.name, 'main') AS f WHERE t.type = 'table'"
		" AND f.\"table\" = $1 COLLATE NOCASE AND t.name <> $2 COLLATE NOCASE";
	const char *const values[] = {rebuild->table, rebuild->table};
	if (count_rows(session, &rebuild->rows, rebuild->table))
		return -1;
	if (scrt_sqlite_query(session, children, values, 2, take_child, session))
		return -1;
	return session->error->kind != SCHEMAC_ERROR_NONE ? -1 : 0;
}

static int
compare_rows(struct session *session, const char *table, sqlite3_int64 before)
{
	sqlite3_int64 rows = 0;
	if (count_rows(session, &rows, table))
		return -1;
	if (rows == before)
		return 0;
	scrt_fail(session, SCHEMAC_ERROR_REBUILD,
		"%s had %lld rows before the rebuild and would have %lld afterwards", table,
		(long long)before, (long long)rows);
	return scrt_fail_object(session, table);
}

/* ---- the AUTOINCREMENT mark */

static int
read_sequence(struct session *session, sqlite3_int64 *sequence, const char *table)
{
	sqlite3_int64 exists;
	*sequence = -1;
	if (scrt_sqlite_number(session, &exists,
		    "SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_sequence'", NULL, 0, 0))
		return -1;
	if (!exists)
		return 0;
	return scrt_sqlite_number(session, sequence,
		"SELECT max(seq) FROM main.sqlite_sequence WHERE name = $1 COLLATE NOCASE", &table,
		1, -1);
}

static int
take_key(void *data, const char *const *values)
{
	struct session *session = data;
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	int counts = 0;
	sqlite3_table_column_metadata(scrt_sqlite_engine(session)->handle, "main", rebuild->table,
		values[0], NULL, NULL, NULL, NULL, &counts);
	/* A table that no longer counts has no use for its mark. */
	if (!counts)
		rebuild->sequence = -1;
	return 0;
}

static int
restore_sequence(struct session *session, struct rebuild *rebuild)
{
	sqlite3_int64 now;
	char mark[24];
	if (rebuild->sequence < 0)
		return 0;
	if (read_sequence(session, &now, rebuild->table))
		return -1;
	if (now >= rebuild->sequence)
		return 0;
	if (scrt_sqlite_query(session,
		    "SELECT name FROM pragma_table_xinfo($1, 'main') WHERE pk = 1", &rebuild->table,
		    1, take_key, session))
		return -1;
	if (rebuild->sequence < 0)
		return 0;
	sqlite3_snprintf(sizeof(mark), mark, "%lld", rebuild->sequence);
	const char *const values[] = {mark, rebuild->table};
	if (scrt_sqlite_query(session,
		    "DELETE FROM main.sqlite_sequence WHERE name = $1 COLLATE NOCASE",
		    &rebuild->table, 1, NULL, NULL))
		return -1;
	return scrt_sqlite_query(session,
		"INSERT INTO main.sqlite_sequence (seq, name) SELECT CAST($1 AS INTEGER), name"
		" FROM main.sqlite_master WHERE type = 'table' AND name = $2 COLLATE NOCASE",
		values, 2, NULL, NULL);
}

/* ---- indexes and triggers */

static int
take_object(void *data, const char *const *values)
{
	struct session *session = data;
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	struct object *objects =
		grow(session, rebuild->objects, rebuild->object_count, sizeof(*rebuild->objects));
	if (!objects)
		return -1;
	rebuild->objects = objects;
	struct object *object = &objects[rebuild->object_count];
	object->type = copy(session, values[0]);
	object->name = copy(session, values[1]);
	object->sql = copy(session, values[2]);
	object->temporary = *values[3] == '1';
	if (!object->type || !object->name || !object->sql)
		return -1;
	rebuild->object_count++;
	return 0;
}

static int
remember_objects(struct session *session, const struct rebuild *rebuild)
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
has_object(struct session *session, const struct object *object, bool *has)
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

/* sqlite_temp_master has the text of a temporary trigger without its TEMP. */
static int
print_object(struct session *session, struct text *text, const struct object *object)
{
	size_t length;
	const char *second = scrt_sqlite_word(object->sql, 1, &length);
	if (object->temporary && scrt_sqlite_is_word(second, length, "TRIGGER")) {
		scrt_text_puts(text, "CREATE TEMP ");
		scrt_text_puts(text, second);
	} else {
		scrt_text_puts(text, object->sql);
	}
	return text->failed ? scrt_no_memory(session) : 0;
}

static int
create_object(struct session *session, const struct object *object)
{
	sqlite3 *handle = scrt_sqlite_engine(session)->handle;
	struct text sql = {.pool = &session->pool};
	if (print_object(session, &sql, object))
		return -1;
	int code = sqlite3_exec(handle, sql.data, NULL, NULL, NULL);
	/* Its name may have stood with a schema, CREATE TRIGGER temp.x, which TEMP does not bear.
	 */
	if (code == SQLITE_ERROR && object->temporary)
		code = sqlite3_exec(handle, object->sql, NULL, NULL, NULL);
	scrt_pool_resize(&session->pool, sql.data, 0);
	if (code == SQLITE_OK)
		return 0;
	if ((code & 0xff) != SQLITE_ERROR && (code & 0xff) != SQLITE_CONSTRAINT)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_REBUILD);
	scrt_fail(session, SCHEMAC_ERROR_REBUILD, "%s %s cannot be created again: %s", object->type,
		object->name, sqlite3_errmsg(handle));
	return scrt_fail_object(session, object->name);
}

static int
restore_objects(struct session *session, struct rebuild *rebuild)
{
	for (size_t i = 0; i < rebuild->object_count; i++) {
		const struct object *object = &rebuild->objects[i];
		bool has = true;
		if (!object->dropped && has_object(session, object, &has))
			return -1;
		if (!has && create_object(session, object))
			return -1;
	}
	return 0;
}

/* Marks what is gone; *count is how much that is, since the last time. */
static int
mark_dropped(struct session *session, struct rebuild *rebuild, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < rebuild->object_count; i++) {
		struct object *object = &rebuild->objects[i];
		bool has = true;
		if (!object->dropped && has_object(session, object, &has))
			return -1;
		*count += !has;
		object->dropped |= !has && !rebuild->emptied;
	}
	return 0;
}

int
scrt_sqlite_rebuild_statement(struct session *session, const char *text)
{
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	size_t first_length, second_length, count;
	const char *first = scrt_sqlite_word(text, 0, &first_length);
	const char *second = scrt_sqlite_word(text, 1, &second_length);
	/* After the DROP TABLE that took them all, nothing tells what else is gone on purpose. */
	if (!rebuild->table || rebuild->emptied ||
		!scrt_sqlite_is_word(first, first_length, "DROP"))
		return 0;
	if (scrt_sqlite_is_word(second, second_length, "TABLE")) {
		rebuild->emptied = true;
		if (mark_dropped(session, rebuild, &count))
			return -1;
		rebuild->emptied = count > 0;
		return 0;
	}
	return mark_dropped(session, rebuild, &count);
}

/* ---- the steps */

static struct rebuild *
find_rebuild(struct session *session)
{
	struct engine *engine = scrt_sqlite_engine(session);
	if (engine->rebuild)
		return engine->rebuild;
	struct rebuild *rebuild = scrt_alloc(session, 1, sizeof(*rebuild));
	if (!rebuild)
		return NULL;
	rebuild->compiled = scrt_sqlite_compiled_new(session);
	return rebuild->compiled ? engine->rebuild = rebuild : NULL;
}

static int
set_legacy_alter_table(struct session *session, int on)
{
	int code = sqlite3_db_config(
		scrt_sqlite_engine(session)->handle, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, on, NULL);
	return code ? scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE) : 0;
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
	if (remember_rows(session, rebuild) || remember_objects(session, rebuild) ||
		read_sequence(session, &rebuild->sequence, rebuild->table) ||
		scrt_sqlite_compiled_add(session, rebuild->compiled, rebuild->table))
		return -1;
	return set_legacy_alter_table(session, 1);
}

static void
forget_table(struct session *session, struct rebuild *rebuild)
{
	for (size_t i = 0; i < rebuild->child_count; i++)
		scrt_pool_resize(&session->pool, rebuild->children[i].name, 0);
	for (size_t i = 0; i < rebuild->object_count; i++) {
		scrt_pool_resize(&session->pool, rebuild->objects[i].type, 0);
		scrt_pool_resize(&session->pool, rebuild->objects[i].name, 0);
		scrt_pool_resize(&session->pool, rebuild->objects[i].sql, 0);
	}
	rebuild->child_count = rebuild->object_count = 0;
	rebuild->emptied = false;
	rebuild->table = NULL;
}

int
scrt_sqlite_rebuild_end(struct session *session, const struct schemac_step *step)
{
	struct engine *engine = scrt_sqlite_engine(session);
	struct rebuild *rebuild = engine->rebuild;
	bool there;
	if (session->db.driver->has_table(session, "main", step->text, &there))
		return -1;
	if (!there)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"table %s is not there after its rebuild", step->text);
	if (restore_objects(session, rebuild) || restore_sequence(session, rebuild))
		return -1;
	if (compare_rows(session, rebuild->table, rebuild->rows))
		return -1;
	for (size_t i = 0; i < rebuild->child_count; i++)
		if (compare_rows(session, rebuild->children[i].name, rebuild->children[i].rows))
			return -1;
	forget_table(session, rebuild);
	return set_legacy_alter_table(session, engine->legacy_alter_table);
}

int
scrt_sqlite_rebuild_finish(struct session *session)
{
	struct engine *engine = scrt_sqlite_engine(session);
	struct rebuild *rebuild = engine->rebuild;
	engine->rebuild = NULL;
	return scrt_sqlite_compiled_check(session, rebuild->compiled);
}
