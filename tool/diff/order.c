#include "diff/order.h"

#include "base/map.h"

enum mark { UNSEEN, OPEN, DONE };

struct node {
	const struct table *table;
	enum mark mark;
	size_t next; /* index of the next constraint while OPEN */
};

/*
 * Depth first, without recursion: the tables that a table references are added before it. A table
 * that is still OPEN when it is reached again closes a cycle and is skipped.
 */
static void
visit(struct arena *arena, const struct map *nodes, struct node *start, struct tables *out)
{
	VEC(struct node *) stack = {0};
	*VEC_ADD(arena, &stack) = start;
	start->mark = OPEN;
	while (stack.len > 0) {
		struct node *node = stack.items[stack.len - 1];
		if (node->next == node->table->constraints.len) {
			node->mark = DONE;
			*VEC_ADD(arena, out) = node->table;
			stack.len--;
			continue;
		}
		const struct constraint *key = node->table->constraints.items[node->next++];
		if (key->kind != CONSTRAINT_FOREIGN_KEY)
			continue;
		struct node *target = map_find(nodes, qualified_name_print(arena, &key->target));
		if (target != NULL && target->mark == UNSEEN) {
			target->mark = OPEN;
			*VEC_ADD(arena, &stack) = target;
		}
	}
}

void
order_tables(struct arena *arena, struct tables *tables)
{
	struct map map = {0};
	struct tables ordered = {0};
	struct node *nodes = arena_alloc(arena, (tables->len + 1) * sizeof(*nodes));
	for (size_t i = 0; i < tables->len; i++) {
		nodes[i].table = tables->items[i];
		map_put(arena, &map, qualified_name_print(arena, &tables->items[i]->name),
			&nodes[i]);
	}
	for (size_t i = 0; i < tables->len; i++)
		if (nodes[i].mark == UNSEEN)
			visit(arena, &map, &nodes[i], &ordered);
	*tables = ordered;
}
