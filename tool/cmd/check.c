/*
 * check: verifies during a build that models, revisions and reviews agree. Prints nothing if they
 * do.
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
		"check against a merge with this branch or commit, instead of target_branch"},
	{"depfile", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, depfile),
		"write the dependencies of the result to FILE, as a makefile rule"},
	{"stamp", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, stamp),
		"touch FILE if the check succeeds"},
	{"hints", '\0', false, OPTION_TEXT, "FILE", offsetof(struct check_options, hints),
		"read hints about renames, drops and constants from FILE; see schemac-revision(5)"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct check_options, models)},
	{0},
};

/*
 * Lists the drafts in the store that are now obsolete. This run has replaced or removed them; with
 * --frozen, it reports the drift instead.
 */
static struct revisions
list_obsolete(struct arena *arena, const struct autogeneration *generation)
{
	struct revisions obsolete = {0};
	if (generation->written || schema_changes_any(&generation->found.uncovered))
		decision_list_removed(arena, &generation->decision, &obsolete);
	return obsolete;
}

/*
 * Adds the files that can affect the result: revisions, their folders, schemac.ini and git's refs.
 */
static void
list_inputs(struct workspace *workspace, const struct check_options *options,
	const struct autogeneration *generation, struct texts *out)
{
	const struct revisions obsolete = list_obsolete(&workspace->arena, generation);
	depfile_add_revisions(workspace, out, &generation->found.store, &obsolete);
	repositories_watch_files(workspace, out,
		options->against != NULL ? options->against : workspace->config.target_branch);
}

/*
 * Reports the drafts that this run rewrote although the old ones made all the changes, for instance with a
 * new SC_BACKFILL: there is no drift, but the new drafts need a review.
 */
static void
report_rewritten(struct workspace *workspace, const struct autogeneration *generation)
{
	const struct decision *decision = &generation->decision;
	if (!generation->written || schema_changes_any(&generation->found.uncovered))
		return;
	for (size_t i = 0; i < decision->count; i++)
		if (!decision->drafts[i].unchanged)
			review_check_report_draft(workspace,
				location_of_file(decision->drafts[i].sql_path),
				decision->drafts[i].id);
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
	report_rewritten(workspace, generation);
	return review_check(workspace, &generation->found.store, &obsolete);
}

/* Checks for edits to revisions of the target branch, and tries a merge with that branch. */
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
	/* No folders: the revisions could not be read, which has already been reported. */
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
		"cannot write the stamp file: %s", strerror(errno));
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
			    options->stamp != NULL ? options->stamp : options->depfile,
			    &inputs) != 0)
			result = -1;
	}
	if (result == 0 && options->stamp != NULL && diag_errors(&workspace->diagnostics) == 0)
		return touch_stamp(workspace, options->stamp);
	return result;
}

const struct command command_check = {
	.name = "check",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "check that the revisions match the models",
	.details =
		"Compiles the models and compares them with the revisions in versions/. A "
		"difference is called drift and is reported as an error at the line of the field. "
		"Unless --frozen is given, check writes a draft revision that contains the "
		"difference, ready for review.\n\n"
		"Unreviewed revisions and multiple heads are also errors. If PostgreSQL is a "
		"configured dialect, check parses the SQL that changed in the models and the SQL "
		"of revisions edited by hand, and reports syntax errors.\n\n"
		"In a git repository, check also tries a merge with the target branch: the "
		"argument of --against, otherwise target_branch, otherwise origin/HEAD, main or "
		"master. It reports an error if the merge would result in several heads or "
		"conflicting revisions, or if a revision of the target branch was edited or "
		"deleted here. It reads the working tree, including uncommitted changes.\n\n"
		"If everything agrees, check prints nothing.",
	.groups = groups,
	.size = sizeof(struct check_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
