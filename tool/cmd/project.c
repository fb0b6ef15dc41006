#include "cmd/project.h"


#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void
project_version_folders(struct context *context, struct words *out)
{
	VEC_EACH (const char *, folder, context->config.version_locations)
		*VEC_ADD(&context->arena, out) = *folder;
}

int
project_store(struct context *context, struct store *out)
{
	struct words folders = {0};
	project_version_folders(context, &folders);
	return store_load(
		&context->arena, out, folders.items, folders.len, &context->diagnostics);
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

bool
project_is_frozen(const struct context *context)
{
	const char *ci = getenv("CI");
	return context->global.frozen || (ci != NULL && *ci != '\0');
}
