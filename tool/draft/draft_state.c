#include "draft/draft_state.h"

#include "rev/file/review.h"
#include "workspace/database.h"
#include "workspace/repositories.h"

#include <string.h>

/* ------------------------------------------------------------------ facts */

static bool
is_committed(void *data, const struct revision *revision)
{
	struct workspace *workspace = data;
	const struct repository *repository = repositories_of(workspace, revision->folder);
	/* If git cannot be read, the revision may be committed and is therefore not overwritten. */
	if (repository == NULL)
		return repositories_is_unusable(workspace, revision->folder);
	return git_is_committed(repository->git, revision->sql_path) ||
	       git_is_committed(repository->git, revision->snapshot_path);
}

/*
 * Whether the version table contains the revision. This is sufficient, because a draft at the head
 * has no children.
 */
static bool
has_row(struct workspace *workspace, const struct database *database, const char *id)
{
	const struct schemac_bundle none = {.abi = SCHEMAC_BUNDLE_ABI,
		.size = sizeof(none),
		.version_table = workspace->config.version_table,
		.version_table_schema = workspace->config.version_table_schema};
	struct schemac_status status;
	struct schemac_error error;
	bool found = false;
	if (schemac_status(&status, database->db, &none, NULL, &error) != 0)
		return false;
	for (size_t i = 0; i < status.row_count; i++)
		found = found || strcmp(status.rows[i], id) == 0;
	schemac_status_release(&status);
	return found;
}

/* A build does not need a database: if it cannot be opened, the revision counts as not applied. */
static bool
is_applied(void *data, const struct revision *revision)
{
	struct workspace *workspace = data;
	struct database database;
	struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (!database_is_named(workspace))
		return false;
	bool applied = false;
	if (database_open(workspace, &database, ENGINE_TO_INSPECT) == 0) {
		applied = has_row(workspace, &database, revision->id);
		database_close(&database);
	}
	diag_rewind(&workspace->diagnostics, mark);
	return applied;
}

struct draft_facts
draft_facts_of(struct workspace *workspace)
{
	return (struct draft_facts){
		.data = workspace, .is_committed = is_committed, .is_applied = is_applied};
}

/* ------------------------------------------------------------------ state */

int
draft_state_of(struct arena *arena, enum draft_state *out, const struct revision *revision,
	const struct draft_facts *facts, struct diagnostics *diagnostics)
{
	struct snapshot snapshot;
	enum review_state review;
	if (review_read(arena, &review, &snapshot, revision, diagnostics) != 0)
		return -1;
	if (snapshot.review != NULL)
		*out = DRAFT_REVIEWED;
	else if (review != REVIEW_DRAFT)
		*out = DRAFT_EDITED;
	else if (revision->children.len > 0 || revision->dependents.len > 0)
		*out = DRAFT_FOLLOWED;
	else if (facts->is_committed != NULL && facts->is_committed(facts->data, revision))
		*out = DRAFT_COMMITTED;
	else if (facts->is_applied != NULL && facts->is_applied(facts->data, revision))
		*out = DRAFT_APPLIED;
	else
		*out = DRAFT_FREE;
	return 0;
}
