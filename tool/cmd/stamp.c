/*
 * stamp: says where a database is, without running anything.
 */
#include "apply/migration.h"

#include <stdint.h>

static const struct option own_options[] = {
	{"purge", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, purge),
		"forget all rows first, unknown ones too"},
	{"sql", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, sql),
		"print a script for the engine's shell instead; FROM:TO says where the database is"},
	{"tag", '\0', false, OPTION_TEXT, "TEXT", offsetof(struct migration_options, tag),
		"a word that schemac_history keeps with it"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

static int
stamp_rows(struct migration *m, const struct graph_plan *plan)
{
	struct schemac_error error;
	size_t *rows = arena_alloc(&m->context->arena, (plan->rows.len + 1) * sizeof(*rows));
	for (size_t i = 0; i < plan->rows.len; i++)
		rows[i] = plan->rows.items[i]->number;
	if (schemac_stamp(m->database.db, m->bundle, rows, plan->rows.len, &m->options, &error) != 0)
		return migration_report(m, &error);
	return 0;
}

static int
run(struct context *context)
{
	const struct migration_options *options = context->options;
	struct migration m;
	struct graph_plan plan = {0};
	struct texts none = {0};
	if (options->sql)
		return migration_print_stamp(context);
	if (migration_open(context, &m, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = graph_plan_stamp(&context->arena, &plan, &m.store.graph,
		options->purge ? &none : &m.rows, context->operands.items, context->operands.len,
		&context->diagnostics);
	if (result == 0)
		result = stamp_rows(&m, &plan);
	migration_close(&m);
	return result;
}

const struct command command_stamp = {
	.name = "stamp",
	.operands = "REVISION…",
	.summary = "say which revision a database is at, without running anything",
	.details =
		"Writes the revisions into the version table, for a database that got its schema in another way. Rows of other branches stay, unless --purge.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.min_operands = 1,
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
