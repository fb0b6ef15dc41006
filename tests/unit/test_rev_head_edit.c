/* rev/file/head_edit: changes ids in the head, and no other byte. */
#include "rev/file/head.h"
#include "rev/file/head_edit.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

/* Returns the text with id "new", parent "up" and "deq" in place of "dep". */
static void
check(struct fixture *fixture, const char *text, const char *expected)
{
	struct revision revision = {0};
	struct map renamed = {0};
	struct strbuf out = STRBUF_INIT;
	assert_int_equal(head_parse(&fixture->arena, &revision, "r.sql", text, strlen(text),
				 &fixture->diagnostics),
		0);
	map_put(&fixture->arena, &renamed, "dep", (void *)"deq");
	const struct head_edit edit = {.id = "new", .parent = "up", .renamed = &renamed};
	head_edit_print(&out, &revision, text, strlen(text), &edit);
	assert_string_equal(out.buf, expected);
	strbuf_release(&out);
}

static void
parents_give_way_to_the_new_one(void **state)
{
	check(*state, "-- Old words\n--\n-- revision: old\n-- revises: a, b\n\n-- schemac: upgrade\nOLD;\n",
		"-- Old words\n--\n-- revision: new\n-- revises: up\n\n-- schemac: upgrade\nOLD;\n");
	check(*state, "-- revision: old\n-- revises:\n", "-- revision: new\n-- revises: up\n");
}

static void
a_base_gets_a_parent(void **state)
{
	check(*state, "-- revision: old\n-- created: x\n",
		"-- revision: new\n-- revises: up\n-- created: x\n");
	check(*state, "-- revision: old", "-- revision: new\n-- revises: up");
}

static void
dependencies_follow_their_names(void **state)
{
	check(*state, "-- revision: old\n-- revises: a\n-- depends_on: x, dep,y\n",
		"-- revision: new\n-- revises: up\n-- depends_on: x, deq,y\n");
}

static void
line_ends_and_the_byte_order_mark_stay(void **state)
{
	check(*state, "\xEF\xBB\xBF-- revision: old\r\n-- schemac: upgrade\r\n-- revises: text\r\n",
		"\xEF\xBB\xBF-- revision: new\r\n-- revises: up\r\n-- schemac: upgrade\r\n-- revises: text\r\n");
}

/* The file may have changed since its head was read. No byte outside the text may be accessed. */
static void
a_file_that_changed_since_stays_in_its_bounds(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision = {0};
	struct map renamed = {0};
	struct strbuf out = STRBUF_INIT;
	const char *text = "-- words\n-- revision: old\n", *later = "-- words\n--";
	assert_int_equal(head_parse(&fixture->arena, &revision, "r.sql", text, strlen(text),
				 &fixture->diagnostics),
		0);
	const struct head_edit edit = {.id = "new", .parent = "up", .renamed = &renamed};
	head_edit_print(&out, &revision, later, strlen(later), &edit);
	assert_string_equal(out.buf, later);
	strbuf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parents_give_way_to_the_new_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_base_gets_a_parent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dependencies_follow_their_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			line_ends_and_the_byte_order_mark_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_file_that_changed_since_stays_in_its_bounds, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
