#include "workspace/depfile.h"

#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Escapes as gcc's mkdeps does: spaces and '#' after a backslash, '$' doubled. */
static void
add_path(struct strbuf *out, const char *path)
{
	for (; *path != '\0'; path++) {
		if (*path == ' ' || *path == '\t' || *path == '#')
			strbuf_addch(out, '\\');
		else if (*path == '$')
			strbuf_addch(out, '$');
		strbuf_addch(out, *path);
	}
}

/* The folder to join relative inputs with; ".": none. */
static const char *
input_folder(struct arena *arena, const char *depfile)
{
	char folder[PATH_MAX];
	if (depfile[0] != '/' || getcwd(folder, sizeof(folder)) == NULL)
		return ".";
	return arena_strdup(arena, folder);
}

int
depfile_write(struct workspace *workspace, const char *path, const char *target,
	const struct texts *inputs)
{
	struct strbuf text = STRBUF_INIT, phony = STRBUF_INIT;
	struct map seen = {0};
	const char *folder = input_folder(&workspace->arena, path);
	add_path(&text, target);
	strbuf_addch(&text, ':');
	VEC_EACH (const char *, name, *inputs) {
		const char *input = path_join(&workspace->arena, folder, *name);
		if (map_put(&workspace->arena, &seen, input, workspace) != NULL)
			continue;
		strbuf_addstr(&text, " \\\n ");
		add_path(&text, input);
		add_path(&phony, input);
		strbuf_addstr(&phony, ":\n");
	}
	strbuf_addf(&text, "\n%s", phony.buf);
	int result = file_write(path, text.buf, text.len);
	if (result != 0)
		diag_add(&workspace->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
			"cannot write the file: %s", strerror(errno));
	strbuf_release(&text);
	strbuf_release(&phony);
	return result;
}

void
depfile_add_revisions(struct workspace *workspace, struct texts *inputs,
	const struct store *store, const struct revisions *without)
{
	struct arena *arena = &workspace->arena;
	struct texts folders = {0};
	workspace_version_folders(workspace, &folders);
	VEC_EACH (const char *, folder, folders)
		*VEC_ADD(arena, inputs) = *folder;
	VEC_EACH (struct revision *, revision, store->graph.all) {
		if (without != NULL && revisions_have(without, *revision))
			continue;
		*VEC_ADD(arena, inputs) = (*revision)->sql_path;
		*VEC_ADD(arena, inputs) = (*revision)->snapshot_path;
	}
	if (workspace->config.path != NULL)
		*VEC_ADD(arena, inputs) = workspace->config.path;
}
