/*
 * current: where a database is.
 */
#include "cli/listing.h"
#include "rev/graph/rows.h"

struct current_options {
	bool check_heads;
};

static const struct option current_table[] = {
	{"check-heads", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct current_options, check_heads),
		"fail unless the database is at all heads"},
	{0},
};

static const struct option_group groups[] = {{current_table, 0}, {0}};

static void
check_heads(const struct listing *listing)
{
	VEC_EACH (struct revision *, head, listing->store.graph.heads)
		if (!listing_is_current(listing, *head))
			diag_add(&listing->context->diagnostics, DIAG_NOT_AT_HEAD, (*head)->at,
				"the database is not at the head %s", (*head)->id);
}

static int
run(struct context *context)
{
	struct listing listing = {.context = context};
	const struct current_options *options = context->options;
	struct revisions known = {0};
	struct texts unknown = {0};
	struct schemac_status status;
	if (project_store(context, &listing.store) != 0 || listing_read_rows(&listing, &status) != 0)
		return -1;
	rows_resolve(&context->arena, &listing.store.graph, &listing.rows, &known, &unknown);
	int result = listing_print(&listing, &known, false);
	if (options->check_heads)
		check_heads(&listing);
	for (size_t i = 0; i < status.edited_count; i++) {
		const struct revision *revision = listing.store.graph.all.items[status.edited[i]];
		diag_add(&context->diagnostics, DIAG_EDITED_APPLIED, revision->at,
			"revision %s was changed since it was applied", revision->id);
	}
	schemac_status_release(&status);
	return result;
}

const struct command command_current = {
	.name = "current",
	.operands = "",
	.summary = "say which revision a database is at",
	.details =
		"Prints the rows of the version table, those too that no version location knows, and warns of revisions that were changed since they were applied. --check-heads fails unless the database is at all heads.",
	.groups = groups,
	.size = sizeof(struct current_options),
	.needs_config = true,
	.run = run,
};
