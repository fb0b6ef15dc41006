/*
 * merge: writes a revision that follows several heads. Changes that cannot be merged are reported
 * as conflicts.
 */
#include "cli/command.h"
#include "draft/draft_empty.h"
#include "merge/merge_heads.h"

#include <stdint.h>
#include <stdio.h>

struct merge_options {
	struct draft_options draft;
	bool dry_run;
};

static const struct option own_options[] = {
	{"message", 'm', false, OPTION_TEXT, "TEXT", offsetof(struct merge_options, draft.message),
		"the message; the default lists the heads"},
	{"rev-id", '\0', false, OPTION_TEXT, "ID", offsetof(struct merge_options, draft.id),
		"the id; the default is derived from the heads"},
	{"branch-label", '\0', false, OPTION_TEXT, "LABEL",
		offsetof(struct merge_options, draft.label), "label the branch that starts here"},
	{"depends-on", '\0', false, OPTION_LIST, "REVISION",
		offsetof(struct merge_options, draft.depends_on),
		"a revision on a different branch that must be applied first"},
	{"version-path", '\0', false, OPTION_TEXT, "DIR",
		offsetof(struct merge_options, draft.folder),
		"the version location to write to; the default is the first"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct merge_options, dry_run),
		"print the revision file and write nothing"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct merge_options *options = invocation->options;
	struct draft_options *wishes = &options->draft;
	struct store store;
	struct merge_heads heads;
	struct planned_draft draft;
	wishes->write = !options->dry_run;
	if (wishes->write &&
		command_check_frozen(invocation, "write a revision", "; --dry-run prints it") != 0)
		return -1;
	if (workspace_store(workspace, &store) != 0 ||
		merge_heads(workspace, &heads, &store, &invocation->operands) != 0)
		return -1;
	if (wishes->message == NULL)
		wishes->message = arena_printf(&workspace->arena, "Merge %s",
			revisions_print(&workspace->arena, &heads.parents));
	if (draft_empty_write_merge(
		    workspace, &draft, wishes, &store, &heads.parents, heads.objects) != 0)
		return -1;
	if (options->dry_run)
		fputs(draft.text, stdout);
	else if (!invocation->global.quiet)
		printf("%s\n", draft.sql_path);
	return 0;
}

const struct command command_merge = {
	.name = "merge",
	.operands = "[REVISION…]",
	.summary = "join several heads with a new revision",
	.details =
		"Writes a revision that follows the named heads, or all heads. It contains no "
		"SQL, because the revisions that it joins contain the SQL of both sides. If both "
		"sides changed the same table or object, its snapshot contains the merged state. "
		"If the changes contradict each other, merge reports the location of both changes "
		"and writes nothing.\n\n"
		"Before it writes the revision, merge replays the revisions of both sides on "
		"scratch databases, in both orders. Both results must equal the merged schema. "
		"`schemac help verify` describes scratch databases.",
	.groups = groups,
	.size = sizeof(struct merge_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
