/*
 * branches: where lines part and where they meet.
 */
#include "cli/listing.h"

static int
run(struct context *context)
{
	struct listing listing = {.context = context};
	struct revisions points = {0};
	if (project_store(context, &listing.store) != 0)
		return -1;
	VEC_EACH (struct revision *, revision, listing.store.graph.all)
		if (revision_is_branchpoint(*revision) || revision_is_mergepoint(*revision))
			*VEC_ADD(&context->arena, &points) = *revision;
	return listing_print(&listing, &points, true);
}

const struct command command_branches = {
	.name = "branches",
	.operands = "",
	.summary = "list branchpoints and mergepoints",
	.details = "Lists the revisions that several others follow, and those that follow several. -v says which commit brought each, and which merges of git brought their lines together.",
	.needs_config = true,
	.run = run,
};
