/*
 * merge-driver: merges a snapshot that two branches changed. Git runs this command.
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
	.summary = "merge two versions of a snapshot (run by git)",
	.details =
		"Merges a snapshot that two branches changed. Git runs this command once it has "
		"been configured:\n\n"
		"git config merge.schemac.driver 'schemac merge-driver %O %A %B %P'\n\n"
		"versions/.gitattributes, which `schemac init` writes, assigns the driver to the "
		"files: `*.json merge=schemac`. The driver merges the content of the snapshots, "
		"not their lines, and writes the result to OURS. A review remains valid if both "
		"sides reviewed the same content. It becomes void if either side changed what the "
		"other had reviewed. Contradictory changes are left between conflict markers; the "
		"exit status is 1, and git reports a conflict in the file.",
	.min_operands = OPERANDS,
	.max_operands = OPERANDS,
	.run = run,
};
