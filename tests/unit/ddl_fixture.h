/*
 * ddl_fixture: schemas of real SQLite databases, and plans that run on them.
 */
#ifndef SCHEMAC_TESTS_DDL_FIXTURE_H
#define SCHEMAC_TESTS_DDL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "diag/print.h"
#include "diff/compare.h"
#include "sqlite/sqlite_dialect.h"
#include "sqlite/server/sqlite_inspect.h"

static void
execute(sqlite3 *db, const char *sql)
{
	char *message = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "%s\nin: %s\n", message, sql);
		sqlite3_free(message);
		fail();
	}
}

static sqlite3 *
database(const char *sql)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	execute(db, sql);
	return db;
}

static struct schema *
inspect(struct arena *arena, sqlite3 *db)
{
	struct diagnostics diagnostics;
	const struct inspect_options options = {0};
	struct schema *schema = schema_new(arena);
	diag_init(&diagnostics, arena);
	if (sqlite_inspect(arena, schema, db, &options, &diagnostics) != 0) {
		diag_print(&diagnostics, stderr, DIAG_TEXT, false);
		fail();
	}
	return schema_for(arena, &sqlite_dialect, schema);
}

static const char *
changes_text(struct arena *arena, const struct changes *changes)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct change, change, *changes)
		strbuf_addf(&text, "%s\n", change_print(arena, change));
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
assert_schemas_equal(struct arena *arena, const struct schema *a, struct schema *b)
{
	struct changes changes = {0};
	const struct compare_settings settings = {0};
	compare_schemas(arena, &changes, &sqlite_dialect, &settings, a, b);
	assert_string_equal(changes_text(arena, &changes), "");
}

/* Runs the statements as the runtime does: in one transaction, without enforcing foreign keys. */
static inline void
apply(struct arena *arena, sqlite3 *db, const struct ddl *ddl)
{
	struct strbuf text = STRBUF_INIT;
	(void)arena;
	execute(db, "PRAGMA foreign_keys = OFF; BEGIN");
	ddl_print(&text, ddl);
	execute(db, text.buf);
	execute(db, "COMMIT; PRAGMA legacy_alter_table = OFF");
	strbuf_release(&text);
}

static const char *
query(struct arena *arena, sqlite3 *db, const char *sql)
{
	struct strbuf text = STRBUF_INIT;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *value = (const char *)sqlite3_column_text(statement, i);
			strbuf_addf(&text, "%s|", value != NULL ? value : "NULL");
		}
		strbuf_addch(&text, '\n');
	}
	sqlite3_finalize(statement);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static inline void
plan(struct arena *arena, struct ddl *ddl, const struct schema *before, const struct schema *after,
	const struct changes *changes, enum ddl_direction direction)
{
	const struct compare_settings settings = {0};
	const struct ddl_request request = {.before = before,
		.after = after,
		.changes = changes,
		.direction = direction,
		.settings = &settings};
	struct diagnostics diagnostics;
	diag_init(&diagnostics, arena);
	assert_int_equal(sqlite_dialect.plan(arena, ddl, &request, &diagnostics), 0);
}

#endif
