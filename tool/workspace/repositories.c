#include "workspace/repositories.h"

#include "base/map.h"
#include "base/text.h"
#include "git/watch.h"

#include <stdlib.h>
#include <string.h>

/* The repository of one version location. */
struct location_in_git {
	struct repository *repository; /* NULL: none, or unusable */
	bool unusable;                 /* there is a repository, but it cannot be read */
};

struct known_repositories {
	struct repositories repositories;
	struct map folders; /* version location → struct location_in_git * */
};

/* The repository, if it is already open for a different location; NULL: it is not. */
static struct repository *
find_opened(const struct known_repositories *known, const struct git *git)
{
	VEC_EACH (struct repository *, repository, known->repositories)
		if (strcmp((*repository)->git->folder, git->folder) == 0)
			return *repository;
	return NULL;
}

static struct repository *
add_repository(struct workspace *workspace, struct git *git)
{
	struct repository *opened = find_opened(workspace->repositories, git);
	if (opened != NULL) {
		git_close(git);
		return opened;
	}
	opened = ARENA_NEW(&workspace->arena, struct repository);
	*opened = (struct repository){.git = git};
	*VEC_ADD(&workspace->arena, &workspace->repositories->repositories) = opened;
	return opened;
}

static void
open_location(struct workspace *workspace, const char *folder)
{
	struct arena *arena = &workspace->arena;
	struct git *git = NULL;
	struct location_in_git *location = ARENA_NEW(arena, struct location_in_git);
	*location = (struct location_in_git){0};
	location->unusable = git_open(arena, &git, folder, &workspace->diagnostics) < 0;
	if (git != NULL) {
		location->repository = add_repository(workspace, git);
		*VEC_ADD(arena, &location->repository->folders) = folder;
	}
	map_put(arena, &workspace->repositories->folders, folder, location);
}

static const struct known_repositories *
known_repositories(struct workspace *workspace)
{
	if (workspace->repositories == NULL) {
		struct texts folders = {0};
		workspace->repositories = ARENA_NEW(&workspace->arena, struct known_repositories);
		*workspace->repositories = (struct known_repositories){0};
		workspace_version_folders(workspace, &folders);
		VEC_EACH (const char *, folder, folders)
			if (map_find(&workspace->repositories->folders, *folder) == NULL)
				open_location(workspace, *folder);
	}
	return workspace->repositories;
}

const struct repositories *
repositories_list(struct workspace *workspace)
{
	return &known_repositories(workspace)->repositories;
}

struct repository *
repositories_of(struct workspace *workspace, const char *folder)
{
	const struct location_in_git *location =
		map_find(&known_repositories(workspace)->folders, folder);
	return location != NULL ? location->repository : NULL;
}

/* A repository that cannot be read is reported by a separate warning. */
void
repositories_note_no_git(struct workspace *workspace)
{
	const struct map *folders = &known_repositories(workspace)->folders;
	for (size_t i = 0; i < folders->cap; i++) {
		const struct location_in_git *location = folders->slots[i].value;
		if (folders->slots[i].key != NULL && location->unusable)
			return;
	}
	diag_add(&workspace->diagnostics, DIAG_NO_GIT, (struct location){0},
		"'%s' is not in a git repository",
		workspace->config.version_locations.items[0]);
}

bool
repositories_is_unusable(struct workspace *workspace, const char *folder)
{
	const struct location_in_git *location =
		map_find(&known_repositories(workspace)->folders, folder);
	return location != NULL && location->unusable;
}

void
repositories_release(struct workspace *workspace)
{
	if (workspace->repositories == NULL)
		return;
	VEC_EACH (struct repository *, repository, workspace->repositories->repositories)
		git_close((*repository)->git);
	workspace->repositories = NULL;
}

void
repositories_watch_files(struct workspace *workspace, struct texts *out, const char *target)
{
	struct arena *arena = &workspace->arena;
	struct texts folders = {0};
	workspace_version_folders(workspace, &folders);
	VEC_EACH (const char *, folder, folders) {
		struct texts files = {0};
		git_watch_files(arena, &files, *folder, target);
		VEC_EACH (const char *, file, files)
			*VEC_ADD(arena, out) = *file;
	}
	texts_sort_unique(out);
}
