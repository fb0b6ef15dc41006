#include "branch/all_refs.h"
#include "rev/file/content.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "branch/provenance.h"
#include "branch/revision_files.h"
#include "cli/listing.h"
#include "workspace/repositories.h"

#include <stdio.h>

VEC_STRUCT(branch_names, const struct git_ref *);

/* One set of revision files: branches mostly have few of them. */
struct tree {
	struct store store;
	struct map origins; /* path of a head on the branch to its struct git_addition * */
};

/* Branches that have the same heads, brought by the same commits. */
struct group {
	const struct repository *repository;
	struct branch_names branches;
	const struct tree *tree;
};

struct search {
	struct context *context;
	struct map trees;  /* fingerprint of its files → struct tree *; empty where unreadable */
	struct map groups; /* repository and heads → struct group * */
	VEC(struct group *) order;
};

bool
all_refs_are_there(struct context *context)
{
	if (world_repositories(context)->len > 0)
		return true;
	world_note_no_git(context);
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

/* Version locations outside of the repository are the same for all of its branches. */
static int
add_other_locations(
	struct context *context, const struct repository *repository, struct store_files *out)
{
	struct store store;
	struct texts folders = {0}, others = {0};
	struct arena *arena = &context->arena;
	project_version_folders(context, &folders);
	VEC_EACH (const char *, folder, folders)
		if (world_repository_of(context, *folder) != repository)
			*VEC_ADD(arena, &others) = *folder;
	if (others.len == 0)
		return 0;
	if (project_store(context, &store) != 0)
		return -1;
	VEC_EACH (struct revision *, each, store.graph.all) {
		struct revision_content content;
		const struct revision *revision = *each;
		if (world_repository_of(context, revision->folder) == repository)
			continue;
		if (content_read(arena, &content, revision, &context->diagnostics) != 0)
			return -1;
		*VEC_ADD(arena, out) = (struct store_file){
			revision->sql_path, content.sql, content.sql_length};
		*VEC_ADD(arena, out) = (struct store_file){
			revision->snapshot_path, content.snapshot, content.snapshot_length};
	}
	return 0;
}

/* Of the heads only: the history of a thousand files is long. */
static int
read_origins(struct search *search, struct tree *tree, const struct repository *repository,
	const struct git_ref *ref, const struct git_files *files)
{
	struct map heads = {0};
	struct arena *arena = &search->context->arena;
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
	diag_add(&search->context->diagnostics, DIAG_BRANCH_UNREADABLE, first->at,
		"the revisions of the branch '%s' cannot be read: %s", ref->short_name,
		first->message);
}

/* The revisions of files that no branch before had together. */
static int
read_tree(struct search *search, struct tree *tree, const struct repository *repository,
	const struct git_ref *ref, const struct git_files *files)
{
	struct arena *arena = &search->context->arena;
	struct store_files list = {0};
	struct diagnostics found;
	diag_init(&found, arena);
	VEC_EACH (struct git_file, file, *files)
		*VEC_ADD(arena, &list) = (struct store_file){
			path_on(arena, ref, file->path), file->content, file->length};
	if (add_other_locations(search->context, repository, &list) != 0)
		return -1;
	if (store_load_files(arena, &tree->store, list.items, list.len, &found) == 0)
		return read_origins(search, tree, repository, ref, files);
	warn_unreadable(search, ref, &found);
	return 0;
}

/* What tells the files of one branch from those of another. */
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

/* The tree of a branch; NULL after a diagnostic. */
static const struct tree *
tree_of(struct search *search, const struct repository *repository, const struct git_ref *ref)
{
	struct git_files files;
	struct arena *arena = &search->context->arena;
	if (git_read_files(repository->git, &files, ref->commit.id, repository->folders.items,
		    repository->folders.len) != 0)
		return NULL;
	const char *key = fingerprint(arena, repository, &files);
	struct tree *tree = map_find(&search->trees, key);
	if (tree != NULL)
		return tree;
	tree = ARENA_NEW(arena, struct tree);
	map_put(arena, &search->trees, key, tree);
	return read_tree(search, tree, repository, ref, &files) == 0 ? tree : NULL;
}

/* ------------------------------------------------------------------ grouping */

static const struct commit *
commit_of(const struct tree *tree, const struct revision *head)
{
	const struct git_addition *origin = map_find(&tree->origins, head->sql_path);
	return origin != NULL && origin->commit.id != NULL ? &origin->commit : NULL;
}

static const char *
group_key(struct arena *arena, const struct repository *repository, const struct tree *tree)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, repository->git->folder);
	VEC_EACH (struct revision *, head, tree->store.graph.heads) {
		const struct commit *commit = commit_of(tree, *head);
		strbuf_addf(&text, "\n%s %s", (*head)->id, commit != NULL ? commit->id : "");
	}
	const char *key = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return key;
}

static int
add_branch(struct search *search, const struct repository *repository, const struct git_ref *ref)
{
	struct arena *arena = &search->context->arena;
	const struct tree *tree = tree_of(search, repository, ref);
	if (tree == NULL)
		return -1;
	if (tree->store.graph.all.len == 0)
		return 0;
	const char *key = group_key(arena, repository, tree);
	struct group *group = map_find(&search->groups, key);
	if (group == NULL) {
		group = ARENA_NEW(arena, struct group);
		*group = (struct group){.repository = repository, .tree = tree};
		map_put(arena, &search->groups, key, group);
		*VEC_ADD(arena, &search->order) = group;
	}
	*VEC_ADD(arena, &group->branches) = ref;
	return 0;
}

static int
add_branches(struct search *search, const struct repository *repository)
{
	struct git_refs *refs = ARENA_NEW(&search->context->arena, struct git_refs);
	if (git_branches(repository->git, refs) != 0)
		return -1;
	VEC_EACH (struct git_ref, ref, *refs)
		if (add_branch(search, repository, ref) != 0)
			return -1;
	return 0;
}

/* ------------------------------------------------------------------ printing */

static bool
is_checked_out(const struct group *group, const struct git_ref *ref)
{
	return ref->kind == GIT_LOCAL_BRANCH &&
	       text_equal(ref->short_name, group->repository->git->branch);
}

/* Where a repository is, as far as one has to be told from another. */
static const char *
place_of(const struct repository *repository)
{
	const struct git *git = repository->git;
	return git->worktree != NULL ? git->worktree : git->folder;
}

static void
print_group(struct context *context, const struct group *group)
{
	struct arena *arena = &context->arena;
	const char *separator = "";
	const struct revisions *heads = &group->tree->store.graph.heads;
	VEC_EACH (const struct git_ref *, ref, group->branches) {
		printf("%s%s%s", separator, text_printable(arena, (*ref)->short_name, 200),
			is_checked_out(group, *ref) ? " (checked out)" : "");
		separator = ", ";
	}
	if (world_repositories(context)->len > 1)
		printf(" in %s", place_of(group->repository));
	if (heads->len > 1)
		printf(": %zu heads", heads->len);
	putchar('\n');
	VEC_EACH (struct revision *, head, *heads) {
		const struct commit *commit = commit_of(group->tree, *head);
		const char *message = (*head)->message != NULL ? (*head)->message : "";
		printf("    %s %s\n", (*head)->id, text_printable(arena, message, 200));
		if (commit != NULL)
			printf("        %s\n", commit_print(arena, commit));
	}
}

static struct json *
branches_to_json(struct arena *arena, const struct group *group)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct git_ref *, each, group->branches) {
		const struct git_ref *ref = *each;
		struct json *object = json_new_object(arena);
		json_set(arena, object, "name", json_new_text(arena, ref->short_name));
		json_set(arena, object, "ref", json_new_text(arena, ref->name));
		json_set(arena, object, "remote",
			json_new_bool(arena, ref->kind == GIT_REMOTE_BRANCH));
		json_set(arena, object, "checked_out",
			json_new_bool(arena, is_checked_out(group, ref)));
		json_set(arena, object, "commit", json_new_text(arena, ref->commit.id));
		json_push(arena, list, object);
	}
	return list;
}

static struct json *
group_to_json(struct arena *arena, const struct group *group)
{
	struct json *object = json_new_object(arena), *heads = json_new_list(arena);
	VEC_EACH (struct revision *, head, group->tree->store.graph.heads) {
		const struct commit *commit = commit_of(group->tree, *head);
		struct json *item = json_new_object(arena);
		json_set(arena, item, "revision", json_new_text(arena, (*head)->id));
		json_set(arena, item, "message", json_new_text(arena, (*head)->message));
		json_set(arena, item, "file", json_new_text(arena, (*head)->sql_path));
		json_set(arena, item, "commit",
			commit != NULL ? commit_to_json(arena, commit) : json_new_null(arena));
		json_push(arena, heads, item);
	}
	json_set(arena, object, "branches", branches_to_json(arena, group));
	json_set(arena, object, "heads", heads);
	json_set(arena, object, "repository",
		json_new_text(arena, group->repository->git->folder));
	return object;
}

static void
print(struct search *search)
{
	struct arena *arena = &search->context->arena;
	struct json *list = json_new_list(arena);
	VEC_EACH (struct group *, group, search->order)
		if (search->context->json)
			json_push(arena, list, group_to_json(arena, *group));
		else
			print_group(search->context, *group);
	if (search->context->json)
		listing_print_json(list);
}

int
all_refs_print(struct context *context)
{
	struct search search = {.context = context};
	VEC_EACH (struct repository *, repository, *world_repositories(context))
		if (add_branches(&search, *repository) != 0)
			return -1;
	print(&search);
	return 0;
}
