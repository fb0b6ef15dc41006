#include "rev/file/store.h"

#include "base/file.h"
#include "base/text.h"
#include "rev/file/content.h"
#include "rev/file/head.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A store while it is loaded. */
struct store_loader {
	struct arena *arena;
	struct store *store;
	struct diagnostics *diagnostics;
	struct revisions revisions;
	struct map seen; /* real path of a folder → its path as the caller wrote it */
	int result;
};

/* Whether the folder has not been loaded before, under any name. */
static bool
is_new_folder(struct store_loader *loader, const char *folder)
{
	char *real = realpath(folder, NULL);
	const char *path = arena_strdup(loader->arena, real != NULL ? real : folder);
	free(real);
	return map_put(loader->arena, &loader->seen, path, arena_strdup(loader->arena, folder)) ==
	       NULL;
}

static void
report_folder(struct store_loader *loader, const char *folder, int error)
{
	struct location at = location_of_file(folder);
	if (error == ENOENT) {
		diag_add(loader->diagnostics, DIAG_CANNOT_READ, at,
			"the version location '%s' does not exist", folder);
		diag_note(loader->diagnostics, (struct location){0},
			"create it with `schemac init`, or set version_locations in schemac.ini to "
			"the right folder");
	} else {
		diag_add(loader->diagnostics, DIAG_CANNOT_READ, at,
			"cannot read the version location: %s", strerror(error));
	}
	loader->result = -1;
}

static void
report_lone(struct store_loader *loader, const char *path, const char *has, const char *lacks)
{
	loader->result = diag_add(loader->diagnostics, DIAG_REVISION_PAIR, location_of_file(path),
		"%s without %s: '%s' is missing", has, lacks,
		arena_printf(loader->arena, "%.*s%s", (int)(strrchr(path, '.') - path), path,
			strcmp(lacks, "its SQL") == 0 ? ".sql" : ".json"));
	diag_note(loader->diagnostics, (struct location){0},
		"restore it from version control, or delete the file above if it is left over from "
		"an "
		"interrupted run");
}

/* Whether the file has the name of a revision file. */
static bool
is_revision_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	return *name != '.' && (text_ends_with(name, ".sql") || text_ends_with(name, ".json"));
}

static bool
is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static void
load_revision(struct store_loader *loader, const char *folder, const char *path)
{
	struct revision *revision = ARENA_NEW(loader->arena, struct revision);
	if (head_read(loader->arena, revision, path, loader->diagnostics) != 0) {
		loader->result = -1;
		return;
	}
	revision->folder = folder;
	*VEC_ADD(loader->arena, &loader->revisions) = revision;
}

/* Whether the sorted list contains `name` with this extension instead of its own. */
static bool
has_pair(const struct store_loader *loader, const struct texts *list, const char *name,
	const char *ending)
{
	const char *pair = arena_printf(
		loader->arena, "%.*s%s", (int)(strrchr(name, '.') - name), name, ending);
	return bsearch(&pair, list->items, list->len, sizeof(pair), text_compare) != NULL;
}

static void
load_folder(struct store_loader *loader, const char *folder)
{
	struct texts list = {0};
	if (folder_list(loader->arena, folder, &list) != 0) {
		report_folder(loader, folder, errno);
		return;
	}
	VEC_EACH (const char *, name, list) {
		bool is_sql = text_ends_with(*name, ".sql");
		if (!is_revision_file(*name))
			continue;
		const char *path = path_join(loader->arena, folder, *name);
		bool paired = has_pair(loader, &list, *name, is_sql ? ".json" : ".sql");
		if (!paired && is_folder(path))
			continue;
		if (!paired)
			report_lone(loader, path, is_sql ? "SQL" : "a snapshot",
				is_sql ? "its snapshot" : "its SQL");
		if (is_sql)
			load_revision(loader, folder, path);
	}
}

/*
 * Builds the graph, unless a file could not be read: its children would only cause follow-up
 * errors.
 */
static int
link_revisions(struct store_loader *loader)
{
	struct store *store = loader->store;
	if (loader->result == 0)
		loader->result = graph_build(
			loader->arena, &store->graph, &loader->revisions, loader->diagnostics);
	if (loader->result != 0)
		*store = (struct store){0};
	return loader->result;
}

int
store_load(struct arena *arena, struct store *out, const char *const *folders, size_t count,
	struct diagnostics *diagnostics)
{
	*out = (struct store){0};
	struct store_loader loader = {.arena = arena, .store = out, .diagnostics = diagnostics};
	for (size_t i = 0; i < count; i++) {
		if (!is_new_folder(&loader, folders[i]))
			continue;
		*VEC_ADD(arena, &out->folders) = folders[i];
		load_folder(&loader, folders[i]);
	}
	return link_revisions(&loader);
}

/* The other file of the revision; NULL if absent. */
static const struct store_file *
find_pair(struct store_loader *loader, const struct map *by_path, const struct store_file *file)
{
	bool is_sql = text_ends_with(file->path, ".sql");
	return map_find(by_path,
		arena_printf(loader->arena, "%.*s%s", (int)(strrchr(file->path, '.') - file->path),
			file->path, is_sql ? ".json" : ".sql"));
}

static void
take_revision(struct store_loader *loader, const struct store_file *sql,
	const struct store_file *snapshot)
{
	struct revision *revision = ARENA_NEW(loader->arena, struct revision);
	struct revision_content *content = ARENA_NEW(loader->arena, struct revision_content);
	if (head_parse(loader->arena, revision, sql->path, sql->content, sql->length,
		    loader->diagnostics) != 0) {
		loader->result = -1;
		return;
	}
	*content = (struct revision_content){.sql = sql->content,
		.sql_length = sql->length,
		.snapshot = snapshot->content,
		.snapshot_length = snapshot->length};
	revision->content = content;
	*VEC_ADD(loader->arena, &loader->revisions) = revision;
}

int
store_load_files(struct arena *arena, struct store *out, const struct store_file *files,
	size_t count, struct diagnostics *diagnostics)
{
	*out = (struct store){0};
	struct store_loader loader = {.arena = arena, .store = out, .diagnostics = diagnostics};
	struct map by_path = {0};
	for (size_t i = 0; i < count; i++)
		map_put(arena, &by_path, files[i].path, (void *)&files[i]);
	for (size_t i = 0; i < count; i++) {
		bool is_sql = text_ends_with(files[i].path, ".sql");
		if (!is_revision_file(files[i].path))
			continue;
		const struct store_file *pair = find_pair(&loader, &by_path, &files[i]);
		if (pair == NULL)
			report_lone(&loader, files[i].path, is_sql ? "SQL" : "a snapshot",
				is_sql ? "its snapshot" : "its SQL");
		else if (is_sql)
			take_revision(&loader, &files[i], pair);
	}
	return link_revisions(&loader);
}

void
store_keep_read(struct arena *arena, struct store *store)
{
	VEC_EACH (struct revision *, revision, store->graph.all) {
		(*revision)->cache = ARENA_NEW(arena, struct revision_cache);
		*(*revision)->cache = (struct revision_cache){.arena = arena,
			.review = -1,
			.sql = (*revision)->text,
			.sql_length = (*revision)->text_length};
	}
}
