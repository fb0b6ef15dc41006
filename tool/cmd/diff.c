/*
 * diff: what differs between any two of models, revisions, databases, metadata and nothing.
 */
#include "base/json.h"
#include "base/json_print.h"
#include "base/map.h"
#include "base/text.h"
#include "diff/change_summary.h"
#include "diff/compare.h"
#include "diff/data_loss.h"
#include "workspace/schema_source.h"

#include <stdio.h>

#define DIFF_FORMS "text|json|sql"

struct diff_options {
	struct model_options models;
	const char *emit;
};

static const struct option own_options[] = {
	{"emit", '\0', false, OPTION_TEXT, DIFF_FORMS, offsetof(struct diff_options, emit),
		"what is printed: a line a change, or JSON, or the statements that make them"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct diff_options, models)},
	{0},
};

/* The differences in one dialect. */
struct difference {
	const struct dialect *dialect;
	struct compare_settings settings;
	struct schema *before, *after;
	struct changes changes;
};

struct diffing {
	struct context *context;
	struct side from, to;
	struct difference items[DIALECT_COUNT];
	size_t len;
};

/* ------------------------------------------------------------------ comparing */

/* The dialect of the database there is, else those of the ini. */
static int
choose_dialects(struct diffing *d, struct project_dialects *out)
{
	struct context *context = d->context;
	enum dialect_id from = d->from.dialect, to = d->to.dialect;
	if (from != DIALECT_COUNT && to != DIALECT_COUNT && from != to)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"%s and %s cannot be compared: one is %s, the other %s", d->from.name,
			d->to.name, dialect_name(from), dialect_name(to));
	enum dialect_id only = from != DIALECT_COUNT ? from : to;
	if (only != DIALECT_COUNT) {
		context->config.dialects = (struct texts){0};
		*VEC_ADD(&context->arena, &context->config.dialects) = dialect_name(only);
	}
	return project_dialects(context, out);
}

static int
compare(struct diffing *d, const struct dialect *dialect)
{
	struct arena *arena = &d->context->arena;
	struct difference *difference = &d->items[d->len++];
	*difference = (struct difference){.dialect = dialect,
		.settings = project_compare_settings(d->context, dialect->id),
		.before = schema_for(arena, dialect, d->from.schema),
		.after = schema_for(arena, dialect, d->to.schema)};
	if (d->from.kind != d->to.kind &&
		(side_normalise(d->context, &d->from, difference->after) != 0 ||
			side_normalise(d->context, &d->to, difference->before) != 0))
		return -1;
	compare_schemas(arena, &difference->changes, dialect, &difference->settings,
		difference->before, difference->after);
	return 0;
}

/* ------------------------------------------------------------------ printing */

static void
print_text(struct diffing *d)
{
	struct arena *arena = &d->context->arena;
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

static void
print_json(struct diffing *d)
{
	struct arena *arena = &d->context->arena;
	struct json *list = json_new_list(arena);
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < d->len; i++) {
		const struct changes summary = change_summary(arena, &d->items[i].changes);
		VEC_EACH (const struct change, change, summary) {
			struct json *object = json_new_object(arena);
			json_set_text(arena, object, "change", change_print(arena, change));
			json_set_text(arena, object, "dialect", dialect_name(d->items[i].dialect->id));
			json_set_text(arena, object, "explanation",
				change_explain(arena, change, d->to.name, d->from.name));
			json_set_text(arena, object, "kind", change_kind_name(change->kind));
			struct data_loss loss;
			bool loses = data_loss_of(arena, &loss, d->items[i].dialect->id, change);
			json_set_text(arena, object, "loss", loses ? loss.data : NULL);
			json_push(arena, list, object);
		}
	}
	json_print(&text, list);
	fputs(text.buf, stdout);
	strbuf_release(&text);
}

static int
print_sql(struct diffing *d)
{
	struct strbuf text = STRBUF_INIT;
	int result = 0;
	for (size_t i = 0; i < d->len && result == 0; i++) {
		const struct difference *item = &d->items[i];
		struct ddl ddl = {0};
		const struct ddl_request request = {.before = item->before,
			.after = item->after,
			.changes = &item->changes,
			.settings = &item->settings};
		result = item->dialect->plan(
			&d->context->arena, &ddl, &request, &d->context->diagnostics);
		if (d->len > 1 && ddl.statements.len > 0)
			strbuf_addf(&text, "-- %s\n", dialect_name(item->dialect->id));
		ddl_print(&text, &ddl);
	}
	if (result == 0)
		fputs(text.buf, stdout);
	strbuf_release(&text);
	return result;
}

static int
print(struct diffing *d, const char *form)
{
	if (text_equal(form, "sql"))
		return print_sql(d);
	if (text_equal(form, "json"))
		print_json(d);
	else
		print_text(d);
	return 0;
}

/* ------------------------------------------------------------------ the command */

/* A live database that differs from what it ought to be is drift of its own kind. */
static void
report(struct diffing *d)
{
	size_t count = 0;
	const struct side *database = d->from.kind == SIDE_DATABASE ? &d->from : &d->to;
	const struct side *other = database == &d->from ? &d->to : &d->from;
	for (size_t i = 0; i < d->len; i++)
		if (d->items[i].changes.len > count)
			count = d->items[i].changes.len;
	if (count == 0)
		return;
	bool drift = database->kind == SIDE_DATABASE && other->kind != SIDE_DATABASE &&
		     other->kind != SIDE_EMPTY;
	diag_add(&d->context->diagnostics, drift ? DIAG_DATABASE_DRIFT : DIAG_DIFFERENCE,
		drift ? database->at : (struct location){0}, "%s and %s differ: %zu change%s",
		d->from.name, d->to.name, count, count == 1 ? "" : "s");
}

static bool
is_form(const char *form)
{
	return text_equal(form, "text") || text_equal(form, "json") || text_equal(form, "sql");
}

static int
run(struct context *context)
{
	const struct diff_options *options = context->options;
	const char *from = context->operands.items[0], *to = context->operands.items[1];
	const char *form = options->emit != NULL ? options->emit : context->json ? "json" : "text";
	struct diffing d = {.context = context};
	struct project_dialects dialects = {0};
	if (!is_form(form))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--emit=%s is not known: there are %s", form, DIFF_FORMS);
	if (side_read(context, &d.from, from, to, &options->models) != 0 ||
		side_read(context, &d.to, to, from, &options->models) != 0 ||
		side_leave_unmanaged(context, &d.from, &d.to) != 0 ||
		side_leave_unmanaged(context, &d.to, &d.from) != 0 ||
		choose_dialects(&d, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++)
		if (compare(&d, dialects.items[i]) != 0)
			return -1;
	if (print(&d, form) != 0)
		return -1;
	report(&d);
	return 0;
}

const struct command command_diff = {
	.name = "diff",
	.operands = "FROM TO",
	.summary = "what differs between models, revisions, databases and metadata",
	.details =
		"Prints the changes that lead from one schema to another, and fails where there are any. FROM and TO are each one of: models, which schemac.ini names; a .h file with models; a revision, as in `schemac upgrade`; the URL of a database; a .json file of `schemac compile`; or empty. What only a database has and neither the models nor any revision ever had is left alone and named in a note.",
	.groups = groups,
	.size = sizeof(struct diff_options),
	.min_operands = 2,
	.max_operands = 2,
	.needs_config = true,
	.run = run,
};
