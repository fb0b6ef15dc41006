/*
 * branches: lists the revisions at which the history branches or merges.
 */
#include "cli/command.h"
#include "cli/show/listing.h"

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct arena *arena = &workspace->arena;
	const bool verbose = invocation->global.verbose, json = invocation->json;
	struct revision_list list;
	struct revisions points = {0};
	if (revision_list_load(workspace, &list) != 0)
		return -1;
	VEC_EACH (struct revision *, revision, list.store.graph.all)
		if (revision_is_branchpoint(*revision) || revision_is_mergepoint(*revision))
			*VEC_ADD(arena, &points) = *revision;
	if ((verbose || json) &&
		revision_list_read_details(workspace, &list, &points, verbose) != 0)
		return -1;
	if (json)
		listing_print_json(arena, &list, &points, true, verbose);
	else
		listing_print(arena, &list, &points, true);
	return 0;
}

const struct command command_branches = {
	.name = "branches",
	.operands = "",
	.summary = "list branchpoints and mergepoints",
	.details =
		"Lists branchpoints, which have several children, and mergepoints, which have "
		"several parents. With -v it also lists the commit that added each revision, and "
		"the git merges that joined its lines of history.",
	.needs_config = true,
	.run = run,
};
