/*
 * current: prints the revision of a database.
 */
#include "cli/command.h"
#include "cli/show/listing.h"
#include "rev/graph/resolve.h"
#include "rev/graph/rows.h"

struct current_options {
	bool check_heads;
};

static const struct option current_table[] = {
	{"check-heads", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct current_options, check_heads),
		"fail unless the database is at every head"},
	{0},
};

static const struct option_group groups[] = {{current_table, 0}, {0}};

static void
check_heads(struct workspace *workspace, const struct revision_list *list)
{
	VEC_EACH (struct revision *, head, list->store.graph.heads)
		if (!revision_list_is_current(list, *head))
			diag_add(&workspace->diagnostics, DIAG_NOT_AT_HEAD, (*head)->at,
				"the database is not at head %s", (*head)->id);
}

static void
report_edited(struct workspace *workspace, const struct revision_list *list,
	const struct schemac_status *status)
{
	for (size_t i = 0; i < status->edited_count; i++) {
		const struct revision *revision = list->store.graph.all.items[status->edited[i]];
		diag_add(&workspace->diagnostics, DIAG_EDITED_APPLIED, revision->at,
			"revision %s was changed after it was applied", revision->id);
	}
}

static int
print(struct invocation *invocation, struct revision_list *list)
{
	struct workspace *workspace = invocation->workspace;
	const bool verbose = invocation->global.verbose, json = invocation->json;
	struct revisions known = {0};
	struct texts unknown = {0};
	rows_resolve(&workspace->arena, &list->store.graph, &list->rows, &known, &unknown);
	if ((verbose || json) &&
		revision_list_read_details(workspace, list, &known, verbose) != 0)
		return -1;
	if (json)
		listing_print_json(&workspace->arena, list, &known, false, verbose);
	else
		listing_print(&workspace->arena, list, &known, false);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct current_options *options = invocation->options;
	struct revision_list list;
	struct schemac_status status;
	if (revision_list_load(workspace, &list) != 0 ||
		revision_list_read_rows(workspace, &list, &status) != 0)
		return -1;
	int result = print(invocation, &list);
	if (options->check_heads)
		check_heads(workspace, &list);
	report_edited(workspace, &list, &status);
	schemac_status_release(&status);
	return result;
}

const struct command command_current = {
	.name = "current",
	.operands = "",
	.summary = "print the revision of a database",
	.details =
		"Prints the revisions recorded in the version table, including those without a "
		"file in a version location. It warns about revisions that were changed after "
		"they were applied. With --check-heads, it fails unless the database is at every "
		"head.",
	.groups = groups,
	.size = sizeof(struct current_options),
	.needs_config = true,
	.run = run,
};
