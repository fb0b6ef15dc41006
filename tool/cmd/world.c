#include "cmd/world.h"

#include "cmd/database.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

/* Opened at most once a command, and only where somebody asks. */
struct world {
	struct context *context;
};

/* Whether a row of the version table names it: a draft at the head has no children. */
static bool
has_row(struct context *context, const struct database *database, const char *id)
{
	const struct schemac_bundle none = {.abi = SCHEMAC_BUNDLE_ABI,
		.size = sizeof(none),
		.version_table = context->config.version_table,
		.version_table_schema = context->config.version_table_schema};
	struct schemac_status status;
	struct schemac_error error;
	bool found = false;
	if (schemac_status(&status, database->db, &none, NULL, &error) != 0)
		return false;
	for (size_t i = 0; i < status.row_count; i++)
		found = found || strcmp(status.rows[i], id) == 0;
	schemac_status_release(&status);
	return found;
}

/*
 * The build needs no database: one that cannot be opened is no news here, and its complaints are
 * dropped.
 */
static bool
is_applied(void *data, const struct revision *revision)
{
	struct world *world = data;
	struct context *context = world->context;
	const char *url = context->global.url;
	struct database database;
	struct diagnostics kept = context->diagnostics;
	if (url == NULL && config_url(&context->arena, &context->config, &url, NULL) != 0)
		return false;
	if (url == NULL)
		return false;
	bool applied = false;
	if (database_open_url(context, &database, url, ENGINE_TO_INSPECT, (struct location){0}) ==
		0) {
		applied = has_row(context, &database, revision->id);
		database_close(&database);
	}
	context->diagnostics = kept;
	return applied;
}

struct draft_world
world_of_drafts(struct context *context)
{
	struct world *world = ARENA_NEW(&context->arena, struct world);
	world->context = context;
	return (struct draft_world){
		
		.data = world, .is_applied = is_applied};
}

void
world_watch_files(struct context *context, struct name_list *out)
{
	(void)context;
	(void)out;
}

const char *
project_identity(struct context *context)
{
	const struct passwd *user = getpwuid(getuid());
	return user != NULL ? arena_strdup(&context->arena, user->pw_name) : "unknown";
}
