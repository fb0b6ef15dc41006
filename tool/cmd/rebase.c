/*
 * rebase: the revisions that only this branch has, put after the head of the target branch.
 */
#include "rebase/rebase.h"
#include "rev/file/draft.h"
#include "workspace/database.h"
#include "workspace/workspace_bundle.h"

#include <stdint.h>
#include <stdio.h>

struct rebase_options {
	struct model_options models;
	const char *onto;
	bool dry_run;
};

static const struct option own_options[] = {
	{"onto", '\0', false, OPTION_TEXT, "REVISION", offsetof(struct rebase_options, onto),
		"the revision to be followed, instead of the target branch's head"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct rebase_options, dry_run),
		"print what would be and write nothing; with -v the files, too"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct rebase_options, models)},
	{0},
};

static bool
moves(const struct rebase *rebase)
{
	VEC_EACH (struct rebased, step, rebase->steps)
		if (!step->stays)
			return true;
	return false;
}

static void
print_step(const struct rebase *rebase, const struct rebased *step)
{
	if (step->gone) {
		printf("remove %s: a line needs no merge\n", step->old->sql_path);
		return;
	}
	printf("%s -> %s %s", step->snapshot.parents.items[0], step->id, step->sql_path);
	if (step->kept == NULL)
		printf(" (was %s, generated anew)\n", step->old->id);
	else
		printf(" (was %s, SQL kept: %s)\n", step->old->id, step->kept);
	if (rebase->context->global.verbose)
		printf("\n%.*s\n", (int)step->sql_length, step->sql);
}

static void
print_steps(const struct rebase *rebase)
{
	if (rebase->context->global.quiet)
		return;
	if (!moves(rebase))
		printf("there is nothing to rebase: what only this branch has comes after %s already\n",
			rebase->onto->id);
	VEC_EACH (struct rebased, step, rebase->steps)
		if (!step->stays)
			print_step(rebase, step);
}

static int
run_rebase(struct rebase *rebase, const struct rebase_options *options)
{
	if (project_store(rebase->context, &rebase->store) != 0 ||
		rebase_select(rebase, options->onto) != 0 || rebase_make(rebase) != 0)
		return -1;
	if (database_is_named(rebase->context))
		rebase->bundle = project_bundle(rebase->context, &rebase->store, NULL, false);
	if (moves(rebase) && !options->dry_run && rebase_write(rebase) != 0)
		return -1;
	print_steps(rebase);
	if (moves(rebase))
		rebase_advise(rebase);
	return 0;
}

/* What an interrupted run decided is finished first; the rest starts from there. */
static int
run_alone(struct context *context, const struct rebase_options *options)
{
	struct rebase rebase = {.context = context, .model_options = &options->models};
	bool finished;
	if (rebase_recover(context, &finished) != 0)
		return -1;
	if (finished && !context->global.quiet)
		puts("a rebase that was interrupted is finished");
	return run_rebase(&rebase, options);
}

static int
run(struct context *context)
{
	const struct rebase_options *options = context->options;
	struct rebase rebase = {.context = context, .model_options = &options->models};
	struct draft_lock lock;
	if (options->dry_run)
		return run_rebase(&rebase, options);
	if (project_is_frozen(context))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no revision is rebased with --frozen, or with CI set in the environment; "
			"--dry-run prints what would be");
	if (draft_lock(&context->arena, &lock, context->config.version_locations.items[0],
		    &context->diagnostics) != 0)
		return -1;
	context->owns_versions = true;
	int result = run_alone(context, options);
	context->owns_versions = false;
	draft_unlock(&lock);
	return result;
}

const struct command command_rebase = {
	.name = "rebase",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "put this branch's revisions after the target branch's head",
	.details =
		"The revisions that the target branch does not have get its head as their parent; "
		"they keep their order, and become one line. It is what `git rebase` is for "
		"commits, and asks no server: bring the target branch's revisions here first, by "
		"git merge or git rebase. With --onto, or without git, the revisions that the one "
		"named does not come after are moved; what the target branch has is refused. "
		"Ids follow from parents, so that each revision gets another one, and its files "
		"another name. SQL that schemac generated and nobody touched is generated anew: a "
		"rebuild then has the columns of both sides. SQL that was edited is kept byte for "
		"byte, but for the ids in its head. Either has to be reviewed again. What both "
		"sides changed in different ways is a conflict, and nothing is written. Labels, "
		"messages and dates stay; a merge without SQL goes, since a line needs none; a "
		"base with a label stays a line of its own. "
		"A database that has the old ids is told of, with the commands that bring it over.",
	.groups = groups,
	.size = sizeof(struct rebase_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
