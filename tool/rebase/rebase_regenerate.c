#include "rebase/rebase_regenerate.h"
#include "rev/file/script_print.h"

#include "base/text.h"
#include "draft/draft_text.h"
#include "schema/schema_json.h"
#include "schema/sql_text.h"

#include <string.h>

/* ------------------------------------------------------------------ hints */

/* The qualified name of the table whose printed name this is; empty if there is no such table. */
static struct qualified_name
find_name(const struct schema *schema, struct arena *arena, const char *printed)
{
	VEC_EACH (struct table *, table, schema->tables)
		if (text_equal(qualified_name_print(arena, &(*table)->name), printed))
			return (*table)->name;
	return (struct qualified_name){0};
}

static const char *
old_name(struct arena *arena, const struct json *renames, const char *kind, const char *owner,
	const char *name)
{
	const struct json *old = json_find(
		renames, name != NULL ? arena_printf(arena, "%s %s.%s", kind, owner, name) : owner);
	return old != NULL && old->type == JSON_TEXT ? old->text : NULL;
}

/* Sets the renames of the snapshot as the hints of a model would. */
static void
give_renames(struct arena *arena, struct schema *after, const struct schema *before,
	const struct json *renames)
{
	VEC_EACH (struct table *, table, after->tables) {
		const char *printed = qualified_name_print(arena, &(*table)->name);
		const char *old =
			old_name(arena, renames, "table", table_key(arena, &(*table)->name), NULL);
		if (old != NULL)
			(*table)->renamed_from = find_name(before, arena, old);
		VEC_EACH (struct column *, column, (*table)->columns)
			(*column)->renamed_from =
				old_name(arena, renames, "column", printed, (*column)->name);
	}
	VEC_EACH (struct enum_type *, type, after->enums) {
		const char *printed = qualified_name_print(arena, &(*type)->name);
		VEC_EACH (struct enum_value, value, (*type)->values)
			value->renamed_from =
				old_name(arena, renames, "value", printed, value->value);
	}
}

/* Copies the hints of the models for columns that still exist in them. */
static void
give_hints(struct schema *after, const struct schema *models)
{
	VEC_EACH (struct table *, table, after->tables) {
		struct table *model = schema_find_table(models, &(*table)->name);
		if (model == NULL)
			continue;
		VEC_EACH (struct column *, column, (*table)->columns) {
			const struct column *said = table_find_column(model, (*column)->name);
			if (said == NULL)
				continue;
			(*column)->backfill = said->backfill;
			(*column)->using_expression = said->using_expression;
		}
	}
}

/* The models; NULL if they cannot be read: then SQL that depends on their hints is kept. */
static const struct schema *
read_models(struct rebase *rebase)
{
	struct workspace *workspace = rebase->workspace;
	const size_t errors = diag_errors(&workspace->diagnostics);
	const struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (!rebase->models_read) {
		rebase->models_read = true;
		if (models_read(workspace, rebase->model_options, &rebase->models, NULL) != 0 ||
			diag_errors(&workspace->diagnostics) > errors)
			rebase->models = NULL;
		diag_rewind(&workspace->diagnostics, mark);
	}
	return rebase->models;
}

/* ------------------------------------------------------------------ generating */

/* A draft of the old revision's changes, between two states. */
struct attempt {
	const struct json *before, *after;
	const struct schema *models; /* to take hints from; NULL: none */
	const char *parent;          /* NULL: none, the draft is a base */
	const struct map *renamed;   /* ids; NULL: none */
	struct draft draft;
	const char *text;
};

static int
read_states(const struct regeneration *r, const struct attempt *attempt, struct schema **before,
	struct schema **after)
{
	struct workspace *workspace = r->rebase->workspace;
	struct arena *arena = &workspace->arena;
	const char *problem;
	*before = schema_new(arena);
	*after = schema_new(arena);
	if (schema_from_json(arena, *before, attempt->before, &problem) != 0 ||
		schema_from_json(arena, *after, attempt->after, &problem) != 0)
		return diag_add(&workspace->diagnostics, DIAG_SNAPSHOT_FILE,
			location_of_file(r->old->snapshot_path),
			"not a valid object state: %s", problem);
	schema_sort(*before);
	schema_sort(*after);
	give_renames(arena, *after, *before, r->snapshot->renames);
	if (attempt->models != NULL)
		give_hints(*after, attempt->models);
	return 0;
}

/* Copies the parts of the old head that do not change. */
static void
take_head(const struct regeneration *r, struct attempt *attempt)
{
	struct arena *arena = &r->rebase->workspace->arena;
	struct revision_text *text = &attempt->draft.text;
	text->created = r->old->created;
	VEC_EACH (const struct reference, label, r->old->labels)
		*VEC_ADD(arena, &text->labels) = label->name;
	VEC_EACH (const struct reference, needed, r->old->depends_on) {
		const char *id =
			attempt->renamed != NULL ? map_find(attempt->renamed, needed->name) : NULL;
		*VEC_ADD(arena, &text->depends_on) = id != NULL ? id : needed->name;
	}
}

static int
generate_between(const struct regeneration *r, struct attempt *attempt)
{
	struct workspace *workspace = r->rebase->workspace;
	const struct revision parent = {.id = attempt->parent};
	const struct draft_options options = {.message = r->old->message};
	const struct graph none = {0};
	struct planned_draft planned = {
		.graph = &none, .parent = attempt->parent != NULL ? &parent : NULL};
	struct dialects dialects = {0};
	struct schema *before, *after;
	struct strbuf text = STRBUF_INIT;
	attempt->text = NULL;
	if (read_states(r, attempt, &before, &after) != 0 ||
		dialects_select(workspace, &dialects) != 0)
		return -1;
	planned.before = before;
	planned.after = after;
	schema_changes_compare(workspace, &planned.changes, &dialects, before, after);
	if (!schema_changes_any(&planned.changes))
		return 0;
	if (draft_text_make(workspace, &planned, &options) != 0)
		return -1;
	attempt->draft = planned.draft;
	take_head(r, attempt);
	script_print(&text, &attempt->draft.text);
	attempt->text = arena_strdup(&workspace->arena, text.buf);
	strbuf_release(&text);
	return 0;
}

/* ------------------------------------------------------------------ deciding */

/* Compares tokens, because hooks may have reformatted the text. */
static bool
same_text(const struct regeneration *r, const char *text, const char *sql, size_t length)
{
	struct digest a = digest_of_text(sql, length), b = digest_of_text(text, strlen(text));
	if (strcmp(a.hex, b.hex) == 0)
		return true;
	return r->rebase->workspace->config.hooks.len > 0 &&
	       sql_equal(text, arena_strndup(&r->rebase->workspace->arena, sql, length));
}

/* Whether this schemac generates the old text from the old states and these hints. */
static bool
writes_the_same(
	const struct regeneration *r, const struct schema *models, const char *sql, size_t length)
{
	struct workspace *workspace = r->rebase->workspace;
	const struct diag_mark mark = diag_mark(&workspace->diagnostics);
	struct attempt attempt = {.before = r->old_before,
		.after = snapshot_apply(&workspace->arena, r->old_before, r->snapshot->objects),
		.parent = r->old->revises.len > 0 ? r->old->revises.items[0]->id : NULL,
		.models = models};
	int result = generate_between(r, &attempt);
	diag_rewind(&workspace->diagnostics, mark);
	if (result != 0 || attempt.text == NULL)
		return false;
	/* The id may have been chosen by hand. */
	struct strbuf text = STRBUF_INIT;
	attempt.draft.text.id = r->old->id;
	script_print(&text, &attempt.draft.text);
	bool same = same_text(r, text.buf, sql, length);
	strbuf_release(&text);
	return same;
}

static int
generate_again(struct regeneration *r, const struct schema *models)
{
	struct attempt attempt = {.before = r->before,
		.after = r->after,
		.parent = r->parent,
		.models = models,
		.renamed = &r->rebase->renamed};
	if (generate_between(r, &attempt) != 0)
		return -1;
	if (attempt.text == NULL) {
		/* The old SQL was generated, so that a different dialect is not the reason. */
		r->empty = true;
		return 0;
	}
	struct digest digest = digest_of_text(attempt.text, strlen(attempt.text));
	r->id = attempt.draft.text.id;
	r->text = attempt.text;
	r->written = attempt.draft.snapshot;
	r->written.generated = arena_strdup(&r->rebase->workspace->arena, digest.hex);
	return 0;
}

int
rebase_regenerate(struct regeneration *r, const char *sql, size_t length)
{
	const struct schema *models;
	if (r->snapshot->generated == NULL)
		r->kept = "written by hand";
	else if (!snapshot_is_generated(r->snapshot, sql, length))
		r->kept = "edited by hand";
	else if (writes_the_same(r, NULL, sql, length))
		return generate_again(r, NULL);
	else if ((models = read_models(r->rebase)) != NULL &&
		 writes_the_same(r, models, sql, length))
		return generate_again(r, models);
	else
		r->kept = "not what this version of schemac would generate";
	return 0;
}

/* ------------------------------------------------------------------ rebuilds */

static bool
expects(const struct schemac_step *rebuild, const char *column)
{
	for (const char *const *name = rebuild->columns; *name != NULL; name++)
		if (text_equal_nocase(*name, column))
			return true;
	return false;
}

const char *
rebase_regenerate_unknown_column(
	struct workspace *workspace, const struct json *objects, const struct schemac_step *rebuild)
{
	const struct qualified_name name = {.name = rebuild->text};
	const struct json *table = json_find(objects, table_key(&workspace->arena, &name));
	const struct json *columns = json_find(table, "columns");
	for (size_t i = 0; columns != NULL && i < columns->items.len; i++) {
		const struct json *column = json_find(columns->items.items[i], "name");
		if (column != NULL && column->type == JSON_TEXT && !expects(rebuild, column->text))
			return column->text;
	}
	return NULL;
}
