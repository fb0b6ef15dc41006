#include "git/watch.h"

#include "base/file.h"
#include "git/discover.h"

#include <string.h>

const char *const git_usual_targets[] = {"refs/heads/main", "refs/remotes/origin/main",
	"refs/heads/master", "refs/remotes/origin/master", NULL};

static void
watch(struct arena *arena, struct texts *out, const char *folder, const char *name)
{
	const char *path = path_join(arena, folder, name);
	if (file_exists(path) && !file_is_folder(path))
		*VEC_ADD(arena, out) = path;
}

/*
 * A branch is stored in its own file or in packed-refs. When the file is created, its folder or the
 * nearest existing folder above it changes. Whenever the branch moves, git's lock file also changes
 * the folder.
 */
static void
watch_ref(struct arena *arena, struct texts *out, const char *common, const char *name)
{
	watch(arena, out, common, name);
	const char *folder = path_folder(arena, name);
	while (!file_is_folder(path_join(arena, common, folder)) && !text_equal(folder, "."))
		folder = path_folder(arena, folder);
	if (!text_equal(folder, "."))
		*VEC_ADD(arena, out) = path_join(arena, common, folder);
}

/* A name can match refs in several folders (gitrevisions(7)). Each of these refs may be created. */
static void
watch_branch(struct arena *arena, struct texts *out, const char *common, const char *branch)
{
	static const char *const folders[] = {
		"refs/", "refs/tags/", "refs/heads/", "refs/remotes/"};
	if (text_starts_with(branch, "/") || strstr(branch, "..") != NULL)
		return;
	if (text_starts_with(branch, "refs/")) {
		watch_ref(arena, out, common, branch);
		return;
	}
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		watch_ref(arena, out, common, arena_printf(arena, "%s%s", folders[i], branch));
}

/* The defaults of git_find_target(). */
static void
watch_usual_targets(struct arena *arena, struct texts *out, const char *common)
{
	const char *origin = "refs/remotes/origin/HEAD";
	const char *head = git_read_line(arena, path_join(arena, common, origin), "ref: ");
	watch_ref(arena, out, common, origin);
	if (head != NULL && text_starts_with(head, "refs/remotes/"))
		watch_branch(arena, out, common, head);
	for (size_t i = 0; git_usual_targets[i] != NULL; i++)
		watch_ref(arena, out, common, git_usual_targets[i]);
}

void
git_watch_files(struct arena *arena, struct texts *out, const char *folder, const char *branch)
{
	struct git_place place;
	if (!git_discover(arena, &place, folder))
		return;
	watch(arena, out, place.folder, "HEAD");
	watch(arena, out, place.folder, "index");
	watch(arena, out, place.folder, "logs/HEAD");
	watch(arena, out, place.common, "packed-refs");
	watch(arena, out, place.common, "reftable/tables.list");
	const char *head = git_read_line(arena, path_join(arena, place.folder, "HEAD"), "ref: ");
	if (head != NULL && text_starts_with(head, "refs/"))
		watch(arena, out, place.common, head);
	if (branch != NULL)
		watch_branch(arena, out, place.common, branch);
	else
		watch_usual_targets(arena, out, place.common);
	texts_sort_unique(out);
}
