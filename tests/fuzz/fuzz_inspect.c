/*
 * fuzz_inspect: after any statements that SQLite accepts, the inspection agrees with the pragmas,
 * and executing the printed schema creates an equal database.
 */
#include "../unit/print_schema.h"
#include "base/arena.h"
#include "base/json_print.h"
#include "diag/print.h"
#include "schema/schema_json.h"
#include "sqlite/server/sqlite_inspect.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Allows only statements that change the schema of this database. */
static int
authorise(void *unused, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)unused, (void)a, (void)b, (void)c, (void)d;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_PRAGMA:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_ANALYZE:
		return SQLITE_DENY;
	default:
		return SQLITE_OK;
	}
}

static int
stop(void *unused)
{
	(void)unused;
	return 1;
}

static sqlite3 *
open_database(void)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		abort();
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 100000);
	return db;
}

/* Stores the schema of the database in *schema, and appends its JSON. */
static void
inspect(struct arena *arena, sqlite3 *db, struct schema *schema, struct strbuf *json)
{
	struct inspect_options options = {.version_table = NULL};
	struct diagnostics diagnostics;

	diag_init(&diagnostics, arena);
	if (sqlite_inspect(arena, schema, db, &options, &diagnostics) < 0) {
		diag_print(&diagnostics, stderr, DIAG_TEXT, false);
		abort();
	}
	json_print(json, schema_to_json(arena, schema, 0));
}

static void
recreate(struct arena *arena, const struct schema *schema, const char *json)
{
	struct strbuf sql = STRBUF_INIT, again = STRBUF_INIT;
	sqlite3 *db = open_database();
	char *message = NULL;

	print_schema(&sql, schema);
	if (sqlite3_exec(db, sql.buf, NULL, NULL, &message) == SQLITE_OK)
		inspect(arena, db, schema_new(arena), &again);
	if (strcmp(json, again.buf) != 0) {
		fprintf(stderr, "%s\n%s\n%s\n%s\n", sql.buf, message ? message : "", json,
			again.buf);
		abort();
	}
	sqlite3_close(db);
	strbuf_release(&sql);
	strbuf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf json = STRBUF_INIT;
	struct arena arena;
	sqlite3 *db = open_database();

	arena_init(&arena);
	sqlite3_set_authorizer(db, authorise, NULL);
	sqlite3_progress_handler(db, 10000, stop, NULL);
	sqlite3_exec(db, arena_strndup(&arena, (const char *)data, size), NULL, NULL, NULL);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	sqlite3_set_authorizer(db, NULL, NULL);
	struct schema *schema = schema_new(&arena);
	inspect(&arena, db, schema, &json);
	recreate(&arena, schema, json.buf);
	sqlite3_close(db);
	strbuf_release(&json);
	arena_release(&arena);
	return 0;
}
