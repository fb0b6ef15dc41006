/* Row counts and the AUTOINCREMENT counter before and after a rebuild. */
#include "runtime/sqlite/rebuild_internal.h"

#include <string.h>

static int
count_rows(struct session *session, sqlite3_int64 *rows, const char *table)
{
	struct text sql = {.pool = &session->pool};
	scrt_text_puts(&sql, "SELECT count(*) FROM main.");
	scrt_text_name(&sql, table);
	if (sql.failed)
		return scrt_no_memory(session);
	int result = scrt_sqlite_number(session, rows, sql.data, NULL, 0, 0);
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}

static int
take_child(void *data, const char *const *values)
{
	struct session *session = data;
	struct rebuild *rebuild = scrt_sqlite_engine(session)->rebuild;
	struct child_table *children = scrt_grow(session, rebuild->children, rebuild->child_count,
		&rebuild->child_capacity, sizeof(*children));
	if (!children)
		return -1;
	rebuild->children = children;
	struct child_table *child = &children[rebuild->child_count];
	child->name = scrt_copy(session, values[0], strlen(values[0]));
	if (!child->name || count_rows(session, &child->rows, child->name))
		return -1;
	rebuild->child_count++;
	return 0;
}

int
scrt_sqlite_remember_rows(struct session *session, struct rebuild *rebuild)
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
compare_table(struct session *session, const char *table, sqlite3_int64 before)
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

int
scrt_sqlite_compare_rows(struct session *session, const struct rebuild *rebuild)
{
	if (compare_table(session, rebuild->table, rebuild->rows))
		return -1;
	for (size_t i = 0; i < rebuild->child_count; i++)
		if (compare_table(session, rebuild->children[i].name, rebuild->children[i].rows))
			return -1;
	return 0;
}

/* ---- the AUTOINCREMENT counter */

int
scrt_sqlite_read_sequence(struct session *session, sqlite3_int64 *sequence, const char *table)
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
	int autoincrement = 0;
	sqlite3_table_column_metadata(scrt_sqlite_engine(session)->handle, "main", rebuild->table,
		values[0], NULL, NULL, NULL, NULL, &autoincrement);
	/* If the rebuilt table no longer has AUTOINCREMENT, there is no counter to restore. */
	if (!autoincrement)
		rebuild->sequence = -1;
	return 0;
}

int
scrt_sqlite_restore_sequence(struct session *session, struct rebuild *rebuild)
{
	sqlite3_int64 now;
	char counter[24];
	if (rebuild->sequence < 0)
		return 0;
	if (scrt_sqlite_read_sequence(session, &now, rebuild->table))
		return -1;
	if (now >= rebuild->sequence)
		return 0;
	if (scrt_sqlite_query(session,
		    "SELECT name FROM pragma_table_xinfo($1, 'main') WHERE pk = 1", &rebuild->table,
		    1, take_key, session))
		return -1;
	if (rebuild->sequence < 0)
		return 0;
	sqlite3_snprintf(sizeof(counter), counter, "%lld", rebuild->sequence);
	const char *const values[] = {counter, rebuild->table};
	if (scrt_sqlite_query(session,
		    "DELETE FROM main.sqlite_sequence WHERE name = $1 COLLATE NOCASE",
		    &rebuild->table, 1, NULL, NULL))
		return -1;
	return scrt_sqlite_query(session,
		"INSERT INTO main.sqlite_sequence (seq, name) SELECT CAST($1 AS INTEGER), name"
		" FROM main.sqlite_master WHERE type = 'table' AND name = $2 COLLATE NOCASE",
		values, 2, NULL, NULL);
}
