#include "draft/autogenerate.h"

#include "diff/column_order.h"
#include "diff/compare.h"
#include "diff/constant_report.h"
#include "diff/rename_report.h"
#include "draft/draft_update.h"
#include "draft/misuse_check.h"
#include "draft/syntax.h"
#include "rev/file/draft_lock.h"

static size_t
report_doubts(struct workspace *workspace, const struct examination *e)
{
	size_t before = diag_errors(&workspace->diagnostics);
	for (size_t i = 0; i < e->changes.len; i++)
		rename_report_probable(&workspace->arena, &e->changes.items[i].changes, &e->hints,
			e->changes.items[i].dialect, &workspace->diagnostics);
	rename_report_stale(&workspace->arena, e->before, e->models,
		e->parent != NULL ? arena_printf(&workspace->arena, "revision %s", e->parent->id)
				  : "any revision",
		&workspace->diagnostics);
	if (e->changes.len > 0) {
		const struct changes *first = &e->changes.items[0].changes;
		hints_report_unused(&e->hints, first, &workspace->diagnostics);
		column_order_report(first, &workspace->diagnostics);
		hints_report_conflicts(&e->hints, first, &workspace->diagnostics);
		constant_report_changed(&workspace->arena, first, &workspace->diagnostics);
	}
	return diag_errors(&workspace->diagnostics) - before;
}

static int
check_syntax(struct workspace *workspace, const struct schema_changes *changes)
{
	for (size_t i = 0; i < changes->len; i++)
		if (syntax_check_changes(workspace, &changes->items[i]) != 0 ||
			misuse_check_changes(workspace, &changes->items[i]) != 0)
			return -1;
	return 0;
}

/*
 * Examines and decides again while holding the lock, because a different build may have written
 * drafts in the meantime.
 */
static int
update(struct workspace *workspace, struct autogeneration *out, struct schema *models,
	const struct draft_options *options)
{
	struct draft_lock lock;
	if (workspace_lock(workspace, &lock) != 0)
		return -1;
	int result = -1;
	if (examine(workspace, &out->found, models, options) == 0 &&
		decide(workspace, &out->decision, &out->found, options) == 0 &&
		draft_update(workspace, &out->decision) == 0)
		result = 0;
	out->written = true;
	workspace_unlock(workspace, &lock);
	return result;
}

int
autogenerate(struct workspace *workspace, struct autogeneration *out, struct schema *models,
	const struct draft_options *options)
{
	struct examination *found = &out->found;
	*out = (struct autogeneration){.written = false};
	if (examine(workspace, found, models, options) != 0)
		return -1;
	if (found->every_head)
		return 0;
	if (report_doubts(workspace, found) > 0 || check_syntax(workspace, &found->changes) != 0 ||
		decide(workspace, &out->decision, found, options) != 0)
		return -1;
	if (!schema_changes_any(&found->changes))
		constant_report_unrecorded(&workspace->arena, found->before, found->models,
			&workspace->diagnostics);
	if (!options->write || !decision_changes_files(&out->decision))
		return 0;
	return update(workspace, out, models, options);
}
