#include "git/discover.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "git/git.h"

#include <stdlib.h>
#include <string.h>

enum {
	LINE_LIMIT = 4096 + 64, /* bytes of a file that holds one path or ref */
};

const char *const git_usual_targets[] = {"refs/heads/main", "refs/remotes/origin/main",
	"refs/heads/master", "refs/remotes/origin/master", NULL};

const char *
folder_that_exists(struct arena *arena, const char *folder)
{
	for (;;) {
		char *path = realpath(folder, NULL);
		if (path != NULL) {
			const char *copy = arena_strdup(arena, path);
			free(path);
			return copy;
		}
		if (text_equal(folder, "/") || text_equal(folder, "."))
			return folder;
		folder = path_folder(arena, folder);
	}
}

/* The text of a file that holds one line, behind its prefix; NULL where it is none. */
static const char *
read_line(struct arena *arena, const char *path, const char *prefix)
{
	struct strbuf text = STRBUF_INIT;
	const char *line = NULL;
	if (file_read(&text, path) == 0 && text.len < LINE_LIMIT &&
		text_starts_with(text.buf, prefix)) {
		const char *start = text.buf + strlen(prefix);
		line = arena_strndup(arena, start, strcspn(start, "\r\n"));
	}
	strbuf_release(&text);
	return line;
}

static bool
has(struct arena *arena, const char *folder, const char *name)
{
	return file_exists(path_join(arena, folder, name));
}

/* The repository that lies in this very folder, as .git or as the folder itself. */
static const char *
repository_at(struct arena *arena, const char *folder)
{
	const char *dot_git = path_join(arena, folder, ".git");
	if (file_is_folder(dot_git))
		return has(arena, dot_git, "HEAD") ? dot_git : NULL;
	if (file_exists(dot_git)) {
		const char *elsewhere = read_line(arena, dot_git, "gitdir: ");
		return elsewhere != NULL ? path_join(arena, folder, elsewhere) : NULL;
	}
	bool bare = has(arena, folder, "HEAD") && has(arena, folder, "objects") &&
		    has(arena, folder, "refs");
	return bare ? folder : NULL;
}

bool
git_place_find(struct arena *arena, struct git_place *out, const char *folder)
{
	const char *named = getenv("GIT_DIR");
	out->folder = named != NULL && *named != '\0' ? named : NULL;
	folder = folder_that_exists(arena, folder);
	while (out->folder == NULL) {
		out->folder = repository_at(arena, folder);
		if (text_equal(folder, "/") || text_equal(folder, "."))
			break;
		folder = path_folder(arena, folder);
	}
	if (out->folder == NULL)
		return false;
	const char *common = read_line(arena, path_join(arena, out->folder, "commondir"), "");
	out->common = out->folder;
	if (common != NULL)
		out->common = folder_that_exists(arena, path_join(arena, out->folder, common));
	return true;
}

static void
watch(struct arena *arena, struct texts *out, const char *folder, const char *name)
{
	const char *path = path_join(arena, folder, name);
	if (file_exists(path) && !file_is_folder(path))
		*VEC_ADD(arena, out) = path;
}

/*
 * A branch moves in its own file, or where it has none in the one of all. A file that is to come makes
 * its folder new, or the nearest folder that is there: so does git's lock whenever the branch moves.
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

/* A name may stand for a ref in several places (gitrevisions(7)): any of them may come to be. */
static void
watch_branch(struct arena *arena, struct texts *out, const char *common, const char *branch)
{
	static const char *const folders[] = {"refs/", "refs/tags/", "refs/heads/", "refs/remotes/"};
	if (text_starts_with(branch, "/") || strstr(branch, "..") != NULL)
		return;
	if (text_starts_with(branch, "refs/")) {
		watch_ref(arena, out, common, branch);
		return;
	}
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		watch_ref(arena, out, common, arena_printf(arena, "%s%s", folders[i], branch));
}

/* Those that git_find_target() looks for. */
static void
watch_usual_targets(struct arena *arena, struct texts *out, const char *common)
{
	const char *origin = "refs/remotes/origin/HEAD";
	const char *head = read_line(arena, path_join(arena, common, origin), "ref: ");
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
	if (!git_place_find(arena, &place, folder))
		return;
	watch(arena, out, place.folder, "HEAD");
	watch(arena, out, place.folder, "index");
	watch(arena, out, place.folder, "logs/HEAD");
	watch(arena, out, place.common, "packed-refs");
	watch(arena, out, place.common, "reftable/tables.list");
	const char *head = read_line(arena, path_join(arena, place.folder, "HEAD"), "ref: ");
	if (head != NULL && text_starts_with(head, "refs/"))
		watch(arena, out, place.common, head);
	if (branch != NULL)
		watch_branch(arena, out, place.common, branch);
	else
		watch_usual_targets(arena, out, place.common);
	texts_sort_unique(out);
}
