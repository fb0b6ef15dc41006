/*
 * postgresql_ddl_case: tests a change to the schema of a real database with rows. The comparison
 * finds exactly the expected changes, the upgrade produces the new schema, and the downgrade
 * restores the old schema.
 */
#ifndef POSTGRESQL_DDL_CASE_H
#define POSTGRESQL_DDL_CASE_H

#include "postgresql_ddl.h"

struct ddl_case {
	const char *name;
	const char *before, *rows, *after; /* SQL */
	/*
	 * separated by spaces: "table.old>new" renames a column, "old>new" a table;
	 * "table.column=value" is a backfill
	 */
	const char *renames;
	const char *changes;  /* change_print() of each change, one per line */
	const char *upgrade;  /* text that the upgrade must contain, or NULL */
	const char *kept;     /* a query whose result must not change, or NULL */
};

/* "s:users" */
static inline struct qualified_name
split_name(char *text)
{
	char *colon = strchr(text, ':');
	if (colon == NULL)
		return (struct qualified_name){.name = text};
	*colon = '\0';
	return (struct qualified_name){.schema = text, .name = colon + 1};
}

static inline void
set_renames(struct arena *arena, struct schema *after, const char *renames)
{
	char *copy = arena_strdup(arena, renames != NULL ? renames : "");
	for (char *one = strtok(copy, " "); one != NULL; one = strtok(NULL, " ")) {
		char *to = strpbrk(one, ">=");
		char *dot = strchr(one, '.');
		bool fills = *to == '=';
		*to++ = '\0';
		if (dot == NULL) {
			struct qualified_name name = split_name(to), old = split_name(one);
			schema_find_table(after, &name)->renamed_from = old;
			continue;
		}
		*dot++ = '\0';
		struct qualified_name name = split_name(one);
		struct table *table = schema_find_table(after, &name);
		if (fills)
			table_find_column(table, dot)->backfill = dialect_text_all(to);
		else
			table_find_column(table, to)->renamed_from = dot;
	}
}

/* Gives constraints a location, as if a model declared them. */
static inline void
set_places(struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct constraint *, key, (*table)->constraints)
			(*key)->at.file = "models.h";
}

static inline void
run_case(struct arena *arena, struct pg_fixture *f, const struct ddl_case *test)
{
	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct schema *after = pg_load(arena, f, test->after);
	struct schema *before = pg_load(arena, f, test->before);
	pg_sql(f, test->rows);
	const char *kept =
		test->kept != NULL ? arena_strdup(arena, pg_text(f, test->kept)) : "";
	set_renames(arena, after, test->renames);
	set_places(after);
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, before, after);
	assert_string_equal(pg_changes_text(arena, &changes), test->changes);

	const char *up = pg_plan_text(arena, before, after, &changes, DDL_UP);
	if (test->upgrade != NULL && strstr(up, test->upgrade) == NULL)
		assert_string_equal(up, test->upgrade);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &postgresql_dialect, &settings, after, target);
	const char *down = pg_plan_text(arena, after, target, &back, DDL_DOWN);

	pg_apply(f, up);
	const char *difference = pg_difference(arena, pg_inspect(arena, f), after);
	if (*difference != '\0')
		fail_msg("difference after\n%s\n%s", up, difference);
	if (test->kept != NULL)
		assert_string_equal(pg_text(f, test->kept), kept);
	pg_apply(f, down);
	difference = pg_difference(arena, pg_inspect(arena, f), before);
	if (*difference != '\0')
		fail_msg("difference after\n%s\n%s", down, difference);
	if (test->kept != NULL)
		assert_string_equal(pg_text(f, test->kept), kept);
}

struct ddl_run {
	struct pg_fixture *fixture;
	const struct ddl_case *test;
};

static inline void
run_one(void **state)
{
	const struct ddl_run *run = *state;
	struct arena arena = {0};
	run_case(&arena, run->fixture, run->test);
	arena_release(&arena);
}

/* Runs the cases in one database. Returns the result for main(). */
static inline int
ddl_cases_run(const struct ddl_case *cases, size_t count)
{
	struct pg_fixture fixture;
	struct CMUnitTest *tests = calloc(count, sizeof(*tests));
	struct ddl_run *runs = calloc(count, sizeof(*runs));
	pg_init(&fixture);
	for (size_t i = 0; i < count; i++) {
		runs[i] = (struct ddl_run){&fixture, &cases[i]};
		tests[i] = (struct CMUnitTest){.name = cases[i].name,
			.test_func = run_one,
			.initial_state = &runs[i]};
	}
	int failed = _cmocka_run_group_tests("changes", tests, count, NULL, NULL);
	pg_release(&fixture);
	free(runs);
	free(tests);
	return failed;
}

#endif
