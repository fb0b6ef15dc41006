/* Finds the commit that added each file of a folder. */
#include "base/file.h"
#include "base/text.h"
#include "git/module/history.h"

#include <stdlib.h>
#include <string.h>

enum {
	RENAMES_LIMIT = 16, /* maximum number of renames of a folder that are followed */
};

/* A walk back from the tip until the commit that added each wanted file is found. */
struct search {
	struct history *history;
	struct map wanted; /* name → struct git_addition * */
	size_t missing;    /* wanted files whose commit has not been found yet */
	VEC(struct node *) todo;
	git_tree *kept;   /* the last tree read; in a linear history it is the next one needed */
	unsigned walk;    /* number of this walk in the history */
	unsigned renames; /* renames of the folder followed so far */
};

static void search_from(struct search *search, struct node *tip);

static struct git_addition *
wanted(const struct search *search, const git_tree_entry *entry)
{
	struct git_addition *addition = map_find(&search->wanted, git_tree_entry_name(entry));
	return addition != NULL && addition->commit.id == NULL ? addition : NULL;
}

static bool
any_has(git_tree *const *trees, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (trees[i] != NULL && git_tree_entry_byname(trees[i], name) != NULL)
			return true;
	return false;
}

/*
 * Whether a tree contains the entry. *at is the position in the tree. All trees are sorted alike,
 * so that calls for successive entries walk each tree only once.
 */
static bool
tree_has(git_tree *tree, size_t *at, const git_tree_entry *entry)
{
	size_t count = tree != NULL ? git_tree_entrycount(tree) : 0;
	int order = -1;
	while (*at < count &&
		(order = git_tree_entry_cmp(git_tree_entry_byindex(tree, *at), entry)) < 0)
		++*at;
	return *at < count && order == 0;
}

/* The folder's tree at a node, or NULL. The caller frees it. */
static git_tree *
tree_of(const struct search *search, const struct node *node)
{
	git_tree *tree;
	if (search->kept != NULL && node->has_folder &&
		git_oid_equal(git_tree_id(search->kept), &node->folder) &&
		git_tree_dup(&tree, search->kept) == 0)
		return tree;
	return node_tree(search->history, node);
}

static void
keep(struct search *search, git_tree *tree)
{
	git_tree_free(search->kept);
	search->kept = NULL;
	if (tree != NULL && git_tree_dup(&search->kept, tree) < 0)
		search->kept = NULL;
}

/* Records the node's commit for the files of the folder that none of its parents has. */
static void
take_additions(struct search *search, const struct node *node, git_tree *const *parents)
{
	size_t at = 0;
	size_t others = node->parent_count > 1 ? node->parent_count - 1 : 0;
	git_tree *tree = tree_of(search, node);
	for (size_t i = 0; tree != NULL && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		if (tree_has(parents[0], &at, entry) ||
			any_has(parents + 1, others, git_tree_entry_name(entry)))
			continue;
		struct git_addition *addition = wanted(search, entry);
		if (addition == NULL)
			continue;
		node_describe(search->history, &addition->commit, node);
		addition->or_before = node->boundary;
		search->missing--;
	}
	git_tree_free(tree);
}

/* The wanted names that the folder contains at a node. */
static struct map
names_at(const struct search *search, const struct node *node)
{
	struct map names = {0};
	git_tree *tree = node_tree(search->history, node);
	for (size_t i = 0; tree != NULL && i < git_tree_entrycount(tree); i++) {
		struct git_addition *addition = wanted(search, git_tree_entry_byindex(tree, i));
		if (addition != NULL)
			map_put(search->history->git->arena, &names, addition->name, addition);
	}
	git_tree_free(tree);
	return names;
}

/* The folder's former path in a parent that lacks it, found by the names of its files; or NULL. */
static const char *
former_folder(const struct search *search, const struct node *parent, const struct map *names)
{
	git_commit *commit;
	git_tree *root;
	const char *folder = NULL;
	struct git *git = search->history->git;
	if (git_commit_lookup(&commit, git->repository, &parent->id) < 0)
		return NULL;
	if (git_commit_tree(&root, commit) == 0) {
		folder = folder_with(git->arena, root, names);
		git_tree_free(root);
	}
	git_commit_free(commit);
	return folder;
}

/* Continues at the folder's former path if the node's commit renamed it. */
static void
follow_rename(struct search *search, const struct node *node)
{
	struct map names = names_at(search, node);
	for (size_t i = 0; i < node->parent_count && search->renames < RENAMES_LIMIT; i++) {
		struct node *parent = node_read(search->history, node->parents[i]);
		if (parent == NULL || parent->has_folder)
			continue;
		const char *folder = former_folder(search, parent, &names);
		if (folder == NULL || text_equal(folder, search->history->folder))
			continue;
		struct search before = *search;
		before.kept = NULL;
		before.history = history_get(search->history->git, folder);
		before.renames++;
		before.todo.items = NULL;
		before.todo.len = before.todo.cap = 0;
		search_from(&before, node_get(before.history, &parent->id));
		search->missing = before.missing;
	}
}

static void
push(struct search *search, struct node *node)
{
	if (node->walk == search->walk || node_read(search->history, node) == NULL)
		return;
	node->walk = search->walk;
	*VEC_ADD(search->history->git->arena, &search->todo) = node;
}

/* A parent in which the folder has the same contents, or NULL. */
static struct node *
same_parent(const struct search *search, const struct node *node)
{
	for (size_t i = 0; i < node->parent_count; i++) {
		struct node *parent = node_read(search->history, node->parents[i]);
		if (parent != NULL && same_folder(parent, node))
			return parent;
	}
	return NULL;
}

static void
visit(struct search *search, struct node *node)
{
	struct node *same = same_parent(search, node);
	if (same != NULL) {
		push(search, same);
		return;
	}
	bool renamed = node->parent_count > 0 && node->has_folder;
	git_tree **parents = calloc(node->parent_count + 1, sizeof(git_tree *));
	if (parents == NULL)
		out_of_memory(node->parent_count * sizeof(git_tree *));
	for (size_t i = 0; i < node->parent_count; i++) {
		struct node *parent = node_read(search->history, node->parents[i]);
		if (parent != NULL)
			parents[i] = tree_of(search, parent);
		renamed = renamed && parents[i] == NULL;
	}
	if (renamed)
		follow_rename(search, node);
	take_additions(search, node, parents);
	keep(search, parents[0]);
	for (size_t i = node->parent_count; i > 0; i--) {
		git_tree_free(parents[i - 1]);
		push(search, node->parents[i - 1]);
	}
	free(parents);
}

static void
search_from(struct search *search, struct node *tip)
{
	search->walk = ++search->history->walk;
	push(search, tip);
	while (search->todo.len > 0 && search->missing > 0)
		visit(search, search->todo.items[--search->todo.len]);
	keep(search, NULL);
}

/*
 * Adds to the search the files that the folder contains at the tip, or only the one with the name.
 */
static void
add_wanted(struct search *search, struct git_additions *out, const struct node *tip, size_t folder,
	const char *name)
{
	struct arena *arena = search->history->git->arena;
	git_tree *tree = node_tree(search->history, tip);
	for (size_t i = 0; tree != NULL && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		if (!is_regular(git_tree_entry_filemode(entry)) ||
			(name != NULL && !text_equal(git_tree_entry_name(entry), name)))
			continue;
		struct git_addition *addition = VEC_ADD(arena, out);
		addition->path =
			path_join(arena, search->history->folder, git_tree_entry_name(entry));
		addition->name = path_name(addition->path);
		addition->folder = folder;
	}
	git_tree_free(tree);
}

static int
add_folder(struct git *git, struct git_additions *out, const git_oid *tip, const char *path,
	size_t folder, const char *name)
{
	struct search search = {.history = history_get(git, path)};
	size_t first = out->len;
	struct node *node = node_read(search.history, node_get(search.history, tip));
	if (node == NULL)
		return git_failed(git, "cannot read the commit %s", id_text(git->arena, tip));
	add_wanted(&search, out, node, folder, name);
	for (size_t i = first; i < out->len; i++)
		map_put(git->arena, &search.wanted, out->items[i].name, &out->items[i]);
	search.missing = out->len - first;
	search_from(&search, node);
	return 0;
}

int
module_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count)
{
	git_oid id;
	*out = (struct git_additions){0};
	if (git_oid_fromstr(&id, tip) < 0)
		return git_failed(git, "'%s' is not a commit", tip);
	const char **paths = paths_inside(git, folders, count);
	for (size_t i = 0; i < count; i++)
		if (paths[i] != NULL && add_folder(git, out, &id, paths[i], i, NULL) < 0)
			return -1;
	return 0;
}

int
module_find_addition(struct git *git, struct git_addition *out, const char *tip, const char *folder,
	const char *name)
{
	git_oid id;
	struct git_additions found = {0};
	*out = (struct git_addition){0};
	if (git_oid_fromstr(&id, tip) < 0)
		return git_failed(git, "'%s' is not a commit", tip);
	const char *path = path_inside(git, folder);
	if (path != NULL && add_folder(git, &found, &id, path, 0, name) < 0)
		return -1;
	if (found.len > 0)
		*out = found.items[0];
	return 0;
}
