#include "workspace/workspace.h"

#include "branch/target_store.h"
#include "rev/file/draft.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void
project_version_folders(struct context *context, struct texts *out)
{
	VEC_EACH (const char *, folder, context->config.version_locations)
		*VEC_ADD(&context->arena, out) = *folder;
}

/* Where another build is writing a draft: until it is done. */
static void
wait_for_writer(struct context *context, const struct texts *folders)
{
	VEC_EACH (const char *, folder, *folders) {
		const char *path = draft_lock_path(&context->arena, *folder);
		int descriptor = file_exists(path) ? file_lock(path) : -1;
		if (descriptor >= 0)
			file_unlock(descriptor, path);
	}
}

int
project_store(struct context *context, struct store *out)
{
	struct texts folders = {0};
	struct diagnostics before = context->diagnostics;
	project_version_folders(context, &folders);
	int result = store_load(
		&context->arena, out, folders.items, folders.len, &context->diagnostics);
	if (result != 0 && !context->owns_versions) {
		/* It may have been seen between the two files of a draft. */
		wait_for_writer(context, &folders);
		context->diagnostics = before;
		result = store_load(
			&context->arena, out, folders.items, folders.len, &context->diagnostics);
	}
	if (result != 0 && !file_is_folder(folders.items[0]))
		config_note_missing(&context->config, &context->diagnostics);
	if (result == 0) {
		store_keep_read(&context->arena, out);
		target_explain_conflicts(context, &out->graph);
	}
	return result;
}

int
project_time(struct context *context, long long *out)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;
	*out = (long long)time(NULL);
	if (text == NULL || *text == '\0')
		return 0;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || *out < 0)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"SOURCE_DATE_EPOCH is no number of seconds: '%s'", text);
	return 0;
}

long
project_utc_offset(struct context *context, long long epoch)
{
	struct tm local;
	time_t when = (time_t)epoch;
	if (context->config.timezone == NULL)
		return 0;
	/* No other part of a command asks for local time. */
	setenv("TZ", context->config.timezone, 1);
	tzset();
	return localtime_r(&when, &local) != NULL ? local.tm_gmtoff : 0;
}

int
project_write_output(struct context *context, const char *path, const struct strbuf *text)
{
	if (path == NULL) {
		fwrite(text->buf, 1, text->len, stdout);
		return 0;
	}
	if (file_write_product(path, text->buf, text->len) == 0)
		return 0;
	return diag_add(&context->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write it: %s", strerror(errno));
}

bool
project_is_frozen(const struct context *context)
{
	const char *ci = getenv("CI");
	return context->global.frozen || (ci != NULL && *ci != '\0');
}
