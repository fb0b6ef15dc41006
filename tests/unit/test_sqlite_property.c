/*
 * Random schemas with random edits: the upgrade of tables with rows produces the edited schema, the
 * downgrade restores the original schema, and the values of unaffected columns do not change. The
 * seeds are fixed. The environment variables SCHEMAC_PAIRS and SCHEMAC_FIRST set the number of pairs
 * and the first seed; SCHEMAC_SEED prints each seed.
 */
#include "random_objects.h"
#include "random_schema.h"

enum {
	PAIRS = 1500,
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

/* What happened to the pairs. */
static unsigned long refused;

/* False if the plan is refused, which is reported. */
static bool
plan_or_refuse(struct arena *arena, struct ddl *ddl, const struct schema *before,
	const struct schema *after, const struct changes *changes, enum ddl_direction direction)
{
	const struct compare_settings settings = {0};
	const struct ddl_request request = {.before = before,
		.after = after,
		.changes = changes,
		.direction = direction,
		.settings = &settings};
	struct diagnostics diagnostics;
	diag_init(&diagnostics, arena);
	if (sqlite_dialect.plan(arena, ddl, &request, &diagnostics) == 0)
		return true;
	diag_print(&diagnostics, stderr, DIAG_TEXT, false);
	return false;
}

/* The checks of an adopted database may be elsewhere than those of its models. */
static struct schema *
adopted(struct arena *arena, struct random *random, const struct schema *plain)
{
	struct schema *copy = schema_copy(arena, plain);
	if (chance(random, 50))
		move_checks(random, copy);
	return copy;
}

/* False if the pair is refused. */
static bool
run_pair(struct arena *arena, uint64_t seed)
{
	struct random random = {.state = seed};
	struct schema *plain = schema_new(arena);
	for (unsigned i = 0; i < TABLES; i++)
		add_random_table(arena, &random, plain, i);
	struct schema *wanted = edited(arena, &random, plain);
	add_random_objects(arena, plain, seed);
	add_random_objects(arena, wanted, chance(&random, 70) ? seed : seed + 1);
	if (chance(&random, 20))
		name_constraints(arena, &random, wanted);
	if (chance(&random, 20))
		move_checks(&random, wanted);
	sqlite3 *db = database_of(arena, adopted(arena, &random, plain));
	sqlite3 *original = database_of(arena, plain), *model = database_of(arena, wanted);
	struct schema *before = inspect(arena, original), *after = inspect(arena, model);
	assert_schemas_equal(arena, before, schema_for(arena, &sqlite_dialect, plain));
	assert_schemas_equal(arena, inspect(arena, db), before);
	copy_hints(after, wanted);
	fill(&random, db, plain);

	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct ddl up = {0}, down = {0};
	compare_schemas(arena, &changes, &sqlite_dialect, &settings, before, after);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &sqlite_dialect, &settings, after, target);
	bool planned = plan_or_refuse(arena, &up, before, after, &changes, DDL_UP) &&
		       plan_or_refuse(arena, &down, after, target, &back, DDL_DOWN);
	if (planned) {
		const char *kept = survivors(arena, db, &changes, before, after, false);
		apply(arena, db, &up);
		assert_schemas_equal(arena, inspect(arena, db), inspect(arena, model));
		assert_string_equal(survivors(arena, db, &changes, before, after, true), kept);
		apply(arena, db, &down);
		assert_schemas_equal(arena, inspect(arena, db), before);
		assert_string_equal(survivors(arena, db, &changes, before, after, false), kept);
	}
	sqlite3_close(db);
	sqlite3_close(original);
	sqlite3_close(model);
	return planned;
}

static void
every_pair_can_be_upgraded_and_downgraded(void **state)
{
	(void)state;
	const char *asked = getenv("SCHEMAC_PAIRS"), *first = getenv("SCHEMAC_FIRST");
	unsigned long pairs = asked != NULL ? strtoul(asked, NULL, 10) : PAIRS;
	unsigned long seed = first != NULL ? strtoul(first, NULL, 10) : 1;
	for (unsigned long end = seed + pairs; seed < end; seed++) {
		struct arena arena = {0};
		if (getenv("SCHEMAC_SEED") != NULL)
			fprintf(stderr, "seed %lu\n", seed);
		refused += !run_pair(&arena, seed);
		arena_release(&arena);
	}
	if (refused > 0)
		fprintf(stderr, "%lu of %lu pairs were refused\n", refused, pairs);
	assert_true(refused * 100 <= pairs * 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_pair_can_be_upgraded_and_downgraded)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
