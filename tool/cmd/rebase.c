/*
 * rebase: the revisions that only this branch has, put after the head of the target branch.
 */
#include "cli/model_options.h"
#include "rebase/rebase.h"

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

static void
print_step(const struct rebased *step, bool verbose)
{
	if (step->removed) {
		printf("remove %s: a line needs no merge\n", step->old->sql_path);
		return;
	}
	printf("%s -> %s %s", step->snapshot.parents.items[0], step->id, step->sql_path);
	if (step->kept == NULL)
		printf(" (was %s, generated anew)\n", step->old->id);
	else
		printf(" (was %s, SQL kept: %s)\n", step->old->id, step->kept);
	if (verbose)
		printf("\n%.*s\n", (int)step->sql_length, step->sql);
}

static void
print_steps(const struct rebase *rebase, bool verbose)
{
	if (!rebase_moves(rebase))
		printf("there is nothing to rebase: what only this branch has comes after %s already\n",
			rebase->onto->id);
	VEC_EACH (struct rebased, step, rebase->steps)
		if (!step->unchanged)
			print_step(step, verbose);
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct rebase_options *options = invocation->options;
	const bool quiet = invocation->global.quiet;
	struct rebase rebase = {.workspace = workspace, .model_options = &options->models};
	bool recovered;
	options->models.files = invocation->operands;
	if (!options->dry_run && workspace_is_frozen(workspace))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no revision is rebased with --frozen, or with CI set in the environment; "
			"--dry-run prints what would be");
	int result = rebase_run(&rebase, options->onto, !options->dry_run, &recovered);
	if (recovered && !quiet)
		puts("an interrupted rebase was finished");
	if (result == 0 && !quiet)
		print_steps(&rebase, invocation->global.verbose);
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
