/*
 * history: the commits that lead to a tip, as far as one folder is concerned. Only git/module/
 * includes this.
 *
 * A node is read when it is first asked for and kept as long as the repository is open, so that
 * many questions about one history cost one reading of it.
 */
#ifndef SCHEMAC_GIT_MODULE_HISTORY_H
#define SCHEMAC_GIT_MODULE_HISTORY_H

#include "git/module/module_internal.h"

struct node {
	git_oid id;
	bool read;     /* the members below are filled in */
	bool missing;  /* the repository has no such commit */
	bool boundary; /* a shallow clone ends here: parents is empty, and they are not known */
	bool has_folder;
	git_oid folder; /* the folder's tree */
	struct node **parents;
	size_t parent_count;
	unsigned walk;      /* the last walk that came here */
	unsigned has;       /* merge_point.c: which of its commits are behind this one */
	size_t next_parent; /* merge_point.c: where its walk goes on */
};

struct history {
	struct git *git;
	const char *folder; /* path in the repository */
	struct map nodes;   /* id as text → struct node * */
	unsigned walk;      /* the last walk: they are numbered from 1 */
};

/* The history of a folder; always the same one for a path. */
struct history *history_get(struct git *git, const char *folder);

/* The node of a commit, not read yet. */
struct node *node_get(struct history *history, const git_oid *id);

/* Fills in the node; NULL where the repository lacks the commit. Returns the node. */
struct node *node_read(struct history *history, struct node *node);

/* Both have the folder and it is the same, or neither has it. */
bool same_folder(const struct node *a, const struct node *b);

/* The folder's tree at a node, or NULL. The caller frees. */
git_tree *node_tree(const struct history *history, const struct node *node);

/* Describes the node's commit. */
int node_describe(const struct history *history, struct commit *out, const struct node *node);

#endif
