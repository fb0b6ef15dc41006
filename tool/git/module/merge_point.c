/* Where two commits came together: no file is looked at, only who is whose parent. */
#include "git/module/history.h"

enum {
	HAS_A = 1, /* of node->has: the commit is a, or comes after it */
	HAS_B = 2,
	HAS_BOTH = HAS_A | HAS_B,
};

struct meeting {
	struct history *history;
	const struct node *a, *b;
	VEC(struct node *)
	open; /* from the tip to the node now, each the parent of the one before */
	unsigned walk;
};

static void
enter(struct meeting *meeting, struct node *node)
{
	if (node->walk == meeting->walk)
		return;
	node->walk = meeting->walk;
	node->next_parent = 0;
	node->has = (node == meeting->a ? HAS_A : 0) | (node == meeting->b ? HAS_B : 0);
	if (node_read(meeting->history, node) != NULL)
		*VEC_ADD(meeting->history->git->arena, &meeting->open) = node;
}

/* Sets `has` of all commits from the tip back; without recursion, since histories are long. */
static void
mark(struct meeting *meeting, struct node *tip)
{
	enter(meeting, tip);
	while (meeting->open.len > 0) {
		struct node *node = meeting->open.items[meeting->open.len - 1];
		if (node->next_parent < node->parent_count) {
			enter(meeting, node->parents[node->next_parent++]);
			continue;
		}
		for (size_t i = 0; i < node->parent_count; i++)
			node->has |= node->parents[i]->has;
		meeting->open.len--;
	}
}

/* The first parent that has both, or NULL. */
static struct node *
parent_with_both(const struct node *node)
{
	for (size_t i = 0; i < node->parent_count; i++)
		if (node->parents[i]->has == HAS_BOTH)
			return node->parents[i];
	return NULL;
}

int
module_merge_point(struct git *git, struct commit *out, const char *tip, const char *a, const char *b)
{
	git_oid id, id_a, id_b;
	*out = (struct commit){0};
	if (git_oid_fromstr(&id, tip) < 0 || git_oid_fromstr(&id_a, a) < 0 ||
		git_oid_fromstr(&id_b, b) < 0)
		return git_failed(git, "cannot find out where %s and %s meet", a, b);
	struct history *history = history_get(git, "");
	struct meeting meeting = {.history = history,
		.a = node_get(history, &id_a),
		.b = node_get(history, &id_b),
		.walk = ++history->walk};
	struct node *node = node_get(history, &id);
	mark(&meeting, node);
	if (node->has != HAS_BOTH)
		return 0;
	for (struct node *parent; (parent = parent_with_both(node)) != NULL;)
		node = parent;
	return node_describe(history, out, node);
}
