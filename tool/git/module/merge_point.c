/* Finds the earliest commit that contains two commits; reads only commits, no files. */
#include "git/module/history.h"

enum {
	HAS_A = 1, /* in node->has: the commit is a, or a descendant of a */
	HAS_B = 2,
	HAS_BOTH = HAS_A | HAS_B,
};

struct merge_point {
	struct history *history;
	const struct node *a, *b;
	VEC(struct node *)
	open; /* from the tip to the current node, each a parent of the previous one */
	unsigned walk;
};

static void
enter(struct merge_point *search, struct node *node)
{
	if (node->walk == search->walk)
		return;
	node->walk = search->walk;
	node->next_parent = 0;
	node->has = (node == search->a ? HAS_A : 0) | (node == search->b ? HAS_B : 0);
	if (node_read(search->history, node) != NULL)
		*VEC_ADD(search->history->git->arena, &search->open) = node;
}

/* Sets `has` for all commits from the tip back. Does not recurse, because histories are long. */
static void
mark(struct merge_point *search, struct node *tip)
{
	enter(search, tip);
	while (search->open.len > 0) {
		struct node *node = search->open.items[search->open.len - 1];
		if (node->next_parent < node->parent_count) {
			enter(search, node->parents[node->next_parent++]);
			continue;
		}
		for (size_t i = 0; i < node->parent_count; i++)
			node->has |= node->parents[i]->has;
		search->open.len--;
	}
}

/* The first parent that contains both, or NULL. */
static struct node *
parent_with_both(const struct node *node)
{
	for (size_t i = 0; i < node->parent_count; i++)
		if (node->parents[i]->has == HAS_BOTH)
			return node->parents[i];
	return NULL;
}

int
module_merge_point(
	struct git *git, struct commit *out, const char *tip, const char *a, const char *b)
{
	git_oid id, id_a, id_b;
	*out = (struct commit){0};
	if (git_oid_fromstr(&id, tip) < 0 || git_oid_fromstr(&id_a, a) < 0 ||
		git_oid_fromstr(&id_b, b) < 0)
		return git_failed(git, "cannot find the commit that merged %s and %s", a, b);
	struct history *history = history_get(git, "");
	struct merge_point search = {.history = history,
		.a = node_get(history, &id_a),
		.b = node_get(history, &id_b),
		.walk = ++history->walk};
	struct node *node = node_get(history, &id);
	mark(&search, node);
	if (node->has != HAS_BOTH)
		return 0;
	for (struct node *parent; (parent = parent_with_both(node)) != NULL;)
		node = parent;
	return node_describe(history, out, node);
}
