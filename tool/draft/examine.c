#include "draft/examine.h"

#include "draft/draft_state.h"
#include "rev/file/snapshot.h"
#include "rev/graph/resolve.h"
#include "rev/merge/fold.h"

int
examine_choose_parent(
	struct workspace *workspace, struct examination *e, const struct draft_options *options)
{
	const struct revisions *heads = &e->store.graph.heads;
	struct revision *parent = heads->len > 0 ? heads->items[0] : NULL;
	if (options->head != NULL) {
		if (resolve_one(&workspace->arena, &parent, &e->store.graph, options->head, NULL,
			    &workspace->diagnostics) != 0)
			return -1;
		if (parent != NULL && parent->children.len > 0 && !options->splice)
			return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE,
				(struct location){0},
				"%s is not a head: %s follows it; use --splice to start a branch there",
				parent->id, revisions_print(&workspace->arena, &parent->children));
	} else if (heads->len > 1) {
		e->every_head = true;
		diag_add(&workspace->diagnostics, DIAG_SEVERAL_HEADS, heads->items[0]->at,
			"the revisions have %zu heads: %s", heads->len,
			revisions_print(&workspace->arena, heads));
		for (size_t i = 1; i < heads->len; i++)
			diag_note(&workspace->diagnostics, heads->items[i]->at, "this is a head");
		diag_note(&workspace->diagnostics, (struct location){0},
			"join them with `schemac merge` or `schemac rebase`, or follow one of them "
			"with `schemac revision --head=ID`");
	}
	e->parent = parent;
	return 0;
}

/* Sets *out to whether the revision's upgrade runs without a transaction. */
static int
runs_apart(struct workspace *workspace, bool *out, const struct revision *revision)
{
	struct script script;
	*out = false;
	if (script_read(&workspace->arena, &script, revision, &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (struct section *, section, script.sections)
		*out = *out || ((*section)->direction == SCHEMAC_UP && (*section)->no_transaction);
	return 0;
}

/* If the obsolete draft was written together with its parent, both are obsolete. */
static int
find_first_of_two(
	struct workspace *workspace, struct examination *e, const struct draft_facts *facts)
{
	const struct revision *head = e->obsolete;
	const struct revision *below = head->revises.len > 0 ? head->revises.items[0] : NULL;
	enum draft_state state;
	bool apart;
	if (below == NULL || below->children.len > 1 || below->dependents.len > 0 ||
		below->revises.len > 1 || below->labels.len > 0)
		return 0;
	struct revision without = *below;
	without.children.len = 0;
	if (draft_state_of(&workspace->arena, &state, &without, facts, &workspace->diagnostics) !=
		0)
		return -1;
	if (state != DRAFT_FREE)
		return 0;
	if (runs_apart(workspace, &apart, head) != 0)
		return -1;
	if (apart) {
		e->obsolete = below;
		e->obsolete_next = head;
	}
	return 0;
}

/* If the parent is an untouched draft, it is obsolete, and its own parent becomes the parent. */
static int
find_obsolete(
	struct workspace *workspace, struct examination *e, const struct draft_options *options)
{
	enum draft_state state;
	const struct draft_facts facts = draft_facts_of(workspace);
	const struct revision *head = e->parent;
	if (head == NULL || options->head != NULL || e->store.graph.heads.len > 1 ||
		head->revises.len > 1 || head->labels.len > 0)
		return 0;
	if (draft_state_of(&workspace->arena, &state, head, &facts, &workspace->diagnostics) != 0)
		return -1;
	if (state != DRAFT_FREE)
		return 0;
	e->obsolete = head;
	if (find_first_of_two(workspace, e, &facts) != 0)
		return -1;
	head = e->obsolete;
	e->parent = head->revises.len > 0 ? head->revises.items[0] : NULL;
	return 0;
}

/* Applies the answers of the command line to the columns without a hint. */
static void
answer_constants(struct schema *models, const struct draft_options *options)
{
	const enum constants_answer answer = options->renumber	  ? CONSTANTS_RENUMBER
					     : options->keep_rows ? CONSTANTS_KEEP
					     : options->record	  ? CONSTANTS_RECORD
								  : CONSTANTS_UNANSWERED;
	VEC_EACH (struct table *, table, models->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if ((*column)->constants_answer == CONSTANTS_UNANSWERED)
				(*column)->constants_answer = answer;
}

/* Collects the hints of the file and those stored in the obsolete draft. */
static int
take_hints(
	struct workspace *workspace, struct examination *e, const struct draft_options *options)
{
	struct arena *arena = &workspace->arena;
	struct snapshot snapshot;
	if (options->hints != NULL &&
		hints_read(arena, &e->hints, options->hints, &workspace->diagnostics) != 0)
		return -1;
	if (e->obsolete != NULL) {
		if (snapshot_read(arena, &snapshot, e->obsolete, &workspace->diagnostics) != 0)
			return -1;
		hints_recall(arena, &e->hints, snapshot.changes.items, snapshot.changes.len,
			e->models);
	}
	if (hints_apply(&e->hints, e->models, &workspace->diagnostics) != 0)
		return -1;
	answer_constants(e->models, options);
	return 0;
}

int
examine_fold(struct workspace *workspace, const struct store *store,
	const struct revision *revision, struct schema **out)
{
	struct revisions one = {0};
	if (revision != NULL)
		*VEC_ADD(&workspace->arena, &one) = (struct revision *)revision;
	return fold_schema(
		&workspace->arena, out, &store->graph, &one, &workspace->diagnostics);
}

/* The schema at the parent or, with several heads and no --head, their merged schema. */
static int
fold_parent(struct workspace *workspace, struct examination *e)
{
	if (!e->every_head)
		return examine_fold(workspace, &e->store, e->parent, &e->before);
	return fold_schema(&workspace->arena, &e->before, &e->store.graph, &e->store.graph.heads,
		&workspace->diagnostics);
}

int
examine(struct workspace *workspace, struct examination *out, struct schema *models,
	const struct draft_options *options)
{
	struct dialects dialects = {0};
	*out = (struct examination){.models = models};
	if (dialects_select(workspace, &dialects) != 0 ||
		workspace_store(workspace, &out->store) != 0 ||
		examine_choose_parent(workspace, out, options) != 0 ||
		find_obsolete(workspace, out, options) != 0 ||
		take_hints(workspace, out, options) != 0 || fold_parent(workspace, out) != 0)
		return -1;
	struct schema *covered = out->before;
	const struct revision *last =
		out->obsolete_next != NULL ? out->obsolete_next : out->obsolete;
	if (last != NULL && examine_fold(workspace, &out->store, last, &covered) != 0)
		return -1;
	schema_changes_compare(workspace, &out->changes, &dialects, out->before, models);
	schema_changes_compare(workspace, &out->uncovered, &dialects, covered, models);
	return 0;
}
