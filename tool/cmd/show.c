/*
 * show: prints a revision and its file.
 */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/show/listing.h"
#include "cli/show/show_sql.h"
#include "rev/graph/resolve.h"
#include "workspace/version_rows.h"

#include <unistd.h>

/* Adds the file byte for byte; on a terminal, without control characters. */
static void
add_file(struct arena *arena, struct strbuf *out, const struct script *script)
{
	if (isatty(STDOUT_FILENO))
		show_sql(arena, out, script, false, false);
	else
		strbuf_add(out, script->text, script->length);
}

static int
print_revision(struct workspace *workspace, const struct revision_list *list,
	const struct revision *revision)
{
	struct script script;
	struct strbuf text = STRBUF_INIT;
	if (script_read(&workspace->arena, &script, revision, &workspace->diagnostics) != 0)
		return -1;
	listing_describe(&workspace->arena, list, revision, &text);
	strbuf_addch(&text, '\n');
	add_file(&workspace->arena, &text, &script);
	output_print(&text);
	strbuf_release(&text);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct arena *arena = &workspace->arena;
	struct revision_list list;
	struct selection selection;
	const char *name = invocation->operands.items[0];
	const bool verbose = invocation->global.verbose, json = invocation->json;
	bool relative = version_rows_are_named(name);
	if (revision_list_load(workspace, &list) != 0 ||
		(relative && revision_list_read_rows(workspace, &list, NULL) != 0) ||
		resolve(arena, &selection, &list.store.graph, name, relative ? &list.rows : NULL,
			&workspace->diagnostics) != 0 ||
		revision_list_read_details(
			workspace, &list, &selection.revisions, verbose || !json) != 0)
		return -1;
	if (json) {
		listing_print_json(arena, &list, &selection.revisions, false, verbose);
		return 0;
	}
	VEC_EACH (struct revision *, revision, selection.revisions)
		if (print_revision(workspace, &list, *revision) != 0)
			return -1;
	return 0;
}

const struct command command_show = {
	.name = "show",
	.operands = "REVISION",
	.summary = "print a revision",
	.details = "Prints the details of a revision, followed by its file.",
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
