/*
 * check: the build's gate. Silent and 0 where models, revisions and reviews agree.
 */
#include "base/file.h"
#include "branch/edited.h"
#include "branch/trial_merge.h"
#include "cli/model_options.h"
#include "draft/drift.h"
#include "review/review_check.h"
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

/*
 * The drafts of the store that do not count any more: this run replaced or removed them, or (with --frozen)
 * would have done so and reports the drift instead.
 */
static struct revisions
list_obsolete(struct arena *arena, const struct autogeneration *generation)
{
	struct revisions obsolete = {0};
	if (generation->written || schema_changes_any(&generation->found.uncovered))
		decision_list_removed(arena, &generation->decision, &obsolete);
	return obsolete;
}

/* Adds what may change the result: headers, revisions, their folders, schemac.ini and git's refs. */
static void
list_inputs(struct workspace *workspace, const struct check_options *options,
	const struct autogeneration *generation, struct texts *out)
{
	const struct revisions obsolete = list_obsolete(&workspace->arena, generation);
	depfile_add_revisions(workspace, out, &generation->found.store, &obsolete);
	repositories_watch_files(workspace, out,
		options->against != NULL ? options->against : workspace->config.target_branch);
}

static int
compare_models(struct workspace *workspace, const struct check_options *options,
	struct autogeneration *generation, struct texts *inputs)
{
	struct schema *models;
	const struct draft_options how = {
		.write = !workspace_is_frozen(workspace), .hints = options->hints};
	if (models_read(workspace, &options->models, &models, inputs) != 0 ||
		autogenerate(workspace, generation, models, &how) != 0 ||
		drift_report(workspace, generation) != 0)
		return -1;
	const struct revisions obsolete = list_obsolete(&workspace->arena, generation);
	return review_check(workspace, &generation->found.store, &obsolete);
}

/* Compares with the target branch: revisions that were edited here, and what a merge would bring. */
static int
check_target(struct workspace *workspace, const struct check_options *options,
	const struct autogeneration *generation)
{
	const struct store *store = &generation->found.store;
	const struct revisions obsolete = list_obsolete(&workspace->arena, generation);
	const size_t before = diag_errors(&workspace->diagnostics);
	struct target_branches branches = {0};
	if (target_branches_find(workspace, &branches, options->against) != 0 ||
		edited_check(workspace, store, &branches) != 0)
		return -1;
	/* Without folders the revisions could not be read, which has been reported. */
	if (store->folders.len > 0 &&
		trial_merge_check(workspace, store, &obsolete, &branches) != 0)
		return -1;
	if (options->against != NULL && diag_errors(&workspace->diagnostics) == before)
		VEC_EACH (struct target_branch, branch, branches)
			target_branch_report_age(workspace, branch);
	return 0;
}

static int
touch_stamp(struct workspace *workspace, const char *path)
{
	if (file_write(path, "", 0) == 0)
		return 0;
	return diag_add(&workspace->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write the stamp: %s", strerror(errno));
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct check_options *options = invocation->options;
	struct autogeneration generation = {.written = false};
	struct texts inputs = {0};
	options->models.files = invocation->operands;
	int result = compare_models(workspace, options, &generation, &inputs);
	if (check_target(workspace, options, &generation) != 0)
		result = -1;
	if (options->depfile != NULL) {
		list_inputs(workspace, options, &generation, &inputs);
		if (depfile_write(workspace, options->depfile,
			    options->stamp != NULL ? options->stamp : options->depfile, &inputs) != 0)
			result = -1;
	}
	if (result == 0 && options->stamp != NULL && diag_errors(&workspace->diagnostics) == 0)
		return touch_stamp(workspace, options->stamp);
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
