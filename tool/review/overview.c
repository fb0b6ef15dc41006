#include "review/overview.h"

#include "diff/change_summary.h"
#include "diff/column_order.h"
#include "draft/drift.h"
#include "workspace/database.h"
#include "workspace/source_diff.h"
#include "workspace/version_rows.h"

/* Whether any models are specified: a deployed program has none. */
static bool
has_models(struct workspace *workspace, const struct model_options *options)
{
	struct texts models = {0};
	return options->files.len > 0 ||
	       (config_models(&workspace->arena, &workspace->config, &models, NULL) == 0 &&
		       models.len > 0);
}

static void
add_changes(struct arena *arena, struct texts *out, const struct changes *changes)
{
	const struct changes summary = change_summary(arena, changes);
	VEC_EACH (const struct change, change, summary)
		*VEC_ADD(arena, out) = change_print(arena, change);
}

static int
read_models(
	struct workspace *workspace, struct overview *overview, const struct model_options *options)
{
	const struct draft_options look = {.write = false};
	struct autogeneration generation;
	struct schema *models;
	if (!has_models(workspace, options)) {
		overview->no_models = "not compared: no models specified";
		return 0;
	}
	if (overview->store.graph.heads.len > 1) {
		overview->no_models = "not compared: there are several heads";
		return 0;
	}
	if (models_read(workspace, options, &models, NULL) != 0 ||
		autogenerate(workspace, &generation, models, &look) != 0)
		return -1;
	const struct schema_changes *changes = drift_changes(&generation);
	for (size_t i = 0; i < changes->len; i++)
		add_changes(&workspace->arena, &overview->drift, &changes->items[i].changes);
	return 0;
}

static void
add_ids(struct arena *arena, struct texts *out, const struct revisions *all, const size_t *numbers,
	size_t count)
{
	for (size_t i = 0; i < count; i++)
		*VEC_ADD(arena, out) = all->items[numbers[i]]->id;
}

/*
 * Compares the schema of the database with its revisions. Messages are discarded: `schemac diff` reports
 * the same ones, and a database that cannot be compared still has a status.
 */
static void
read_schema(struct workspace *workspace, struct overview *overview)
{
	const struct texts no_flags = {0}, dialects = workspace->config.dialects;
	const struct diag_mark mark = diag_mark(&workspace->diagnostics);
	struct source_diff diff;
	if (overview->unknown.len > 0)
		overview->no_schema = "not compared: a revision is unknown";
	else if (source_diff_read(workspace, &diff, "current", NULL, &no_flags) != 0)
		overview->no_schema = "not compared: `schemac diff current URL` fails";
	else
		for (size_t i = 0; i < diff.len; i++) {
			const struct difference *item = &diff.items[i];
			add_changes(&workspace->arena, &overview->schema, &item->changes);
			column_order_find(
				&workspace->arena, &overview->order, item->before, item->after);
		}
	diag_rewind(&workspace->diagnostics, mark);
	workspace->config.dialects = dialects; /* changed by source_diff_read() */
}

static int
read_database(struct workspace *workspace, struct overview *overview)
{
	struct arena *arena = &workspace->arena;
	const struct revisions *all = &overview->store.graph.all;
	struct schemac_status status;
	if (!database_is_named(workspace)) {
		overview->no_database = "not read: none specified";
		return 0;
	}
	if (database_is_missing(workspace)) {
		overview->no_database = "does not exist yet";
		return 0;
	}
	if (version_rows_read(workspace, &overview->store, NULL, &overview->rows, &status) != 0)
		return -1;
	add_ids(arena, &overview->pending, all, status.pending, status.pending_count);
	add_ids(arena, &overview->edited, all, status.edited, status.edited_count);
	for (size_t i = 0; i < status.unknown_count; i++)
		*VEC_ADD(arena, &overview->unknown) = arena_strdup(arena, status.unknown[i]);
	schemac_status_release(&status);
	read_schema(workspace, overview);
	return 0;
}

int
overview_read(
	struct workspace *workspace, struct overview *out, const struct model_options *models)
{
	*out = (struct overview){.no_models = NULL};
	if (workspace_store(workspace, &out->store) != 0 ||
		pending_find(workspace, &out->store.graph, &out->reviews) != 0 ||
		read_models(workspace, out, models) != 0)
		return -1;
	return read_database(workspace, out);
}
