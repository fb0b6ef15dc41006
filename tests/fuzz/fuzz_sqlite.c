/*
 * fuzz_sqlite: a statement that SQLite accepts does not change when it is parsed, printed and
 * parsed again.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "sqlite/parse/parse_index.h"
#include "sqlite/parse/parse_key.h"
#include "sqlite/parse/parse_object.h"
#include "sqlite/parse/parse_table.h"
#include "sqlite/print/print_table.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
sqlite_accepts(const char *sql)
{
	sqlite3 *db = NULL;
	bool accepted = sqlite3_open(":memory:", &db) == SQLITE_OK &&
		sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;

	sqlite3_close(db);
	return accepted;
}

static void
print_again(struct arena *arena, const struct table *table)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	const char *problem = NULL;
	struct table again;

	sqlite_print_table(&once, table, NULL);
	if (sqlite_parse_table(arena, &again, once.buf, &problem) == 0)
		sqlite_print_table(&twice, &again, NULL);
	if (strcmp(once.buf, twice.buf) != 0) {
		fprintf(stderr, "%s\n%s\n%s\n", once.buf, problem ? problem : "", twice.buf);
		abort();
	}
	strbuf_release(&once);
	strbuf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qualified_name name;
	struct sql_object object;
	struct key_part part = {0};
	struct ddl_parser parser;
	struct table table;
	struct index index;
	const char *problem;
	struct arena arena;

	arena_init(&arena);
	const char *sql = arena_strndup(&arena, (const char *)data, size);
	if (sqlite_parse_table(&arena, &table, sql, &problem) == 0 && sqlite_accepts(sql))
		print_again(&arena, &table);
	sqlite_parse_index(&arena, &index, &name, sql, &problem);
	sqlite_parse_object(&arena, &object, sql, &problem);
	ddl_init(&parser, &arena, sql);
	ddl_key_part(&parser, &part);
	arena_release(&arena);
	return 0;
}
