#include "runtime/graph.h"

#include <string.h>

static size_t
count_ids(const char *const *ids)
{
	size_t count = 0;
	while (ids && ids[count])
		count++;
	return count;
}

/* Heap sort, because qsort() of C99 takes no context and may allocate memory. */
static void
sift_down(const struct node *nodes, size_t *order, size_t root, size_t count)
{
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count &&
			strcmp(nodes[order[child]].id, nodes[order[child + 1]].id) < 0)
			child++;
		if (strcmp(nodes[order[root]].id, nodes[order[child]].id) >= 0)
			return;
		size_t swapped = order[root];
		order[root] = order[child];
		order[child] = swapped;
	}
}

static void
sort_by_id(const struct node *nodes, size_t *order, size_t count)
{
	for (size_t i = count / 2; i-- > 0;)
		sift_down(nodes, order, i, count);
	for (size_t end = count; end > 1; end--) {
		size_t largest = order[0];
		order[0] = order[end - 1];
		order[end - 1] = largest;
		sift_down(nodes, order, 0, end - 1);
	}
}

static size_t
find_known(const struct graph *graph, const char *id)
{
	size_t low = 0, high = graph->known;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(graph->nodes[graph->by_id[middle]].id, id);
		if (order == 0)
			return graph->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return GRAPH_NONE;
}

size_t
scrt_graph_find(const struct graph *graph, const char *id)
{
	size_t found = find_known(graph, id);
	for (size_t i = graph->known; found == GRAPH_NONE && i < graph->count; i++)
		if (strcmp(graph->nodes[i].id, id) == 0)
			found = i;
	return found;
}

static int
add_edges(struct session *session, struct graph *graph, size_t index, const char *const *ids)
{
	struct node *node = &graph->nodes[index];
	for (; ids && *ids; ids++) {
		size_t below = find_known(graph, *ids);
		if (below == GRAPH_NONE)
			return scrt_fail(session, SCHEMAC_ERROR_USAGE,
				"revision %s revises %s, which is not in the bundle", node->id, *ids);
		if (below >= index)
			return scrt_fail(session, SCHEMAC_ERROR_USAGE,
				"the bundle lists revision %s before %s, which it requires", node->id,
				*ids);
		node->below[node->below_count++] = below;
	}
	return 0;
}

static int
check_ids(struct session *session, const struct graph *graph)
{
	for (size_t i = 1; i < graph->known; i++) {
		const char *id = graph->nodes[graph->by_id[i]].id;
		if (strcmp(graph->nodes[graph->by_id[i - 1]].id, id) == 0)
			return scrt_fail(session, SCHEMAC_ERROR_USAGE,
				"the bundle contains revision %s twice", id);
	}
	return 0;
}

int
scrt_graph_init(struct session *session, struct graph *graph)
{
	const struct schemac_bundle *bundle = session->bundle;
	memset(graph, 0, sizeof(*graph));
	graph->known = graph->count = graph->capacity = bundle->revision_count;
	graph->nodes = scrt_alloc(session, graph->count, sizeof(*graph->nodes));
	graph->by_id = scrt_alloc(session, graph->count, sizeof(*graph->by_id));
	size_t edges = 0;
	for (size_t i = 0; i < graph->count; i++)
		edges += count_ids(bundle->revisions[i].parents) +
			 count_ids(bundle->revisions[i].depends_on);
	size_t *below = scrt_alloc(session, edges, sizeof(*below));
	if (!graph->nodes || !graph->by_id || !below)
		return -1;
	for (size_t i = 0; i < graph->count; i++) {
		graph->nodes[i].id = bundle->revisions[i].id;
		graph->nodes[i].revision = &bundle->revisions[i];
		graph->by_id[i] = i;
	}
	sort_by_id(graph->nodes, graph->by_id, graph->count);
	if (check_ids(session, graph))
		return -1;
	for (size_t i = 0; i < graph->count; i++) {
		struct node *node = &graph->nodes[i];
		node->below = below;
		if (add_edges(session, graph, i, node->revision->parents))
			return -1;
		node->parent_count = node->below_count;
		if (add_edges(session, graph, i, node->revision->depends_on))
			return -1;
		below += node->below_count;
	}
	return 0;
}

size_t
scrt_graph_add_ghost(struct session *session, struct graph *graph, const char *id)
{
	struct node *nodes = scrt_grow(
		session, graph->nodes, graph->count, &graph->capacity, sizeof(*nodes));
	if (!nodes)
		return GRAPH_NONE;
	graph->nodes = nodes;
	char *copy = scrt_copy(session, id, strlen(id));
	if (!copy)
		return GRAPH_NONE;
	memset(&graph->nodes[graph->count], 0, sizeof(*graph->nodes));
	graph->nodes[graph->count].id = copy;
	return graph->count++;
}

int
scrt_graph_add_parent(struct session *session, struct graph *graph, size_t node, size_t parent)
{
	struct node *ghost = &graph->nodes[node];
	size_t *below = scrt_pool_resize(
		&session->pool, ghost->below, (ghost->below_count + 1) * sizeof(*below));
	if (!below)
		return scrt_no_memory(session);
	ghost->below = below;
	ghost->below[ghost->below_count++] = parent;
	ghost->parent_count = ghost->below_count;
	return 0;
}

static bool
requires_marked(const struct node *node, size_t edges, const bool *marks)
{
	for (size_t i = 0; i < edges; i++)
		if (marks[node->below[i]])
			return true;
	return false;
}

void
scrt_graph_mark_after(const struct graph *graph, size_t target, bool *marks)
{
	memset(marks, target == GRAPH_NONE, graph->known * sizeof(*marks));
	if (target == GRAPH_NONE)
		return;
	/* The target stays applied: mark its children, but not nodes that only depend on it. */
	marks[target] = true;
	for (size_t i = target + 1; i < graph->known; i++)
		if (requires_marked(&graph->nodes[i], graph->nodes[i].parent_count, marks))
			marks[i] = true;
	marks[target] = false;
	for (size_t i = target + 1; i < graph->known; i++)
		if (requires_marked(&graph->nodes[i], graph->nodes[i].below_count, marks))
			marks[i] = true;
}
