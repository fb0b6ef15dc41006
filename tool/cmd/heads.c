/*
 * heads: lists the revisions that no other revision follows.
 */
#include "branch/all_refs.h"
#include "cli/command.h"
#include "cli/show/listing.h"
#include "cli/show/show_branches.h"

struct heads_options {
	bool all_refs;
};

static const struct option heads_table[] = {
	{"all-refs", '\0', false, OPTION_FLAG, NULL, offsetof(struct heads_options, all_refs),
		"list the heads of every git branch, with the commits that added them"},
	{0},
};

static const struct option_group groups[] = {{heads_table, 0}, {0}};

static int
print_all_refs(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct branch_groups found = {0};
	if (all_refs_read(workspace, &found) != 0)
		return -1;
	if (invocation->json)
		show_branches_json(&workspace->arena, &found);
	else
		show_branches(
			&workspace->arena, &found, repositories_list(workspace)->len > 1);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct heads_options *options = invocation->options;
	const bool verbose = invocation->global.verbose, json = invocation->json;
	struct revision_list list;
	if (options->all_refs && all_refs_are_there(workspace))
		return print_all_refs(invocation);
	if (revision_list_load(workspace, &list) != 0)
		return -1;
	const struct revisions *heads = &list.store.graph.heads;
	if ((verbose || json) &&
		revision_list_read_details(workspace, &list, heads, verbose) != 0)
		return -1;
	if (json)
		listing_print_json(&workspace->arena, &list, heads, false, verbose);
	else
		listing_print(&workspace->arena, &list, heads, false);
	return 0;
}

const struct command command_heads = {
	.name = "heads",
	.operands = "",
	.summary = "list the revisions that no other revision follows",
	.details =
		"Lists the heads, which are the revisions that no other revision follows. If "
		"there are several heads, join them with `schemac merge`, or move your own "
		"revisions after the others with `schemac rebase`.\n\n"
		"With --all-refs, heads lists the heads of every local and remote git branch, and "
		"the commits that added them. No branch needs to be checked out; a bare "
		"repository is enough.",
	.groups = groups,
	.size = sizeof(struct heads_options),
	.needs_config = true,
	.run = run,
};
