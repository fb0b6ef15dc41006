/*
 * diff: compares two schemas, each given by models, a revision, a database or metadata, or empty.
 */
#include "base/json.h"
#include "base/json_print.h"
#include "base/map.h"
#include "base/text.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "diff/change_summary.h"
#include "diff/data_loss.h"
#include "workspace/source_diff.h"

#include <stdio.h>

#define DIFF_FORMS "text|json|sql"

struct diff_options {
	struct model_options models;
	const char *emit;
};

static const struct option own_options[] = {
	{"emit", '\0', false, OPTION_TEXT, DIFF_FORMS, offsetof(struct diff_options, emit),
		"format of the output: a line per change, JSON, or SQL statements"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct diff_options, models)},
	{0},
};

static void
print_text(struct source_diff *d)
{
	struct arena *arena = &d->workspace->arena;
	struct map seen = {0};
	for (size_t i = 0; i < d->len; i++) {
		const struct changes summary = change_summary(arena, &d->items[i].changes);
		VEC_EACH (const struct change, change, summary) {
			const char *text = change_print(arena, change);
			if (map_put(arena, &seen, text, d) == NULL)
				puts(text);
		}
	}
}

static struct json *
change_to_json(const struct source_diff *d, const struct difference *difference,
	const struct change *change)
{
	struct arena *arena = &d->workspace->arena;
	enum dialect_id dialect = difference->dialect->id;
	struct json *object = json_new_object(arena);
	struct data_loss loss;
	bool loses = data_loss_of(arena, &loss, dialect, change);
	json_set_text(arena, object, "change", change_print(arena, change));
	json_set_text(arena, object, "dialect", dialect_name(dialect));
	json_set_text(arena, object, "explanation",
		change_explain(arena, change, d->to.name, d->from.name));
	json_set_text(arena, object, "kind", change_kind_name(change->kind));
	json_set_text(arena, object, "loss", loses ? loss.data : NULL);
	return object;
}

static void
print_json(struct source_diff *d)
{
	struct arena *arena = &d->workspace->arena;
	struct json *list = json_new_list(arena);
	for (size_t i = 0; i < d->len; i++) {
		const struct changes summary = change_summary(arena, &d->items[i].changes);
		VEC_EACH (const struct change, change, summary)
			json_push(arena, list, change_to_json(d, &d->items[i], change));
	}
	output_print_json(list);
}

static int
print_sql(struct source_diff *d)
{
	struct strbuf text = STRBUF_INIT;
	int result = source_diff_print_sql(d, &text);
	if (result == 0)
		output_print(&text);
	strbuf_release(&text);
	return result;
}

static int
print(struct source_diff *d, const char *form)
{
	if (text_equal(form, "sql"))
		return print_sql(d);
	if (text_equal(form, "json"))
		print_json(d);
	else
		print_text(d);
	return 0;
}

static bool
is_form(const char *form)
{
	return text_equal(form, "text") || text_equal(form, "json") || text_equal(form, "sql");
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct diff_options *options = invocation->options;
	const char **names = invocation->operands.items;
	const char *form = options->emit != NULL ? options->emit
			   : invocation->json    ? "json"
						 : "text";
	struct source_diff d;
	if (!is_form(form))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"invalid value '%s' for --emit: expected %s", form, DIFF_FORMS);
	if (source_diff_read(workspace, &d, names[0], names[1], &options->models.cflags) != 0 ||
		print(&d, form) != 0)
		return -1;
	source_diff_report(&d);
	return 0;
}

const struct command command_diff = {
	.name = "diff",
	.takes_database = true,
	.operands = "FROM TO",
	.summary = "compare models, revisions, databases and metadata",
	.details =
		"Prints the changes that lead from one schema to another, and fails if there are "
		"any. FROM and TO are each one of: `models`, for the models listed in "
		"schemac.ini; a .h file with models; a revision, as for `schemac upgrade`; the "
		"URL of a database; a .json file written by `schemac compile`; or `empty`, for "
		"the empty schema. If the other operand is a URL, `current` is the revision of "
		"that database.\n\n"
		"Objects that exist only in a database are ignored if neither the models nor any "
		"revision ever contained them. A note lists them.",
	.groups = groups,
	.size = sizeof(struct diff_options),
	.min_operands = 2,
	.max_operands = 2,
	.needs_config = true,
	.run = run,
};
