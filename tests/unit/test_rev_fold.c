/* rev/merge: the schema at a revision, and the merge of branches. */
#include "base/json_print.h"
#include "graph_arrows.h"
#include "rev/merge/fold.h"
#include "rev/merge/merge_objects.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

/* ------------------------------------------------------------------ merge */

static struct json *
json_of(struct fixture *fixture, const char *text)
{
	struct json_error error;
	if (text == NULL || strcmp(text, "null") == 0)
		return text != NULL ? json_new_null(&fixture->arena) : NULL;
	/* ' stands for ", which is easier to read in C. */
	char *copy = arena_strdup(&fixture->arena, text);
	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\'')
			*c = '"';
	struct json *json = json_parse(&fixture->arena, copy, strlen(copy), &error);
	if (json == NULL)
		fail_msg("%s: %s", text, error.message);
	return json;
}

static const char *
text_of(struct fixture *fixture, const struct json *json)
{
	struct strbuf text = STRBUF_INIT;
	if (json == NULL)
		return NULL;
	json_print_compact(&text, json);
	for (size_t i = 0; i < text.len; i++)
		if (text.buf[i] == '"')
			text.buf[i] = '\'';
	const char *copy = arena_strdup(&fixture->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/*
 * Asserts that the merge gives `expected`, or has conflicts at exactly these paths, separated by
 * '|'.
 */
static void
merges_to(struct fixture *fixture, const char *base, const char *ours, const char *theirs,
	const char *expected, const char *paths)
{
	struct merge_conflicts conflicts = {0};
	struct json *merged = merge_json(&fixture->arena, json_of(fixture, base),
		json_of(fixture, ours), json_of(fixture, theirs), &conflicts);
	const char *found = "";
	VEC_EACH (struct merge_conflict, conflict, conflicts)
		found = arena_printf(&fixture->arena, "%s%s%s", found, *found != '\0' ? "|" : "",
			*conflict->path != '\0' ? conflict->path : "all of it");
	assert_string_equal(found, paths);
	if (*paths != '\0')
		return;
	if (expected == NULL)
		assert_null(merged);
	else
		assert_string_equal(text_of(fixture, merged), expected);
}

#define COLUMNS(list) "{'columns':[" list "]}"
#define ID "{'name':'id'}"

static void
members_merge_one_by_one(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, "{'a':1,'b':1}", "{'a':2,'b':1}", "{'a':1,'b':3}", "{'a':2,'b':3}", "");
	merges_to(fixture, "{'a':1}", "{}", "{'a':1,'c':true}", "{'c':true}", "");
	merges_to(fixture, "{'a':1}", "{'a':2}", "{'a':2}", "{'a':2}", "");
	merges_to(fixture, "{'a':1}", "{'a':2}", "{'a':3}", NULL, "a");
	merges_to(fixture, "{'a':1}", "{'a':2}", "{}", NULL, "a");
	merges_to(fixture, "{'t':{'all':'x'}}", "{'t':{'all':'y'}}",
		"{'t':{'all':'x','sqlite':'z'}}", "{'t':{'all':'y','sqlite':'z'}}", "");
	merges_to(fixture, "{'to':{'name':'a'}}", "{'to':{'name':'b'}}",
		"{'to':{'name':'a','schema':'s'}}", NULL, "to");
}

static void
an_object_may_be_added_and_dropped(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, "{'a':1}", "null", "{'a':1}", NULL, "");
	merges_to(fixture, "{'a':1}", NULL, "null", NULL, "");
	merges_to(fixture, "{'a':1}", "null", "{'a':2}", NULL, "all of it");
	merges_to(fixture, NULL, "{'a':1}", "{'a':1}", "{'a':1}", "");
}

static void
columns_of_both_sides_are_kept(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, COLUMNS(ID), COLUMNS(ID ",{'name':'a'}"), COLUMNS(ID ",{'name':'b'}"),
		COLUMNS(ID ",{'name':'a'},{'name':'b'}"), "");
	merges_to(fixture, COLUMNS(ID ",{'name':'x'}"), COLUMNS(ID),
		COLUMNS(ID ",{'name':'x'},"
			   "{'name':'b'}"),
		COLUMNS(ID ",{'name':'b'}"), "");
	merges_to(fixture, COLUMNS(ID ",{'name':'x','type':'A'}"),
		COLUMNS(ID ",{'name':'x','type':'B'}"),
		COLUMNS(ID ",{'name':'x','not_null':true,'type':'A'}"),
		COLUMNS(ID ",{'name':'x','not_null':true,'type':'B'}"), "");
	merges_to(fixture, COLUMNS(ID ",{'name':'x','type':'A'}"),
		COLUMNS(ID ",{'name':'x','type':'B'}"), COLUMNS(ID ",{'name':'x','type':'C'}"),
		NULL, "columns: x: type");
	merges_to(fixture, COLUMNS(ID ",{'name':'x','type':'A'}"), COLUMNS(ID),
		COLUMNS(ID ",{'name':'x','type':'C'}"), NULL, "columns: x");
	merges_to(fixture, COLUMNS(ID), COLUMNS(ID ",{'name':'n','type':'A'}"),
		COLUMNS(ID ",{'name':'n','type':'B'}"), NULL, "columns: n");
	merges_to(fixture, "{}", COLUMNS(ID), COLUMNS("{'name':'b'}"), COLUMNS(ID ",{'name':'b'}"),
		"");
}

#define VALUES(list) "{'values':[" list "]}"
#define V(name) "{'value':'" name "'}"

static void
values_of_an_enum_keep_their_order(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, VALUES(V("a") "," V("z")), VALUES(V("a") "," V("b") "," V("z")),
		VALUES(V("a") "," V("c") "," V("z") "," V("d")),
		VALUES(V("a") "," V("b") "," V("c") "," V("z") "," V("d")), "");
	merges_to(fixture, VALUES(V("a") "," V("b")), VALUES(V("b") "," V("a")),
		VALUES(V("a") "," V("b") "," V("c")), VALUES(V("b") "," V("c") "," V("a")), "");
	merges_to(fixture, VALUES(V("a") "," V("b") "," V("c")),
		VALUES(V("b") "," V("a") "," V("c")), VALUES(V("a") "," V("c") "," V("b")), NULL,
		"values");
}

#define CONSTRAINTS(list) "{'constraints':[" list "]}"
#define UNIQUE(column, more) "{'kind':'unique','parts':[{'column':'" column "'}]" more "}"

static void
unnamed_constraints_are_identified_by_content(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, CONSTRAINTS(UNIQUE("a", "")),
		CONSTRAINTS(UNIQUE("a", ",'deferrable':true")),
		CONSTRAINTS(UNIQUE("a", "") "," UNIQUE("b", "")),
		CONSTRAINTS("{'deferrable':true,'kind':'unique','parts':[{'column':'a'}]}," UNIQUE(
			"b", "")),
		"");
	merges_to(fixture, CONSTRAINTS("{'kind':'primary key','parts':[{'column':'a'}]}"),
		CONSTRAINTS("{'kind':'primary key','parts':[{'column':'b'}]}"),
		CONSTRAINTS("{'kind':'primary key','name':'k','parts':[{'column':'c'}]}"), NULL,
		"constraints: primary key: parts");
	/* If two items have the same name, the whole list is merged as one value. */
	merges_to(fixture, CONSTRAINTS(UNIQUE("a", "") "," UNIQUE("a", "")),
		CONSTRAINTS(UNIQUE("a", "")), CONSTRAINTS(UNIQUE("b", "")), NULL, "constraints");
}

static void
a_list_of_other_values_is_one_value(void **state)
{
	struct fixture *fixture = *state;
	merges_to(fixture, "{'parts':[{'column':'a'}]}",
		"{'parts':[{'column':'a'},{'column':'b'}]}",
		"{'parts':[{'column':'a'},{'column':'c'}]}", NULL, "parts");
	merges_to(
		fixture, "{'columns':3}", "{'columns':[1]}", "{'columns':['x']}", NULL, "columns");
}

/* ------------------------------------------------------------------ fold */

struct statement {
	const char *id;
	const char *objects; /* JSON in which ' stands for " */
};

/*
 * Folds a graph written as arrows. Listed revisions have snapshots with these objects; the other
 * snapshots are empty.
 */
static void
build(struct fixture *fixture, struct graph *graph, const char *arrows,
	const struct statement *statements, size_t count)
{
	struct revisions all = arrows_revisions(&fixture->arena, arrows);
	VEC_EACH (struct revision *, revision, all) {
		struct json *root = json_new_object(&fixture->arena);
		struct json *parents = json_new_list(&fixture->arena);
		struct strbuf text = STRBUF_INIT;
		const char *objects = "{}";
		for (size_t i = 0; i < count; i++)
			if (strcmp(statements[i].id, (*revision)->id) == 0)
				objects = statements[i].objects;
		VEC_EACH (struct reference, parent, (*revision)->parents)
			json_push(&fixture->arena, parents,
				json_new_text(&fixture->arena, parent->name));
		json_set(&fixture->arena, root, "format", json_new_number(&fixture->arena, 1));
		json_set_text(&fixture->arena, root, "revision", (*revision)->id);
		json_set(&fixture->arena, root, "parents", parents);
		json_set(&fixture->arena, root, "objects", json_of(fixture, objects));
		json_print(&text, root);
		(*revision)->snapshot_path = fixture_write(fixture,
			arena_printf(&fixture->arena, "%s.json", (*revision)->id), text.buf);
		strbuf_release(&text);
	}
	assert_int_equal(graph_build(&fixture->arena, graph, &all, &fixture->diagnostics), 0);
}

static const char *
fold_text(struct fixture *fixture, const char *arrows, const struct statement *statements,
	size_t count)
{
	struct graph graph;
	struct json *objects;
	build(fixture, &graph, arrows, statements, count);
	if (fold_objects(&fixture->arena, &objects, &graph, &graph.heads, &fixture->diagnostics) !=
		0)
		return NULL;
	return text_of(fixture, objects);
}

#define FOLD(fixture, arrows, ...)                                                                 \
	fold_text((fixture), (arrows), (const struct statement[]){__VA_ARGS__},                    \
		sizeof((const struct statement[]){__VA_ARGS__}) / sizeof(struct statement))

static void
later_states_replace_earlier_ones(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(
		FOLD(fixture, "c->a->b", {"c", "{'table t':{'a':1},'table u':{'a':1}}"},
			{"a", "{'table t':{'a':2},'view v':{'a':1}}"}, {"b", "{'table u':null}"}),
		"{'table t':{'a':2},'view v':{'a':1}}");
}

static void
branches_merge_by_member(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(
		FOLD(fixture, "a->b; a->c", {"a", "{'table t':{'x':1,'y':1}}"},
			{"b", "{'table t':{'x':2,'y':1}}"}, {"c", "{'table t':{'x':1,'y':3}}"}),
		"{'table t':{'x':2,'y':3}}");
}

/* The merge base of b and d is the state at a, although c is between a and d. */
static void
the_base_is_the_last_common_state(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(
		FOLD(fixture, "a->b; a->c->d", {"a", "{'table t':{'x':1,'y':1}}"},
			{"b", "{'table t':{'x':2,'y':1}}"}, {"c", "{'table t':{'x':1,'y':3}}"},
			{"d", "{'table t':{'x':1,'y':4}}"}),
		"{'table t':{'x':2,'y':4}}");
}

static void
a_dependency_orders_states(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(FOLD(fixture, "a->b; a->c; b~>c", {"a", "{'table t':{'x':1}}"},
				    {"b", "{'table t':{'x':2}}"}, {"c", "{'table t':{'x':3}}"}),
		"{'table t':{'x':3}}");
}

static void
three_branches_merge(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(FOLD(fixture, "a->d,c,b->m", {"a", "{'table t':{'x':1,'y':1,'z':1}}"},
				    {"b", "{'table t':{'x':2,'y':1,'z':1}}"},
				    {"c", "{'table t':{'x':1,'y':2,'z':1}}"},
				    {"d", "{'table t':{'x':1,'y':1,'z':2}}"}),
		"{'table t':{'x':2,'y':2,'z':2}}");
}

static void
a_conflict_names_both_places(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(fixture, "a->c; a->b", {"a", "{'table t':{'x':1}}"},
		{"b", "{'table t':{'x':2}}"}, {"c", "{'table t':{'x':3}}"}));
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_FINDING);
	assert_string_equal(fixture_messages(fixture),
		"c.json:4:5: table 't': revision c changes its x to 3, but revision b changes its "
		"x to 2\n"
		"b.json:4:5: note: revision b makes its change here\n"
		"a.json:4:5: note: in revision a, before both, its x was 1\n"
		":0:0: note: if no database has revision c yet, delete its two files: `schemac "
		"check` then drafts the rest of its changes on top of b\n"
		":0:0: note: otherwise add a revision after c, on its branch, that makes the same "
		"change as b, or vice versa; then both can be merged\n");
}

static void
a_merge_revision_resolves_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(FOLD(fixture, "a->b,c->m->n", {"a", "{'table t':{'x':1}}"},
				    {"b", "{'table t':{'x':2}}"}, {"c", "{'table t':{'x':3}}"},
				    {"m", "{'table t':{'x':4}}"}),
		"{'table t':{'x':4}}");
}

static void
dropping_and_changing_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(fixture, "a->b; a->c", {"a", "{'table t':{'x':1}}"},
		{"b", "{'table t':null}"}, {"c", "{'table t':{'x':3}}"}));
	assert_string_equal(fixture->diagnostics.all.items[0]->message,
		"table 't': revision c changes its x to 3, but revision b drops the table");
}

static void
a_table_created_on_both_branches_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(
		fixture, "a->b; a->c", {"b", "{'table t':{'x':1}}"}, {"c", "{'table t':{'x':3}}"}));
}

/*
 * Each side is valid and all parts merge, but one side's index requires a column that the other
 * side drops.
 */
static void
an_index_over_a_dropped_column_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(fixture, "a->b; a->c",
		{"a", "{'table t':{'columns':[{'name':'id'},{'name':'x'}]}}"},
		{"b", "{'table t':{'columns':[{'name':'id'}]}}"},
		{"c", "{'table t':{'columns':[{'name':'id'},{'name':'x'}],"
		      "'indexes':[{'name':'i','parts':[{'column':'x'}]}]}}"}));
	assert_string_equal(fixture->diagnostics.all.items[0]->message,
		"column 't.x': revision c adds index 'i', which needs the column, but revision b "
		"drops the column");
}

static void
a_reference_to_what_the_other_branch_drops_is_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(fixture, "a->b; a->c",
		{"a", "{'table t':{'columns':[{'name':'id'}]},'table u':{'columns':[{'name':'id'}]}}"},
		{"b", "{'table u':null}"},
		{"c", "{'table t':{'columns':[{'name':'id'}],'constraints':[{'kind':'foreign key',"
		      "'parts':[{'column':'id'}],'target':{'name':'u'}}]}}"}));
	assert_int_equal(fixture->diagnostics.all.len, 1);
	const struct diagnostic *found = fixture->diagnostics.all.items[0];
	assert_string_equal(found->message,
		"table 'u': revision c adds foreign key (id) of table 't', which needs the table, but "
		"revision b drops the table");
}

/*
 * The same applies to an enum. There is no conflict if the reference was in the branch that drops
 * the enum.
 */
static void
a_reference_that_the_dropping_branch_had_is_not_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	assert_null(FOLD(fixture, "a->b; a->c", {"a", "{'table t':{'x':1},'enum e':{'values':[]}}"},
		{"b", "{'enum e':null}"},
		{"c", "{'table t':{'columns':[{'name':'x','enum':{'name':'e'}}]}}"}));
	assert_non_null(FOLD(fixture, "a->b; a->c",
		{"a", "{'table t':{'columns':[{'name':'x','enum':{'name':'e'}}]},'enum e':{}}"},
		{"b", "{'enum e':null}"}, {"c", "{'table u':{'x':1}}"}));
}

static void
the_schema_of_a_fold_is_sorted(void **state)
{
	struct fixture *fixture = *state;
	struct graph graph;
	struct schema *schema;
	struct texts shared;
	const struct statement statements[] = {
		{"a", "{'table z':{'name':{'name':'z'},'columns':[{'name':'id','type':'INTEGER'}]},"
		      "'table b':{'name':{'name':'b'}}}"},
		{"b", "{'table z':{'name':{'name':'z'},'comment':'c','columns':[{'name':'id',"
		      "'type':'INTEGER'}]}}"},
		{"c", "{'table z':{'name':{'name':'z'},'columns':[{'name':'id','type':'INTEGER'},"
		      "{'name':'n','type':'TEXT'}]}}"},
	};
	build(fixture, &graph, "a->b; a->c", statements, 3);
	assert_int_equal(
		fold_schema(&fixture->arena, &schema, &graph, &graph.heads, &fixture->diagnostics),
		0);
	assert_int_equal(schema->tables.len, 2);
	assert_string_equal(schema->tables.items[0]->name.name, "b");
	assert_string_equal(schema->tables.items[1]->comment, "c");
	assert_int_equal(schema->tables.items[1]->columns.len, 2);
	assert_int_equal(
		fold_shared(&fixture->arena, &shared, &graph, &graph.heads, &fixture->diagnostics),
		0);
	assert_int_equal(shared.len, 1);
	assert_string_equal(shared.items[0], "table z");
	assert_int_equal(fold_schema(&fixture->arena, &schema, &graph, &(struct revisions){0},
				 &fixture->diagnostics),
		0);
	assert_int_equal(schema->tables.len, 0);
}

/* b and c conflict over t, but the snapshot of the merge m contains t: m has no conflict. */
static void
a_merge_revision_restates_a_conflict(void **state)
{
	struct fixture *fixture = *state;
	struct graph graph;
	struct schema *schema;
	const struct statement statements[] = {
		{"a", "{'table t':{'name':{'name':'t'}},'table u':{'name':{'name':'u'}}}"},
		{"b", "{'table t':{'name':{'name':'t'},'comment':'b'}}"},
		{"c", "{'table t':{'name':{'name':'t'},'comment':'c'}}"},
		{"m", "{'table t':{'name':{'name':'t'},'comment':'m'}}"},
	};
	build(fixture, &graph, "a->b,c->m; b,c->n", statements, 4);
	assert_int_equal(fold_schema_before(&fixture->arena, &schema, &graph,
				 graph_find(&graph, "m"), &fixture->diagnostics),
		0);
	assert_int_equal(schema->tables.len, 2);
	assert_string_equal(schema->tables.items[0]->comment, "b");
	assert_int_equal(fold_schema_before(&fixture->arena, &schema, &graph,
				 graph_find(&graph, "n"), &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_FINDING);
}

static void
a_wrong_state_is_an_error_at_its_place(void **state)
{
	struct fixture *fixture = *state;
	struct graph graph;
	struct schema *schema;
	const struct statement statements[] = {
		{"a", "{'table z':{'name':{'name':'z'},'colour':1}}"}};
	build(fixture, &graph, "a", statements, 1);
	assert_int_equal(
		fold_schema(&fixture->arena, &schema, &graph, &graph.heads, &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_int_equal(fixture->diagnostics.all.items[0]->at.line, 4);
	assert_non_null(strstr(fixture->diagnostics.all.items[0]->message, "colour"));
}

/*
 * The order of branches depends on ids. The same history with different ids folds to the same
 * schema.
 */
static void
the_order_of_branches_does_not_matter(void **state)
{
	struct fixture *fixture = *state;
	const char *first = FOLD(fixture, "a->b->c; a->x->y; c,y->m; a->q",
		{"a", "{'table t':{'p':1,'q':1,'r':1}}"}, {"c", "{'table t':{'p':2,'q':1,'r':1}}"},
		{"y", "{'table t':{'p':1,'q':2,'r':1}}"}, {"q", "{'table t':{'p':1,'q':1,'r':2}}"});
	const char *second = FOLD(fixture, "a->y->z; a->b->c; c,z->n; a->0",
		{"a", "{'table t':{'p':1,'q':1,'r':1}}"}, {"z", "{'table t':{'p':2,'q':1,'r':1}}"},
		{"c", "{'table t':{'p':1,'q':2,'r':1}}"}, {"0", "{'table t':{'p':1,'q':1,'r':2}}"});
	assert_string_equal(first, "{'table t':{'p':2,'q':2,'r':2}}");
	assert_string_equal(first, second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(members_merge_one_by_one),
		TEST(an_object_may_be_added_and_dropped),
		TEST(columns_of_both_sides_are_kept),
		TEST(values_of_an_enum_keep_their_order),
		TEST(unnamed_constraints_are_identified_by_content),
		TEST(a_list_of_other_values_is_one_value),
		TEST(later_states_replace_earlier_ones),
		TEST(branches_merge_by_member),
		TEST(the_base_is_the_last_common_state),
		TEST(a_dependency_orders_states),
		TEST(three_branches_merge),
		TEST(a_conflict_names_both_places),
		TEST(a_merge_revision_resolves_a_conflict),
		TEST(dropping_and_changing_is_a_conflict),
		TEST(a_table_created_on_both_branches_is_a_conflict),
		TEST(an_index_over_a_dropped_column_is_a_conflict),
		TEST(a_reference_to_what_the_other_branch_drops_is_a_conflict),
		TEST(a_reference_that_the_dropping_branch_had_is_not_a_conflict),
		TEST(the_schema_of_a_fold_is_sorted),
		TEST(a_merge_revision_restates_a_conflict),
		TEST(a_wrong_state_is_an_error_at_its_place),
		TEST(the_order_of_branches_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
