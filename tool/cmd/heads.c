/*
 * heads: the revisions that none follows.
 */
#include "cmd/listing.h"

static int
run(struct context *context)
{
	struct listing listing = {.context = context};
	if (project_store(context, &listing.store) != 0)
		return -1;
	return listing_print(&listing, &listing.store.graph.heads, false);
}

const struct command command_heads = {
	.name = "heads",
	.operands = "",
	.summary = "list the revisions that none follows",
	.details = "Lists the revisions that none follows. More than one means that branches have to be merged.",
	.needs_config = true,
	.run = run,
};
