/*
 * history: the revisions from the newest to the oldest.
 */
#include "cli/drawing.h"
#include "cli/listing.h"
#include "rev/graph/set.h"

#include <stdio.h>

struct history_options {
	const char *range;
	bool indicate_current, graph;
};

static const struct option history_table[] = {
	{"rev-range", 'r', false, OPTION_TEXT, "A:B", offsetof(struct history_options, range),
		"only the revisions from A to B"},
	{"indicate-current", 'i', false, OPTION_FLAG, NULL,
		offsetof(struct history_options, indicate_current),
		"mark those that the database is at"},
	{"graph", '\0', false, OPTION_FLAG, NULL, offsetof(struct history_options, graph),
		"draw how they follow each other"},
	{0},
};

static const struct option_group groups[] = {{history_table, 0}, {0}};

static int
draw(struct listing *listing, const struct revisions *revisions)
{
	struct arena *arena = &listing->context->arena;
	struct revision_set shown = set_new(arena, &listing->store.graph);
	struct drawing drawing = {.arena = arena, .shown = &shown};
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	int result = 0;
	listing_print_unknown(listing);
	VEC_EACH (struct revision *, revision, *revisions)
		shown.has[(*revision)->number] = true;
	for (size_t i = revisions->len; i-- > 0 && result == 0;) {
		strbuf_reset(&text);
		result = listing_describe(listing, revisions->items[i], &text);
		drawing_add(&drawing, &out, revisions->items[i], text.buf);
	}
	fputs(out.buf, stdout);
	strbuf_release(&text);
	strbuf_release(&out);
	return result;
}

static int
print(struct listing *listing, const struct revisions *revisions)
{
	const struct history_options *options = listing->context->options;
	return options->graph ? draw(listing, revisions)
			      : listing_print(listing, revisions, true);
}

static int
run(struct context *context)
{
	const struct history_options *options = context->options;
	struct listing listing = {.context = context};
	struct range range;
	if (options->graph && context->json)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--graph is for people: --format=json has the parents of each revision");
	if (project_store(context, &listing.store) != 0)
		return -1;
	bool relative = options->range != NULL && listing_needs_rows(options->range);
	if ((options->indicate_current || relative) && listing_read_rows(&listing, NULL) != 0)
		return -1;
	if (options->range == NULL)
		return print(&listing, &listing.store.graph.all);
	if (resolve_range(&context->arena, &range, &listing.store.graph, options->range,
		    options->indicate_current || relative ? &listing.rows : NULL, &context->diagnostics) != 0)
		return -1;
	return print(&listing, &range.revisions);
}

const struct command command_history = {
	.name = "history",
	.operands = "",
	.summary = "list the revisions, newest first",
	.details =
		"Lists the revisions from the newest to the oldest: parents, id, and what it is about. -v says more of each (where, reviewed by whom, brought by which commit, merged by which), -r A:B takes a part, -i marks where the database is, --graph draws branches and merges.",
	.groups = groups,
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run,
};
