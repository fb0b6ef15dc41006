#include "branch/revision_list.h"

#include "base/text.h"
#include "rev/graph/resolve.h"
#include "rev/graph/rows.h"
#include "workspace/version_rows.h"

int
revision_list_load(struct workspace *workspace, struct revision_list *out)
{
	*out = (struct revision_list){.details = NULL};
	return workspace_store(workspace, &out->store);
}

int
revision_list_read_rows(
	struct workspace *workspace, struct revision_list *list, struct schemac_status *status)
{
	struct revisions known = {0};
	if (version_rows_read(workspace, &list->store, NULL, &list->rows, status) != 0)
		return -1;
	rows_resolve(
		&workspace->arena, &list->store.graph, &list->rows, &known, &list->unknown);
	VEC_EACH (const char *, row, list->unknown) {
		diag_add(&workspace->diagnostics, DIAG_UNKNOWN_ROW, (struct location){0},
			"the database is at revision %s, which no version location contains", *row);
		rows_note_missing(&list->store.graph, *row, &workspace->diagnostics);
	}
	return 0;
}

int
revision_list_read_details(struct workspace *workspace, struct revision_list *list,
	const struct revisions *revisions, bool commits)
{
	struct arena *arena = &workspace->arena;
	if (list->details == NULL)
		list->details = arena_alloc(
			arena, (list->store.graph.all.len + 1) * sizeof(*list->details));
	VEC_EACH (struct revision *, revision, *revisions) {
		struct revision_details *details = ARENA_NEW(arena, struct revision_details);
		if (revision_details_read(workspace, details, *revision, commits) != 0)
			return -1;
		list->details[(*revision)->number] = details;
	}
	return 0;
}

bool
revision_list_is_current(const struct revision_list *list, const struct revision *revision)
{
	VEC_EACH (const char *, row, list->rows)
		if (text_equal(*row, revision->id))
			return true;
	return false;
}
