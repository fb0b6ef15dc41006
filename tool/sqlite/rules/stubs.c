#include "sqlite/rules/stubs.h"

#include "base/map.h"
#include "base/text.h"
#include "schema/sql.h"
#include "sqlite/rules/stub_modules.h"

#include <string.h>

/* ------------------------------------------------------------------ collations */

static int
compare_bytes(void *data, int a_length, const void *a, int b_length, const void *b)
{
	(void)data;
	int length = a_length < b_length ? a_length : b_length;
	int order = length > 0 ? memcmp(a, b, (size_t)length) : 0;
	return order != 0 ? order : a_length - b_length;
}

static void
add_collation(void *data, sqlite3 *db, int encoding, const char *name)
{
	(void)data, (void)encoding;
	sqlite3_create_collation(db, name, SQLITE_UTF8, NULL, compare_bytes);
}

void
sqlite_stub_collations(sqlite3 *db)
{
	sqlite3_collation_needed(db, NULL, add_collation);
}

/* ------------------------------------------------------------------ functions */

enum { STUB_FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };

static void
return_null(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count, (void)values;
	sqlite3_result_null(context);
}

static int
stub_function(sqlite3 *db, const char *name, int arguments)
{
	return sqlite3_create_function_v2(
		db, name, arguments, STUB_FLAGS, NULL, return_null, NULL, NULL, NULL);
}

static void
read_functions(struct arena *arena, sqlite3 *db, struct map *out)
{
	sqlite3_stmt *row = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA function_list", -1, &row, NULL);
	while (code == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(row, 0);
		if (name != NULL)
			map_put(arena, out, text_lower(arena, name), out);
	}
	sqlite3_finalize(row);
}

static void
ignore_row(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)context, (void)count, (void)values;
}

static int
stub_window_function(sqlite3 *db, const char *name)
{
	return sqlite3_create_window_function(db, name, -1, STUB_FLAGS, NULL, ignore_row,
		sqlite3_result_null, sqlite3_result_null, ignore_row, NULL);
}

/* The functions that are found in one text. */
struct finder {
	struct arena arena;
	sqlite3 *db;
	struct map known;   /* names in lower case; &own: added by this finder */
	struct texts open;  /* for each open parenthesis the name before it, or NULL */
	const char *closed; /* the name of the call that the last token ended, or NULL */
	bool own, added;
};

static void
add_function(struct finder *finder, const char *name)
{
	const char *lower = text_lower(&finder->arena, name);
	if (map_find(&finder->known, lower) != NULL ||
		stub_function(finder->db, name, -1) != SQLITE_OK)
		return;
	map_put(&finder->arena, &finder->known, lower, &finder->own);
	finder->added = true;
}

static void
open_call(struct finder *finder, const struct sql_token *last)
{
	bool named = last->kind == SQL_WORD || last->kind == SQL_QUOTED_NAME;
	const char *name = named ? sql_name(&finder->arena, last) : NULL;
	if (name != NULL)
		add_function(finder, name);
	*VEC_ADD(&finder->arena, &finder->open) = name;
}

/* name (…) OVER, name (…) FILTER */
static void
make_window_function(struct finder *finder)
{
	const char *lower = text_lower(&finder->arena, finder->closed);
	if (map_find(&finder->known, lower) == &finder->own)
		stub_window_function(finder->db, finder->closed);
}

static void
take_token(struct finder *finder, const struct sql_token *token, const struct sql_token *last)
{
	if (finder->closed != NULL && (sql_is(token, "OVER") || sql_is(token, "FILTER")))
		make_window_function(finder);
	finder->closed = NULL;
	if (sql_is(token, "("))
		open_call(finder, last);
	else if (sql_is(token, ")") && finder->open.len > 0)
		finder->closed = finder->open.items[--finder->open.len];
}

/* A word before '(' may also be a keyword, a type or a table: a function of that name is harmless.
 */
bool
sqlite_stub_names(sqlite3 *db, const char *sql)
{
	struct finder finder = {.db = db};
	struct sql_lexer lexer;
	struct sql_token last = {.kind = SQL_END}, token;
	finder.added = stub_modules(&finder.arena, db, sql);
	read_functions(&finder.arena, db, &finder.known);
	sql_lexer_init(&lexer, sql, strlen(sql));
	while ((token = sql_next(&lexer)).kind != SQL_END) {
		take_token(&finder, &token, &last);
		last = token;
	}
	arena_release(&finder.arena);
	return finder.added;
}

bool
sqlite_is_missing_stub(const char *message)
{
	static const char *const problems[] = {
		"no such function", "no such module", "no such tokenizer", "unknown tokenizer"};
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i++)
		if (strstr(message, problems[i]) != NULL)
			return true;
	return false;
}

/* ------------------------------------------------------------------ untrusted schemas */

struct untrusted {
	char *name;
	int arguments;
};

/* The flags are those of sqlite3_create_function(). */
static bool
is_blocked(sqlite3_stmt *row)
{
	enum { TYPE = 2, FLAGS = 5 };
	int flags = sqlite3_column_int(row, FLAGS);
	const char *type = (const char *)sqlite3_column_text(row, TYPE);
	return type != NULL && *type == 's' && (flags & SQLITE_INNOCUOUS) == 0 &&
	       (flags & SQLITE_DIRECTONLY) == 0;
}

/* A function cannot be replaced while the list is being read. */
static int
read_blocked(struct arena *arena, sqlite3 *db, struct untrusted **out, size_t *count)
{
	VEC(struct untrusted) list = {0};
	sqlite3_stmt *row = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA function_list", -1, &row, NULL);
	while (code == SQLITE_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
		code = SQLITE_OK;
		if (is_blocked(row))
			*VEC_ADD(arena, &list) = (struct untrusted){
				arena_strdup(arena, (const char *)sqlite3_column_text(row, 0)),
				sqlite3_column_int(row, 4)};
	}
	sqlite3_finalize(row);
	*out = list.items;
	*count = list.len;
	return code == SQLITE_DONE ? 0 : -1;
}

int
sqlite_stub_untrusted(sqlite3 *db)
{
	struct arena arena = {0};
	struct untrusted *list;
	size_t count;
	int result = read_blocked(&arena, db, &list, &count);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (stub_function(db, list[i].name, list[i].arguments) != SQLITE_OK)
			result = -1;
	arena_release(&arena);
	return result;
}
