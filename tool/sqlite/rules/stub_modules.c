#include "sqlite/rules/stub_modules.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ an empty virtual table */

/* The first token of an argument that is a column: "title TEXT", but not "dim=3". */
static void
add_column(struct arena *arena, struct strbuf *out, const char *argument)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, argument, strlen(argument));
	struct sql_token name = sql_next(&lexer);
	struct sql_token next = sql_next(&lexer);
	if ((name.kind != SQL_WORD && name.kind != SQL_QUOTED_NAME) || sql_is(&next, "="))
		return;
	strbuf_addstr(out, out->len > 0 ? ", " : "CREATE TABLE x(");
	sql_add_name(out, sql_name(arena, &name));
}

static int
connect_table(sqlite3 *db, void *data, int count, const char *const *arguments, sqlite3_vtab **out,
	char **message)
{
	enum { FIRST = 3 }; /* after the names of the module, the schema and the table */
	struct arena arena = {0};
	struct strbuf text = STRBUF_INIT;
	(void)data, (void)message;
	for (int i = FIRST; i < count; i++)
		add_column(&arena, &text, arguments[i]);
	strbuf_addstr(&text, text.len > 0 ? ")" : "CREATE TABLE x(value)");
	int code = sqlite3_declare_vtab(db, text.buf);
	if (code != SQLITE_OK)
		code = sqlite3_declare_vtab(db, "CREATE TABLE x(value)");
	strbuf_release(&text);
	arena_release(&arena);
	*out = calloc(1, sizeof(**out));
	return *out == NULL ? SQLITE_NOMEM : code;
}

static int
disconnect_table(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int
best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table, (void)info;
	return SQLITE_OK;
}

static int
open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	(void)table;
	*out = calloc(1, sizeof(**out));
	return *out == NULL ? SQLITE_NOMEM : SQLITE_OK;
}

static int
close_cursor(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int
filter(sqlite3_vtab_cursor *cursor, int number, const char *text, int count, sqlite3_value **values)
{
	(void)cursor, (void)number, (void)text, (void)count, (void)values;
	return SQLITE_OK;
}

static int
next_row(sqlite3_vtab_cursor *cursor)
{
	(void)cursor;
	return SQLITE_OK;
}

static int
is_at_end(sqlite3_vtab_cursor *cursor)
{
	(void)cursor;
	return 1;
}

static int
read_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	(void)cursor, (void)column;
	sqlite3_result_null(context);
	return SQLITE_OK;
}

static int
read_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	(void)cursor;
	*out = 0;
	return SQLITE_OK;
}

static int
update(sqlite3_vtab *table, int count, sqlite3_value **values, sqlite3_int64 *rowid)
{
	(void)table, (void)count, (void)values, (void)rowid;
	return SQLITE_OK;
}

static int
rename_table(sqlite3_vtab *table, const char *name)
{
	(void)table, (void)name;
	return SQLITE_OK;
}

static const sqlite3_module empty_table = {
	.xCreate = connect_table,
	.xConnect = connect_table,
	.xBestIndex = best_index,
	.xDisconnect = disconnect_table,
	.xDestroy = disconnect_table,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter,
	.xNext = next_row,
	.xEof = is_at_end,
	.xColumn = read_column,
	.xRowid = read_rowid,
	.xUpdate = update,
	.xRename = rename_table,
};

static bool
add_module(sqlite3 *db, const char *name)
{
	sqlite3_stmt *query = NULL;
	bool missing = sqlite3_prepare_v2(db,
			       "SELECT 1 FROM pragma_module_list WHERE name = ?1 COLLATE NOCASE",
			       -1, &query, NULL) == SQLITE_OK &&
		       sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
		       sqlite3_step(query) == SQLITE_DONE;
	sqlite3_finalize(query);
	return missing && sqlite3_create_module(db, name, &empty_table, NULL) == SQLITE_OK;
}

/* ------------------------------------------------------------------ tokenizers of FTS5 */

static int
create_tokenizer(void *data, const char **arguments, int count, Fts5Tokenizer **out)
{
	(void)data, (void)arguments, (void)count;
	*out = calloc(1, 1);
	return *out == NULL ? SQLITE_NOMEM : SQLITE_OK;
}

static void
delete_tokenizer(Fts5Tokenizer *tokenizer)
{
	free(tokenizer);
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *data, int flags, const char *text, int length,
	int (*token)(void *, int, const char *, int, int, int))
{
	(void)tokenizer, (void)data, (void)flags, (void)text, (void)length, (void)token;
	return SQLITE_OK;
}

/* https://www.sqlite.org/fts5.html#extending_fts5. NULL if SQLite has no FTS5. */
static fts5_api *
find_fts5(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *query = NULL;
	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &query, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(query, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(query);
	}
	sqlite3_finalize(query);
	return api;
}

static bool
add_fts5_tokenizer(sqlite3 *db, const char *name)
{
	static fts5_tokenizer empty = {create_tokenizer, delete_tokenizer, tokenize};
	fts5_api *api = find_fts5(db);
	fts5_tokenizer known;
	void *data;
	return api != NULL && api->xFindTokenizer(api, name, &data, &known) != SQLITE_OK &&
	       api->xCreateTokenizer(api, name, NULL, &empty, NULL) == SQLITE_OK;
}

/* Whether the query, with ?1 as the name, has a row. */
static bool
has_row(sqlite3 *db, const char *sql, const char *name)
{
	sqlite3_stmt *query = NULL;
	bool has = sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK &&
		   sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
		   sqlite3_step(query) == SQLITE_ROW;
	sqlite3_finalize(query);
	return has;
}

/* FTS3 and FTS4: the name becomes a second one of the tokenizer "simple". */
static bool
add_fts3_tokenizer(sqlite3 *db, const char *name)
{
	int before = 0;
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, -1, &before);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 1, NULL);
	bool added = !has_row(db, "SELECT fts3_tokenizer(?1)", name) &&
		     has_row(db, "SELECT fts3_tokenizer(?1, fts3_tokenizer('simple'))", name);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, before, NULL);
	return added;
}

/* ------------------------------------------------------------------ statements */

/* tokenize = 'porter mine', tokenize=mine: each word may be the name of a tokenizer. */
static bool
add_tokenizers(struct arena *arena, sqlite3 *db, const struct sql_token *value)
{
	bool added = false;
	const char *text =
		value->kind == SQL_STRING ? sql_string_value(arena, value) : sql_name(arena, value);
	while (*text != '\0') {
		size_t length = strcspn(text, " \t\n'\"");
		if (length > 0) {
			const char *name = arena_strndup(arena, text, length);
			added = add_fts5_tokenizer(db, name) || added;
			added = add_fts3_tokenizer(db, name) || added;
		}
		text += length + (text[length] != '\0');
	}
	return added;
}

bool
stub_modules(struct arena *arena, sqlite3 *db, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token last = {.kind = SQL_END}, before = last, token;
	bool virtual = false, added = false;
	sql_lexer_init(&lexer, sql, strlen(sql));
	while ((token = sql_next(&lexer)).kind != SQL_END) {
		bool value = token.kind == SQL_WORD || token.kind == SQL_QUOTED_NAME;
		virtual = virtual || (sql_is(&last, "VIRTUAL") && sql_is(&token, "TABLE"));
		if (virtual && value && sql_is(&last, "USING"))
			added = add_module(db, sql_name(arena, &token)) || added;
		if (virtual && (value || token.kind == SQL_STRING) &&
			((sql_is(&last, "=") && sql_is(&before, "tokenize")) ||
				sql_is(&last, "tokenize")))
			added = add_tokenizers(arena, db, &token) || added;
		before = last;
		last = token;
	}
	return added;
}
