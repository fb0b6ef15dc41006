#include "draft/drift.h"

#include "base/text.h"
#include "diff/change_summary.h"
#include "draft/required_column.h"

/* Whether the draft changes this index, in any dialect. */
static bool
makes_change(const struct planned_draft *draft, const struct change *change)
{
	const struct index *index = change->index != NULL ? change->index : change->index_before;
	for (size_t i = 0; index != NULL && i < draft->changes.len; i++)
		VEC_EACH (const struct change, other, draft->changes.items[i].changes) {
			const struct index *own =
				other->index != NULL ? other->index : other->index_before;
			bool same_kind = other->kind == change->kind ||
					 change->kind == CHANGE_ALTER_INDEX;
			if (own != NULL && same_kind && text_equal(own->name, index->name))
				return true;
		}
	return false;
}

/* The draft that makes the change; NULL: there is none. */
static const struct planned_draft *
draft_of(const struct decision *decision, const struct change *change)
{
	if (decision->count == 0)
		return NULL;
	const bool second =
		decision->count > 1 && makes_change(&decision->drafts[1], change);
	return &decision->drafts[second ? 1 : 0];
}

/* The state of one run: each draft is reported once, at the first change that it makes. */
struct report {
	struct workspace *workspace;
	const struct autogeneration *generation;
	bool named[DECISION_DRAFTS];
};

static void
name_draft(struct report *report, const struct change *change)
{
	const struct decision *decision = &report->generation->decision;
	const struct planned_draft *draft = draft_of(decision, change);
	if (draft == NULL || draft->sql_path == NULL || report->named[draft - decision->drafts])
		return;
	report->named[draft - decision->drafts] = true;
	diag_note(&report->workspace->diagnostics, location_of_file(draft->sql_path),
		"this draft makes the change; read it, then run `%s review %s`",
		report->workspace->program, draft->id);
}

static void
report_change(struct report *report, const struct change *change, const char *reference)
{
	const struct revision *parent = report->generation->found.parent;
	struct location at = change_location(change);
	if (at.file == NULL && parent != NULL)
		at = location_of_file(parent->sql_path);
	diag_add(&report->workspace->diagnostics, DIAG_DRIFT, at, "%s",
		change_explain(&report->workspace->arena, change, "the models", reference));
	name_draft(report, change);
}

const struct schema_changes *
drift_changes(const struct autogeneration *generation)
{
	const struct examination *found = &generation->found;
	return generation->written && schema_changes_any(&found->uncovered) ? &found->changes
									    : &found->uncovered;
}

/* The revision that the models are compared with; NULL: none. */
static const struct revision *
compared_revision(const struct autogeneration *generation)
{
	const struct examination *found = &generation->found;
	if (!generation->written && found->obsolete_next != NULL)
		return found->obsolete_next;
	return !generation->written && found->obsolete != NULL ? found->obsolete : found->parent;
}

/* ------------------------------------------------------------------ several heads */

/* The differences between the models and one head. */
struct head_changes {
	const struct revision *head;
	struct schema_changes changes;
};

static bool
has_change(struct arena *arena, const struct schema_changes *changes, const struct change *change)
{
	const char *text = change_print(arena, change);
	for (size_t i = 0; i < changes->len; i++) {
		const struct changes summary = change_summary(arena, &changes->items[i].changes);
		VEC_EACH (const struct change, other, summary)
			if (text_equal(change_print(arena, other), text))
				return true;
	}
	return false;
}

/* The first head that differs from the models in this way. */
static const char *
reference_of(struct arena *arena, const struct head_changes *heads, size_t count,
	const struct change *change)
{
	for (size_t i = 0; i < count; i++)
		if (has_change(arena, &heads[i].changes, change))
			return arena_printf(arena, "revision %s", heads[i].head->id);
	return "the revisions";
}

static int
report_for_heads(struct report *report)
{
	struct workspace *workspace = report->workspace;
	struct arena *arena = &workspace->arena;
	const struct examination *found = &report->generation->found;
	const struct revisions *all = &found->store.graph.heads;
	struct head_changes *heads = arena_alloc(arena, all->len * sizeof(*heads));
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < all->len; i++) {
		struct schema *schema;
		heads[i] = (struct head_changes){.head = all->items[i]};
		if (examine_fold(workspace, &found->store, all->items[i], &schema) != 0)
			return -1;
		schema_changes_compare(
			workspace, &heads[i].changes, &dialects, schema, found->models);
	}
	for (size_t i = 0; i < found->changes.len; i++) {
		const struct changes summary =
			change_summary(arena, &found->changes.items[i].changes);
		VEC_EACH (const struct change, change, summary)
			report_change(
				report, change, reference_of(arena, heads, all->len, change));
	}
	return 0;
}

/* ------------------------------------------------------------------ one head */

int
drift_report(struct workspace *workspace, const struct autogeneration *generation)
{
	struct report report = {.workspace = workspace, .generation = generation};
	const struct schema_changes *shown = drift_changes(generation);
	const struct revision *compared = compared_revision(generation);
	const char *reference = compared == NULL ? "any revision"
						 : arena_printf(&workspace->arena, "revision %s",
							   compared->id);
	if (generation->found.every_head) {
		if (schema_changes_any(shown) && report_for_heads(&report) != 0)
			return -1;
	} else {
		for (size_t i = 0; i < shown->len; i++) {
			const struct changes summary =
				change_summary(&workspace->arena, &shown->items[i].changes);
			VEC_EACH (const struct change, change, summary)
				report_change(&report, change, reference);
		}
	}
	required_column_report(workspace, &generation->found);
	return 0;
}
