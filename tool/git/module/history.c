#include "git/module/history.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"

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
	if (git_commit_tree(&root, commit) < 0)
		return;
	if (*history->folder == '\0') {
		node->has_folder = true;
		git_oid_cpy(&node->folder, git_tree_id(root));
	} else if (git_tree_entry_bypath(&entry, root, history->folder) == 0) {
		node->has_folder = git_tree_entry_type(entry) == GIT_OBJECT_TREE;
		git_oid_cpy(&node->folder, git_tree_entry_id(entry));
		git_tree_entry_free(entry);
	}
	git_tree_free(root);
}

/* Whether a shallow clone ends at the commit: git lists those in the file `shallow`. */
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
	git_mailmap *mailmap = mailmap_open(git);
	commit_describe(git, out, commit, mailmap);
	git_mailmap_free(mailmap);
	git_commit_free(commit);
	return 0;
}

/* Whether a node's folder has a file. */
static bool
node_has(const struct history *history, const struct node *node, const char *name)
{
	git_tree *tree = node_tree(history, node);
	bool found = tree != NULL && git_tree_entry_byname(tree, name) != NULL;
	git_tree_free(tree);
	return found;
}

/* A file, and the commit at which it is looked for. */
struct trace {
	struct history *history;
	struct node *node;
	const char *name;
};

static struct trace
trace_start(struct git *git, const git_oid *tip, const char *path)
{
	const char *folder = strchr(path, '/') != NULL ? path_folder(git->arena, path) : "";
	struct history *history = history_get(git, folder);
	return (struct trace){
		.history = history, .node = node_get(history, tip), .name = path_name(path)};
}

/* Whether the parent has the file that the trace's node has; the same folder is not looked into. */
static bool
parent_has(const struct trace *trace, const struct node *parent)
{
	return same_folder(parent, trace->node) || node_has(trace->history, parent, trace->name);
}

/* Moves both traces to the first parent that has both files; false where none has. */
static bool
trace_back(struct trace *a, struct trace *b)
{
	for (size_t i = 0; i < a->node->parent_count; i++) {
		struct node *x = node_read(a->history, a->node->parents[i]);
		struct node *y = node_read(b->history, b->node->parents[i]);
		if (x != NULL && y != NULL && parent_has(a, x) && parent_has(b, y)) {
			a->node = x;
			b->node = y;
			return true;
		}
	}
	return false;
}

int
module_meeting(struct git *git, struct commit *out, const char *tip, const char *a, const char *b)
{
	git_oid id;
	*out = (struct commit){0};
	if (git_oid_fromstr(&id, tip) < 0)
		return git_failed(git, "'%s' is no commit", tip);
	struct trace x = trace_start(git, &id, a), y = trace_start(git, &id, b);
	if (node_read(x.history, x.node) == NULL || node_read(y.history, y.node) == NULL)
		return git_failed(git, "cannot read the commit %s", tip);
	if (!node_has(x.history, x.node, x.name) || !node_has(y.history, y.node, y.name))
		return 0;
	while (trace_back(&x, &y))
		;
	return node_describe(x.history, out, x.node);
}
