/*
 * rev/graph/resolve: the meaning of identifiers and ranges, and the messages for invalid ones.
 */
#include "graph_arrows.h"
#include "rev/graph/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

#define TREE "a->b; b->c1[L1]->d1; b->c2[L2]->d2"

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

static struct texts
rows_of(struct fixture *fixture, const char *text)
{
	struct texts rows = {0};
	char *save = NULL;
	for (char *row = strtok_r(arena_strdup(&fixture->arena, text), " ", &save); row != NULL;
		row = strtok_r(NULL, " ", &save))
		*VEC_ADD(&fixture->arena, &rows) = row;
	return rows;
}

/* Asserts that the text denotes these revisions, in the format of revisions_print(). */
static void
means(struct fixture *fixture, const char *text, const char *rows, const char *expected)
{
	struct selection selection;
	struct texts database = rows_of(fixture, rows);
	if (resolve(&fixture->arena, &selection, &fixture->graph, text, &database,
		    &fixture->diagnostics) != 0)
		fail_msg("%s: %s", text, arrows_messages(&fixture->arena, &fixture->diagnostics));
	assert_string_equal(revisions_print(&fixture->arena, &selection.revisions), expected);
}

static void
fails(struct fixture *fixture, const char *text, const char *rows, enum exit_status status,
	const char *messages)
{
	struct selection selection;
	struct texts database = rows_of(fixture, rows);
	fixture->diagnostics.all.len = 0;
	assert_int_equal(resolve(&fixture->arena, &selection, &fixture->graph, text, &database,
				 &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), status);
	assert_string_equal(arrows_messages(&fixture->arena, &fixture->diagnostics), messages);
}

static void
identifiers_mean_revisions(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, TREE);
	means(fixture, "d1", "", "d1");
	means(fixture, "L1", "", "c1");
	means(fixture, "heads", "", "d1 and d2");
	means(fixture, "L1@head", "", "d1");
	means(fixture, "c2@head", "", "d2");
	means(fixture, "b@heads", "", "d1 and d2");
	means(fixture, "base", "", "");
	means(fixture, "L1@base", "", "");
	means(fixture, "current", "d1 c2", "c2 and d1");
	means(fixture, "L1@current", "d1 c2", "d1");
	means(fixture, "L1@b", "", "b");
	means(fixture, "d1-2", "", "b");
	means(fixture, "a-1", "", "");
	means(fixture, "L1@head-1", "", "c1");
	means(fixture, "base+2", "", "b");
	means(fixture, "L2@a+3", "", "d2");
	means(fixture, "+1", "c1", "d1");
	means(fixture, "L1@+1", "c2", "c1");
	means(fixture, "-1", "c1", "b");
	means(fixture, "c1+0", "", "c1");
}

static void
merges_are_walked_on_a_branch(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, TREE "; d1,d2->m->f");
	means(fixture, "head", "", "f");
	means(fixture, "L1@f-2", "", "d1");
	means(fixture, "+1", "d1 c2", "d2");
	means(fixture, "+2", "d1 c2", "m");
}

static void
a_merge_is_not_next_while_its_parents_are_not(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a->b; a,b->m");
	means(fixture, "a+1", "", "b");
	means(fixture, "m-1", "", "b");
}

static void
an_implied_revision_is_a_position_of_the_database(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a1->a2; b1; a1~>b1");
	means(fixture, "+1", "b1", "a2");
}

static void
prefixes_are_unique(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "ae1027a6acf1->ae10ffffffff->27c6a30d7c24->abc");
	means(fixture, "ae102", "", "ae1027a6acf1");
	means(fixture, "2-1", "", "ae10ffffffff");
	fails(fixture, "a", "", EXIT_USAGE,
		":0: 'a' is an ambiguous prefix: abc, ae1027a6acf1, ae10ffffffff\n");
	fails(fixture, "27c6a30d7c2f", "", EXIT_USAGE,
		":0: there is no revision or label '27c6a30d7c2f'; did you mean '27c6a30d7c24'?\n");
	fails(fixture, "haed", "", EXIT_USAGE,
		":0: there is no revision or label 'haed'; did you mean 'head'?\n");
	fails(fixture, "zzz@head", "", EXIT_USAGE, ":0: there is no revision or label 'zzz'\n");
}

static void
a_malformed_identifier_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a->b");
	fails(fixture, "", "", EXIT_USAGE, ":0: '' does not name a revision\n");
	fails(fixture, "@head", "", EXIT_USAGE, ":0: '@head' does not name a revision\n");
	fails(fixture, "a@", "", EXIT_USAGE, ":0: 'a@' does not name a revision\n");
	fails(fixture, "a+", "", EXIT_USAGE, ":0: 'a+' does not name a revision\n");
	fails(fixture, "a-b", "", EXIT_USAGE, ":0: 'a-b' does not name a revision\n");
	fails(fixture, "a+1-1", "", EXIT_USAGE, ":0: 'a+1-1' does not name a revision\n");
	fails(fixture, "a+99999999999999999999", "", EXIT_USAGE,
		":0: the offset of 'a+99999999999999999999' is too large\n");
	fails(fixture, "a@b@c", "", EXIT_USAGE, ":0: there is no revision or label 'b@c'\n");
}

static void
too_many_steps_report_the_possible_number(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a->b->c");
	fails(fixture, "b+2", "", EXIT_USAGE, ":0: 'b+2': only 1 revision follows b\n");
	fails(fixture, "c+1", "", EXIT_USAGE, ":0: 'c+1': no revision follows c\n");
	fails(fixture, "+4", "", EXIT_USAGE, ":0: '+4': only 3 revisions follow the base\n");
	fails(fixture, "b-3", "", EXIT_USAGE, ":0: 'b-3': only 2 revisions precede b\n");
	fails(fixture, "base-1", "", EXIT_USAGE, ":0: 'base-1': no revision precedes the base\n");
}

static void
a_fork_on_the_way_is_ambiguous(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, TREE "; d1,d2->m");
	fails(fixture, "a+2", "", EXIT_USAGE,
		":0: 'a+2' is ambiguous: c1 and c2 follow b\n"
		":0: note: name one of them, or a branch: c1@+1\n");
	fails(fixture, "m-1", "", EXIT_USAGE, ":0: 'm-1' is ambiguous: m revises d1 and d2\n");
	fails(fixture, "current+1", "d1 c2", EXIT_USAGE,
		":0: 'current+1' is ambiguous: it can start at c2 and d1\n");
	fails(fixture, "-1", "d1 c2", EXIT_USAGE,
		":0: '-1' is ambiguous: it can start at c2 and d1\n");
}

static void
several_heads_are_listed_with_remedies(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, TREE "; x");
	fails(fixture, "head", "", EXIT_FINDING,
		":0: the history has three heads: d1, d2 and x\n"
		":0: note: use 'heads' for all of them, or one of L1@head, L2@head, x; to get one "
		"head, use `schemac merge` or `schemac rebase`\n");
	fails(fixture, "a@head", "", EXIT_FINDING,
		":0: branch a has two heads: d1 and d2\n"
		":0: note: use 'a@heads' for all of them, or one of L1@head, L2@head; to get one "
		"head, use `schemac merge` or `schemac rebase`\n");
}

static void
an_unknown_row_is_a_finding(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "a->b");
	fails(fixture, "current", "a x9", EXIT_FINDING,
		":0: the database is at revision x9, which no version location contains\n"
		":0: note: restore its files, or undo it with the SQL that the database stores: "
		"`schemac downgrade --stored x9`\n");
	means(fixture, "head", "x9", "b");
}

static void
relative_identifiers_need_a_database(void **state)
{
	struct fixture *fixture = *state;
	struct selection selection;
	build(fixture, "a->b");
	assert_int_equal(resolve(&fixture->arena, &selection, &fixture->graph, "+1", NULL,
				 &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_USAGE);
	assert_int_equal(resolve(&fixture->arena, &selection, &fixture->graph, "base+1", NULL,
				 &fixture->diagnostics),
		0);
}

static void
range_is(struct fixture *fixture, const char *text, const char *rows, const char *expected)
{
	struct range range;
	struct texts database = rows_of(fixture, rows);
	if (resolve_range(&fixture->arena, &range, &fixture->graph, text, &database,
		    &fixture->diagnostics) != 0)
		fail_msg("%s: %s", text, arrows_messages(&fixture->arena, &fixture->diagnostics));
	assert_string_equal(revisions_print(&fixture->arena, &range.revisions), expected);
}

static void
ranges_contain_both_ends(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, TREE "; d1,d2->m");
	range_is(fixture, "b:d1", "", "b, c1 and d1");
	range_is(fixture, "b:", "", "b, c1, c2, d1, d2 and m");
	range_is(fixture, ":b", "", "a and b");
	range_is(fixture, ":", "", "a, b, c1, c2, d1, d2 and m");
	range_is(fixture, "a:current", "c1", "a, b and c1");
	range_is(fixture, "-1:d1", "", "c1 and d1");
	range_is(fixture, "a:+1", "", "a and b");
	range_is(fixture, "c1:m", "", "c1, d1 and m");
	range_is(fixture, "L1@base:L1@heads", "", "a, b, c1, d1 and m");
	range_is(fixture, "base:base", "", "");
	assert_true(resolve_is_range("a:b"));
	assert_false(resolve_is_range("a"));
}

static void
wrong_ranges_are_usage_errors(void **state)
{
	struct fixture *fixture = *state;
	struct range range;
	const struct texts none = {0};
	static const char *const texts[] = {"d1:b", "a:b:c", "x:b", "b:base", "d1:d2"};
	build(fixture, TREE);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		fixture->diagnostics.all.len = 0;
		assert_int_equal(resolve_range(&fixture->arena, &range, &fixture->graph, texts[i],
					 &none, &fixture->diagnostics),
			-1);
		assert_int_equal(fixture->diagnostics.all.len, 1);
		assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_USAGE);
	}
}

static void
resolve_one_refuses_several(void **state)
{
	struct fixture *fixture = *state;
	struct revision *revision;
	const struct texts none = {0};
	build(fixture, TREE);
	assert_int_equal(resolve_one(&fixture->arena, &revision, &fixture->graph, "base", &none,
				 &fixture->diagnostics),
		0);
	assert_null(revision);
	assert_int_equal(resolve_one(&fixture->arena, &revision, &fixture->graph, "heads", &none,
				 &fixture->diagnostics),
		-1);
	assert_string_equal(arrows_messages(&fixture->arena, &fixture->diagnostics),
		":0: 'heads' must refer to one revision, but it refers to two: d1 and d2\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(identifiers_mean_revisions),
		TEST(merges_are_walked_on_a_branch),
		TEST(a_merge_is_not_next_while_its_parents_are_not),
		TEST(an_implied_revision_is_a_position_of_the_database),
		TEST(prefixes_are_unique),
		TEST(a_malformed_identifier_is_an_error),
		TEST(too_many_steps_report_the_possible_number),
		TEST(a_fork_on_the_way_is_ambiguous),
		TEST(several_heads_are_listed_with_remedies),
		TEST(an_unknown_row_is_a_finding),
		TEST(relative_identifiers_need_a_database),
		TEST(ranges_contain_both_ends),
		TEST(wrong_ranges_are_usage_errors),
		TEST(resolve_one_refuses_several),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
