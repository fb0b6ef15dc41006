/*
 * heads: the revisions that none follows.
 */
#include "branch/all_refs.h"
#include "cli/listing.h"

struct heads_options {
	bool all_refs;
};

static const struct option heads_table[] = {
	{"all-refs", '\0', false, OPTION_FLAG, NULL, offsetof(struct heads_options, all_refs),
		"those of every branch in git, with the commits that brought them"},
	{0},
};

static const struct option_group groups[] = {{heads_table, 0}, {0}};

static int
run(struct context *context)
{
	const struct heads_options *options = context->options;
	struct listing listing = {.context = context};
	if (options->all_refs && all_refs_are_there(context))
		return all_refs_print(context);
	if (project_store(context, &listing.store) != 0)
		return -1;
	return listing_print(&listing, &listing.store.graph.heads, false);
}

const struct command command_heads = {
	.name = "heads",
	.operands = "",
	.summary = "list the revisions that none follows",
	.details = "Lists the revisions that none follows. More than one means that branches have to be merged. --all-refs looks into all branches that git knows, local and remote, which need not be checked out: the heads of each, and which commit brought them; also in a bare repository.",
	.groups = groups,
	.size = sizeof(struct heads_options),
	.needs_config = true,
	.run = run,
};
