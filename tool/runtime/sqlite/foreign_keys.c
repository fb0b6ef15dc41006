/*
 * Foreign keys during rebuilds.
 *
 * PRAGMA foreign_keys has no effect inside a transaction (https://sqlite.org/foreignkeys.html,
 * section 2). Therefore foreign keys are switched off before BEGIN. SQLITE_DBCONFIG_ENABLE_FKEY
 * also works inside a transaction (tested with 3.40). It switches them on for those scripts of the
 * run that have no rebuild and may rely on cascades.
 */
#include "runtime/sqlite/sqlite_internal.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows that foreign_key_check returned, as hashes of table, rowid and parent. */
struct violations {
	uint64_t *keys; /* sorted once all have been added */
	bool *taken;    /* for each key: whether it was found again */
	size_t count;
	size_t capacity;
};

int
scrt_sqlite_enforce(struct session *session, bool on)
{
	int now = -1;
	int code = sqlite3_db_config(
		scrt_sqlite_engine(session)->handle, SQLITE_DBCONFIG_ENABLE_FKEY, on, &now);
	if (code)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	if (now != on)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"foreign key enforcement cannot be switched %s", on ? "on" : "off");
	return scrt_sqlite_renew_rollback(session);
}

/* FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv), ignoring the case of ASCII letters. */
static uint64_t
hash(uint64_t start, const char *text)
{
	for (; text && *text; text++)
		start = (start ^ (unsigned char)scrt_lower(*text)) * UINT64_C(1099511628211);
	return (start ^ 0x100) * UINT64_C(1099511628211);
}

static int
add_key(struct session *session, struct violations *violations, uint64_t key)
{
	uint64_t *keys = scrt_grow(session, violations->keys, violations->count,
		&violations->capacity, sizeof(*keys));
	if (!keys)
		return -1;
	violations->keys = keys;
	violations->keys[violations->count++] = key;
	return 0;
}

/* Takes one occurrence of the key; returns false if none is left. */
static bool
take_key(struct violations *violations, uint64_t key)
{
	size_t low = 0, high = violations->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (violations->keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < violations->count && violations->keys[low] == key && violations->taken[low])
		low++;
	if (low == violations->count || violations->keys[low] != key)
		return false;
	return violations->taken[low] = true;
}

/* One foreign_key_check of the whole database: stores the violations or compares them. */
struct inspection {
	struct session *session;
	struct violations *violations;
	bool compares;
	bool failed;
};

static int
add_violation(
	struct inspection *inspection, const char *table, const char *rowid, const char *parent)
{
	struct session *session = inspection->session;
	uint64_t key = hash(hash(hash(UINT64_C(14695981039346656037), table), rowid), parent);
	if (!inspection->compares)
		return add_key(session, inspection->violations, key);
	if (take_key(inspection->violations, key))
		return 0;
	if (!parent)
		scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"a foreign key of %s no longer matches the table that it references: %s", table,
			sqlite3_errmsg(scrt_sqlite_engine(session)->handle));
	else
		scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"row %s of %s would reference a missing row of %s",
			rowid ? rowid : "(without rowid)", table, parent);
	return scrt_fail_object(session, table);
}

/* A table that SQLite cannot check because of a foreign key mismatch counts as one violation. */
static int
step_check(struct inspection *inspection, const char *table, sqlite3_stmt *statement)
{
	struct session *session = inspection->session;
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *rowid = (const char *)sqlite3_column_text(statement, 1);
		const char *parent = (const char *)sqlite3_column_text(statement, 2);
		if (!parent)
			return scrt_no_memory(session);
		if (add_violation(inspection, table, rowid, parent))
			return -1;
	}
	if (code == SQLITE_DONE)
		return 0;
	if (code != SQLITE_ERROR)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	return add_violation(inspection, table, NULL, NULL);
}

static int
check_table(void *data, const char *const *values)
{
	struct inspection *inspection = data;
	struct session *session = inspection->session;
	struct text sql = {.pool = &session->pool};
	sqlite3_stmt *statement = NULL;
	inspection->failed = true;
	scrt_text_puts(&sql, "PRAGMA main.foreign_key_check(");
	scrt_text_name(&sql, values[0]);
	scrt_text_puts(&sql, ")");
	if (sql.failed)
		return scrt_no_memory(session);
	int code = sqlite3_prepare_v2(
		scrt_sqlite_engine(session)->handle, sql.data, -1, &statement, NULL);
	scrt_pool_resize(&session->pool, sql.data, 0);
	int result = 0;
	if (code == SQLITE_ERROR)
		result = add_violation(inspection, values[0], NULL, NULL);
	else if (code)
		result = scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	else
		result = step_check(inspection, values[0], statement);
	sqlite3_finalize(statement);
	inspection->failed = result != 0;
	return result;
}

static int
inspect(struct inspection *inspection)
{
	static const char children[] =
		"SELECT DISTINCT t.name FROM main.sqlite_master AS t,"
		" pragma_foreign_key_list(t.name, 'main') WHERE t.type = 'table' ORDER BY 1";
	if (scrt_sqlite_query(inspection->session, children, NULL, 0, check_table, inspection))
		return -1;
	return inspection->failed ? -1 : 0;
}

static int
compare_keys(const void *one, const void *other)
{
	uint64_t left = *(const uint64_t *)one, right = *(const uint64_t *)other;
	return (left > right) - (left < right);
}

int
scrt_sqlite_remember_violations(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct violations *violations = engine->violations;
	if (!violations)
		violations = engine->violations = scrt_alloc(session, 1, sizeof(*violations));
	if (!violations)
		return -1;
	violations->count = 0;
	struct inspection inspection = {session, violations, false, false};
	if (inspect(&inspection))
		return -1;
	scrt_pool_resize(&session->pool, violations->taken, 0);
	violations->taken = scrt_alloc(session, violations->count, sizeof(*violations->taken));
	if (!violations->taken)
		return -1;
	if (violations->count)
		qsort(violations->keys, violations->count, sizeof(*violations->keys), compare_keys);
	return 0;
}

int
scrt_sqlite_compare_violations(struct session *session)
{
	struct violations *violations = scrt_sqlite_engine(session)->violations;
	memset(violations->taken, 0, violations->count * sizeof(*violations->taken));
	struct inspection inspection = {session, violations, true, false};
	return inspect(&inspection);
}
