#include "workspace/repositories.h"

#include "base/map.h"
#include "base/text.h"
#include "git/watch.h"
#include "workspace/database.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is known of one version location. */
struct location_in_git {
	struct repository *repository; /* NULL: none, or unusable */
	bool unusable;                 /* there is a repository, but it cannot be read */
};

struct world {
	struct repositories repositories;
	struct map folders; /* a version location to its struct location_in_git */
};

/* The one that was opened already for another location; NULL: none. */
static struct repository *
find_opened(const struct world *world, const struct git *git)
{
	VEC_EACH (struct repository *, repository, world->repositories)
		if (strcmp((*repository)->git->folder, git->folder) == 0)
			return *repository;
	return NULL;
}

static struct repository *
add_repository(struct context *context, struct git *git)
{
	struct repository *opened = find_opened(context->world, git);
	if (opened != NULL) {
		git_close(git);
		return opened;
	}
	opened = ARENA_NEW(&context->arena, struct repository);
	*opened = (struct repository){.git = git};
	*VEC_ADD(&context->arena, &context->world->repositories) = opened;
	return opened;
}

static void
open_location(struct context *context, const char *folder)
{
	struct arena *arena = &context->arena;
	struct git *git = NULL;
	struct location_in_git *location = ARENA_NEW(arena, struct location_in_git);
	*location = (struct location_in_git){0};
	location->unusable = git_open(arena, &git, folder, &context->diagnostics) < 0;
	if (git != NULL) {
		location->repository = add_repository(context, git);
		*VEC_ADD(arena, &location->repository->folders) = folder;
	}
	map_put(arena, &context->world->folders, folder, location);
}

static const struct world *
world(struct context *context)
{
	if (context->world == NULL) {
		struct texts folders = {0};
		context->world = ARENA_NEW(&context->arena, struct world);
		*context->world = (struct world){0};
		project_version_folders(context, &folders);
		VEC_EACH (const char *, folder, folders)
			if (map_find(&context->world->folders, *folder) == NULL)
				open_location(context, *folder);
	}
	return context->world;
}

const struct repositories *
world_repositories(struct context *context)
{
	return &world(context)->repositories;
}

struct repository *
world_repository_of(struct context *context, const char *folder)
{
	const struct location_in_git *location = map_find(&world(context)->folders, folder);
	return location != NULL ? location->repository : NULL;
}

/* A repository that cannot be read has its warning. */
void
world_note_no_git(struct context *context)
{
	const struct map *folders = &world(context)->folders;
	for (size_t i = 0; i < folders->cap; i++) {
		const struct location_in_git *location = folders->slots[i].value;
		if (folders->slots[i].key != NULL && location->unusable)
			return;
	}
	diag_add(&context->diagnostics, DIAG_NO_GIT, (struct location){0},
		"there is no git repository around '%s': git is not asked",
		context->config.version_locations.items[0]);
}

bool
world_is_unusable(struct context *context, const char *folder)
{
	const struct location_in_git *location = map_find(&world(context)->folders, folder);
	return location != NULL && location->unusable;
}

void
world_release(struct context *context)
{
	if (context->world == NULL)
		return;
	VEC_EACH (struct repository *, repository, context->world->repositories)
		git_close((*repository)->git);
	context->world = NULL;
}

static bool
is_committed(void *data, const struct revision *revision)
{
	struct context *context = data;
	const struct location_in_git *location =
		map_find(&world(context)->folders, revision->folder);
	/* What git cannot be asked of may well be committed: then it is not overwritten. */
	if (location == NULL || location->unusable)
		return true;
	if (location->repository == NULL)
		return false;
	struct git *git = location->repository->git;
	return git_is_committed(git, revision->sql_path) ||
	       git_is_committed(git, revision->snapshot_path);
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

struct draft_facts
world_of_drafts(struct context *context)
{
	return (struct draft_facts){
		.data = context, .is_committed = is_committed, .is_applied = is_applied};
}

void
world_watch_files(struct context *context, struct texts *out, const char *target)
{
	struct arena *arena = &context->arena;
	struct texts folders = {0};
	struct map seen = {0};
	project_version_folders(context, &folders);
	VEC_EACH (const char *, folder, folders) {
		struct texts files = {0};
		git_watch_files(arena, &files, *folder, target);
		VEC_EACH (const char *, file, files)
			if (map_put(arena, &seen, *file, (void *)*file) == NULL)
				*VEC_ADD(arena, out) = *file;
	}
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(out->items[0]), text_compare);
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
	return project_account(context);
}

const char *
project_account(struct context *context)
{
	const struct passwd *user = getpwuid(getuid());
	if (user != NULL)
		return arena_strdup(&context->arena, user->pw_name);
	return arena_printf(&context->arena, "user %ld", (long)getuid());
}
