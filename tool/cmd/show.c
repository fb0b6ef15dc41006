/*
 * show: one revision and its file.
 */
#include "cli/listing.h"
#include "cli/show_sql.h"

#include <stdio.h>
#include <unistd.h>

/* As it is, but at a terminal, which would obey some of it. */
static void
print_file(struct arena *arena, const struct script *script)
{
	struct strbuf text = STRBUF_INIT;
	if (isatty(STDOUT_FILENO))
		reading_print(arena, &text, script, false, false);
	else
		strbuf_add(&text, script->text, script->length);
	fwrite(text.buf, 1, text.len, stdout);
	strbuf_release(&text);
}

static int
run(struct context *context)
{
	struct listing listing = {.context = context};
	struct selection selection;
	const char *name = context->operands.items[0];
	bool relative = listing_needs_rows(name);
	if (project_store(context, &listing.store) != 0 ||
		(relative && listing_read_rows(&listing, NULL) != 0) ||
		resolve(&context->arena, &selection, &listing.store.graph, name,
			relative ? &listing.rows : NULL, &context->diagnostics) != 0)
		return -1;
	if (context->json)
		return listing_print(&listing, &selection.revisions, false);
	context->global.verbose = true;
	VEC_EACH (struct revision *, revision, selection.revisions) {
		struct script script;
		if (listing_print_one(&listing, *revision) != 0 ||
			script_read(&context->arena, &script, *revision, &context->diagnostics) != 0)
			return -1;
		putchar('\n');
		print_file(&context->arena, &script);
	}
	return 0;
}

const struct command command_show = {
	.name = "show",
	.operands = "REVISION",
	.summary = "print a revision",
	.details = "Prints what is known of a revision, and its file.",
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
