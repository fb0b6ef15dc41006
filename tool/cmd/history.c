/*
 * history: the revisions from the newest to the oldest.
 */
#include "cmd/listing.h"

struct history_options {
	const char *range;
	bool indicate_current;
};

static const struct option history_table[] = {
	{"rev-range", 'r', false, OPTION_TEXT, "A:B", offsetof(struct history_options, range),
		"only the revisions from A to B"},
	{"indicate-current", 'i', false, OPTION_FLAG, NULL,
		offsetof(struct history_options, indicate_current),
		"mark those that the database is at"},
	{0},
};

static const struct option_group groups[] = {{history_table, 0}, {0}};

static int
run(struct context *context)
{
	const struct history_options *options = context->options;
	struct listing listing = {.context = context};
	struct range range;
	if (project_store(context, &listing.store) != 0)
		return -1;
	if (options->indicate_current && listing_read_rows(&listing, NULL) != 0)
		return -1;
	if (options->range == NULL)
		return listing_print(&listing, &listing.store.graph.all, true);
	if (resolve_range(&context->arena, &range, &listing.store.graph, options->range,
		    options->indicate_current ? &listing.rows : NULL, &context->diagnostics) != 0)
		return -1;
	return listing_print(&listing, &range.revisions, true);
}

const struct command command_history = {
	.name = "history",
	.operands = "",
	.summary = "list the revisions, newest first",
	.details =
		"Lists the revisions from the newest to the oldest: parents, id, and what it is about. -v says more of each, -r A:B takes a part, -i marks where the database is.",
	.groups = groups,
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run,
};
