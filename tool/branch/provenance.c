#include "branch/provenance.h"

#include "base/file.h"
#include "base/map.h"
#include "workspace/repositories.h"

#include <string.h>
#include <time.h>

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* Identifies a file within the version locations of a repository. */
static const char *
file_key(struct arena *arena, size_t folder, const char *name)
{
	return arena_printf(arena, "%zu/%s", folder, name);
}

/*
 * Adds the commits up to the tip. A failure to read git is reported once and leaves the map
 * unchanged.
 */
static void
add_history(struct workspace *workspace, struct repository *repository, const char *tip)
{
	struct git_additions additions = {0};
	if (git_additions(repository->git, &additions, tip, repository->folders.items,
		    repository->folders.len) != 0)
		return;
	VEC_EACH (struct git_addition, addition, additions) {
		const char *key = file_key(&workspace->arena, addition->folder, addition->name);
		if (map_find(&repository->additions, key) == NULL)
			map_put(&workspace->arena, &repository->additions, key, addition);
	}
}

/*
 * During a merge, cherry-pick or rebase, files of the other side are in the work tree but not in
 * the history of HEAD. gitrevisions(7) lists the files that contain the ids of the other side's
 * commits.
 */
static void
add_history_on_its_way(struct workspace *workspace, struct repository *repository)
{
	static const char *const names[] = {"MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct strbuf text = STRBUF_INIT;
		const char *path = path_join(&workspace->arena, repository->git->folder, names[i]);
		if (file_exists(path) && file_read(&text, path) == 0)
			for (const char *line = text.buf; *line != '\0';) {
				size_t length = strcspn(line, "\n");
				add_history(workspace, repository,
					arena_strndup(&workspace->arena, line, length));
				line += length + (line[length] == '\n');
			}
		strbuf_release(&text);
	}
}

static void
read_additions(struct workspace *workspace, struct repository *repository)
{
	repository->asked = true;
	if (repository->git->head != NULL)
		add_history(workspace, repository, repository->git->head);
	add_history_on_its_way(workspace, repository);
}

const struct git_addition *
provenance_find(struct workspace *workspace, const struct revision *revision)
{
	struct repository *repository = repositories_of(workspace, revision->folder);
	if (repository == NULL)
		return NULL;
	if (!repository->asked)
		read_additions(workspace, repository);
	for (size_t i = 0; i < repository->folders.len; i++) {
		if (strcmp(repository->folders.items[i], revision->folder) != 0)
			continue;
		const struct git_addition *addition = map_find(&repository->additions,
			file_key(&workspace->arena, i, last_part(revision->sql_path)));
		return addition != NULL && addition->commit.id != NULL ? addition : NULL;
	}
	return NULL;
}

const struct git_addition *
provenance_find_one(struct workspace *workspace, const struct revision *revision)
{
	const struct repository *repository = repositories_of(workspace, revision->folder);
	struct git_addition *origin = ARENA_NEW(&workspace->arena, struct git_addition);
	if (repository == NULL || repository->git->head == NULL ||
		git_find_addition(repository->git, origin, repository->git->head, revision->folder,
			path_name(revision->sql_path)) != 0)
		return NULL;
	return origin->commit.id != NULL ? origin : NULL;
}

/*
 * Adds the merge of two commits, unless it is already in the list or one of them is an ancestor of
 * the other.
 */
static int
add_merge(struct workspace *workspace, struct git *git, const struct git_addition *a,
	const struct git_addition *b, struct commits *out)
{
	struct commit meeting;
	if (a == NULL || b == NULL)
		return 0;
	if (git_merge_point(git, &meeting, git->head, a->commit.id, b->commit.id) != 0)
		return -1;
	if (meeting.id == NULL || meeting.parents < 2)
		return 0;
	VEC_EACH (struct commit, known, *out)
		if (strcmp(known->id, meeting.id) == 0)
			return 0;
	*VEC_ADD(&workspace->arena, out) = meeting;
	return 0;
}

/*
 * Adds the merges of lines that begin or end with these revisions. Lines in different repositories
 * have none.
 */
static int
add_merges(struct workspace *workspace, const struct revisions *lines, struct commits *out)
{
	if (lines->len < 2)
		return 0;
	const struct revision *first = lines->items[0];
	const struct repository *repository = repositories_of(workspace, first->folder);
	if (repository == NULL || repository->git->head == NULL)
		return 0;
	for (size_t i = 1; i < lines->len; i++) {
		const struct revision *other = lines->items[i];
		if (repositories_of(workspace, other->folder) == repository &&
			add_merge(workspace, repository->git, provenance_find(workspace, first),
				provenance_find(workspace, other), out) != 0)
			return -1;
	}
	return 0;
}

int
provenance_find_merges(
	struct workspace *workspace, const struct revision *revision, struct commits *out)
{
	*out = (struct commits){0};
	return add_merges(workspace, &revision->children, out) != 0 ||
			       add_merges(workspace, &revision->revises, out) != 0
		       ? -1
		       : 0;
}
