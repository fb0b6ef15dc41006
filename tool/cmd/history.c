/*
 * history: lists the revisions from the newest to the oldest.
 */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/show/drawing.h"
#include "cli/show/listing.h"
#include "rev/graph/resolve.h"
#include "workspace/version_rows.h"

struct history_options {
	const char *range;
	bool indicate_current, graph;
};

static const struct option history_table[] = {
	{"rev-range", 'r', false, OPTION_TEXT, "A:B", offsetof(struct history_options, range),
		"list only the revisions from A to B"},
	{"indicate-current", 'i', false, OPTION_FLAG, NULL,
		offsetof(struct history_options, indicate_current),
		"mark the revisions that the database is at"},
	{"graph", '\0', false, OPTION_FLAG, NULL, offsetof(struct history_options, graph),
		"draw branches and merges"},
	{0},
};

static const struct option_group groups[] = {{history_table, 0}, {0}};

static void
draw(struct arena *arena, const struct revision_list *list, const struct revisions *revisions)
{
	struct revision_set drawn = set_new(arena, &list->store.graph);
	struct drawing drawing = {.arena = arena, .shown = &drawn};
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	listing_describe_unknown(list, &out);
	VEC_EACH (struct revision *, revision, *revisions)
		drawn.has[(*revision)->number] = true;
	for (size_t i = revisions->len; i-- > 0;) {
		strbuf_reset(&text);
		listing_describe(arena, list, revisions->items[i], &text);
		drawing_add(&drawing, &out, revisions->items[i], text.buf);
	}
	output_print(&out);
	strbuf_release(&text);
	strbuf_release(&out);
}

static int
print(struct invocation *invocation, struct revision_list *list, const struct revisions *revisions)
{
	struct workspace *workspace = invocation->workspace;
	const struct history_options *options = invocation->options;
	const bool verbose = invocation->global.verbose, json = invocation->json;
	if ((verbose || json) &&
		revision_list_read_details(workspace, list, revisions, verbose) != 0)
		return -1;
	if (json)
		listing_print_json(&workspace->arena, list, revisions, true, verbose);
	else if (options->graph)
		draw(&workspace->arena, list, revisions);
	else
		listing_print(&workspace->arena, list, revisions, true);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct history_options *options = invocation->options;
	struct revision_list list;
	struct range range;
	if (options->graph && invocation->json)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--graph cannot be combined with --format=json, which lists the parents of each revision");
	if (revision_list_load(workspace, &list) != 0)
		return -1;
	bool relative = options->range != NULL && version_rows_are_named(options->range);
	bool asked = options->indicate_current || relative;
	if (asked && revision_list_read_rows(workspace, &list, NULL) != 0)
		return -1;
	if (options->range == NULL)
		return print(invocation, &list, &list.store.graph.all);
	if (resolve_range(&workspace->arena, &range, &list.store.graph, options->range,
		    asked ? &list.rows : NULL, &workspace->diagnostics) != 0)
		return -1;
	return print(invocation, &list, &range.revisions);
}

const struct command command_history = {
	.name = "history",
	.operands = "",
	.summary = "list the revisions, newest first",
	.details =
		"Lists the revisions from the newest to the oldest, each with its parents, id and "
		"message. -v adds the file, the review, the commit that added the revision and "
		"the git merges that joined its lines of history. -r A:B lists a range, -i marks "
		"the revisions that the database is at, and --graph draws branches and merges.",
	.groups = groups,
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run,
};
