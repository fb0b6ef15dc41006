/*
 * status: where models, revisions and database stand to each other, in a few lines. It only looks:
 * nothing is written, and what it finds is no error.
 */
#include "cli/listing.h"
#include "diff/change_summary.h"
#include "draft/autogenerate.h"
#include "review/pending.h"
#include "workspace/database.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct status_options {
	struct model_options models;
};

static const struct option_group groups[] = {
	{model_option_table, offsetof(struct status_options, models)},
	{0},
};

/* What is to be told; a NULL list was not looked at. */
struct overview {
	struct listing listing;
	struct waitings waiting;
	struct json *heads, *unreviewed, *reviews, *drift, *rows, *pending, *edited, *unknown;
	const char *no_models, *no_database; /* why there is nothing to tell */
};

static void
push(struct context *context, struct json *list, const char *text)
{
	json_push(&context->arena, list, json_new_text(&context->arena, text));
}

static int
look_at_revisions(struct context *context, struct overview *overview)
{
	struct graph *graph = &overview->listing.store.graph;
	overview->heads = json_new_list(&context->arena);
	overview->unreviewed = json_new_list(&context->arena);
	overview->reviews = json_new_list(&context->arena);
	VEC_EACH (struct revision *, head, graph->heads)
		push(context, overview->heads, (*head)->id);
	if (waiting_find(context, graph, &overview->waiting) != 0)
		return -1;
	VEC_EACH (const struct waiting, waiting, overview->waiting) {
		push(context, overview->unreviewed, waiting->revision->id);
		json_push(&context->arena, overview->reviews,
			waiting_to_json(&context->arena, waiting));
	}
	return 0;
}

/* Whether the models can be asked for at all: a deployed program has none. */
static bool
has_models(struct context *context)
{
	struct texts models = {0};
	return context->operands.len > 0 ||
	       (config_models(&context->arena, &context->config, &models, NULL) == 0 &&
		       models.len > 0);
}

static int
look_at_models(struct context *context, struct overview *overview)
{
	const struct status_options *options = context->options;
	const struct generate_options look = {.write = false};
	struct generation generation = {0};
	struct schema *models;
	if (!has_models(context)) {
		overview->no_models = "not looked at: no headers are named";
		return 0;
	}
	if (overview->listing.store.graph.heads.len > 1) {
		overview->no_models = "not compared: there are several heads";
		return 0;
	}
	if (project_models(context, &options->models, &models, NULL) != 0 ||
		generate(context, &generation, models, &look) != 0)
		return -1;
	overview->drift = json_new_list(&context->arena);
	for (size_t i = 0; i < generation.dialect_count; i++) {
		const struct changes summary =
			change_summary(&context->arena, &generation.news[i].changes);
		VEC_EACH (const struct change, change, summary)
			push(context, overview->drift, change_print(&context->arena, change));
	}
	return 0;
}

static void
take_status(struct context *context, struct overview *overview, const struct schemac_status *status)
{
	const struct revisions *all = &overview->listing.store.graph.all;
	overview->rows = json_new_list(&context->arena);
	overview->pending = json_new_list(&context->arena);
	overview->edited = json_new_list(&context->arena);
	overview->unknown = json_new_list(&context->arena);
	for (size_t i = 0; i < status->row_count; i++)
		push(context, overview->rows, arena_strdup(&context->arena, status->rows[i]));
	for (size_t i = 0; i < status->pending_count; i++)
		push(context, overview->pending, all->items[status->pending[i]]->id);
	for (size_t i = 0; i < status->edited_count; i++)
		push(context, overview->edited, all->items[status->edited[i]]->id);
	for (size_t i = 0; i < status->unknown_count; i++)
		push(context, overview->unknown, arena_strdup(&context->arena, status->unknown[i]));
}

static int
look_at_database(struct context *context, struct overview *overview)
{
	struct schemac_status status;
	if (!database_is_named(context)) {
		overview->no_database = "not looked at: none is named";
		return 0;
	}
	if (database_is_missing(context)) {
		overview->no_database = "not there yet";
		return 0;
	}
	if (listing_read_rows(&overview->listing, &status) != 0)
		return -1;
	take_status(context, overview, &status);
	schemac_status_release(&status);
	return 0;
}

/* "revisions to review: a, b"; nothing for an empty list unless it has words of its own. */
static void
print_list(const char *title, const struct json *list, const char *none)
{
	if (list == NULL || (list->items.len == 0 && none == NULL))
		return;
	printf("%-11s", title);
	if (list->items.len == 0)
		fputs(none != NULL ? none : "", stdout);
	VEC_EACH (struct json *, item, list->items)
		printf("%s%s", item > list->items.items ? ", " : "", (*item)->text);
	putchar('\n');
}

/* A line each: what it is, whose, and whom it waits for. */
static void
print_waiting(struct arena *arena, const struct waitings *waitings)
{
	VEC_EACH (const struct waiting, waiting, *waitings)
		printf("%-11s%s\n", waiting == waitings->items ? "to review" : "",
			waiting_print(arena, waiting));
}

static void
print_text(struct context *context, const struct overview *overview)
{
	print_list("heads", overview->heads, "none: there are no revisions");
	print_waiting(&context->arena, &overview->waiting);
	if (overview->no_models != NULL)
		printf("%-11s%s\n", "models", overview->no_models);
	print_list("drift", overview->drift, "none: models and revisions agree");
	if (overview->no_database != NULL)
		printf("%-11s%s\n", "database", overview->no_database);
	print_list("database", overview->rows, "at the base");
	print_list("pending", overview->pending, NULL);
	print_list("edited", overview->edited, NULL);
	print_list("unknown", overview->unknown, NULL);
}

static void
print_json(struct context *context, const struct overview *overview)
{
	struct arena *arena = &context->arena;
	struct json *list = json_new_list(arena), *object = json_new_object(arena);
	const struct {
		const char *name;
		struct json *value;
	} members[] = {{"heads", overview->heads}, {"unreviewed", overview->unreviewed},
		{"reviews", overview->reviews},
		{"drift", overview->drift}, {"rows", overview->rows},
		{"pending", overview->pending}, {"edited", overview->edited},
		{"unknown", overview->unknown}};
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		json_set(arena, object, members[i].name,
			members[i].value != NULL ? members[i].value : json_new_null(arena));
	json_push(arena, list, object);
	listing_print_json(list);
}

static int
run(struct context *context)
{
	struct overview overview = {.listing.context = context};
	if (project_store(context, &overview.listing.store) != 0 ||
		look_at_revisions(context, &overview) != 0 ||
		look_at_models(context, &overview) != 0 || look_at_database(context, &overview) != 0)
		return -1;
	if (context->json)
		print_json(context, &overview);
	else
		print_text(context, &overview);
	return 0;
}

const struct command command_status = {
	.name = "status",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "say where models, revisions and database stand",
	.details =
		"Lists the heads, what waits for a review (with who wrote it and whom it waits for), what the models say and no revision does, where the database is and what it lacks. Only looks: nothing is written, and nothing it finds is an error.",
	.groups = groups,
	.size = sizeof(struct status_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
