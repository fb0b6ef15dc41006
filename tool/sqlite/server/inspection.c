#include "sqlite/server/inspect_internal.h"

#include "base/text.h"

/* Names of columns are in quotes if they are keywords. */
static const char *const query_texts[QUERY_COUNT] = {
	[QUERY_OBJECTS] = "SELECT type, name, tbl_name, sql, type = 'table' AND rootpage = 0 "
			  "FROM main.sqlite_schema ORDER BY type, name",
	[QUERY_SHADOWS] = "SELECT name FROM pragma_table_list "
			  "WHERE schema = 'main' AND type = 'shadow'",
	[QUERY_COLUMNS] = "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden "
			  "FROM pragma_table_xinfo(?1, 'main') ORDER BY cid",
	[QUERY_FOREIGN_KEYS] = "SELECT count(DISTINCT id) FROM pragma_foreign_key_list(?1, 'main')",
	[QUERY_INDEX] = "SELECT \"unique\", partial FROM pragma_index_list(?1, 'main') "
			"WHERE name = ?2",
	[QUERY_PARTS] = "SELECT cid, name, \"desc\", coll FROM pragma_index_xinfo(?1, 'main') "
			"WHERE key = 1 ORDER BY seqno",
	/*
	 * Values that are not the default, and SQLite's own tables. The journal mode is stored in
	 * the file only if it is WAL.
	 */
	[QUERY_LEFT_OUT] =
		"SELECT 'application_id', 'the database', application_id FROM pragma_application_id"
		" WHERE application_id <> 0"
		" UNION ALL SELECT 'auto_vacuum', 'the database', auto_vacuum FROM pragma_auto_vacuum"
		" WHERE auto_vacuum <> 0"
		" UNION ALL SELECT 'encoding', 'the database', encoding FROM pragma_encoding"
		" WHERE encoding <> 'UTF-8'"
		" UNION ALL SELECT 'journal_mode', 'the database', journal_mode FROM pragma_journal_mode"
		" WHERE journal_mode = 'wal'"
		" UNION ALL SELECT * FROM (SELECT 'statistics', name, NULL FROM main.sqlite_schema"
		" WHERE type = 'table' AND name LIKE 'sqlite!_stat_' ESCAPE '!' ORDER BY name)"
		" UNION ALL SELECT 'user_version', 'the database', user_version FROM pragma_user_version"
		" WHERE user_version <> 0",
};

int
inspection_failed(struct inspection *in)
{
	return diag_add(in->diagnostics, DIAG_DATABASE_FAILED, in->options->at,
		"the schema cannot be read: %s", sqlite3_errmsg(in->db));
}

sqlite3_stmt *
inspection_ask(struct inspection *in, enum inspect_query query, const char *a, const char *b)
{
	sqlite3_stmt **statement = &in->queries[query];

	if (*statement == NULL &&
		sqlite3_prepare_v3(in->db, query_texts[query], -1, SQLITE_PREPARE_PERSISTENT,
			statement, NULL) != SQLITE_OK) {
		inspection_failed(in);
		return NULL;
	}
	if ((a != NULL && sqlite3_bind_text(*statement, 1, a, -1, SQLITE_STATIC) != SQLITE_OK) ||
		(b != NULL &&
			sqlite3_bind_text(*statement, 2, b, -1, SQLITE_STATIC) != SQLITE_OK)) {
		inspection_failed(in);
		return NULL;
	}
	return *statement;
}

int
inspection_step(struct inspection *in, sqlite3_stmt *query)
{
	int status = sqlite3_step(query);

	if (status == SQLITE_ROW)
		return 1;
	if (status != SQLITE_DONE)
		inspection_failed(in);
	sqlite3_reset(query);
	return status == SQLITE_DONE ? 0 : -1;
}

const char *
inspection_text(struct inspection *in, sqlite3_stmt *query, int column)
{
	return arena_strdup(in->arena, (const char *)sqlite3_column_text(query, column));
}

int
inspection_misread(struct inspection *in, const char *type, const char *name, const char *problem)
{
	return diag_add(in->diagnostics, DIAG_MISREAD, in->options->at,
		"%s '%s' of the database cannot be read: %s", type, name, problem);
}

struct table *
inspection_find_table(struct inspection *in, const char *name)
{
	return name == NULL ? NULL : map_find(&in->tables, text_lower(in->arena, name));
}
