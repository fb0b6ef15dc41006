/*
 * diff COUNT: compares COUNT tables of 10 columns with 10 changes, and plans the changes for
 * SQLite. Prints the milliseconds of adapting the schemas to the dialect, of comparing, and of
 * planning in both directions, and the number of changes.
 */
#include "diff/compare.h"
#include "sqlite/sqlite_dialect.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COLUMNS = 10, CHANGES = 10 };

static struct table *
add_table(struct arena *arena, struct schema *schema, unsigned long number)
{
	struct qualified_name name = {.name = arena_printf(arena, "table_%lu", number)};
	struct table *table = schema_add_table(arena, schema, name);
	for (int i = 0; i < COLUMNS; i++) {
		struct column *column =
			table_add_column(arena, table, arena_printf(arena, "column_%d", i));
		column->type = dialect_text_all(i == 0 ? "INTEGER" : "VARCHAR(64)");
		column->not_null = i % 2 == 0;
		if (i == 3)
			column->default_value = dialect_text_all("'x'");
	}
	struct constraint *key = table_add_constraint(arena, table, CONSTRAINT_PRIMARY_KEY);
	key_parts_add_column(arena, &key->parts, "column_0");
	struct constraint *check = table_add_constraint(arena, table, CONSTRAINT_CHECK);
	check->expression = dialect_text_all("length(column_2) > 0");
	struct constraint *parent = table_add_constraint(arena, table, CONSTRAINT_FOREIGN_KEY);
	key_parts_add_column(arena, &parent->parts, "column_1");
	parent->target.name = arena_printf(arena, "table_%lu", number / 2);
	*VEC_ADD(arena, &parent->target_columns) = "column_0";
	struct index *index =
		table_add_index(arena, table, arena_printf(arena, "index_%lu", number));
	key_parts_add_column(arena, &index->parts, "column_4");
	return table;
}

static void
change(struct arena *arena, struct schema *schema, unsigned long count)
{
	for (unsigned long i = 0; i < CHANGES; i++) {
		struct table *table = schema->tables.items[i * count / CHANGES];
		struct column *column = table->columns.items[5];
		if (i % 3 == 0)
			table_add_column(arena, table, "news")->type = dialect_text_all("TEXT");
		else if (i % 3 == 1)
			column->not_null = !column->not_null;
		else
			column->type = dialect_text_all("VARCHAR(80)");
	}
}

static double
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct diagnostics diagnostics;
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct ddl up = {0}, down = {0};
	if (count < CHANGES)
		return 2;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	struct schema *plain = schema_new(&arena), *edited = schema_new(&arena);
	for (unsigned long i = 0; i < count; i++) {
		add_table(&arena, plain, i);
		add_table(&arena, edited, i);
	}
	change(&arena, edited, count);

	double begun = now();
	struct schema *before = schema_for(&arena, &sqlite_dialect, plain);
	struct schema *after = schema_for(&arena, &sqlite_dialect, edited);
	double adapted = now();
	compare_schemas(&arena, &changes, &sqlite_dialect, &settings, before, after);
	double compared = now();
	struct ddl_request request = {.before = before,
		.after = after,
		.changes = &changes,
		.settings = &settings};
	sqlite_dialect.plan(&arena, &up, &request, &diagnostics);
	struct schema *target = schema_to_go_back(&arena, before, &changes);
	compare_schemas(&arena, &back, &sqlite_dialect, &settings, after, target);
	request = (struct ddl_request){.before = after,
		.after = target,
		.changes = &back,
		.direction = DDL_DOWN,
		.settings = &settings};
	sqlite_dialect.plan(&arena, &down, &request, &diagnostics);
	double planned = now();
	printf("%.1f %.1f %.1f %zu\n", adapted - begun, compared - adapted, planned - compared,
		changes.len);
	arena_release(&arena);
	return changes.len == CHANGES ? 0 : 1;
}
