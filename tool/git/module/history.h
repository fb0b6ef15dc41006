/*
* history: the commits that lead to a tip, with the state of one folder in each. Only git/module/
 * includes this.
 *
* A node is read on demand and kept while the repository is open, so that several queries read the
 * history once.
 */
#ifndef SCHEMAC_GIT_MODULE_HISTORY_H
#define SCHEMAC_GIT_MODULE_HISTORY_H

#include "git/module/module_internal.h"

struct node {
	git_oid id;
	bool read;     /* the members below are filled in */
	bool missing;  /* the repository does not have the commit */
	bool boundary; /* a shallow clone ends here: parents is empty because they are unknown */
	bool has_folder;
	git_oid folder; /* the folder's tree */
	struct node **parents;
	size_t parent_count;
	unsigned walk;      /* the last walk that visited the node */
	unsigned has;       /* merge_point.c: which of its commits this one contains */
	size_t next_parent; /* merge_point.c: the parent that its walk visits next */
};

struct history {
	struct git *git;
	const char *folder; /* path in the repository */
	struct map nodes;   /* id as text → struct node * */
	unsigned walk;      /* the number of the last walk, from 1 */
};

/* The history of a folder; there is one for each path. */
struct history *history_get(struct git *git, const char *folder);

/* The node of a commit, not read yet. */
struct node *node_get(struct history *history, const git_oid *id);

/* Reads the commit into the node and returns the node; NULL if the repository lacks the commit. */
struct node *node_read(struct history *history, struct node *node);

/* Whether both have the folder with the same contents, or neither has it. */
bool same_folder(const struct node *a, const struct node *b);

/* The folder's tree at a node, or NULL. The caller frees. */
git_tree *node_tree(const struct history *history, const struct node *node);

/* Describes the node's commit. */
int node_describe(const struct history *history, struct commit *out, const struct node *node);

#endif
