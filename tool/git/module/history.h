/*
 * history: the commits that lead to a tip, with the state of one folder in each. Only git/module/
 * includes this.
 *
 * A node is read on demand and kept while the repository is open, so that several queries read the
 * history only once.
 */
#ifndef SCHEMAC_GIT_MODULE_HISTORY_H
#define SCHEMAC_GIT_MODULE_HISTORY_H

#include "git/module/module_internal.h"

struct node {
	git_oid id;
	bool read;     /* the members below are filled in */
	bool missing;  /* the repository does not have the commit */
	bool boundary; /* a shallow clone ends here: its parents are unknown, `parents` is empty */
	bool has_folder;
	git_oid folder; /* the folder's tree */
	struct node **parents;
	size_t parent_count;
	unsigned walk;      /* number of the last walk that visited the node */
	unsigned has;       /* for merge_point.c: which of the two commits this one contains */
	size_t next_parent; /* for merge_point.c: the parent to visit next */
};

struct history {
	struct git *git;
	const char *folder; /* path in the repository */
	struct map nodes;   /* id as text → struct node * */
	unsigned walk;      /* number of the last walk, counted from 1 */
};

/* The history of a folder, one per path. */
struct history *history_get(struct git *git, const char *folder);

/* The node of a commit. Does not read the commit. */
struct node *node_get(struct history *history, const git_oid *id);

/* Reads the commit into the node and returns the node; NULL if the repository lacks the commit. */
struct node *node_read(struct history *history, struct node *node);

/* Whether the folder has the same contents in both, or exists in neither. */
bool same_folder(const struct node *a, const struct node *b);

/* The folder's tree at a node, or NULL. The caller frees it. */
git_tree *node_tree(const struct history *history, const struct node *node);

/* Describes the node's commit. */
int node_describe(const struct history *history, struct commit *out, const struct node *node);

#endif
