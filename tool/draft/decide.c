#include "draft/decide.h"

#include "base/text.h"
#include "draft/concurrent.h"

/* Plans one draft, or two if some changes cannot run in a transaction with the others. */
static void
plan_drafts(struct workspace *workspace, struct decision *d, const struct examination *e,
	const struct dialects *dialects)
{
	struct planned_draft *first = &d->drafts[0], *second = &d->drafts[1];
	struct schema_changes rest = {.len = 0}, later = {.len = 0};
	*first = (struct planned_draft){.graph = &e->store.graph,
		.parent = e->parent,
		.obsolete = e->obsolete,
		.before = e->before,
		.after = e->models,
		.changes = e->changes};
	d->count = 1;
	struct schema *held =
		concurrent_hold_back(&workspace->arena, e->before, e->models, &e->changes);
	if (held == NULL)
		return;
	schema_changes_compare(workspace, &rest, dialects, e->before, held);
	schema_changes_compare(workspace, &later, dialects, held, e->models);
	if (!schema_changes_any(&rest) || !schema_changes_any(&later))
		return;
	*second = (struct planned_draft){.graph = first->graph,
		.obsolete = e->obsolete_next,
		.before = held,
		.after = e->models,
		.changes = later};
	first->after = held;
	first->changes = rest;
	d->count = 2;
}

/*
 * Whether the obsolete draft has the same contents as the new one, so that its files, id and
 * message are kept. `covered`: the obsolete drafts make all the changes of the models.
 */
static bool
is_unchanged(struct workspace *workspace, const struct planned_draft *planned,
	const struct draft_options *options, bool covered)
{
	const struct revision *old = planned->obsolete;
	if (old == NULL ||
		(options->message != NULL && !text_equal(options->message, old->message)))
		return false;
	if (text_equal(old->id, planned->draft.text.id))
		return true;
	return options->id == NULL && covered &&
	       draft_text_has_sections_of(old, &planned->draft, &workspace->diagnostics);
}

static int
make_draft(struct workspace *workspace, struct planned_draft *planned,
	const struct draft_options *options, bool covered)
{
	if (draft_text_make(workspace, planned, options) != 0)
		return -1;
	planned->text = draft_text_print(&workspace->arena, &planned->draft);
	planned->unchanged = is_unchanged(workspace, planned, options, covered);
	planned->id = planned->unchanged ? planned->obsolete->id : planned->draft.text.id;
	if (planned->unchanged)
		planned->sql_path = planned->obsolete->sql_path;
	return 0;
}

/* The second draft follows the first one, which may not have been written yet. */
static int
make_second(struct workspace *workspace, struct decision *d, const struct draft_options *options,
	bool covered)
{
	const struct draft_options own = {.folder = options->folder};
	struct revision *parent = ARENA_NEW(&workspace->arena, struct revision);
	*parent = (struct revision){.id = d->drafts[0].id, .sql_path = d->drafts[0].sql_path};
	d->drafts[1].parent = parent;
	return make_draft(workspace, &d->drafts[1], &own, covered);
}

int
decide(struct workspace *workspace, struct decision *out, const struct examination *examination,
	const struct draft_options *options)
{
	struct dialects dialects = {0};
	bool covered = !schema_changes_any(&examination->uncovered);
	*out = (struct decision){.removed = examination->obsolete, .removed_next = examination->obsolete_next};
	if (!schema_changes_any(&examination->changes))
		return 0;
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	plan_drafts(workspace, out, examination, &dialects);
	if (make_draft(workspace, &out->drafts[0], options, covered) != 0 ||
		(out->count > 1 && make_second(workspace, out, options, covered) != 0))
		return -1;
	if (out->drafts[0].unchanged)
		out->removed = NULL;
	if (out->count > 1 && out->drafts[1].unchanged)
		out->removed_next = NULL;
	return 0;
}

bool
decision_changes_files(const struct decision *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (!d->drafts[i].unchanged)
			return true;
	return d->removed != NULL || d->removed_next != NULL;
}

void
decision_list_removed(struct arena *arena, const struct decision *d, struct revisions *out)
{
	if (d->removed != NULL)
		*VEC_ADD(arena, out) = (struct revision *)d->removed;
	if (d->removed_next != NULL)
		*VEC_ADD(arena, out) = (struct revision *)d->removed_next;
}
