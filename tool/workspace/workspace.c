#include "workspace/workspace.h"

#include "rev/file/draft_lock.h"
#include "workspace/repositories.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void
workspace_init(struct workspace *workspace)
{
	*workspace = (struct workspace){.program = "schemac"};
	arena_init(&workspace->arena);
	strbuf_init(&workspace->hook_output);
	diag_init(&workspace->diagnostics, &workspace->arena);
}

void
workspace_release(struct workspace *workspace)
{
	repositories_release(workspace);
	strbuf_release(&workspace->hook_output);
	arena_release(&workspace->arena);
}

void
workspace_version_folders(struct workspace *workspace, struct texts *out)
{
	VEC_EACH (const char *, folder, workspace->config.version_locations)
		*VEC_ADD(&workspace->arena, out) = *folder;
}

/* Waits until any build that is writing a draft has finished. */
static void
wait_for_writer(struct workspace *workspace, const struct texts *folders)
{
	VEC_EACH (const char *, folder, *folders) {
		const char *path = draft_lock_path(&workspace->arena, *folder);
		int descriptor = file_exists(path) ? file_lock(path) : -1;
		if (descriptor >= 0)
			file_unlock(descriptor, path);
	}
}

int
workspace_store(struct workspace *workspace, struct store *out)
{
	struct texts folders = {0};
	struct diag_mark before = diag_mark(&workspace->diagnostics);
	workspace_version_folders(workspace, &folders);
	int result = store_load(
		&workspace->arena, out, folders.items, folders.len, &workspace->diagnostics);
	if (result != 0 && !workspace->has_lock) {
		/* The store may have been read while only one of a draft's two files existed. */
		wait_for_writer(workspace, &folders);
		diag_rewind(&workspace->diagnostics, before);
		result = store_load(&workspace->arena, out, folders.items, folders.len,
			&workspace->diagnostics);
	}
	if (result != 0 && !file_is_folder(folders.items[0]))
		config_note_missing(&workspace->config, &workspace->diagnostics);
	if (result == 0) {
		store_keep_read(&workspace->arena, out);
		if (workspace->set_origins != NULL)
			workspace->set_origins(workspace, &out->graph);
	}
	return result;
}

int
workspace_time(struct workspace *workspace, long long *out)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;
	*out = (long long)time(NULL);
	if (text == NULL || *text == '\0')
		return 0;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || *out < 0)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"SOURCE_DATE_EPOCH is not a number of seconds: '%s'", text);
	return 0;
}

long
workspace_utc_offset(struct workspace *workspace, long long epoch)
{
	struct tm local;
	time_t when = (time_t)epoch;
	if (workspace->config.timezone == NULL)
		return 0;
	/* No other part of schemac uses local time. */
	setenv("TZ", workspace->config.timezone, 1);
	tzset();
	return localtime_r(&when, &local) != NULL ? local.tm_gmtoff : 0;
}

bool
workspace_is_frozen(const struct workspace *workspace)
{
	const char *ci = getenv("CI");
	return workspace->frozen || (ci != NULL && *ci != '\0');
}

int
workspace_lock(struct workspace *workspace, struct draft_lock *lock)
{
	workspace->has_lock =
		draft_lock(&workspace->arena, lock, workspace->config.version_locations.items[0],
			&workspace->diagnostics) == 0;
	return workspace->has_lock ? 0 : -1;
}

void
workspace_unlock(struct workspace *workspace, struct draft_lock *lock)
{
	draft_unlock(lock);
	workspace->has_lock = false;
}
