/*
 * merge-driver: merges a snapshot that two branches changed. Git runs it.
 */
#include "cli/command.h"
#include "merge/merge_snapshot.h"

enum { BASE, OURS, THEIRS, PATH, OPERANDS };

static int
run(struct invocation *invocation)
{
	const char **operands = invocation->operands.items;
	const struct merge_snapshot files = {.workspace = invocation->workspace,
		.base = operands[BASE],
		.ours = operands[OURS],
		.theirs = operands[THEIRS],
		.shown = operands[PATH]};
	return merge_snapshot(&files);
}

const struct command command_merge_driver = {
	.name = "merge-driver",
	.operands = "BASE OURS THEIRS PATH",
	.summary = "merge two versions of a snapshot: git runs it",
	.details =
		"What git runs where two branches changed the same snapshot, once it is told to:\n\n"
		"git config merge.schemac.driver 'schemac merge-driver %O %A %B %P'\n\n"
		"and versions/.gitattributes, which `schemac init` writes, names the files: `*.json merge=schemac`. The snapshots are merged by what they say, not by lines; the result takes the place of OURS. Where both sides reviewed the same, a review stays; where either changed what the other one read, the review is void. What contradicts itself is left between conflict marks, with exit status 1, and git says that the file is in conflict.",
	.min_operands = OPERANDS,
	.max_operands = OPERANDS,
	.run = run,
};
