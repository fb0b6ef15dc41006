/*
 * Runs the program on an SQLite database and random graphs with merges, dependencies and labels.
 * After each command, the version rows must be the heads of the applied revisions, and equal rows
 * must mean equal schemas. A command that fails must not change anything. Seeds are fixed.
 * SCHEMAC_PROGRAM is the program; SCHEMAC_GRAPHS sets a larger number of graphs.
 */
#include "random_graph.h"

#include "base/process.h"
#include "rev_fixture.h"

#include <sqlite3.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

enum {
	GRAPHS = 8,
	COMMANDS = 8, /* per graph */
	NODES = 14,    /* at most */
};

struct world {
	struct fixture *fixture;
	struct graph graph;
	struct map schemas; /* from version rows (as text) to the schema of the database */
	uint64_t seed;
};

/* ------------------------------------------------------------------ the project */

static void
add_names(struct strbuf *out, const char *key, const struct references *names)
{
	strbuf_addf(out, "-- %s:", key);
	for (size_t i = 0; i < names->len; i++)
		strbuf_addf(out, "%s%s", i > 0 ? ", " : " ", names->items[i].name);
	strbuf_addch(out, '\n');
}

/*
 * Creates a table, and adds a column with an index to the table of each parent and dependency, so
 * that the SQL fails in any wrong order.
 */
static void
add_steps(struct strbuf *up, struct strbuf *down, const char *id, const struct references *below)
{
	VEC_EACH (struct reference, reference, *below) {
		strbuf_addf(up, "ALTER TABLE t_%s ADD COLUMN c_%s INTEGER;\n", reference->name, id);
		strbuf_addf(up, "CREATE INDEX i_%s_%s ON t_%s (c_%s);\n", reference->name, id,
			reference->name, id);
		strbuf_addf(down, "DROP INDEX i_%s_%s;\nALTER TABLE t_%s DROP COLUMN c_%s;\n",
			reference->name, id, reference->name, id);
	}
}

static bool
rests_on(const struct revision *revision, const struct revision *below)
{
	VEC_EACH (struct reference, reference, revision->parents)
		if (strcmp(reference->name, below->id) == 0)
			return true;
	VEC_EACH (struct reference, reference, revision->depends_on)
		if (strcmp(reference->name, below->id) == 0)
			return true;
	return false;
}

/* A revision that is both a parent and a dependency counts once. */
static struct references
everything_below(struct arena *arena, const struct graph *graph, const struct revision *revision)
{
	struct references below = {0};
	VEC_EACH (struct revision *, other, graph->all)
		if (rests_on(revision, *other))
			arrows_refer(arena, revision, &below, (*other)->id);
	return below;
}

static void
write_revision(struct world *world, const struct revision *revision)
{
	struct fixture *fixture = world->fixture;
	struct arena *arena = &fixture->arena;
	struct references below = everything_below(arena, &world->graph, revision);
	struct strbuf up = STRBUF_INIT, down = STRBUF_INIT;
	strbuf_addf(&up, "-- Revision %s\n--\n-- revision: %s\n", revision->id, revision->id);
	add_names(&up, "revises", &revision->parents);
	add_names(&up, "labels", &revision->labels);
	add_names(&up, "depends_on", &revision->depends_on);
	strbuf_addf(&up, "\n-- schemac: upgrade\nCREATE TABLE t_%s (x INTEGER);\n", revision->id);
	add_steps(&up, &down, revision->id, &below);
	strbuf_addf(&up, "\n-- schemac: downgrade\n%sDROP TABLE t_%s;\n", down.buf, revision->id);
	fixture_write(fixture, arena_printf(arena, "versions/%s.sql", revision->id), up.buf);
	strbuf_reset(&up);
	strbuf_addf(&up, "{\"format\": 1, \"objects\": {}, \"revision\": \"%s\", \"parents\": [",
		revision->id);
	for (size_t i = 0; i < revision->parents.len; i++)
		strbuf_addf(&up, "%s\"%s\"", i > 0 ? ", " : "", revision->parents.items[i].name);
	strbuf_addstr(&up, "]}\n");
	fixture_write(fixture, arena_printf(arena, "versions/%s.json", revision->id), up.buf);
	strbuf_release(&up);
	strbuf_release(&down);
}

static void
make_project(struct world *world, struct fixture *fixture, uint64_t seed)
{
	*world = (struct world){.fixture = fixture, .seed = seed};
	struct revisions all = random_revisions(&fixture->arena, &world->seed, NODES);
	assert_int_equal(
		graph_build(&fixture->arena, &world->graph, &all, &fixture->diagnostics), 0);
	assert_int_equal(
		folder_make(path_join(&fixture->arena, fixture_folder(fixture), "versions")), 0);
	fixture_write(fixture, "schemac.ini",
		random_below(&world->seed, 2) == 0
			? "[schemac]\nurl = sqlite:///a.db\n"
			: "[schemac]\nurl = sqlite:///a.db\ntransaction_per_migration = true\n");
	VEC_EACH (struct revision *, revision, world->graph.all)
		write_revision(world, *revision);
}

/* Returns the exit status: 0 on success; 1 or 2 if the command cannot succeed. */
static int
run_program(struct world *world, const char *const *argv)
{
	struct strbuf output = STRBUF_INIT;
	struct process process = {.argv = argv,
		.folder = fixture_folder(world->fixture),
		.output = &output,
		.errors = &output};
	assert_int_equal(process_run(&process), 0);
	if (process.status < 0 || process.status > 2)
		fail_msg("%s %s: exit %d: %s", argv[2], argv[3], process.status, output.buf);
	strbuf_release(&output);
	return process.status;
}

static int
migrate(struct world *world, bool up, const char *target)
{
	return run_program(world,
		(const char *const[]){getenv("SCHEMAC_PROGRAM"), "-q", up ? "upgrade" : "downgrade",
			target, "--allow-unreviewed", NULL});
}

static void
make_version_table(struct world *world)
{
	const char *const argv[] = {getenv("SCHEMAC_PROGRAM"), "-q", "ensure-version", NULL};
	assert_int_equal(run_program(world, argv), 0);
}

/* ------------------------------------------------------------------ the database */

/* A database, as texts and as flags. */
struct state {
	const char *rows;   /* of the version table, each followed by a space */
	const char *schema; /* columns and indexes, sorted, without the runtime's tables */
	bool *applied;      /* [number]: the revision's table exists */
};

static int
add_row(void *data, int count, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < count; i++)
		strbuf_addf(data, "%s%s", values[i], i + 1 < count ? "." : " ");
	return 0;
}

static const char *
query(struct world *world, sqlite3 *db, const char *sql)
{
	struct strbuf text = STRBUF_INIT;
	char *error = NULL;
	if (sqlite3_exec(db, sql, add_row, &text, &error) != SQLITE_OK)
		fail_msg("%s: %s", sql, error);
	const char *copy = arena_strdup(&world->fixture->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static struct state
read_state(struct world *world)
{
	struct arena *arena = &world->fixture->arena;
	struct state state = {.applied = arena_alloc(arena, world->graph.all.len * sizeof(bool))};
	sqlite3 *db;
	const char *path = path_join(arena, fixture_folder(world->fixture), "a.db");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	state.rows = query(world, db, "SELECT version_num FROM schemac_version ORDER BY 1");
	state.schema = query(world, db,
		"SELECT s.name, c.name FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c"
		" WHERE s.name NOT LIKE 'schemac%' AND s.name NOT LIKE 'sqlite%' ORDER BY 1, 2");
	VEC_EACH (struct revision *, revision, world->graph.all)
		state.applied[(*revision)->number] = *query(world, db,
			arena_printf(arena, "SELECT 1 FROM sqlite_schema WHERE name = 't_%s'",
				(*revision)->id)) != '\0';
	sqlite3_close(db);
	return state;
}

/* Checks the invariants of a state. */
static void
check_state(struct world *world, const struct state *state)
{
	struct strbuf rows = STRBUF_INIT;
	VEC_EACH (struct revision *, revision, world->graph.by_id) {
		bool head = state->applied[(*revision)->number];
		VEC_EACH (struct revision *, other, world->graph.all) {
			if (!state->applied[(*other)->number])
				continue;
			head = head && !rests_on(*other, *revision);
			if (rests_on(*other, *revision))
				assert_true(state->applied[(*revision)->number]);
		}
		if (head)
			strbuf_addf(&rows, "%s ", (*revision)->id);
	}
	assert_string_equal(state->rows, rows.buf);
	strbuf_release(&rows);
	const char *known = map_find(&world->schemas, state->rows);
	if (known != NULL)
		assert_string_equal(state->schema, known);
	map_put(&world->fixture->arena, &world->schemas, state->rows, (void *)state->schema);
}

/* ------------------------------------------------------------------ commands */

static void
run_random(struct world *world, struct state *state)
{
	struct arena *arena = &world->fixture->arena;
	const char *target = random_target(arena, &world->seed, &world->graph);
	const struct revision *exact = graph_find(&world->graph, target);
	bool up = random_below(&world->seed, 3) > 0;
	const struct state before = *state;
	int status = migrate(world, up, target);
	*state = read_state(world);
	check_state(world, state);
	if (status != 0)
		assert_string_equal(state->rows, before.rows);
	if (status == 0 && exact != NULL)
		assert_true(state->applied[exact->number]);
	for (size_t i = 0; i < world->graph.all.len; i++)
		assert_true(up ? state->applied[i] >= before.applied[i]
			       : state->applied[i] <= before.applied[i]);
}

static void
run_graph(struct fixture *fixture, uint64_t seed)
{
	struct world world;
	make_project(&world, fixture, seed);
	make_version_table(&world);
	struct state state = read_state(&world);
	for (int i = 0; i < COMMANDS; i++)
		run_random(&world, &state);
	assert_int_equal(migrate(&world, true, "heads"), 0);
	state = read_state(&world);
	check_state(&world, &state);
	for (size_t i = 0; i < world.graph.all.len; i++)
		assert_true(state.applied[i]);
	assert_int_equal(migrate(&world, false, "base"), 0);
	state = read_state(&world);
	assert_string_equal(state.rows, "");
	assert_string_equal(state.schema, "");
}

static void
every_graph_holds(void **state)
{
	const char *more = getenv("SCHEMAC_GRAPHS");
	uint64_t count = more != NULL ? strtoull(more, NULL, 10) : GRAPHS;
	(void)state;
	if (getenv("SCHEMAC_PROGRAM") == NULL)
		skip();
	for (uint64_t seed = 1; seed <= count; seed++) {
		void *own = NULL;
		set_up(&own);
		run_graph(own, seed);
		tear_down(&own);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_graph_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
