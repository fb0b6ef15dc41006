#include "branch/all_refs.h"
#include "rev/file/content.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "branch/provenance.h"
#include "branch/revision_files.h"
#include "workspace/repositories.h"

struct search {
	struct workspace *workspace;
	struct map trees;  /* fingerprint of its files → struct revision_tree *; without revisions if unreadable */
	struct map groups; /* repository and heads → struct branch_group * */
	struct branch_groups order;
};

bool
all_refs_are_there(struct workspace *workspace)
{
	if (repositories_list(workspace)->len > 0)
		return true;
	repositories_note_no_git(workspace);
	return false;
}

/* ------------------------------------------------------------------ reading */

/* "feature:versions/27c6a30d7c24.sql", as `git show` takes it. */
static const char *
path_on(struct arena *arena, const struct git_ref *ref, const char *path)
{
	return arena_printf(arena, "%s:%s", ref->short_name, path);
}

VEC_STRUCT(store_files, struct store_file);

/* Adds the version locations outside the repository, which are the same for all its branches. */
static int
add_other_locations(
	struct workspace *workspace, const struct repository *repository, struct store_files *out)
{
	struct store store;
	struct texts folders = {0}, others = {0};
	struct arena *arena = &workspace->arena;
	workspace_version_folders(workspace, &folders);
	VEC_EACH (const char *, folder, folders)
		if (repositories_of(workspace, *folder) != repository)
			*VEC_ADD(arena, &others) = *folder;
	if (others.len == 0)
		return 0;
	if (workspace_store(workspace, &store) != 0)
		return -1;
	VEC_EACH (struct revision *, each, store.graph.all) {
		struct revision_content content;
		const struct revision *revision = *each;
		if (repositories_of(workspace, revision->folder) == repository)
			continue;
		if (revision_files_read(arena, &content, revision, &workspace->diagnostics) != 0)
			return -1;
		*VEC_ADD(arena, out) = (struct store_file){
			revision->sql_path, content.sql, content.sql_length};
		*VEC_ADD(arena, out) = (struct store_file){
			revision->snapshot_path, content.snapshot, content.snapshot_length};
	}
	return 0;
}

/* Reads only the origins of the heads: reading those of a thousand files takes a long time. */
static int
read_origins(struct search *search, struct revision_tree *tree, const struct repository *repository,
	const struct git_ref *ref, const struct git_files *files)
{
	struct map heads = {0};
	struct arena *arena = &search->workspace->arena;
	VEC_EACH (struct revision *, head, tree->store.graph.heads)
		map_put(arena, &heads, (*head)->sql_path, *head);
	VEC_EACH (struct git_file, file, *files) {
		const char *path = path_on(arena, ref, file->path);
		if (map_find(&heads, path) == NULL)
			continue;
		struct git_addition *origin = ARENA_NEW(arena, struct git_addition);
		if (git_find_addition(repository->git, origin, ref->commit.id,
			    repository->folders.items[file->folder], file->name) != 0)
			return -1;
		map_put(arena, &tree->origins, path, origin);
	}
	return 0;
}

static void
warn_unreadable(struct search *search, const struct git_ref *ref, const struct diagnostics *found)
{
	const struct diagnostic *first = found->all.items[0];
	diag_add(&search->workspace->diagnostics, DIAG_BRANCH_UNREADABLE, first->at,
		"cannot read the revisions of branch '%s': %s", ref->short_name,
		first->message);
}

/* Reads the revisions of a set of files that was not found on an earlier branch. */
static int
read_tree(struct search *search, struct revision_tree *tree, const struct repository *repository,
	const struct git_ref *ref, const struct git_files *files)
{
	struct arena *arena = &search->workspace->arena;
	struct store_files list = {0};
	struct diagnostics found;
	diag_init(&found, arena);
	VEC_EACH (struct git_file, file, *files)
		*VEC_ADD(arena, &list) = (struct store_file){
			path_on(arena, ref, file->path), file->content, file->length};
	if (add_other_locations(search->workspace, repository, &list) != 0)
		return -1;
	if (store_load_files(arena, &tree->store, list.items, list.len, &found) == 0)
		return read_origins(search, tree, repository, ref, files);
	warn_unreadable(search, ref, &found);
	return 0;
}

/*
 * A fingerprint that is the same for two branches if and only if their revision files are
 * identical.
 */
static const char *
fingerprint(struct arena *arena, const struct repository *repository, const struct git_files *files)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text, "%s\n", repository->git->folder);
	VEC_EACH (struct git_file, file, *files)
		strbuf_addf(&text, "%s %s\n", file->id, file->path);
	const struct digest digest = digest_of(text.buf, text.len);
	strbuf_release(&text);
	return arena_strdup(arena, digest.hex);
}

/* The revisions of a branch; NULL after a diagnostic. */
static const struct revision_tree *
tree_of(struct search *search, const struct repository *repository, const struct git_ref *ref)
{
	struct git_files files;
	struct arena *arena = &search->workspace->arena;
	if (git_read_files(repository->git, &files, ref->commit.id, repository->folders.items,
		    repository->folders.len) != 0)
		return NULL;
	const char *key = fingerprint(arena, repository, &files);
	struct revision_tree *tree = map_find(&search->trees, key);
	if (tree != NULL)
		return tree;
	tree = ARENA_NEW(arena, struct revision_tree);
	map_put(arena, &search->trees, key, tree);
	return read_tree(search, tree, repository, ref, &files) == 0 ? tree : NULL;
}

/* ------------------------------------------------------------------ grouping */

const struct commit *
all_refs_commit_of(const struct revision_tree *tree, const struct revision *head)
{
	const struct git_addition *origin = map_find(&tree->origins, head->sql_path);
	return origin != NULL && origin->commit.id != NULL ? &origin->commit : NULL;
}

static const char *
group_key(
	struct arena *arena, const struct repository *repository, const struct revision_tree *tree)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, repository->git->folder);
	VEC_EACH (struct revision *, head, tree->store.graph.heads) {
		const struct commit *commit = all_refs_commit_of(tree, *head);
		strbuf_addf(&text, "\n%s %s", (*head)->id, commit != NULL ? commit->id : "");
	}
	return strbuf_finish(&text, arena);
}

static int
add_branch(struct search *search, const struct repository *repository, const struct git_ref *ref)
{
	struct arena *arena = &search->workspace->arena;
	const struct revision_tree *tree = tree_of(search, repository, ref);
	if (tree == NULL)
		return -1;
	if (tree->store.graph.all.len == 0)
		return 0;
	const char *key = group_key(arena, repository, tree);
	struct branch_group *group = map_find(&search->groups, key);
	if (group == NULL) {
		group = ARENA_NEW(arena, struct branch_group);
		*group = (struct branch_group){.repository = repository, .tree = tree};
		map_put(arena, &search->groups, key, group);
		*VEC_ADD(arena, &search->order) = group;
	}
	*VEC_ADD(arena, &group->branches) = ref;
	return 0;
}

static int
add_branches(struct search *search, const struct repository *repository)
{
	struct git_refs *refs = ARENA_NEW(&search->workspace->arena, struct git_refs);
	if (git_branches(repository->git, refs) != 0)
		return -1;
	VEC_EACH (struct git_ref, ref, *refs)
		if (add_branch(search, repository, ref) != 0)
			return -1;
	return 0;
}

int
all_refs_read(struct workspace *workspace, struct branch_groups *out)
{
	struct search search = {.workspace = workspace};
	VEC_EACH (struct repository *, repository, *repositories_list(workspace))
		if (add_branches(&search, *repository) != 0)
			return -1;
	*out = search.order;
	return 0;
}
