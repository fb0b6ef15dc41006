#include "draft/autogenerate.h"

#include "base/text.h"
#include "diff/compare.h"
#include "diff/rename_report.h"
#include "draft/concurrent.h"
#include "draft/draft_text.h"
#include "draft/syntax.h"
#include "draft/update.h"
#include "rev/file/draft.h"
#include "rev/file/script_print.h"
#include "rev/graph/resolve.h"
#include "rev/merge/fold.h"
#include "workspace/hooks.h"
#include "workspace/repositories.h"

#include <string.h>

/* ------------------------------------------------------------------ comparing */

static int
compare_all(struct context *context, const struct project_dialects *dialects,
	const struct schema *before, const struct schema *models, struct dialect_changes *out)
{
	struct arena *arena = &context->arena;
	for (size_t i = 0; i < dialects->len; i++) {
		const struct dialect *dialect = dialects->items[i];
		struct compare_settings settings = project_compare_settings(context, dialect->id);
		out[i] = (struct dialect_changes){.dialect = dialect,
			.before = schema_for(arena, dialect, before),
			.after = schema_for(arena, dialect, models)};
		compare_schemas(arena, &out[i].changes, dialect, &settings, out[i].before,
			out[i].after);
	}
	return 0;
}

static bool
any_changes(const struct dialect_changes *dialects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (dialects[i].changes.len > 0)
			return true;
	return false;
}

int
generate_compare(struct context *context, struct generation *g)
{
	struct project_dialects dialects = {0};
	if (project_dialects(context, &dialects) != 0)
		return -1;
	g->dialect_count = dialects.len;
	compare_all(context, &dialects, g->before, g->models, g->dialects);
	g->changed = any_changes(g->dialects, g->dialect_count);
	return 0;
}

/* The revision the draft follows: --head's, or the only head; NULL for a base. */
static int
choose_parent(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	const struct revisions *heads = &g->store.graph.heads;
	struct revision *parent = heads->len > 0 ? heads->items[0] : NULL;
	if (options->head != NULL) {
		if (resolve_one(&context->arena, &parent, &g->store.graph, options->head, NULL,
			    &context->diagnostics) != 0)
			return -1;
		if (parent != NULL && parent->children.len > 0 && !options->splice)
			return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
				"%s is no head: %s follows it; --splice makes a branch there", parent->id,
				revisions_print(&context->arena, &parent->children));
	} else if (heads->len > 1) {
		g->every_head = true;
		diag_add(&context->diagnostics, DIAG_SEVERAL_HEADS, heads->items[0]->at,
			"the revisions have %zu heads: %s", heads->len,
			revisions_print(&context->arena, heads));
		for (size_t i = 1; i < heads->len; i++)
			diag_note(&context->diagnostics, heads->items[i]->at, "another head");
		diag_note(&context->diagnostics, (struct location){0},
			"`schemac merge` joins them; --head says which one to follow");
	}
	g->parent = parent;
	return 0;
}

/* Whether no transaction holds the revision's upgrade. */
static int
runs_apart(struct context *context, bool *out, const struct revision *revision)
{
	struct script script;
	*out = false;
	if (script_read(&context->arena, &script, revision, &context->diagnostics) != 0)
		return -1;
	VEC_EACH (struct section *, section, script.sections)
		*out = *out || ((*section)->direction == SCHEMAC_UP && (*section)->no_transaction);
	return 0;
}

/* Where the draft was written together with the one that it follows, both make room. */
static int
find_first_of_two(struct context *context, struct generation *g, const struct draft_facts *world)
{
	const struct revision *head = g->obsolete;
	const struct revision *below = head->revises.len > 0 ? head->revises.items[0] : NULL;
	enum draft_state state;
	bool apart;
	if (below == NULL || below->children.len > 1 || below->dependents.len > 0 ||
		below->revises.len > 1 || below->labels.len > 0)
		return 0;
	struct revision without = *below;
	without.children.len = 0;
	if (draft_state_of(&context->arena, &state, &without, world, &context->diagnostics) != 0)
		return -1;
	if (state != DRAFT_FREE)
		return 0;
	if (runs_apart(context, &apart, head) != 0)
		return -1;
	if (apart) {
		g->obsolete = below;
		g->obsolete_next = head;
	}
	return 0;
}

/* A draft at the head that nobody touched makes room: its own parent is then the parent. */
static int
find_obsolete(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	enum draft_state state;
	struct draft_facts world = world_of_drafts(context);
	const struct revision *head = g->parent;
	if (head == NULL || options->head != NULL || g->store.graph.heads.len > 1 ||
		head->revises.len > 1 || head->labels.len > 0)
		return 0;
	if (draft_state_of(&context->arena, &state, head, &world, &context->diagnostics) != 0)
		return -1;
	if (state != DRAFT_FREE)
		return 0;
	g->obsolete = head;
	if (find_first_of_two(context, g, &world) != 0)
		return -1;
	head = g->obsolete;
	g->parent = head->revises.len > 0 ? head->revises.items[0] : NULL;
	return 0;
}

static int
fold_at(struct context *context, const struct generation *g, const struct revision *at,
	struct schema **out)
{
	struct revisions one = {0};
	const struct revisions *heads = &g->store.graph.heads;
	if (at != NULL)
		*VEC_ADD(&context->arena, &one) = (struct revision *)at;
	bool all = g->every_head && at == g->parent;
	return fold_schema(&context->arena, out, &g->store.graph, all ? heads : &one,
		&context->diagnostics);
}

/* The file's answers, and those that the draft which makes room was given. */
static int
take_hints(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	struct arena *arena = &context->arena;
	struct snapshot snapshot;
	if (options->hints != NULL &&
		hints_read(arena, &g->hints, options->hints, &context->diagnostics) != 0)
		return -1;
	if (g->obsolete != NULL) {
		if (snapshot_read(arena, &snapshot, g->obsolete, &context->diagnostics) != 0)
			return -1;
		hints_recall(arena, &g->hints, snapshot.changes.items, snapshot.changes.len,
			g->models);
	}
	return hints_apply(&g->hints, g->models, &context->diagnostics);
}

/* What no transaction can hold is left to a draft behind this one. */
static void
set_apart(struct context *context, const struct project_dialects *dialects, struct generation *g)
{
	struct dialect_changes rest[DIALECT_COUNT];
	struct schema *held = apart_hold_back(context, g);
	if (held == NULL)
		return;
	struct generation *next = ARENA_NEW(&context->arena, struct generation);
	*next = (struct generation){.before = held,
		.models = g->models,
		.dialect_count = g->dialect_count,
		.changed = true};
	compare_all(context, dialects, g->before, held, rest);
	compare_all(context, dialects, held, g->models, next->dialects);
	if (!any_changes(rest, g->dialect_count) || !any_changes(next->dialects, g->dialect_count))
		return;
	g->next = next;
	g->models = held;
	memcpy(g->dialects, rest, sizeof(rest));
}

static int
examine(struct context *context, struct generation *g, const struct generate_options *options)
{
	struct project_dialects dialects = {0};
	struct schema *covered;
	if (project_dialects(context, &dialects) != 0 || project_store(context, &g->store) != 0 ||
		choose_parent(context, g, options) != 0 || find_obsolete(context, g, options) != 0 ||
		take_hints(context, g, options) != 0 || fold_at(context, g, g->parent, &g->before) != 0)
		return -1;
	g->dialect_count = dialects.len;
	compare_all(context, &dialects, g->before, g->models, g->dialects);
	g->changed = any_changes(g->dialects, g->dialect_count);
	covered = g->before;
	const struct revision *last = g->obsolete_next != NULL ? g->obsolete_next : g->obsolete;
	if (last != NULL && fold_at(context, g, last, &covered) != 0)
		return -1;
	compare_all(context, &dialects, covered, g->models, g->news);
	set_apart(context, &dialects, g);
	return 0;
}

/* ------------------------------------------------------------------ writing */

static int
lock_versions(struct context *context, struct draft_lock *lock)
{
	context->owns_versions =
		draft_lock(&context->arena, lock, context->config.version_locations.items[0],
			&context->diagnostics) == 0;
	return context->owns_versions ? 0 : -1;
}

static void
unlock_versions(struct context *context, struct draft_lock *lock)
{
	draft_unlock(lock);
	context->owns_versions = false;
}

/* An upgrade and a downgrade section with nothing in them; follows the parents, if any, as well. */
static int
write_hand_made(struct context *context, struct generation *g,
	const struct generate_options *options, const struct revisions *parents,
	struct json *objects)
{
	struct draft draft;
	struct arena *arena = &context->arena;
	const char *message = options->message != NULL ? options->message : "";
	if (draft_begin(context, g, options, &draft) != 0)
		return -1;
	for (size_t i = 0; parents != NULL && i < parents->len; i++)
		*VEC_ADD(arena, &draft.text.parents) = parents->items[i]->id;
	draft.snapshot.objects = objects;
	draft.text.id = options->id != NULL ? options->id : draft_id(arena, &draft, message);
	*VEC_ADD(arena, &draft.text.sections) =
		(struct section_text){.direction = SCHEMAC_UP, .dialect = DIALECT_COUNT, .sql = ""};
	*VEC_ADD(arena, &draft.text.sections) =
		(struct section_text){.direction = SCHEMAC_DOWN, .dialect = DIALECT_COUNT, .sql = ""};
	if (draft_name(context, g, message, &draft) != 0)
		return -1;
	g->text = draft_print(arena, &draft);
	if (!options->write)
		return 0;
	g->sql_path = draft_write(arena, &draft, NULL, &context->diagnostics);
	return g->sql_path != NULL ? hooks_run(context, g->sql_path) : -1;
}

int
generate_empty(struct context *context, struct generation *out,
	const struct generate_options *options)
{
	struct draft_lock lock;
	*out = (struct generation){0};
	if (project_store(context, &out->store) != 0 ||
		choose_parent(context, out, options) != 0 ||
		diag_errors(&context->diagnostics) > 0)
		return -1;
	if (lock_versions(context, &lock) != 0)
		return -1;
	int result = write_hand_made(
		context, out, options, NULL, json_new_object(&context->arena));
	unlock_versions(context, &lock);
	return result;
}

int
generate_merge(struct context *context, struct generation *out,
	const struct generate_options *options, const struct store *store,
	const struct revisions *parents, struct json *objects)
{
	struct draft_lock lock;
	*out = (struct generation){.store = *store};
	if (lock_versions(context, &lock) != 0)
		return -1;
	int result = write_hand_made(context, out, options, parents, objects);
	unlock_versions(context, &lock);
	return result;
}

static size_t
report_doubts(struct context *context, const struct generation *g)
{
	size_t before = diag_errors(&context->diagnostics);
	for (size_t i = 0; i < g->dialect_count; i++)
		rename_report_probable(&context->arena, &g->dialects[i].changes, &g->hints,
			g->dialects[i].dialect, &context->diagnostics);
	rename_report_stale(&context->arena, g->before, g->models,
		g->parent != NULL ? arena_printf(&context->arena, "revision %s", g->parent->id)
				  : "any revision",
		&context->diagnostics);
	if (g->dialect_count > 0)
		hints_report_unused(&g->hints, &g->dialects[0].changes, &context->diagnostics);
	return diag_errors(&context->diagnostics) - before;
}

int
generate(struct context *context, struct generation *out, struct schema *models,
	const struct generate_options *options)
{
	struct generate_options look = *options;
	struct draft_lock lock;
	*out = (struct generation){.models = models};
	look.write = false;
	if (examine(context, out, options) != 0)
		return -1;
	if (out->store.graph.heads.len > 1 && options->head == NULL)
		return 0;
	if (report_doubts(context, out) > 0)
		return -1;
	for (const struct generation *g = out; g != NULL; g = g->next)
		for (size_t i = 0; i < g->dialect_count; i++)
			if (syntax_check_changes(context, &g->dialects[i]) != 0)
				return -1;
	if (settle(context, out, &look) != 0)
		return -1;
	if (!settle_writes(out, options))
		return 0;
	/* Somebody else may have written since: look again, alone. */
	if (lock_versions(context, &lock) != 0)
		return -1;
	*out = (struct generation){.models = models};
	int result = examine(context, out, options);
	if (result == 0)
		result = settle(context, out, options);
	unlock_versions(context, &lock);
	return result;
}
