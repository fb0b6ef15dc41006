/*
 * status: summarizes the state of models, revisions and database. It only reads, and its findings
 * are not errors.
 */
#include "cli/model_options.h"
#include "cli/output.h"
#include "review/overview.h"

#include <stdint.h>
#include <stdio.h>

struct status_options {
	struct model_options models;
};

static const struct option_group groups[] = {
	{model_option_table, offsetof(struct status_options, models)},
	{0},
};

/*
 * Prints a title and a list. If the list is empty, prints `none` instead, or nothing if `none` is
 * NULL.
 */
static void
print_list(const char *title, const struct texts *list, const char *none)
{
	if (list->len == 0) {
		if (none != NULL)
			printf("%-11s%s\n", title, none);
		return;
	}
	printf("%-11s", title);
	VEC_EACH (const char *, item, *list)
		printf("%s%s", item > list->items ? ", " : "", *item);
	putchar('\n');
}

/* Prints a line for each pending review. */
static void
print_reviews(struct arena *arena, const struct pending_reviews *reviews)
{
	VEC_EACH (const struct pending_review, review, *reviews)
		printf("%-11s%s\n", review == reviews->items ? "to review" : "",
			pending_print(arena, review));
}

/* Prints how the schema of the database differs from its revisions, or nothing if they agree. */
static void
print_schema(const struct overview *overview)
{
	if (overview->no_schema != NULL)
		printf("%-11s%s\n", "schema", overview->no_schema);
	if (overview->schema.len > 0) {
		printf("%-11s%s\n", "schema",
			"differs from the revisions (see `schemac diff current URL`):");
		print_list("", &overview->schema, NULL);
	}
	if (overview->order.len > 0) {
		printf("%-11s%s\n", "columns",
			"in a different order than the fields (name them in each SELECT):");
		print_list("", &overview->order, NULL);
	}
}

static void
print_text(struct arena *arena, const struct overview *overview)
{
	struct texts heads = {0};
	VEC_EACH (struct revision *, head, overview->store.graph.heads)
		*VEC_ADD(arena, &heads) = (*head)->id;
	print_list("heads", &heads, "none: there are no revisions");
	print_reviews(arena, &overview->reviews);
	if (overview->no_models != NULL)
		printf("%-11s%s\n", "models", overview->no_models);
	else
		print_list("drift", &overview->drift, "none: models and revisions agree");
	if (overview->no_database != NULL) {
		printf("%-11s%s\n", "database", overview->no_database);
		return;
	}
	print_list("database", &overview->rows, "at the base");
	print_list("pending", &overview->pending, NULL);
	print_list("edited", &overview->edited, NULL);
	print_list("unknown", &overview->unknown, NULL);
	print_schema(overview);
}

/* JSON null if the texts were not read. */
static struct json *
texts_to_json(struct arena *arena, const struct texts *texts, bool read)
{
	if (!read)
		return json_new_null(arena);
	struct json *list = json_new_list(arena);
	VEC_EACH (const char *, text, *texts)
		json_push(arena, list, json_new_text(arena, *text));
	return list;
}

static void
print_json(struct arena *arena, const struct overview *overview)
{
	const bool models = overview->no_models == NULL, database = overview->no_database == NULL;
	struct json *list = json_new_list(arena), *object = json_new_object(arena);
	struct json *heads = json_new_list(arena), *unreviewed = json_new_list(arena);
	struct json *reviews = json_new_list(arena);
	VEC_EACH (struct revision *, head, overview->store.graph.heads)
		json_push(arena, heads, json_new_text(arena, (*head)->id));
	VEC_EACH (const struct pending_review, review, overview->reviews) {
		json_push(arena, unreviewed, json_new_text(arena, review->revision->id));
		json_push(arena, reviews, pending_to_json(arena, review));
	}
	json_set(arena, object, "heads", heads);
	json_set(arena, object, "unreviewed", unreviewed);
	json_set(arena, object, "reviews", reviews);
	json_set(arena, object, "drift", texts_to_json(arena, &overview->drift, models));
	json_set(arena, object, "rows", texts_to_json(arena, &overview->rows, database));
	json_set(arena, object, "pending", texts_to_json(arena, &overview->pending, database));
	json_set(arena, object, "edited", texts_to_json(arena, &overview->edited, database));
	json_set(arena, object, "unknown", texts_to_json(arena, &overview->unknown, database));
	json_set(arena, object, "schema",
		texts_to_json(arena, &overview->schema, database && overview->no_schema == NULL));
	json_set(arena, object, "columns",
		texts_to_json(arena, &overview->order, database && overview->no_schema == NULL));
	json_push(arena, list, object);
	output_print_json(list);
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct status_options *options = invocation->options;
	struct overview overview;
	options->models.files = invocation->operands;
	if (overview_read(workspace, &overview, &options->models) != 0)
		return -1;
	if (invocation->json)
		print_json(&workspace->arena, &overview);
	else
		print_text(&workspace->arena, &overview);
	return 0;
}

const struct command command_status = {
	.name = "status",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "show the state of models, revisions and database",
	.details =
		"Lists the heads, the pending reviews with their authors and reviewers, the "
		"differences between models and revisions, the revisions that the database is at, "
		"and those that it lacks. It also compares the schema of the database with its "
		"revisions, as `schemac diff current URL` does, and lists the tables whose columns "
		"are in a different order than the fields. status only reads, and its "
		"findings are not errors.",
	.groups = groups,
	.size = sizeof(struct status_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
