/*
 * rebase: moves this branch's own revisions so that they follow the head of the target branch.
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
		"make the revisions follow REVISION instead of the target branch's head"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct rebase_options, dry_run),
		"print the result and write nothing; with -v also print the files"},
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
		printf("remove %s: a single line needs no merge\n", step->old->sql_path);
		return;
	}
	printf("%s -> %s %s", step->snapshot.parents.items[0], step->id, step->sql_path);
	if (step->kept == NULL)
		printf(" (was %s, SQL regenerated)\n", step->old->id);
	else
		printf(" (was %s, SQL kept: %s)\n", step->old->id, step->kept);
	if (verbose)
		printf("\n%.*s\n", (int)step->sql_length, step->sql);
}

static void
print_steps(const struct rebase *rebase, bool verbose)
{
	if (!rebase_moves(rebase))
		printf("nothing to rebase: the revisions of this branch already follow %s\n",
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
	if (!options->dry_run && command_check_frozen(invocation, "rebase revisions",
					 "; --dry-run prints the result") != 0)
		return -1;
	int result = rebase_run(&rebase, options->onto, !options->dry_run, &recovered);
	if (recovered && !quiet)
		puts("completed a rebase that was interrupted");
	if (result == 0 && !quiet)
		print_steps(&rebase, invocation->global.verbose);
	return result;
}

const struct command command_rebase = {
	.name = "rebase",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "move this branch's revisions after the target branch's head",
	.details =
		"Moves the revisions that only this branch has so that they follow the head of "
		"the target branch. They stay in order and form a single line, like commits after "
		"`git rebase`. rebase does not fetch: first bring the revisions of the target "
		"branch into this branch with git merge or git rebase.\n\n"
		"With --onto, or without git, rebase moves all revisions that are not ancestors "
		"of REVISION. It refuses to move revisions that the target branch already "
		"has.\n\n"
		"A revision's id is derived from its parents. Therefore each moved revision gets "
		"a new id, and its files are renamed. SQL that schemac generated is regenerated, "
		"so that a table rebuild includes the columns of both sides. Edited SQL is kept "
		"byte for byte, except for the ids in its header. Both must be reviewed again. "
		"Labels, messages and dates are kept. A merge without SQL is removed, because a "
		"single line needs no merge. A base with a label remains a separate line.\n\n"
		"If both sides changed the same object in different ways, rebase reports a "
		"conflict and writes nothing. For a database that contains the old ids, rebase "
		"prints the commands that bring it up to date.",
	.groups = groups,
	.size = sizeof(struct rebase_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
