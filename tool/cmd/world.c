#include "cmd/world.h"

#include "cmd/database.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

struct git *
world_git(struct context *context)
{
	if (!context->git_tried) {
		context->git_tried = true;
		context->git_unusable = git_open(&context->arena, &context->git,
						context->config.version_locations.items[0],
						&context->diagnostics) < 0;
	}
	return context->git;
}

void
world_release(struct context *context)
{
	git_close(context->git);
	context->git = NULL;
}

static bool
is_committed(void *data, const struct revision *revision)
{
	struct context *context = data;
	struct git *git = world_git(context);
	/* What git cannot be asked of may well be committed: then it is not overwritten. */
	if (context->git_unusable)
		return true;
	return git != NULL && (git_is_committed(git, revision->sql_path) ||
				      git_is_committed(git, revision->snapshot_path));
}

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
	struct context *context = data;
	struct database database;
	struct diagnostics kept = context->diagnostics;
	if (!database_is_named(context))
		return false;
	bool applied = false;
	if (database_open(context, &database, ENGINE_TO_INSPECT) == 0) {
		applied = has_row(context, &database, revision->id);
		database_close(&database);
	}
	context->diagnostics = kept;
	return applied;
}

struct draft_world
world_of_drafts(struct context *context)
{
	return (struct draft_world){
		.data = context, .is_committed = is_committed, .is_applied = is_applied};
}

void
world_watch_files(struct context *context, struct name_list *out)
{
	git_watch_files(&context->arena, out, context->config.version_locations.items[0], NULL);
}

const char *
project_identity(struct context *context)
{
	struct git_person person = {0};
	struct diagnostics *diagnostics = &context->diagnostics;
	git_identity(
		&context->arena, &person, context->config.version_locations.items[0], diagnostics);
	if (person.name != NULL && person.email != NULL)
		return arena_printf(&context->arena, "%s <%s>", person.name, person.email);
	if (person.name != NULL)
		return person.name;
	const struct passwd *user = getpwuid(getuid());
	return user != NULL ? arena_strdup(&context->arena, user->pw_name) : "unknown";
}
