/*
 * edit: opens the file of a revision in the user's editor.
 */
#include "base/process.h"
#include "cli/command.h"
#include "rev/file/content.h"
#include "rev/file/review.h"
#include "rev/file/script.h"
#include "rev/graph/resolve.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The shell runs the editor, as in git, because values such as EDITOR="emacs -nw" are common. */
static int
run_editor(struct workspace *workspace, const char *path)
{
	const char *editor = getenv("VISUAL");
	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	if (editor == NULL || *editor == '\0')
		editor = "vi";
	const char *const argv[] = {"/bin/sh", "-c",
		arena_printf(&workspace->arena, "%s \"$@\"", editor), editor, path, NULL};
	struct process process = {.argv = argv, .own_input = true};
	if (process_run(&process) != 0)
		return diag_add(&workspace->diagnostics, DIAG_SYSTEM_FAILED, location_of_file(path),
			"cannot run the editor '%s': %s", editor, strerror(errno));
	if (process.status != 0)
		return diag_add(&workspace->diagnostics, DIAG_SYSTEM_FAILED, location_of_file(path),
			"the editor '%s' exited with status %d", editor, process.status);
	return 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct store store;
	struct script script;
	struct revision *revision;
	enum review_state before, after;
	const char *name = invocation->operands.len > 0 ? invocation->operands.items[0] : "head";
	if (workspace_store(workspace, &store) != 0 ||
		resolve_one(&workspace->arena, &revision, &store.graph, name, NULL,
			&workspace->diagnostics) != 0)
		return -1;
	if (revision == NULL)
		return diag_add(&workspace->diagnostics, DIAG_WRONG_TARGET, (struct location){0},
			"'%s' does not name a revision that has a file", name);
	if (review_read(&workspace->arena, &before, NULL, revision, &workspace->diagnostics) != 0 ||
		run_editor(workspace, revision->sql_path) != 0)
		return -1;
	content_forget(revision);
	if (script_read(&workspace->arena, &script, revision, &workspace->diagnostics) != 0 ||
		review_read(&workspace->arena, &after, NULL, revision, &workspace->diagnostics) !=
			0)
		return -1;
	if (before == REVIEW_DONE && after != REVIEW_DONE && !invocation->global.quiet)
		fprintf(stderr, "revision %s must be reviewed again\n", revision->id);
	return 0;
}

const struct command command_edit = {
	.name = "edit",
	.operands = "[REVISION]",
	.summary = "open a revision in your editor",
	.details =
		"Opens the SQL file of a revision (by default the head) in $VISUAL, $EDITOR or "
		"vi. When the editor exits, edit checks the sections of the file. If the file was "
		"changed, its review becomes void.",
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
