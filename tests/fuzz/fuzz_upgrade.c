/*
 * runtime: with any text as a revision, an upgrade ends, and a revision that fails does not change
 * the database. If the text begins with R, the rest of it is inside a rebuild.
 */
#include <schemac/runtime.h>
#include <sqlite3.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	PATIENCE = 50, /* calls of the interrupt hook before it stops the upgrade */
	MEMORY = 64 << 20, /* bytes */
};

static int
lose_patience(void *data)
{
	int *left = data;
	return --*left < 0;
}

static int
count(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int number = -1;
	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		number = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

static void
run(sqlite3 *handle, const char *text)
{
	static const char *const columns[] = {"id", "name", NULL};
	bool rebuilds = text[0] == 'R';
	const struct schemac_step steps[] = {
		{SCHEMAC_STEP_REBUILD, "users", 1, columns},
		{SCHEMAC_STEP_SQL, rebuilds ? text + 1 : text, 2, NULL},
		{SCHEMAC_STEP_REBUILD_END, "users", 3, NULL},
	};
	struct schemac_revision revision = {.id = "a", .reviewed = true};
	struct schemac_bundle bundle = {.abi = SCHEMAC_BUNDLE_ABI, .size = sizeof(bundle)};
	struct schemac_error error;
	int left = PATIENCE;
	struct schemac_options options = {.data = &left, .interrupted = lose_patience};
	revision.upgrade[SCHEMAC_DIALECT_SQLITE].steps = rebuilds ? steps : steps + 1;
	revision.upgrade[SCHEMAC_DIALECT_SQLITE].step_count = rebuilds ? 3 : 1;
	bundle.revisions = &revision;
	bundle.revision_count = 1;
	int before = count(handle, "SELECT count(*) FROM sqlite_master");
	int result = schemac_upgrade(schemac_sqlite(handle), &bundle, &options, &error);
	if (!sqlite3_get_autocommit(handle))
		abort();
	if (result && count(handle, "SELECT count(*) FROM sqlite_master") != before)
		abort();
	if (result && error.kind == SCHEMAC_ERROR_NONE)
		abort();
	if (result == 0 && rebuilds && count(handle, "SELECT count(*) FROM posts") != 2)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sqlite3 *handle = NULL;
	char *text = malloc(size + 1);
	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	sqlite3_hard_heap_limit64(MEMORY);
	if (sqlite3_open(":memory:", &handle) == SQLITE_OK) {
		sqlite3_exec(handle,
			"PRAGMA foreign_keys = ON; CREATE TABLE users (id INTEGER PRIMARY KEY,"
			" name); INSERT INTO users VALUES (1, 'a'), (2, 'b'); CREATE TABLE posts"
			" (u REFERENCES users ON DELETE CASCADE); INSERT INTO posts VALUES (1), "
			"(2)",
			NULL, NULL, NULL);
		run(handle, text);
	}
	sqlite3_close(handle);
	free(text);
	return 0;
}
