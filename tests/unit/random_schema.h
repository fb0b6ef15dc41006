/*
 * random_schema: random schemas for SQLite; defines what random_tables.h leaves to the engine.
 */
#ifndef SCHEMAC_TESTS_RANDOM_SCHEMA_H
#define SCHEMAC_TESTS_RANDOM_SCHEMA_H

#include "ddl_fixture.h"
#include "random_tables.h"

#include "print_schema.h"
#include "sqlite/rules/sqlite_types.h"

static inline bool
is_text(const struct column *column)
{
	return strcmp(sqlite_affinity(column->type.common), "TEXT") == 0;
}

static inline const char *
sqlite_default_value(const struct column *column, unsigned choice)
{
	static const char *const integers[] = {"5", "-1", "'7'", "(1 + 2)"};
	static const char *const texts[] = {"'x'", "'it''s'", "CURRENT_TIMESTAMP", "('a' || 'b')"};
	return is_text(column) ? texts[choice] : integers[choice];
}

static inline const char *
sqlite_check(struct arena *arena, const struct column *column)
{
	return arena_printf(arena, "%s IS NULL OR length(%s) < 1000", column->name, column->name);
}

static inline const char *
sqlite_expression(struct arena *arena, const struct column *column)
{
	return arena_printf(arena, "lower(%s)", column->name);
}

static inline const char *
sqlite_backfill(const struct column *column)
{
	(void)column;
	return "'b'";
}

static inline const char *
sqlite_value(struct arena *arena, const struct column *column, unsigned row, size_t place)
{
	return is_text(column) ? arena_printf(arena, "'v%u_%zu'", row, place)
			       : arena_printf(arena, "%u", row);
}

static const char *const sqlite_types[] = {
	"INTEGER", "TEXT", "VARCHAR(20)", "REAL", "BLOB", "NUMERIC(8, 2)", "BIGINT", ""};

static const struct random_words random_words = {
	.types = sqlite_types,
	.type_count = sizeof(sqlite_types) / sizeof(*sqlite_types),
	.key_type = "INTEGER",
	.collation = "NOCASE",
	.generated_type = "TEXT",
	.generated_expression = "id || '-'",
	.is_text = is_text,
	.default_value = sqlite_default_value,
	.check = sqlite_check,
	.expression = sqlite_expression,
	.backfill = sqlite_backfill,
	.value = sqlite_value,
};

static inline sqlite3 *
database_of(struct arena *arena, const struct schema *schema)
{
	struct strbuf sql = STRBUF_INIT;
	(void)arena;
	print_schema(&sql, schema);
	sqlite3 *db = database(sql.buf);
	strbuf_release(&sql);
	return db;
}

static inline void
fill(struct random *random, sqlite3 *db, const struct schema *schema)
{
	struct arena arena = {0};
	execute(db, random_rows(&arena, random, schema));
	arena_release(&arena);
}

#endif
