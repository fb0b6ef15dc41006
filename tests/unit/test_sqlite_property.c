/*
 * Random schemas with random edits: the upgrade of tables with rows produces the edited schema, the
 * downgrade restores the original schema, and the values of unaffected columns do not change. The
 * seeds are fixed. The environment variable SCHEMAC_PAIRS sets the number of pairs.
 */
#include "random_schema.h"

enum {
	PAIRS = 2000,
};

/* The values of the columns that no change affects. */
static const char *
survivors(struct arena *arena, sqlite3 *db, const struct changes *changes,
	const struct schema *before, const struct schema *there, bool renamed)
{
	const char *queries =
		survivors_queries(arena, changes, before, there, renamed, "quote");
	struct strbuf text = STRBUF_INIT;
	for (; *queries != '\0'; queries += strcspn(queries, "\n") + 1)
		strbuf_addstr(&text, query(arena, db,
			arena_strndup(arena, queries, strcspn(queries, "\n"))));
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
run_pair(struct arena *arena, uint64_t seed)
{
	struct random random = {.state = seed};
	struct schema *plain = schema_new(arena);
	for (unsigned i = 0; i < TABLES; i++)
		add_random_table(arena, &random, plain, i);
	struct schema *wanted = edited(arena, &random, plain);
	sqlite3 *db = database_of(arena, plain), *model = database_of(arena, wanted);
	struct schema *before = inspect(arena, db), *after = inspect(arena, model);
	assert_schemas_equal(arena, before, schema_for(arena, &sqlite_dialect, plain));
	copy_hints(after, wanted);
	fill(&random, db, plain);

	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct ddl up = {0}, down = {0};
	compare_schemas(arena, &changes, &sqlite_dialect, &settings, before, after);
	plan(arena, &up, before, after, &changes, DDL_UP);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &sqlite_dialect, &settings, after, target);
	plan(arena, &down, after, target, &back, DDL_DOWN);

	const char *kept = survivors(arena, db, &changes, before, after, false);
	apply(arena, db, &up);
	assert_schemas_equal(arena, inspect(arena, db), inspect(arena, model));
	assert_string_equal(survivors(arena, db, &changes, before, after, true), kept);
	apply(arena, db, &down);
	assert_schemas_equal(arena, inspect(arena, db), before);
	assert_string_equal(survivors(arena, db, &changes, before, after, false), kept);
	sqlite3_close(db);
	sqlite3_close(model);
}

static void
every_pair_can_be_upgraded_and_downgraded(void **state)
{
	(void)state;
	const char *asked = getenv("SCHEMAC_PAIRS");
	unsigned long pairs = asked != NULL ? strtoul(asked, NULL, 10) : PAIRS;
	for (unsigned long seed = 1; seed <= pairs; seed++) {
		struct arena arena = {0};
		if (getenv("SCHEMAC_SEED") != NULL)
			fprintf(stderr, "seed %lu\n", seed);
		run_pair(&arena, seed);
		arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_pair_can_be_upgraded_and_downgraded)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
