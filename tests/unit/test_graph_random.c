/*
 * rev/graph/graph_plan with random graphs that have merges, dependencies and labels (fixed seeds):
 * every plan can be executed, contains only necessary moves, and leaves the correct heads.
 */
#include "random_graph.h"
#include "rev/graph/graph_plan.h"
#include "rev/graph/set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

enum {
	GRAPHS = 400,
	COMMANDS = 40, /* per graph */
	NODES = 14,    /* at most */
};

struct world {
	struct arena arena;
	struct diagnostics diagnostics;
	struct graph graph;
	bool applied[NODES];
	struct texts rows;
	uint64_t seed;
};

static void
new_graph(struct world *world, uint64_t seed)
{
	*world = (struct world){.seed = seed};
	arena_init(&world->arena);
	diag_init(&world->diagnostics, &world->arena);
	struct revisions all = random_revisions(&world->arena, &world->seed, NODES);
	assert_int_equal(graph_build(&world->arena, &world->graph, &all, &world->diagnostics), 0);
}

/* ------------------------------------------------------------------ invariants */

static bool
any(const struct world *world, const struct revisions *revisions, bool applied)
{
	VEC_EACH (struct revision *, revision, *revisions)
		if (world->applied[(*revision)->number] == applied)
			return true;
	return false;
}

/*
 * Asserts that the rows are the applied revisions that no applied revision revises or depends on.
 */
static void
check_rows(const struct world *world, const struct revisions *rows)
{
	size_t count = 0;
	VEC_EACH (struct revision *, revision, world->graph.by_id) {
		if (!world->applied[(*revision)->number] ||
			any(world, &(*revision)->children, true) ||
			any(world, &(*revision)->dependents, true))
			continue;
		assert_true(count < rows->len);
		assert_ptr_equal(rows->items[count++], *revision);
	}
	assert_int_equal(rows->len, count);
}

/* Makes the moves one by one, and asserts that each is possible at that time. */
static void
make_moves(struct world *world, const struct graph_plan *plan)
{
	VEC_EACH (struct schemac_move, move, plan->moves) {
		const struct revision *revision = world->graph.all.items[move->revision];
		if (move->direction == SCHEMAC_UP) {
			assert_false(world->applied[move->revision]);
			assert_false(any(world, &revision->revises, false));
			assert_false(any(world, &revision->needs, false));
		} else {
			assert_true(world->applied[move->revision]);
			assert_false(any(world, &revision->children, true));
			assert_false(any(world, &revision->dependents, true));
		}
		world->applied[move->revision] = move->direction == SCHEMAC_UP;
	}
	check_rows(world, &plan->rows);
	world->rows = (struct texts){0};
	VEC_EACH (struct revision *, row, plan->rows)
		*VEC_ADD(&world->arena, &world->rows) = (*row)->id;
}

static int
plan(struct world *world, struct graph_plan *out, bool up, const char *target)
{
	world->diagnostics.all.len = 0;
	return (up ? graph_plan_upgrade : graph_plan_downgrade)(
		&world->arena, out, &world->graph, &world->rows, target, &world->diagnostics);
}

static void
run_well(struct world *world, bool up, const char *target)
{
	struct graph_plan planned;
	assert_int_equal(plan(world, &planned, up, target), 0);
	make_moves(world, &planned);
}

/* ------------------------------------------------------------------ commands */

/*
 * An upgrade to an id applies that revision and all revisions that it requires, and nothing else.
 */
static void
check_upgrade(struct world *world, const struct revision *target, const struct graph_plan *planned)
{
	struct revision_set needed = set_new(&world->arena, &world->graph);
	set_add_ancestors(&needed, &world->graph, target, EDGES_ALL);
	size_t missing = 0;
	for (size_t i = 0; i < needed.count; i++)
		missing += needed.has[i] && !world->applied[i];
	assert_int_equal(planned->moves.len, missing);
	VEC_EACH (struct schemac_move, move, planned->moves)
		assert_true(needed.has[move->revision]);
}

/*
 * A downgrade to an id undoes all descendants of that revision and the revisions that depend on
 * them, and no others.
 */
static void
check_downgrade(struct world *world, const struct revision *target, const struct graph_plan *planned)
{
	struct revision_set after = set_new(&world->arena, &world->graph);
	struct revision_set allowed = set_new(&world->arena, &world->graph);
	struct revision_set gone = set_new(&world->arena, &world->graph);
	set_add_descendants(&after, &world->graph, target, EDGES_PARENTS);
	VEC_EACH (struct revision *, child, target->children)
		set_add_descendants(&allowed, &world->graph, *child, EDGES_ALL);
	VEC_EACH (struct schemac_move, move, planned->moves) {
		gone.has[move->revision] = true;
		assert_true(allowed.has[move->revision]);
	}
	for (size_t i = 0; i < after.count; i++)
		assert_true(
			gone.has[i] == (world->applied[i] && after.has[i] && i != target->number) ||
			!after.has[i]);
}

static void
run_random(struct world *world)
{
	struct graph_plan planned;
	bool up = random_below(&world->seed, 2) == 0;
	const char *target = random_target(&world->arena, &world->seed, &world->graph);
	const struct revision *exact = graph_find(&world->graph, target);
	if (plan(world, &planned, up, target) != 0) {
		enum exit_status status = diag_exit_status(&world->diagnostics);
		assert_int_equal(world->diagnostics.all.len, 1);
		assert_true(status == EXIT_FINDING || status == EXIT_USAGE);
		assert_false(up && exact != NULL);
		assert_false(!up && exact != NULL && world->applied[exact->number]);
		return;
	}
	if (exact != NULL && up)
		check_upgrade(world, exact, &planned);
	if (exact != NULL && !up)
		check_downgrade(world, exact, &planned);
	make_moves(world, &planned);
	assert_true(exact == NULL || world->applied[exact->number]);
}

static void
what_is_planned_can_be_done(void **state)
{
	struct world world;
	(void)state;
	for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
		new_graph(&world, seed);
		for (int i = 0; i < COMMANDS; i++)
			run_random(&world);
		run_well(&world, true, "heads");
		for (size_t i = 0; i < world.graph.all.len; i++)
			assert_true(world.applied[i]);
		run_well(&world, false, "base");
		assert_int_equal(world.rows.len, 0);
		arena_release(&world.arena);
	}
}

/*
 * After a stamp, the rows are the heads of a valid set of applied revisions that contains the
 * stamped revision.
 */
static void
a_stamp_leaves_real_rows(void **state)
{
	struct world world;
	struct graph_plan planned;
	(void)state;
	for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
		new_graph(&world, seed);
		for (int i = 0; i < COMMANDS; i++) {
			const char *target = random_target(&world.arena, &world.seed, &world.graph);
			const struct revision *exact = graph_find(&world.graph, target);
			world.diagnostics.all.len = 0;
			if (graph_plan_stamp(&world.arena, &planned, &world.graph, &world.rows, &target,
				    1, &world.diagnostics) != 0)
				continue;
			memset(world.applied, 0, sizeof(world.applied));
			struct revision_set set = set_new(&world.arena, &world.graph);
			VEC_EACH (struct revision *, row, planned.rows)
				set_add_ancestors(&set, &world.graph, *row, EDGES_ALL);
			memcpy(world.applied, set.has, set.count * sizeof(bool));
			make_moves(&world, &planned);
			assert_true(exact == NULL || world.applied[exact->number]);
		}
		arena_release(&world.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_planned_can_be_done),
		cmocka_unit_test(a_stamp_leaves_real_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
