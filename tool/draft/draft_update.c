#include "draft/draft_update.h"

#include "workspace/hooks.h"

static int
write_draft(struct workspace *workspace, struct planned_draft *planned,
	const struct revision *replaced)
{
	if (planned->unchanged)
		return 0;
	planned->sql_path = draft_write(
		&workspace->arena, &planned->draft, replaced, &workspace->diagnostics);
	return planned->sql_path != NULL ? hooks_run(workspace, planned->sql_path) : -1;
}

static int
remove_draft(struct workspace *workspace, const struct revision *draft)
{
	return draft != NULL ? draft_remove(draft, &workspace->diagnostics) : 0;
}

/* The second draft is removed first and written last, so that no revision ever lacks its parent. */
int
draft_update(struct workspace *workspace, struct decision *d)
{
	if (remove_draft(workspace, d->removed_next) != 0)
		return -1;
	if (d->count == 0)
		return remove_draft(workspace, d->removed);
	for (size_t i = 0; i < d->count; i++)
		if (write_draft(workspace, &d->drafts[i], i == 0 ? d->removed : NULL) != 0)
			return -1;
	return 0;
}
