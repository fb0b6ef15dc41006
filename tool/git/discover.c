#include "git/discover.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	LINE_LIMIT = 4096 + 64, /* maximum size in bytes of a file that contains one path or ref */
};

const char *
git_read_line(struct arena *arena, const char *path, const char *prefix)
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

/* The repository in this folder (.git), or the folder itself if it is a bare repository. */
static const char *
repository_at(struct arena *arena, const char *folder)
{
	const char *dot_git = path_join(arena, folder, ".git");
	/* A damaged repository is returned as well: libgit2 cannot open it, and this is reported. */
	if (file_is_folder(dot_git))
		return has(arena, dot_git, "HEAD") || has(arena, dot_git, "objects") ? dot_git
										     : NULL;
	if (file_exists(dot_git)) {
		const char *elsewhere = git_read_line(arena, dot_git, "gitdir: ");
		return elsewhere != NULL ? path_join(arena, folder, elsewhere) : dot_git;
	}
	bool bare = has(arena, folder, "HEAD") && has(arena, folder, "objects") &&
		    has(arena, folder, "refs");
	return bare ? folder : NULL;
}

bool
git_discover(struct arena *arena, struct git_place *out, const char *folder)
{
	const char *named = getenv("GIT_DIR");
	out->folder = named != NULL && *named != '\0' ? named : NULL;
	folder = path_existing(arena, folder);
	while (out->folder == NULL) {
		out->folder = repository_at(arena, folder);
		if (text_equal(folder, "/") || text_equal(folder, "."))
			break;
		folder = path_folder(arena, folder);
	}
	if (out->folder == NULL)
		return false;
	const char *common = git_read_line(arena, path_join(arena, out->folder, "commondir"), "");
	out->common = out->folder;
	if (common != NULL)
		out->common = path_existing(arena, path_join(arena, out->folder, common));
	return true;
}
