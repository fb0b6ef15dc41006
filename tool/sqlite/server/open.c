#include "sqlite/server/open.h"

#include "base/file.h"
#include "base/text.h"
#include "sqlite/rules/stubs.h"
#include "sqlite/server/lock_holder.h"

#include <string.h>

/* Reports the error of SQLite, and that of the system call if it is more specific. */
static int
report(sqlite3 *db, const struct database_url *url, struct location at,
	struct diagnostics *diagnostics)
{
	int error = db == NULL ? 0 : sqlite3_system_errno(db);
	const char *message = db == NULL ? sqlite3_errstr(SQLITE_NOMEM) : sqlite3_errmsg(db);

	if (db != NULL && (sqlite3_errcode(db) & 0xff) == SQLITE_CANTOPEN && error != 0)
		return diag_add(diagnostics, DIAG_DATABASE_FAILED, at,
			"'%s' cannot be opened: %s (%s)", url->shown, message, strerror(error));
	const char *holder = db != NULL && (sqlite3_errcode(db) & 0xff) == SQLITE_BUSY
				     ? sqlite_lock_holder(diagnostics->arena, url->path)
				     : NULL;
	return diag_add(diagnostics, DIAG_DATABASE_FAILED, at, "'%s' cannot be opened: %s%s%s",
		url->shown, message, holder != NULL ? " by " : "", holder != NULL ? holder : "");
}

/*
 * A name that SQLite always opens as a file. A leading ':' or "file:" could have a special meaning
 * (https://www.sqlite.org/c3ref/open.html).
 */
static const char *
file_name(struct arena *arena, const char *path)
{
	if (text_equal(path, ":memory:"))
		return path;
	if (*path == ':' || text_starts_with(path, "file:"))
		return arena_printf(arena, "./%s", path);
	return path;
}

static int
configure(sqlite3 *db, enum sqlite_open_mode mode, unsigned patience)
{
	sqlite3_extended_result_codes(db, 1);
	if (sqlite3_busy_timeout(db, patience != 0 ? (int)patience : SQLITE_PATIENCE) != SQLITE_OK)
		return -1;
	if (mode == SQLITE_TO_TRY)
		sqlite_stub_collations(db);
	if (mode != SQLITE_TO_INSPECT)
		return 0;
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, FILE_LIMIT);
	if (sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK ||
		sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK ||
		sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) != SQLITE_OK ||
		sqlite_stub_untrusted(db) != 0)
		return -1;
	/* detect a damaged page when it is read; no SIGBUS if the file is truncated meanwhile */
	return sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", NULL, NULL,
		       NULL) == SQLITE_OK
		       ? 0
		       : -1;
}

/* SQLite opens a file lazily: only a read shows whether it is a database. */
static int
try_reading(sqlite3 *db)
{
	return sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK
		       ? 0
		       : -1;
}

/*
 * Whether a killed process left a journal. The next connection rolls it back, which requires write
 * access (https://www.sqlite.org/rescode.html#readonly_rollback).
 */
static bool
needs_recovery(sqlite3 *db)
{
	int code = db == NULL ? SQLITE_OK : sqlite3_extended_errcode(db);
	return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY;
}

static int
try_opening(sqlite3 **db, const char *name, int flags, enum sqlite_open_mode mode,
	unsigned patience)
{
	/* Memory statistics are not used. This has no effect if SQLite is already initialised. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* A connection is used by one thread. */
	flags |= SQLITE_OPEN_NOMUTEX;
	return sqlite3_open_v2(name, db, flags, NULL) == SQLITE_OK && configure(*db, mode, patience) == 0 &&
			       try_reading(*db) == 0
		       ? 0
		       : -1;
}

int
sqlite_open(sqlite3 **out, const struct database_url *url, enum sqlite_open_mode mode,
	struct location at, struct diagnostics *diagnostics)
{
	int flags = mode == SQLITE_TO_INSPECT ? SQLITE_OPEN_READONLY
					      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	const char *name = file_name(diagnostics->arena, url->path);

	*out = NULL;
	sqlite3 *db = NULL;
	if (try_opening(&db, name, flags, mode, url->patience_ms) == 0) {
		/* From now on the runtime waits; it can be interrupted, and reports that it waits. */
		if (mode == SQLITE_TO_CHANGE)
			sqlite3_busy_timeout(db, SQLITE_BRIEF_PATIENCE);
		*out = db;
		return 0;
	}
	if (needs_recovery(db)) {
		sqlite3_close(db);
		if (try_opening(&db, name, SQLITE_OPEN_READWRITE, mode, url->patience_ms) == 0) {
			*out = db;
			return 0;
		}
	}
	report(db, url, at, diagnostics);
	sqlite3_close(db);
	return -1;
}
