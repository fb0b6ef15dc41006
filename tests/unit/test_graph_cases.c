/*
 * rev/graph: every line of tests/cases/graph/graph.txt. The steps may be in any topological order;
 * rows and exit statuses must match exactly.
 */
#include "base/file.h"
#include "graph_arrows.h"
#include "rev/graph/graph_plan.h"
#include "rev/graph/resolve.h"
#include "rev/graph/set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

static const struct {
	const char *name, *arrows;
} graphs[] = {
#define TREE "a->b; b->c1[L1]->d1; b->c2[L2]->d2"
	{"LIN", "a->b->c->d->e"},
	{"TREE", TREE},
	{"MERGE", TREE "; d1,d2->m->f"},
	{"FOREST", "a1[A]->a2; b1[B]->b2"},
	{"DEP", "a1[A]->a2->a3; b1[B]->b2->b3; a2~>b2"},
	{"XD", TREE "; c1~>d2"},
	{"BMP", "a1->b1->c1; a2->b2->c2; c1,c2->d1; c2->d2"},
	{"CRISS", "a1->a2->a3; b1->b2->b3; b1~>a3; a2~>b2"},
	{"DEP5", "a1~>b1; a1,b1->m"},
	{"OCT", "a->b1,b2,b3->m"},
	{"TWIN", "a->b1,b2->c1,c2"},
	{"HEX", "ae1027a6acf1->ae10ffffffff->27c6a30d7c24->abc"},
};

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct graph graph;
	const char *line; /* of graph.txt, for failures */
};

#define CHECK(fixture, condition)                                                                  \
	do {                                                                                       \
		if (!(condition))                                                                  \
			fail_msg("%s\n%s\nnot true: %s", (fixture)->line,                          \
				arrows_messages(&(fixture)->arena, &(fixture)->diagnostics),       \
				#condition);                                                       \
	} while (0)

/* The names in "x,y". */
static struct texts
names_parse(struct arena *arena, const char *text, size_t length)
{
	struct texts names = {0};
	char *copy = arena_strndup(arena, text, length);
	char *save = NULL;
	for (char *name = strtok_r(copy, ", ", &save); name != NULL;
		name = strtok_r(NULL, ", ", &save))
		*VEC_ADD(arena, &names) = name;
	if (names.len > 0)
		qsort(names.items, names.len, sizeof(*names.items), text_compare);
	return names;
}

static struct texts
braces_parse(struct arena *arena, const char *text)
{
	const char *open = strchr(text, '{');
	return names_parse(arena, open + 1, strcspn(open + 1, "}"));
}

static void
check_names(
	struct fixture *fixture, const struct revisions *got, const struct texts *expected)
{
	CHECK(fixture, got->len == expected->len);
	for (size_t i = 0; i < got->len; i++)
		CHECK(fixture, strcmp(got->items[i]->id, expected->items[i]) == 0);
}

/*
 * Each expected step occurs exactly once, no other step occurs, and none is applied or undone too
 * early.
 */
static void
check_steps(struct fixture *fixture, const struct graph_plan *plan, const char *text, size_t length)
{
	struct texts steps = names_parse(&fixture->arena, text, length);
	struct revision_set seen = set_new(&fixture->arena, &fixture->graph);
	CHECK(fixture, plan->moves.len == steps.len);
	VEC_EACH (struct schemac_move, move, plan->moves) {
		const struct revision *revision = fixture->graph.all.items[move->revision];
		const char *step = arena_printf(&fixture->arena, "%c%s",
			move->direction == SCHEMAC_UP ? '+' : '-', revision->id);
		bool found = false;
		VEC_EACH (const char *, expected, steps)
			found |= strcmp(*expected, step) == 0;
		CHECK(fixture, found && !seen.has[move->revision]);
		seen.has[move->revision] = true;
	}
	for (size_t i = 1; i < plan->moves.len; i++) {
		const struct schemac_move *a = &plan->moves.items[i - 1];
		const struct schemac_move *b = &plan->moves.items[i];
		CHECK(fixture, a->direction == b->direction);
		CHECK(fixture, (a->revision < b->revision) == (a->direction == SCHEMAC_UP));
	}
}

/* The messages contain every revision, branch@… and ±N that the reason names. */
static void
check_reason(struct fixture *fixture, const char *reason)
{
	const char *messages = arrows_messages(&fixture->arena, &fixture->diagnostics);
	char *save = NULL;
	for (char *word = strtok_r(arena_strdup(&fixture->arena, reason), " ,;:()", &save);
		word != NULL; word = strtok_r(NULL, " ,;:()", &save))
		if (graph_find(&fixture->graph, word) != NULL || strchr(word, '@') != NULL ||
			*word == '+' || *word == '-' || strcmp(word, "heads") == 0 ||
			strcmp(word, "merge") == 0)
			CHECK(fixture, strstr(messages, word) != NULL);
}

static void
check_stamp(struct fixture *fixture, const struct texts *rows, const struct graph_plan *plan,
	const char *expected)
{
	struct texts gone = names_parse(&fixture->arena, expected, strcspn(expected, "="));
	CHECK(fixture, plan->moves.len == 0);
	CHECK(fixture, gone.len == rows->len);
	for (size_t i = 0; i < gone.len; i++)
		CHECK(fixture, strcmp(gone.items[i], rows->items[i]) == 0);
}

static int
run_command(struct fixture *fixture, const char *command, const char *target,
	const struct texts *rows, struct graph_plan *plan, struct revision **shown)
{
	struct arena *arena = &fixture->arena;
	struct graph *graph = &fixture->graph;
	struct diagnostics *diagnostics = &fixture->diagnostics;
	struct range range;
	if (strcmp(command, "up") == 0)
		return graph_plan_upgrade(arena, plan, graph, rows, target, diagnostics);
	if (strcmp(command, "down") == 0)
		return graph_plan_downgrade(arena, plan, graph, rows, target, diagnostics);
	if (strcmp(command, "stamp") == 0)
		return graph_plan_stamp(arena, plan, graph, rows, &target, 1, diagnostics);
	if (strcmp(command, "hist") == 0)
		return resolve_range(arena, &range, graph, target, rows, diagnostics);
	return resolve_one(arena, shown, graph, target, rows, diagnostics);
}

/* GRAPH command 'identifier' from {rows}: expected */
static void
check_line(struct fixture *fixture, const char *arrows)
{
	struct graph_plan plan = {0};
	struct revision *shown = NULL;
	char command[8], target[32];
	int colon = 0, status = 0, why = 0;
	assert_int_equal(
		arrows_build(&fixture->arena, &fixture->graph, arrows, &fixture->diagnostics), 0);
	assert_int_equal(sscanf(fixture->line, "%*s %7s '%31[^']' from {%*[^:]: %n", command,
				 target, &colon),
		2);
	struct texts rows = braces_parse(&fixture->arena, fixture->line);
	const char *expected = strstr(fixture->line, "}: ") + 3;
	const char *after = strstr(expected, "=> {");
	int result = run_command(fixture, command, target, &rows, &plan, &shown);
	if (sscanf(expected, "error(%d)%n", &status, &why) == 1) {
		CHECK(fixture, result == -1);
		CHECK(fixture, (int)diag_exit_status(&fixture->diagnostics) == status);
		check_reason(fixture, expected + why);
		return;
	}
	CHECK(fixture, result == 0);
	if (after == NULL) {
		CHECK(fixture, strcmp(shown->id, expected) == 0);
		return;
	}
	struct texts expected_rows = braces_parse(&fixture->arena, after);
	check_names(fixture, &plan.rows, &expected_rows);
	if (strcmp(command, "stamp") == 0)
		check_stamp(fixture, &rows, &plan, expected);
	else
		check_steps(fixture, &plan, expected, (size_t)(after - expected));
}

static const char *
arrows_of(const char *line)
{
	size_t length = strcspn(line, " ");
	for (size_t i = 0; i < sizeof(graphs) / sizeof(*graphs); i++)
		if (strlen(graphs[i].name) == length && memcmp(graphs[i].name, line, length) == 0)
			return graphs[i].arrows;
	return NULL;
}

static void
every_line_of_the_cases_holds(void **state)
{
	struct arena arena;
	struct strbuf text = STRBUF_INIT;
	size_t checked = 0;
	char *save = NULL;
	(void)state;
	arena_init(&arena);
	char *path = path_join(&arena, SCHEMAC_TESTS, "cases/graph/graph.txt");
	assert_int_equal(file_read(&text, path), 0);
	for (char *line = strtok_r(text.buf, "\n", &save); line != NULL;
		line = strtok_r(NULL, "\n", &save)) {
		struct fixture fixture = {.line = line};
		const char *arrows = arrows_of(line);
		if (*line == '#' || strncmp(line, "BAD", 3) == 0)
			continue;
		if (arrows == NULL)
			fail_msg("no graph for: %s", line);
		arena_init(&fixture.arena);
		diag_init(&fixture.diagnostics, &fixture.arena);
		check_line(&fixture, arrows);
		arena_release(&fixture.arena);
		checked++;
	}
	assert_true(checked >= 49);
	strbuf_release(&text);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_of_the_cases_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
