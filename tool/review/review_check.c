#include "review/review_check.h"

#include "draft/syntax.h"
#include "review/reviewer.h"
#include "review/revision_losses.h"

/* A review without a confirmation of losses does not cover a revision that loses data. */
static int
check_losses(struct workspace *workspace, const struct store *store,
	const struct revision *revision, const struct snapshot *snapshot)
{
	struct texts losses = {0};
	if (snapshot->review->destructive || !revision_losses_possible(snapshot))
		return 0;
	if (revision_losses_find(workspace, store, revision, SCHEMAC_UP, &losses) != 0)
		return -1;
	if (losses.len > 0)
		revision_losses_report(workspace, revision, &losses);
	return 0;
}

static void
note_review(struct workspace *workspace, const char *id)
{
	diag_note(&workspace->diagnostics, (struct location){0},
		"read it, then run `%s review %s`", workspace->program, id);
}

void
review_check_report_draft(struct workspace *workspace, struct location at, const char *id)
{
	diag_add(&workspace->diagnostics, DIAG_UNREVIEWED, at,
		"revision %s is a draft and has not been reviewed", id);
	note_review(workspace, id);
}

static int
check_review(
	struct workspace *workspace, const struct store *store, const struct revision *revision)
{
	enum review_state state;
	struct snapshot snapshot;
	if (review_read(&workspace->arena, &state, &snapshot, revision, &workspace->diagnostics) !=
		0)
		return -1;
	if (state == REVIEW_DONE && reviewer_is_author(workspace, revision, snapshot.review->by))
		reviewer_report_own(workspace, revision, snapshot.review->by, true);
	if (state == REVIEW_DONE)
		return check_losses(workspace, store, revision, &snapshot);
	if (state == REVIEW_EDITED) {
		diag_add(&workspace->diagnostics, DIAG_UNREVIEWED, revision->at,
			"revision %s was changed after its review", revision->id);
		note_review(workspace, revision->id);
	} else {
		review_check_report_draft(workspace, revision->at, revision->id);
	}
	return state == REVIEW_DRAFT ? 0 : syntax_check_revision(workspace, revision);
}

int
review_check(
	struct workspace *workspace, const struct store *store, const struct revisions *without)
{
	int result = 0;
	VEC_EACH (struct revision *, revision, store->graph.all)
		if (!revisions_have(without, *revision) &&
			check_review(workspace, store, *revision) != 0)
			result = -1;
	return result;
}
