/* rev/graph: errors in graphs, the order, sets, and graphs that are large or deep. */
#include "graph_arrows.h"
#include "rev/graph/set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct graph graph;
};

static int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena);
	diag_init(&fixture->diagnostics, &fixture->arena);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void
build(struct fixture *fixture, const char *arrows)
{
	assert_int_equal(
		arrows_build(&fixture->arena, &fixture->graph, arrows, &fixture->diagnostics), 0);
}

/* Asserts that the graph is rejected with exactly these messages and exit status 3. */
static void
refuse(struct fixture *fixture, struct revisions revisions, const char *messages)
{
	assert_int_equal(
		graph_build(&fixture->arena, &fixture->graph, &revisions, &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_int_equal(fixture->graph.all.len, 0);
	assert_string_equal(arrows_messages(&fixture->arena, &fixture->diagnostics), messages);
}

static void
refuse_arrows(struct fixture *fixture, const char *arrows, const char *messages)
{
	refuse(fixture, arrows_revisions(&fixture->arena, arrows), messages);
}

static void
a_revision_cannot_revise_itself(void **state)
{
	refuse_arrows(*state, "a->a", "a.sql:2: revision a revises itself\n");
}

static void
a_revision_cannot_depend_on_itself(void **state)
{
	refuse_arrows(*state, "a~>a", "a.sql:2: revision a depends on itself\n");
}

static void
a_cycle_names_all_its_members(void **state)
{
	refuse_arrows(*state, "a->b->c->a",
		"a.sql:2: revisions a, b and c form a cycle\n"
		"a.sql:2: note: a revises c\n"
		"b.sql:2: note: b revises a\n"
		"c.sql:2: note: c revises b\n");
}

static void
a_cycle_beside_good_revisions_is_found(void **state)
{
	refuse_arrows(*state, "x->y->z; x->c->a->b->c->d->e",
		"a.sql:2: revisions a, b and c form a cycle\n"
		"a.sql:2: note: a revises c\n"
		"b.sql:2: note: b revises a\n"
		"c.sql:2: note: c revises b\n");
}

static void
every_cycle_is_found_once(void **state)
{
	refuse_arrows(*state, "a->b->a; c->d->c; a->e",
		"a.sql:2: revisions a and b form a cycle\n"
		"a.sql:2: note: a revises b\n"
		"b.sql:2: note: b revises a\n"
		"c.sql:2: revisions c and d form a cycle\n"
		"c.sql:2: note: c revises d\n"
		"d.sql:2: note: d revises c\n");
}

static void
a_cycle_may_go_through_dependencies(void **state)
{
	refuse_arrows(*state, "a->b; b~>a",
		"a.sql:2: revisions a and b form a cycle through depends_on\n"
		"a.sql:2: note: a depends on b\n"
		"b.sql:2: note: b revises a\n");
}

static void
a_missing_parent_gets_a_suggestion(void **state)
{
	struct fixture *fixture = *state;
	struct revisions all = arrows_revisions(&fixture->arena, "1975ea83b712->b; x");
	all.items[1]->parents.items[0].name = "1975ae83b712";
	refuse(fixture, all,
		"b.sql:2: revision b revises 1975ae83b712, which no version location contains; did "
		"you mean '1975ea83b712'?\n");
}

static void
a_missing_dependency_is_reported(void **state)
{
	struct fixture *fixture = *state;
	struct revisions all = arrows_revisions(&fixture->arena, "a~>b");
	all.items[1]->depends_on.items[0].name = "zz";
	refuse(fixture, all,
		"b.sql:2: revision b depends on zz, which no version location contains\n");
}

static void
a_label_in_place_of_an_id_is_reported(void **state)
{
	struct fixture *fixture = *state;
	struct revisions all = arrows_revisions(&fixture->arena, "a[blue]~>b");
	all.items[1]->depends_on.items[0].name = "blue";
	refuse(fixture, all,
		"b.sql:2: revision b depends on blue, which no version location contains\n"
		"a.sql:2: note: blue is a label of revision a: use the id\n");
}

static void
an_id_in_two_files_names_both(void **state)
{
	struct fixture *fixture = *state;
	struct revisions all = arrows_revisions(&fixture->arena, "a->b");
	all.items[1]->id = "a";
	all.items[1]->parents.len = 0;
	refuse(fixture, all,
		"b.sql:1: revision a is declared by two files: a.sql and b.sql\n"
		"a.sql:1: note: the first declaration is here\n");
}

static void
a_label_in_two_files_names_both(void **state)
{
	refuse_arrows(*state, "a[L]->b[L]",
		"b.sql:2: label L is declared by two files: a.sql and b.sql\n"
		"a.sql:2: note: the first declaration is here\n");
}

static void
a_label_cannot_be_an_id(void **state)
{
	refuse_arrows(*state, "a->b[a]",
		"b.sql:2: label a is also the id of a revision\n"
		"a.sql:1: note: revision a is here\n");
}

static void
an_empty_graph_has_no_heads_and_no_bases(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "");
	assert_int_equal(fixture->graph.heads.len, 0);
	assert_int_equal(fixture->graph.bases.len, 0);
}

static void
ties_are_broken_by_id(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	build(fixture, "z->b; z->a; a,b->m; y");
	assert_string_equal(revisions_print(arena, &fixture->graph.all), "y, z, a, b and m");
	assert_string_equal(revisions_print(arena, &fixture->graph.heads), "m and y");
	assert_string_equal(revisions_print(arena, &fixture->graph.bases), "y and z");
	assert_true(revision_is_branchpoint(graph_find(&fixture->graph, "z")));
	assert_true(revision_is_mergepoint(graph_find(&fixture->graph, "m")));
	assert_false(revision_is_branchpoint(graph_find(&fixture->graph, "a")));
}

static bool
is_ancestor(struct fixture *fixture, const char *a, const char *b, enum edges edges)
{
	struct revision_set set = set_new(&fixture->arena, &fixture->graph);
	set_add_ancestors(&set, &fixture->graph, graph_find(&fixture->graph, b), edges);
	return set.has[graph_find(&fixture->graph, a)->number];
}

static void
ancestors_may_go_through_dependencies(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a1->a2->a3; b1->b2->b3; a2~>b2");
	struct graph *graph = &fixture->graph;
	const struct revision *b3 = graph_find(graph, "b3");
	assert_true(is_ancestor(fixture, "a2", "b3", EDGES_ALL));
	assert_false(is_ancestor(fixture, "a2", "b3", EDGES_PARENTS));
	assert_false(is_ancestor(fixture, "b3", "a2", EDGES_ALL));
	assert_true(is_ancestor(fixture, "a2", "a2", EDGES_PARENTS));
	struct revision_set applied = set_new(&fixture->arena, graph);
	set_add_ancestors(&applied, graph, b3, EDGES_ALL);
	struct revisions rows = set_heads(&fixture->arena, graph, &applied);
	assert_string_equal(revisions_print(&fixture->arena, &rows), "b3");
	struct revision_set line = set_lineage(&fixture->arena, graph, graph_find(graph, "b2"));
	struct revisions members = set_revisions(&fixture->arena, graph, &line);
	assert_string_equal(revisions_print(&fixture->arena, &members), "b1, b2 and b3");
}

/* Recursion over a chain of 10,000 revisions would exhaust the stack. */
static void
a_deep_chain_is_accepted(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf arrows = STRBUF_INIT;
	struct revisions all = {0};
	struct revision *before = NULL;
	for (int i = 0; i < 10000; i++) {
		struct revision *revision = ARENA_NEW(&fixture->arena, struct revision);
		revision->id = arena_printf(&fixture->arena, "r%05d", (i * 7919) % 10000);
		revision->sql_path = "x.sql";
		if (before != NULL)
			arrows_refer(&fixture->arena, revision, &revision->parents, before->id);
		*VEC_ADD(&fixture->arena, &all) = revision;
		before = revision;
	}
	assert_int_equal(
		graph_build(&fixture->arena, &fixture->graph, &all, &fixture->diagnostics), 0);
	assert_int_equal(fixture->graph.heads.len, 1);
	assert_ptr_equal(fixture->graph.all.items[9999], before);
	assert_true(is_ancestor(fixture, all.items[0]->id, before->id, EDGES_PARENTS));
	strbuf_release(&arrows);
}

/* A cycle of 10,000 revisions gives one message of limited length. */
static void
a_huge_cycle_is_one_message(void **state)
{
	struct fixture *fixture = *state;
	struct revisions all = {0};
	for (int i = 0; i < 10000; i++) {
		struct revision *revision = ARENA_NEW(&fixture->arena, struct revision);
		revision->id = arena_printf(&fixture->arena, "r%05d", i);
		revision->sql_path = "x.sql";
		arrows_refer(&fixture->arena, revision, &revision->parents,
			arena_printf(&fixture->arena, "r%05d", (i + 9999) % 10000));
		*VEC_ADD(&fixture->arena, &all) = revision;
	}
	assert_int_equal(
		graph_build(&fixture->arena, &fixture->graph, &all, &fixture->diagnostics), -1);
	assert_int_equal(fixture->diagnostics.all.len, 1);
	assert_true(strlen(fixture->diagnostics.all.items[0]->message) < 300);
	assert_true(fixture->diagnostics.all.items[0]->notes.len <= 20);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_revision_cannot_revise_itself),
		TEST(a_revision_cannot_depend_on_itself),
		TEST(a_cycle_names_all_its_members),
		TEST(a_cycle_beside_good_revisions_is_found),
		TEST(every_cycle_is_found_once),
		TEST(a_cycle_may_go_through_dependencies),
		TEST(a_missing_parent_gets_a_suggestion),
		TEST(a_missing_dependency_is_reported),
		TEST(a_label_in_place_of_an_id_is_reported),
		TEST(an_id_in_two_files_names_both),
		TEST(a_label_in_two_files_names_both),
		TEST(a_label_cannot_be_an_id),
		TEST(an_empty_graph_has_no_heads_and_no_bases),
		TEST(ties_are_broken_by_id),
		TEST(ancestors_may_go_through_dependencies),
		TEST(a_deep_chain_is_accepted),
		TEST(a_huge_cycle_is_one_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
