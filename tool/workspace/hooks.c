#include "workspace/hooks.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/process.h"
#include "rev/file/snapshot.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Absolute, because a hook runs in its own folder. */
static const char *
absolute_path(struct arena *arena, const char *path)
{
	char real[PATH_MAX];
	return realpath(path, real) != NULL ? arena_strdup(arena, real) : path;
}

static const char *
replace_file_name(struct arena *arena, const char *option, const char *path)
{
	static const char name[] = "REVISION_SCRIPT_FILENAME";
	const char *found = strstr(option, name);
	if (found == NULL)
		return option;
	return arena_printf(arena, "%.*s%s%s", (int)(found - option), option, path,
		found + strlen(name));
}

static int
run_program(struct workspace *workspace, const struct config_hook *hook, const char *path)
{
	struct arena *arena = &workspace->arena;
	struct texts argv = {0};
	struct strbuf output = STRBUF_INIT;
	bool named = false;
	*VEC_ADD(arena, &argv) = hook->entrypoint;
	VEC_EACH (const char *, option, hook->options) {
		const char *argument = replace_file_name(arena, *option, path);
		named = named || argument != *option;
		*VEC_ADD(arena, &argv) = argument;
	}
	if (!named)
		*VEC_ADD(arena, &argv) = path;
	*VEC_ADD(arena, &argv) = NULL;
	struct process process = {.argv = argv.items,
		.folder = hook->cwd != NULL ? hook->cwd : workspace->config.folder,
		.output = &output};
	int result = process_run(&process);
	strbuf_add(&workspace->hook_output, output.buf, output.len);
	strbuf_release(&output);
	if (result != 0)
		return diag_add(&workspace->diagnostics, DIAG_HOOK_FAILED, hook->at,
			"cannot run hook '%s': '%s': %s", hook->name, hook->entrypoint,
			strerror(errno));
	if (process.status != 0)
		return diag_add(&workspace->diagnostics, DIAG_HOOK_FAILED, hook->at,
			"hook '%s' failed: '%s' exited with status %d", hook->name,
			hook->entrypoint, process.status);
	return 0;
}

static int
run_hook(struct workspace *workspace, const struct config_hook *hook, const char *path)
{
	if (hook->type == CONFIG_HOOK_EXEC)
		return run_program(workspace, hook, path);
	return diag_add(&workspace->diagnostics, DIAG_HOOK_FAILED, hook->at,
		"cannot run hook '%s': no plugin provides a hook '%s'", hook->name,
		hook->entrypoint);
}

static int
fail(struct workspace *workspace, const char *path)
{
	return diag_add(&workspace->diagnostics, DIAG_CANNOT_READ, location_of_file(path),
		"cannot read the file after the hooks: %s", file_error(errno));
}

/* A generated text still counts as generated after hooks have changed it. */
static int
keep_generated(struct workspace *workspace, const char *sql_path)
{
	struct arena *arena = &workspace->arena;
	struct strbuf json = STRBUF_INIT, sql = STRBUF_INIT;
	struct snapshot snapshot;
	const char *path = arena_printf(
		arena, "%.*s.json", (int)(strlen(sql_path) - strlen(".sql")), sql_path);
	int result = file_read(&json, path) == 0 && file_read(&sql, sql_path) == 0
			     ? 0
			     : fail(workspace, sql_path);
	if (result == 0)
		result = snapshot_parse(
			arena, &snapshot, path, json.buf, json.len, &workspace->diagnostics);
	if (result == 0 && snapshot.generated != NULL) {
		struct digest digest = digest_of_text(sql.buf, sql.len);
		snapshot.path = path;
		snapshot.generated = digest.hex;
		result = snapshot_write(arena, &snapshot, &workspace->diagnostics);
	}
	strbuf_release(&json);
	strbuf_release(&sql);
	return result;
}

int
hooks_run(struct workspace *workspace, const char *sql_path)
{
	const char *path = absolute_path(&workspace->arena, sql_path);
	if (workspace->config.hooks.len == 0)
		return 0;
	int result = 0;
	for (size_t i = 0; i < workspace->config.hooks.len && result == 0; i++)
		result = run_hook(workspace, &workspace->config.hooks.items[i], path);
	if (result != 0)
		diag_note(&workspace->diagnostics, location_of_file(sql_path),
			"the revision has been written; its files are kept");
	return keep_generated(workspace, sql_path) == 0 ? result : -1;
}
