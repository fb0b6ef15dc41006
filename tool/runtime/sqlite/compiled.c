/*
 * SQLite compiles views and triggers only when they are used; a rebuild that breaks one would go
 * unnoticed. This file compiles a statement that uses each of them, without running it, before the
 * first rebuild and after the script. A statement that did not compile before is ignored.
 */
#include "runtime/sqlite/sqlite_internal.h"

#include <string.h>

enum use {
	SELECT_VIEW, /* SELECT * FROM view LIMIT 0 */
	INSERT_ROW,  /* INSERT, UPDATE and DELETE compile the triggers of the table */
	UPDATE_ROW,
	DELETE_ROW,
};

struct compiled_item {
	enum use use;
	const char *schema; /* "main" or "temp" */
	const char *name;   /* view or table */
};

struct compiled {
	struct compiled_item *items;
	size_t count;
	size_t capacity;
};

struct update_printer {
	struct text *text;
	size_t columns;
};

static int
take_column(void *data, const char *const *values)
{
	struct update_printer *printer = data;
	struct text *text = printer->text;
	scrt_text_puts(text, printer->columns++ ? ", " : " SET ");
	scrt_text_name(text, values[0]);
	scrt_text_puts(text, " = ");
	scrt_text_name(text, values[0]);
	return 0;
}

/* Sets every column that can be set: an UPDATE OF trigger is compiled only if its column is set. */
static int
print_update(struct session *session, struct text *text, const struct compiled_item *item)
{
	const char *const values[] = {item->name, item->schema};
	struct update_printer printer = {text, 0};
	return scrt_sqlite_query(session,
		"SELECT name FROM pragma_table_xinfo($1, $2) WHERE hidden = 0", values, 2,
		take_column, &printer);
}

/* Prints the statement that uses the item. */
static int
print_use(struct session *session, struct text *text, const struct compiled_item *item)
{
	static const char *const verbs[] = {
		[SELECT_VIEW] = "SELECT * FROM ",
		[INSERT_ROW] = "INSERT INTO ",
		[UPDATE_ROW] = "UPDATE ",
		[DELETE_ROW] = "DELETE FROM ",
	};
	scrt_text_puts(text, verbs[item->use]);
	scrt_text_name(text, item->schema);
	scrt_text_add(text, ".", 1);
	scrt_text_name(text, item->name);
	if (item->use == SELECT_VIEW)
		scrt_text_puts(text, " LIMIT 0");
	else if (item->use == INSERT_ROW)
		scrt_text_puts(text, " DEFAULT VALUES");
	else if (item->use == UPDATE_ROW && print_update(session, text, item))
		return -1;
	return text->failed ? scrt_no_memory(session) : 0;
}

/*
 * Returns 1 if the statement compiles, 0 if not (sqlite3_errmsg() is the reason), -1 with the error
 * set.
 */
static int
compiles(struct session *session, const struct compiled_item *item)
{
	struct text sql = {.pool = &session->pool};
	sqlite3_stmt *statement = NULL;
	int code = SQLITE_ERROR;
	if (!print_use(session, &sql, item))
		code = sqlite3_prepare_v2(
			scrt_sqlite_engine(session)->handle, sql.data, -1, &statement, NULL);
	scrt_pool_resize(&session->pool, sql.data, 0);
	sqlite3_finalize(statement);
	if (session->error->kind != SCHEMAC_ERROR_NONE)
		return -1;
	int kind = code & 0xff;
	if (kind == SQLITE_NOMEM || kind == SQLITE_INTERRUPT || kind == SQLITE_IOERR)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	return code == SQLITE_OK;
}

static int
add_item(struct session *session, struct compiled *compiled, enum use use, const char *schema,
	const char *name)
{
	struct compiled_item item = {use, schema, name};
	int works = compiles(session, &item);
	if (works <= 0)
		return works;
	struct compiled_item *items = scrt_grow(
		session, compiled->items, compiled->count, &compiled->capacity, sizeof(*items));
	if (!items)
		return -1;
	compiled->items = items;
	item.name = scrt_copy(session, name, strlen(name));
	if (!item.name)
		return -1;
	compiled->items[compiled->count++] = item;
	return 0;
}

struct item_reader {
	struct session *session;
	struct compiled *compiled;
};

static int
take_view(void *data, const char *const *values)
{
	struct item_reader *reader = data;
	return add_item(reader->session, reader->compiled, SELECT_VIEW,
		*values[0] == 't' ? "temp" : "main", values[1]);
}

struct compiled *
scrt_sqlite_compiled_new(struct session *session)
{
	static const char views[] =
		"SELECT 'main', name FROM main.sqlite_master WHERE type = 'view'"
		" UNION ALL SELECT 'temp', name FROM sqlite_temp_master"
		" WHERE type = 'view'";
	struct compiled *compiled = scrt_alloc(session, 1, sizeof(*compiled));
	struct item_reader reader = {session, compiled};
	if (!compiled || scrt_sqlite_query(session, views, NULL, 0, take_view, &reader) ||
		session->error->kind != SCHEMAC_ERROR_NONE)
		return NULL;
	return compiled;
}

static int
take_table(void *data, const char *const *values)
{
	struct item_reader *reader = data;
	static const enum use uses[] = {INSERT_ROW, UPDATE_ROW, DELETE_ROW};
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++)
		if (add_item(reader->session, reader->compiled, uses[i], "main", values[0]))
			return -1;
	return 0;
}

int
scrt_sqlite_compiled_add(struct session *session, struct compiled *compiled, const char *table)
{
	static const char tables[] =
		"SELECT DISTINCT tbl_name FROM main.sqlite_master WHERE type = 'trigger'"
		" AND ($1 IS NULL OR tbl_name = $2 COLLATE NOCASE OR instr(lower(sql), lower($3)))"
		" UNION SELECT tbl_name FROM sqlite_temp_master WHERE type = 'trigger'"
		" AND ($4 IS NULL OR tbl_name = $5 COLLATE NOCASE)";
	const char *const values[] = {table, table, table, table, table};
	struct item_reader reader = {session, compiled};
	if (scrt_sqlite_query(session, tables, values, 5, take_table, &reader))
		return -1;
	return session->error->kind != SCHEMAC_ERROR_NONE ? -1 : 0;
}

/* A view or table that the revision has dropped need not compile. */
static int
object_exists(struct session *session, const struct compiled_item *item, bool *exists)
{
	return session->db.driver->has_table(session, item->schema, item->name, exists);
}

static int
fail_use(struct session *session, const struct compiled_item *item)
{
	const char *reason = sqlite3_errmsg(scrt_sqlite_engine(session)->handle);
	if (item->use == SELECT_VIEW)
		scrt_fail(session, SCHEMAC_ERROR_REBUILD, "view %s would no longer work: %s",
			item->name, reason);
	else
		scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"the triggers of table %s would no longer work: %s", item->name, reason);
	return scrt_fail_object(session, item->name);
}

int
scrt_sqlite_compiled_check(struct session *session, const struct compiled *compiled)
{
	for (size_t i = 0; i < compiled->count; i++) {
		const struct compiled_item *item = &compiled->items[i];
		bool exists;
		if (object_exists(session, item, &exists))
			return -1;
		int works = exists ? compiles(session, item) : 1;
		if (works < 0)
			return -1;
		if (!works)
			return fail_use(session, item);
	}
	return 0;
}
