#include "rev/graph/graph.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	SUGGESTION_LIMIT = 16, /* maximum number of suggestions for missing ids; each costs O(n) */
	CYCLE_NOTES = 20,      /* maximum number of members of a cycle that get a note */
};

struct revision *
graph_find(const struct graph *graph, const char *id)
{
	return map_find(&graph->ids, id);
}

struct revision *
graph_find_label(const struct graph *graph, const char *label)
{
	return map_find(&graph->labels, label);
}

/* A graph under construction. Until the end, a revision's number is its index in by_id. */
struct graph_builder {
	struct arena *arena;
	struct graph *graph;
	struct diagnostics *diagnostics;
	size_t *pending;    /* per revision: count of those it needs that have no number yet */
	unsigned *walk;     /* for each revision: the first walk that reached it; 0: none */
	size_t suggestions; /* made so far */
	const char **names; /* all ids, for suggestions */
	int result;
};

/* ------------------------------------------------------------------ names */

static int
compare_id_and_path(const void *a, const void *b)
{
	const struct revision *x = *(struct revision *const *)a;
	const struct revision *y = *(struct revision *const *)b;
	int order = strcmp(x->id, y->id);
	return order != 0 ? order : strcmp(x->sql_path, y->sql_path);
}

static void
collect_ids(struct graph_builder *builder, const struct revisions *revisions)
{
	struct graph *graph = builder->graph;
	struct revisions sorted = {0};
	VEC_EACH (struct revision *, revision, *revisions)
		*VEC_ADD(builder->arena, &sorted) = *revision;
	if (sorted.len > 0)
		qsort(sorted.items, sorted.len, sizeof(*sorted.items), compare_id_and_path);
	VEC_EACH (struct revision *, revision, sorted) {
		struct revision *other = map_find(&graph->ids, (*revision)->id);
		if (other != NULL) {
			builder->result = diag_add(builder->diagnostics, DIAG_DUPLICATE_REVISION,
				(*revision)->id_at,
				"revision %s is declared by two files: %s and %s", other->id,
				other->sql_path, (*revision)->sql_path);
			diag_note(builder->diagnostics, other->id_at,
				"the first declaration is here");
			continue;
		}
		(*revision)->number = graph->by_id.len;
		map_put(builder->arena, &graph->ids, (*revision)->id, *revision);
		*VEC_ADD(builder->arena, &graph->by_id) = *revision;
	}
}

static struct location
location_of_label(const struct revision *revision, const char *label)
{
	VEC_EACH (struct reference, reference, revision->labels)
		if (strcmp(reference->name, label) == 0)
			return reference->at;
	return revision->id_at;
}

static void
add_label(struct graph_builder *builder, struct revision *revision, const struct reference *label)
{
	struct revision *same = map_find(&builder->graph->ids, label->name);
	struct revision *other = map_find(&builder->graph->labels, label->name);
	if (same != NULL) {
		builder->result = diag_add(builder->diagnostics, DIAG_DUPLICATE_LABEL, label->at,
			"label %s is also the id of a revision", label->name);
		diag_note(builder->diagnostics, same->id_at, "revision %s is here", same->id);
	} else if (other != NULL) {
		builder->result = diag_add(builder->diagnostics, DIAG_DUPLICATE_LABEL, label->at,
			"label %s is declared by two files: %s and %s", label->name,
			other->sql_path, revision->sql_path);
		diag_note(builder->diagnostics, location_of_label(other, label->name),
			"the first declaration is here");
	} else {
		map_put(builder->arena, &builder->graph->labels, label->name, revision);
	}
}

static void
collect_labels(struct graph_builder *builder)
{
	VEC_EACH (struct revision *, revision, builder->graph->by_id)
		VEC_EACH (struct reference, label, (*revision)->labels)
			add_label(builder, *revision, label);
}

/* ------------------------------------------------------------------ edges */

/* An id that the missing one is a prefix or a misspelling of; NULL: none. */
static const char *
near_id(struct graph_builder *builder, const char *missing)
{
	const struct revisions *by_id = &builder->graph->by_id;
	if (builder->suggestions++ >= SUGGESTION_LIMIT)
		return NULL;
	if (builder->names == NULL) {
		builder->names = arena_alloc(builder->arena, by_id->len * sizeof(char *));
		for (size_t i = 0; i < by_id->len; i++)
			builder->names[i] = by_id->items[i]->id;
	}
	for (size_t i = 0; i < by_id->len; i++)
		if (text_starts_with(builder->names[i], missing))
			return builder->names[i];
	return text_nearest(missing, builder->names, by_id->len);
}

static void
report_missing(struct graph_builder *builder, const struct revision *revision,
	const struct reference *reference, const char *verb)
{
	const struct revision *labelled = map_find(&builder->graph->labels, reference->name);
	const char *near = labelled != NULL ? labelled->id : near_id(builder, reference->name);
	builder->result = diag_add(builder->diagnostics, DIAG_MISSING_REVISION, reference->at,
		"revision %s %s %s, which no version location contains", revision->id, verb,
		reference->name);
	if (labelled != NULL)
		diag_note(builder->diagnostics, location_of_label(labelled, reference->name),
			"%s is a label of revision %s: use the id", reference->name, near);
	else
		diag_suggest(builder->diagnostics, near);
	if (near != NULL)
		diag_fixit(builder->diagnostics, reference->at, near);
}

/* Fills `out` with the revisions of the references. Reports and skips invalid references. */
static void
link_references(struct graph_builder *builder, const struct revision *revision,
	const struct references *references, struct revisions *out, const char *verb)
{
	out->len = 0;
	VEC_EACH (struct reference, reference, *references) {
		struct revision *other = graph_find(builder->graph, reference->name);
		if (other == NULL)
			report_missing(builder, revision, reference, verb);
		else if (other == revision)
			builder->result = diag_add(builder->diagnostics, DIAG_REVISION_CYCLE,
				reference->at, "revision %s %s itself", revision->id, verb);
		else
			*VEC_ADD(builder->arena, out) = other;
	}
}

/* Fills in children and dependents, in the order of the list. */
static void
link_back(struct graph_builder *builder, const struct revisions *order)
{
	VEC_EACH (struct revision *, revision, *order)
		(*revision)->children.len = (*revision)->dependents.len = 0;
	VEC_EACH (struct revision *, revision, *order) {
		VEC_EACH (struct revision *, parent, (*revision)->revises)
			*VEC_ADD(builder->arena, &(*parent)->children) = *revision;
		VEC_EACH (struct revision *, needed, (*revision)->needs)
			*VEC_ADD(builder->arena, &(*needed)->dependents) = *revision;
	}
}

static void
link_all(struct graph_builder *builder)
{
	VEC_EACH (struct revision *, item, builder->graph->by_id) {
		struct revision *revision = *item;
		link_references(
			builder, revision, &revision->parents, &revision->revises, "revises");
		link_references(
			builder, revision, &revision->depends_on, &revision->needs, "depends on");
	}
	link_back(builder, &builder->graph->by_id);
}

/* ------------------------------------------------------------------ order */

/* A heap of revisions with the smallest number at the top: during construction, the first id. */
static void
heap_push(struct revision **heap, size_t *len, struct revision *revision)
{
	size_t at = (*len)++;
	while (at > 0 && heap[(at - 1) / 2]->number > revision->number) {
		heap[at] = heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap[at] = revision;
}

static struct revision *
heap_pop(struct revision **heap, size_t *len)
{
	struct revision *top = heap[0];
	struct revision *moved = heap[--*len];
	size_t at = 0;
	for (;;) {
		size_t child = 2 * at + 1;
		if (child + 1 < *len && heap[child + 1]->number < heap[child]->number)
			child++;
		if (child >= *len || heap[child]->number > moved->number)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moved;
	return top;
}

static void
release_waiting(struct graph_builder *builder, const struct revisions *waiting,
	struct revision **heap, size_t *len)
{
	VEC_EACH (struct revision *, revision, *waiting)
		if (--builder->pending[(*revision)->number] == 0)
			heap_push(heap, len, *revision);
}

/* Kahn's algorithm. Revisions in a cycle, or after one, are not added to graph->all. */
static void
order_all(struct graph_builder *builder)
{
	struct graph *graph = builder->graph;
	size_t count = graph->by_id.len;
	struct revision **heap = arena_alloc(builder->arena, count * sizeof(*heap));
	size_t len = 0;
	builder->pending = arena_alloc(builder->arena, count * sizeof(*builder->pending));
	VEC_EACH (struct revision *, revision, graph->by_id) {
		size_t needed = (*revision)->revises.len + (*revision)->needs.len;
		builder->pending[(*revision)->number] = needed;
		if (needed == 0)
			heap_push(heap, &len, *revision);
	}
	while (len > 0) {
		struct revision *revision = heap_pop(heap, &len);
		*VEC_ADD(builder->arena, &graph->all) = revision;
		release_waiting(builder, &revision->children, heap, &len);
		release_waiting(builder, &revision->dependents, heap, &len);
	}
}

/* ------------------------------------------------------------------ cycles */

/* The first revision needed by this one that has no number yet. */
static struct revision *
blocker(const struct graph_builder *builder, const struct revision *revision)
{
	VEC_EACH (struct revision *, parent, revision->revises)
		if (builder->pending[(*parent)->number] > 0)
			return *parent;
	VEC_EACH (struct revision *, needed, revision->needs)
		if (builder->pending[(*needed)->number] > 0)
			return *needed;
	abort();
}

/* The location where a revision names the one it needs; *verb is "revises" or "depends on". */
static struct location
location_of_reference(
	const struct revision *revision, const struct revision *needed, const char **verb)
{
	*verb = "revises";
	VEC_EACH (struct reference, reference, revision->parents)
		if (strcmp(reference->name, needed->id) == 0)
			return reference->at;
	*verb = "depends on";
	VEC_EACH (struct reference, reference, revision->depends_on)
		if (strcmp(reference->name, needed->id) == 0)
			return reference->at;
	return revision->id_at;
}

/* The cycle that contains start: from the smallest id upwards. */
static struct revisions
cycle_of(struct graph_builder *builder, struct revision *start)
{
	struct revision *first = start;
	for (struct revision *r = blocker(builder, start); r != start; r = blocker(builder, r))
		if (r->number < first->number)
			first = r;
	struct revisions down = {0}, up = {0};
	for (struct revision *r = blocker(builder, first); r != first; r = blocker(builder, r))
		*VEC_ADD(builder->arena, &down) = r;
	*VEC_ADD(builder->arena, &up) = first;
	while (down.len > 0)
		*VEC_ADD(builder->arena, &up) = down.items[--down.len];
	return up;
}

static void
report_cycle(struct graph_builder *builder, struct revision *start)
{
	struct revisions cycle = cycle_of(builder, start);
	const char *verb;
	bool depends = false;
	for (size_t i = 0; i < cycle.len; i++) {
		location_of_reference(cycle.items[i], blocker(builder, cycle.items[i]), &verb);
		depends |= strcmp(verb, "revises") != 0;
	}
	struct revision *needed = blocker(builder, cycle.items[0]);
	struct location at = location_of_reference(cycle.items[0], needed, &verb);
	builder->result = diag_add(builder->diagnostics, DIAG_REVISION_CYCLE, at,
		"revisions %s form a cycle%s", revisions_print(builder->arena, &cycle),
		depends ? " through depends_on" : "");
	for (size_t i = 0; i < cycle.len && i < CYCLE_NOTES; i++) {
		needed = blocker(builder, cycle.items[i]);
		at = location_of_reference(cycle.items[i], needed, &verb);
		diag_note(
			builder->diagnostics, at, "%s %s %s", cycle.items[i]->id, verb, needed->id);
	}
}

/*
 * From any revision without a number, following the blockers leads into a cycle. A walk that
 * reaches one of its own steps has found a new cycle.
 */
static void
find_cycles(struct graph_builder *builder)
{
	const struct graph *graph = builder->graph;
	unsigned number = 0;
	builder->walk = arena_alloc(builder->arena, graph->by_id.len * sizeof(*builder->walk));
	VEC_EACH (struct revision *, revision, graph->by_id) {
		struct revision *at = *revision;
		if (builder->pending[at->number] == 0)
			continue;
		number++;
		while (builder->walk[at->number] == 0) {
			builder->walk[at->number] = number;
			at = blocker(builder, at);
		}
		if (builder->walk[at->number] == number)
			report_cycle(builder, at);
	}
}

/* ------------------------------------------------------------------ building */

static void
number_all(struct graph_builder *builder)
{
	struct graph *graph = builder->graph;
	for (size_t i = 0; i < graph->all.len; i++)
		graph->all.items[i]->number = i;
	link_back(builder, &graph->all);
	VEC_EACH (struct revision *, revision, graph->by_id) {
		if ((*revision)->children.len == 0)
			*VEC_ADD(builder->arena, &graph->heads) = *revision;
		if ((*revision)->revises.len == 0)
			*VEC_ADD(builder->arena, &graph->bases) = *revision;
	}
}

int
graph_build(struct arena *arena, struct graph *out, const struct revisions *revisions,
	struct diagnostics *diagnostics)
{
	*out = (struct graph){0};
	struct graph_builder builder = {.arena = arena, .graph = out, .diagnostics = diagnostics};
	collect_ids(&builder, revisions);
	collect_labels(&builder);
	link_all(&builder);
	order_all(&builder);
	if (out->all.len < out->by_id.len)
		find_cycles(&builder);
	if (builder.result == 0)
		number_all(&builder);
	else
		*out = (struct graph){0};
	return builder.result;
}
