/*
 * check: the build's gate. Silent and 0 where models, revisions and reviews agree.
 */
#include "base/file.h"
#include "branch/edited.h"
#include "branch/trial_merge.h"
#include "draft/autogenerate.h"
#include "draft/syntax.h"
#include "review/reviewer.h"
#include "review/revision_losses.h"
#include "workspace/depfile.h"
#include "workspace/repositories.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

struct check_options {
	struct model_options models;
	const char *depfile, *stamp, *hints, *against;
};

static const struct option own_options[] = {
	{"against", '\0', false, OPTION_TEXT, "REF", offsetof(struct check_options, against),
		"the branch or commit to look at a merge with, instead of target_branch"},
	{"depfile", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, depfile),
		"write what the result depends on, as make reads it"},
	{"stamp", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, stamp),
		"touch this file when all is well"},
	{"hints", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, hints),
		"answers: what was renamed, and what was not"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct check_options, models)},
	{0},
};

/* A review that says nothing of data that is lost covers no revision that loses some. */
static int
check_losses(struct context *context, const struct store *store, const struct revision *revision,
	const struct snapshot *snapshot)
{
	struct texts losses = {0};
	if (snapshot->review->destructive || !revision_losses_possible(snapshot))
		return 0;
	if (revision_losses_find(context, store, revision, SCHEMAC_UP, &losses) != 0)
		return -1;
	if (losses.len > 0)
		revision_losses_report(context, revision, &losses);
	return 0;
}

static void
note_review(struct context *context, const char *id)
{
	diag_note(&context->diagnostics, (struct location){0}, "read it, then `schemac review %s`",
		id);
}

static void
report_draft(struct context *context, struct location at, const char *id)
{
	diag_add(&context->diagnostics, DIAG_UNREVIEWED, at,
		"revision %s is a draft that nobody has reviewed", id);
	note_review(context, id);
}

static int
check_review(struct context *context, const struct store *store, const struct revision *revision)
{
	enum review_state state;
	struct snapshot snapshot;
	if (review_read(&context->arena, &state, &snapshot, revision, &context->diagnostics) != 0)
		return -1;
	if (state == REVIEW_DONE && review_is_own(context, revision, snapshot.review->by))
		review_report_own(context, revision, snapshot.review->by, true);
	if (state == REVIEW_DONE)
		return check_losses(context, store, revision, &snapshot);
	if (state == REVIEW_EDITED) {
		diag_add(&context->diagnostics, DIAG_UNREVIEWED, revision->at,
			"revision %s was changed after its review", revision->id);
		note_review(context, revision->id);
	} else {
		report_draft(context, revision->at, revision->id);
	}
	return state == REVIEW_DRAFT ? 0 : syntax_check_revision(context, revision);
}

static bool
has_news(const struct generation *generation)
{
	for (size_t i = 0; i < generation->dialect_count; i++)
		if (generation->news[i].changes.len > 0)
			return true;
	return false;
}

/* The new draft where it was written, else the old one, which is still there. */
static void
report_rewritten(
	struct context *context, const struct generation *draft, const struct revision *old)
{
	if (draft == NULL || draft->unchanged_draft)
		return;
	if (draft->sql_path != NULL)
		report_draft(context, location_of_file(draft->sql_path), draft->id);
	else if (old != NULL)
		report_draft(context, old->at, old->id);
}

/*
 * Drafts that covered all changes and are written anew all the same, as SC_BACKFILL asks for: no
 * drift tells of them.
 */
static void
check_rewritten(struct context *context, const struct generation *generation)
{
	if (generation->obsolete == NULL || !generation->changed || has_news(generation))
		return;
	report_rewritten(context, generation, generation->obsolete);
	report_rewritten(context, generation->next, generation->obsolete_next);
}

/* Every revision but those that this run has replaced or removed. */
static int
check_reviews(struct context *context, const struct generation *generation)
{
	int result = 0;
	struct revisions gone = {0};
	generate_list_gone(context, generation, &gone);
	check_rewritten(context, generation);
	VEC_EACH (struct revision *, revision, generation->store.graph.all) {
		if (revisions_have(&gone, *revision))
			continue;
		if (check_review(context, &generation->store, *revision) != 0)
			result = -1;
	}
	return result;
}

/* Headers, revisions, their folders, the ini and git's refs: whatever may change the result. */
static void
list_inputs(struct context *context, const struct generation *generation, struct texts *out)
{
	struct revisions gone = {0};
	const struct check_options *options = context->options;
	generate_list_gone(context, generation, &gone);
	depfile_add_revisions(context, out, &generation->store, &gone);
	world_watch_files(context, out,
		options->against != NULL ? options->against : context->config.target_branch);
}

static int
compare_models(struct context *context, const struct check_options *options,
	struct generation *generation, struct texts *inputs)
{
	struct schema *models;
	const struct generate_options how = {.write = !project_is_frozen(context),
		.hints = options->hints};
	if (project_models(context, &options->models, &models, inputs) != 0 ||
		generate(context, generation, models, &how) != 0)
		return -1;
	generate_report_drift(context, generation);
	return check_reviews(context, generation);
}

/* What the target branch has to say. */
static int
check_target(struct context *context, const struct generation *generation)
{
	const struct check_options *options = context->options;
	const struct store *store = &generation->store;
	const size_t before = diag_errors(&context->diagnostics);
	struct target_branches branches = {0};
	struct revisions gone = {0};
	generate_list_gone(context, generation, &gone);
	if (target_branches_find(context, &branches, options->against) != 0)
		return -1;
	if (edited_check(context, store, &branches) != 0)
		return -1;
	/* Revisions that could not be read were told of already. */
	if (store->folders.len > 0 &&
		future_check(context, store, &gone, &branches) != 0)
		return -1;
	if (options->against != NULL && diag_errors(&context->diagnostics) == before)
		VEC_EACH (struct target_branch, branch, branches)
			target_branch_report_age(context, branch);
	return 0;
}

static int
run(struct context *context)
{
	const struct check_options *options = context->options;
	struct generation generation = {0};
	struct texts inputs = {0};
	int result = compare_models(context, options, &generation, &inputs);
	if (check_target(context, &generation) != 0)
		result = -1;
	if (options->depfile != NULL) {
		list_inputs(context, &generation, &inputs);
		if (depfile_write(context, options->depfile,
			    options->stamp != NULL ? options->stamp : options->depfile, &inputs) != 0)
			result = -1;
	}
	if (result == 0 && options->stamp != NULL && diag_errors(&context->diagnostics) == 0 &&
		file_write(options->stamp, "", 0) != 0)
		return diag_add(&context->diagnostics, DIAG_CANNOT_WRITE,
			location_of_file(options->stamp), "cannot write it: %s", strerror(errno));
	return result;
}

const struct command command_check = {
	.name = "check",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "compare the models with the revisions: the gate of a build",
	.details =
		"Compiles the models and compares them with the revisions in versions/. What differs is drift, an error at the line of the field; a draft revision with the difference is written for review, unless --frozen. Revisions that nobody has reviewed, and several heads, are errors as well; where PostgreSQL is a dialect, so is SQL that its parser does not take, in a revision edited by hand or in what changed in the models. In a git repository so is what a merge with the target branch (--against, else target_branch, else origin/HEAD, main or master) would bring: several heads, or revisions that do not fit together; and a revision that this branch has already must not change or go. What counts as this side is the work tree, committed or not. Says nothing where all agree.",
	.groups = groups,
	.size = sizeof(struct check_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
