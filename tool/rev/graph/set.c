#include "rev/graph/set.h"

struct revision_set
set_new(struct arena *arena, const struct graph *graph)
{
	return (struct revision_set){
		.has = arena_alloc(arena, graph->all.len * sizeof(bool)),
		.count = graph->all.len,
	};
}

static void
add_all(struct revision_set *set, const struct revisions *revisions)
{
	VEC_EACH (struct revision *, revision, *revisions)
		set->has[(*revision)->number] = true;
}

/*
 * Both functions iterate over the numbers. A revision's number is greater than the numbers of those
 * it needs. Therefore one pass reaches everything.
 */
void
set_add_ancestors(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges)
{
	set->has[revision->number] = true;
	for (size_t i = revision->number + 1; i-- > 0;) {
		if (!set->has[i])
			continue;
		if (edges & EDGES_PARENTS)
			add_all(set, &graph->all.items[i]->revises);
		if (edges & EDGES_DEPENDENCIES)
			add_all(set, &graph->all.items[i]->needs);
	}
}

void
set_add_descendants(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges)
{
	set->has[revision->number] = true;
	for (size_t i = revision->number; i < set->count; i++) {
		if (!set->has[i])
			continue;
		if (edges & EDGES_PARENTS)
			add_all(set, &graph->all.items[i]->children);
		if (edges & EDGES_DEPENDENCIES)
			add_all(set, &graph->all.items[i]->dependents);
	}
}

void
set_add(struct revision_set *set, const struct revision_set *more)
{
	for (size_t i = 0; i < set->count; i++)
		set->has[i] |= more->has[i];
}

struct revision_set
set_lineage(struct arena *arena, const struct graph *graph, const struct revision *revision)
{
	struct revision_set line = set_new(arena, graph);
	struct revision_set younger = set_new(arena, graph);
	set_add_ancestors(&line, graph, revision, EDGES_PARENTS);
	set_add_descendants(&younger, graph, revision, EDGES_PARENTS);
	set_add(&line, &younger);
	return line;
}

static bool
has_any(const struct revision_set *set, const struct revisions *revisions)
{
	VEC_EACH (struct revision *, revision, *revisions)
		if (set->has[(*revision)->number])
			return true;
	return false;
}

struct revisions
set_heads(struct arena *arena, const struct graph *graph, const struct revision_set *set)
{
	struct revisions heads = {0};
	VEC_EACH (struct revision *, revision, graph->by_id)
		if (set->has[(*revision)->number] && !has_any(set, &(*revision)->children) &&
			!has_any(set, &(*revision)->dependents))
			*VEC_ADD(arena, &heads) = *revision;
	return heads;
}

struct revisions
set_revisions(struct arena *arena, const struct graph *graph, const struct revision_set *set)
{
	struct revisions all = {0};
	for (size_t i = 0; i < set->count; i++)
		if (set->has[i])
			*VEC_ADD(arena, &all) = graph->all.items[i];
	return all;
}
