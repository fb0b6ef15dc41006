#include "git/module/history.h"

#include "base/file.h"
#include "base/strbuf.h"

#include <string.h>

struct history *
history_get(struct git *git, const char *folder)
{
	struct history *history = map_find(&git->histories, folder);
	if (history != NULL)
		return history;
	history = ARENA_NEW(git->arena, struct history);
	history->git = git;
	history->folder = arena_strdup(git->arena, folder);
	map_put(git->arena, &git->histories, history->folder, history);
	return history;
}

struct node *
node_get(struct history *history, const git_oid *id)
{
	char text[ID_SIZE];
	struct arena *arena = history->git->arena;
	struct node *node = map_find(&history->nodes, git_oid_tostr(text, sizeof(text), id));
	if (node != NULL)
		return node;
	node = ARENA_NEW(arena, struct node);
	git_oid_cpy(&node->id, id);
	map_put(arena, &history->nodes, arena_strdup(arena, text), node);
	return node;
}

static void
read_folder(struct history *history, struct node *node, const git_commit *commit)
{
	git_tree *root;
	git_tree_entry *entry;
	if (*history->folder == '\0') {
		node->has_folder = true;
		git_oid_cpy(&node->folder, git_commit_tree_id(commit));
		return;
	}
	if (git_commit_tree(&root, commit) < 0)
		return;
	if (git_tree_entry_bypath(&entry, root, history->folder) == 0) {
		node->has_folder = git_tree_entry_type(entry) == GIT_OBJECT_TREE;
		git_oid_cpy(&node->folder, git_tree_entry_id(entry));
		git_tree_entry_free(entry);
	}
	git_tree_free(root);
}

/* Whether a shallow clone ends at the commit. git lists such commits in the file `shallow`. */
static bool
is_boundary(const struct git *git, const git_oid *id)
{
	char text[ID_SIZE];
	struct arena scratch;
	struct strbuf list = STRBUF_INIT;
	if (!git->shallow)
		return false;
	arena_init(&scratch);
	const char *folder = git_repository_commondir(git->repository);
	int error = file_read(&list, path_join(&scratch, folder, "shallow"));
	bool listed = error == 0 && strstr(list.buf, git_oid_tostr(text, sizeof(text), id)) != NULL;
	strbuf_release(&list);
	arena_release(&scratch);
	return listed;
}

struct node *
node_read(struct history *history, struct node *node)
{
	git_commit *commit;
	struct git *git = history->git;
	if (node->read)
		return node->missing ? NULL : node;
	node->read = true;
	node->missing = git_commit_lookup(&commit, git->repository, &node->id) < 0;
	if (node->missing)
		return NULL;
	read_folder(history, node, commit);
	node->boundary = is_boundary(git, &node->id);
	node->parent_count = node->boundary ? 0 : git_commit_parentcount(commit);
	node->parents = arena_alloc(git->arena, node->parent_count * sizeof(struct node *));
	for (size_t i = 0; i < node->parent_count; i++)
		node->parents[i] = node_get(history, git_commit_parent_id(commit, (unsigned)i));
	git_commit_free(commit);
	return node;
}

bool
same_folder(const struct node *a, const struct node *b)
{
	if (!a->has_folder || !b->has_folder)
		return a->has_folder == b->has_folder;
	return git_oid_equal(&a->folder, &b->folder);
}

git_tree *
node_tree(const struct history *history, const struct node *node)
{
	git_tree *tree;
	if (!node->has_folder ||
		git_tree_lookup(&tree, history->git->repository, &node->folder) < 0)
		return NULL;
	return tree;
}

int
node_describe(const struct history *history, struct commit *out, const struct node *node)
{
	git_commit *commit;
	struct git *git = history->git;
	if (git_commit_lookup(&commit, git->repository, &node->id) < 0)
		return git_failed(git, "cannot read the commit %s", id_text(git->arena, &node->id));
	commit_describe(git, out, commit);
	git_commit_free(commit);
	return 0;
}
