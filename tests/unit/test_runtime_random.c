/*
 * Random graphs and random moves. After every call the tables match the applied revisions, and the
 * rows of the version table are their heads. Both are computed from the definitions, without the
 * runtime's code.
 */
#include "runtime_fixture.h"

enum { MOST = 20 };

struct model {
	size_t count;
	bool parent[MOST][MOST];  /* [i][j]: i revises j */
	bool depends[MOST][MOST]; /* [i][j]: i depends on j */
	bool applied[MOST];
	unsigned seed;
};

/* xorshift32 (Marsaglia 2003), so that the graphs are the same everywhere. */
static unsigned
draw(struct model *model, unsigned limit)
{
	model->seed ^= model->seed << 13;
	model->seed ^= model->seed >> 17;
	model->seed ^= model->seed << 5;
	return model->seed % limit;
}

static bool
rests_on(const struct model *model, size_t above, size_t below)
{
	return model->parent[above][below] || model->depends[above][below];
}

static const char *
id_of(struct fixture *f, size_t node)
{
	/* Ids are in random order, because the runtime must not rely on their order. */
	return arena_printf(&f->arena, "%c%zu", (char)('a' + (int)(node * 7 % 26)), node);
}

static void
make_graph(struct fixture *f, struct model *model)
{
	model->count = 1 + draw(model, MOST);
	for (size_t i = 0; i < model->count; i++) {
		char below[256] = "";
		for (int kind = 0; kind < 2; kind++) {
			bool(*edges)[MOST] = kind ? model->depends : model->parent;
			for (unsigned n = i ? draw(model, kind ? 2 : 3) : 0; n > 0; n--)
				edges[i][draw(model, (unsigned)i)] = true;
			for (size_t j = 0; j < i; j++)
				if (edges[i][j] && !(kind && model->parent[i][j])) {
					strcat(below, " ");
					strcat(below, id_of(f, j));
				}
			if (!kind)
				strcat(below, "|");
		}
		fixture_plain(f, id_of(f, i), arena_strdup(&f->arena, below));
	}
}

static bool
is_head(const struct model *model, size_t node)
{
	for (size_t i = 0; i < model->count; i++)
		if (model->applied[i] && rests_on(model, i, node))
			return false;
	return model->applied[node];
}

static void
check(struct fixture *f, const struct model *model)
{
	for (size_t i = 0; i < model->count; i++) {
		char sql[200];
		const char *id = f->revisions[i].id;
		snprintf(sql, sizeof(sql),
			"SELECT (SELECT count(*) FROM sqlite_master WHERE name = 't_%s'),"
			" (SELECT count(*) FROM schemac_version WHERE version_num = '%s')",
			id, id);
		char expected[8];
		snprintf(expected, sizeof(expected), "%d|%d", model->applied[i], is_head(model, i));
		assert_string_equal(fixture_text(f, sql), expected);
	}
}

static void
downgrade_model(struct model *model, size_t target)
{
	bool gone[MOST] = {false};
	for (size_t i = target + 1; i < model->count; i++)
		for (size_t j = target; j < i; j++)
			if (model->parent[i][j] && (j == target || gone[j]))
				gone[i] = true;
	for (size_t i = target + 1; i < model->count; i++)
		for (size_t j = 0; j < i; j++)
			if (rests_on(model, i, j) && gone[j])
				gone[i] = true;
	for (size_t i = 0; i < model->count; i++)
		model->applied[i] = model->applied[i] && !gone[i];
}

/* Moves one revision up or down. The runtime must succeed or fail exactly when the model does. */
static void
move_one(struct fixture *f, struct model *model)
{
	size_t node = draw(model, (unsigned)model->count);
	bool up = draw(model, 2);
	bool fits = true;
	for (size_t i = 0; i < model->count; i++)
		if (up ? rests_on(model, node, i) && !model->applied[i]
		       : rests_on(model, i, node) && model->applied[i])
			fits = false;
	char steps[32];
	snprintf(steps, sizeof(steps), "%c%s", up ? '+' : '-', f->revisions[node].id);
	int result = fixture_run(f, steps);
	if (model->applied[node] == up) {
		assert_ok(f, result);
		assert_string_equal(f->log, "");
	} else if (fits) {
		assert_ok(f, result);
		model->applied[node] = up;
	} else {
		assert_int_equal(result, -1);
		assert_int_equal(f->error.kind, SCHEMAC_ERROR_STATE);
	}
}

static void
act(struct fixture *f, struct model *model)
{
	f->options.transaction_per_migration = draw(model, 2);
	unsigned action = draw(model, 8);
	size_t target = draw(model, (unsigned)model->count);
	if (action == 0) {
		assert_ok(f, fixture_upgrade(f));
		memset(model->applied, true, model->count);
	} else if (action == 1) {
		assert_ok(f, fixture_downgrade(f, NULL));
		memset(model->applied, false, model->count);
	} else if (action == 2 && model->applied[target]) {
		assert_ok(f, fixture_downgrade(f, f->revisions[target].id));
		downgrade_model(model, target);
	} else if (action == 3 && is_head(model, target)) {
		assert_ok(f, schemac_downgrade_stored(fixture_db(f), &f->bundle,
				     f->revisions[target].id, &f->options, &f->error));
		model->applied[target] = false;
	} else {
		move_one(f, model);
	}
}

static void
test_random_graphs(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 120; seed++) {
		struct model model = {.seed = seed * 2654435761U};
		struct fixture f;
		fixture_init(&f, ":memory:");
		make_graph(&f, &model);
		assert_ok(&f,
			schemac_ensure_version(fixture_db(&f), &f.bundle, &f.options, &f.error));
		for (int i = 0; i < 25; i++) {
			act(&f, &model);
			check(&f, &model);
		}
		assert_ok(&f, fixture_upgrade(&f));
		assert_ok(&f, fixture_downgrade(&f, NULL));
		memset(model.applied, false, sizeof(model.applied));
		check(&f, &model);
		fixture_release(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_graphs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
