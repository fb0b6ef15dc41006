/*
 * merge: one revision that follows several heads. Objects that more than one of them touched are
 * restated in its snapshot as the merge of their states; what does not merge is a conflict.
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
	{"message", 'm', false, OPTION_TEXT, "TEXT",
		offsetof(struct merge_options, draft.message), "what the merge is about"},
	{"rev-id", '\0', false, OPTION_TEXT, "ID", offsetof(struct merge_options, draft.id),
		"its id, instead of one that follows from the heads"},
	{"branch-label", '\0', false, OPTION_TEXT, "LABEL",
		offsetof(struct merge_options, draft.label), "name the branch that starts here"},
	{"depends-on", '\0', false, OPTION_LIST, "REVISION",
		offsetof(struct merge_options, draft.depends_on),
		"a revision of another branch that must be applied before"},
	{"version-path", '\0', false, OPTION_TEXT, "DIR",
		offsetof(struct merge_options, draft.folder),
		"the version location it goes to, instead of the first"},
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
	if (wishes->write && workspace_is_frozen(workspace))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no revision is written with --frozen, or with CI set in the environment; --dry-run prints it");
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
	.summary = "join several heads by a revision that follows them all",
	.details =
		"Writes a revision that follows the heads named, or all of them. It runs no SQL: that of both sides has been run by then. Where both sides changed the same table or object, it restates what comes of it; where the changes contradict each other nothing is written, and both places are shown. Before it is written, the revisions of both sides are replayed on scratch databases, in both orders, as databases may have got them, and must give the merged schema; see verify for where such a database comes from.",
	.groups = groups,
	.size = sizeof(struct merge_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
