/*
 * roundtrip: SQLite runs SQL, the database is inspected and printed, and the printed text creates a
 * second database. The schema, the printed text and the results of the pragmas must be the same for
 * both. Every object in sqlite_schema must be in the schema.
 */
#ifndef SCHEMAC_TESTS_ROUNDTRIP_H
#define SCHEMAC_TESTS_ROUNDTRIP_H

#include "base/json_print.h"
#include "diag/print.h"
#include "print_schema.h"
#include "schema/schema_json.h"
#include "sqlite/server/sqlite_inspect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* Three descriptions of one database. */
struct description {
	struct strbuf json, printed, pragmas;
};

/*
 * The results of the pragmas, in an order that does not depend on the text. The sort order of
 * constraint indexes is omitted, because SQLite creates only the first index for two constraints on
 * the same columns.
 */
static const char roundtrip_pragmas[] =
	"WITH own(name) AS (SELECT name FROM pragma_table_list WHERE schema = 'main' AND "
	"type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
	"AND name <> 'schemac_version') "
	"SELECT 'table', t.name, t.ncol, t.wr, t.strict, '', '', '', '' FROM pragma_table_list t "
	"JOIN own USING (name) WHERE t.schema = 'main' UNION ALL "
	"SELECT 'column', o.name, cid, c.name, \"notnull\", pk, hidden, dflt_value IS NOT NULL, '' "
	"FROM own o, pragma_table_xinfo(o.name) c UNION ALL "
	"SELECT 'key', o.name, lower(k.\"table\"), k.\"from\", lower(k.\"to\"), on_update, "
	"on_delete, "
	"match, seq FROM own o, pragma_foreign_key_list(o.name) k UNION ALL "
	"SELECT 'index', o.name, CASE origin WHEN 'c' THEN i.name END, \"unique\", origin, "
	"partial, "
	"(SELECT group_concat(ifnull(x.name, '') || ' ' || cid || ' ' || "
	"CASE WHEN origin = 'c' AND key THEN \"desc\" ELSE '' END || ' ' || "
	"lower(coll) || ' ' || key) FROM pragma_index_xinfo(i.name) x), '', '' "
	"FROM own o, pragma_index_list(o.name) i ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9";

/* The number of objects that must be in the schema. */
static const char roundtrip_count[] =
	"SELECT count(*) FROM sqlite_schema WHERE sql IS NOT NULL "
	"AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> 'schemac_version' "
	"AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')";

static const struct inspect_options roundtrip_options = {.version_table = "schemac_version"};

static void
roundtrip_run(sqlite3 *db, const char *sql)
{
	char *message = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s\n%s", message, sql);
}

static void
roundtrip_query(sqlite3 *db, const char *sql, struct strbuf *out)
{
	sqlite3_stmt *query;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL), SQLITE_OK);
	while (sqlite3_step(query) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(query); i++) {
			const char *text = (const char *)sqlite3_column_text(query, i);
			strbuf_addf(out, i > 0 ? "|%s" : "%s", text == NULL ? "NULL" : text);
		}
		strbuf_addch(out, '\n');
	}
	if (sqlite3_finalize(query) != SQLITE_OK)
		fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
}

static void
roundtrip_check_count(sqlite3 *db, const struct schema *schema)
{
	struct strbuf expected = STRBUF_INIT, seen = STRBUF_INIT;
	size_t count = schema->tables.len + schema->objects.len;

	VEC_EACH (struct table *, table, schema->tables)
		count += (*table)->indexes.len;
	strbuf_addf(&seen, "%zu\n", count);
	roundtrip_query(db, roundtrip_count, &expected);
	assert_string_equal(seen.buf, expected.buf);
	strbuf_release(&expected);
	strbuf_release(&seen);
}

static void
roundtrip_describe(const char *sql, struct description *out)
{
	struct arena arena;
	struct diagnostics diagnostics;
	sqlite3 *db;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	strbuf_init(&out->json);
	strbuf_init(&out->printed);
	strbuf_init(&out->pragmas);
	struct schema *schema = schema_new(&arena);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	roundtrip_run(db, sql);
	if (sqlite_inspect(&arena, schema, db, &roundtrip_options, &diagnostics) < 0) {
		diag_print(&diagnostics, stderr, DIAG_TEXT, false);
		fail_msg("%s", sql);
	}
	roundtrip_check_count(db, schema);
	json_print(&out->json, schema_to_json(&arena, schema, 0));
	print_schema(&out->printed, schema);
	roundtrip_query(db, roundtrip_pragmas, &out->pragmas);
	sqlite3_close(db);
	arena_release(&arena);
}

static void
roundtrip_release(struct description *description)
{
	strbuf_release(&description->json);
	strbuf_release(&description->printed);
	strbuf_release(&description->pragmas);
}

static void
roundtrip_check(const char *sql)
{
	struct description first, second;

	roundtrip_describe(sql, &first);
	roundtrip_describe(first.printed.buf, &second);
	if (strcmp(first.json.buf, second.json.buf) != 0 ||
		strcmp(first.printed.buf, second.printed.buf) != 0 ||
		strcmp(first.pragmas.buf, second.pragmas.buf) != 0) {
		fprintf(stderr, "%s\nfirst:\n%s%s%s\nsecond:\n%s%s%s", sql, first.printed.buf,
			first.json.buf, first.pragmas.buf, second.printed.buf, second.json.buf,
			second.pragmas.buf);
		fail();
	}
	roundtrip_release(&first);
	roundtrip_release(&second);
}

#endif
