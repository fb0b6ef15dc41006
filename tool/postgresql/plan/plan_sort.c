#include "postgresql/plan/plan_sort.h"

#include "base/text.h"
#include "postgresql/plan/plan_lookup.h"

#include <string.h>

VEC_STRUCT(numbers, size_t);

/* `from` runs before `to`. */
struct edge {
	size_t from, to; /* indexes of steps */
	enum reference_strength strength;
	bool name; /* only because both have the same name */
	bool cut;
};

struct node {
	struct numbers in, out; /* indexes of edges */
	size_t waits_for;       /* number of edges in `in` that are neither cut nor passed */
	bool placed;
};

struct order {
	struct planner *p;
	struct node *nodes;
	VEC(struct edge) edges;
	struct numbers heap; /* steps that wait for nothing: a binary heap, the smallest first */
	size_t left;         /* steps that are not yet placed */
};

/* ------------------------------------------------------------------ edges */

static void
add_edge(struct order *o, size_t from, size_t to, enum reference_strength strength, bool name)
{
	if (from == to)
		return;
	*VEC_ADD(o->p->arena, &o->nodes[from].out) = o->edges.len;
	*VEC_ADD(o->p->arena, &o->nodes[to].in) = o->edges.len;
	*VEC_ADD(o->p->arena, &o->edges) = (struct edge){from, to, strength, name, false};
	o->nodes[to].waits_for++;
}

static const char *
index_key(struct order *o, const struct demand *d, enum step_role role)
{
	return arena_printf(o->p->arena, "%d %d %s", (int)d->side, (int)role, d->key);
}

/* The steps by what they remove, provide or take. */
static void
fill_index(struct order *o, struct map *index)
{
	for (size_t i = 0; i < o->p->steps.len; i++)
		VEC_EACH (const struct demand, d, o->p->steps.items[i]->demands) {
			if (d->role == STEP_USES || d->role == STEP_FREES)
				continue;
			const char *key = index_key(o, d, d->role);
			struct numbers *steps = map_find(index, key);
			if (steps == NULL) {
				steps = ARENA_NEW(o->p->arena, struct numbers);
				map_put(o->p->arena, index, key, steps);
			}
			*VEC_ADD(o->p->arena, steps) = i;
		}
}

static bool
contains(const struct numbers *steps, size_t step)
{
	VEC_EACH (size_t, number, *steps)
		if (*number == step)
			return true;
	return false;
}

static void
add_edges(struct order *o, const struct map *index, size_t step, const struct demand *d)
{
	enum step_role other = d->role == STEP_FREES     ? STEP_TAKES
			       : d->side == SIDE_BEFORE ? STEP_REMOVES
							: STEP_PROVIDES;
	bool first = d->role == STEP_FREES || d->side == SIDE_BEFORE;
	const struct numbers *steps = map_find(index, index_key(o, d, other));
	if (steps == NULL || contains(steps, step))
		return; /* chain_changes() orders those that change it */
	VEC_EACH (size_t, number, *steps)
		add_edge(o, first ? step : *number, first ? *number : step, d->strength,
			d->role == STEP_FREES);
}

/* Several steps that change one thing keep their order. */
static void
chain_changes(struct order *o, const struct map *index)
{
	for (size_t i = 0; i < o->p->steps.len; i++)
		VEC_EACH (const struct demand, d, o->p->steps.items[i]->demands) {
			if (d->role != STEP_PROVIDES && d->role != STEP_REMOVES)
				continue;
			const struct numbers *steps = map_find(index, index_key(o, d, d->role));
			for (size_t at = 0; at + 1 < steps->len; at++)
				if (steps->items[at] == i)
					add_edge(o, i, steps->items[at + 1], REFERENCE_DEFINITION,
						false);
		}
}

static void
find_edges(struct order *o)
{
	struct map index = {0};
	fill_index(o, &index);
	for (size_t i = 0; i < o->p->steps.len; i++)
		VEC_EACH (const struct demand, d, o->p->steps.items[i]->demands)
			if (d->role == STEP_USES || d->role == STEP_FREES)
				add_edges(o, &index, i, d);
	chain_changes(o, &index);
}

/* ------------------------------------------------------------------ the heap */

static void
swap(struct numbers *heap, size_t a, size_t b)
{
	size_t item = heap->items[a];
	heap->items[a] = heap->items[b];
	heap->items[b] = item;
}

static void
push(struct order *o, size_t step)
{
	struct numbers *heap = &o->heap;
	*VEC_ADD(o->p->arena, heap) = step;
	for (size_t i = heap->len - 1; i > 0 && heap->items[i] < heap->items[(i - 1) / 2];
		i = (i - 1) / 2)
		swap(heap, i, (i - 1) / 2);
}

static size_t
pop(struct order *o)
{
	struct numbers *heap = &o->heap;
	size_t first = heap->items[0];
	heap->items[0] = heap->items[--heap->len];
	for (size_t i = 0, child; (child = 2 * i + 1) < heap->len; i = child) {
		if (child + 1 < heap->len && heap->items[child + 1] < heap->items[child])
			child++;
		if (heap->items[i] <= heap->items[child])
			break;
		swap(heap, i, child);
	}
	return first;
}

/* ------------------------------------------------------------------ cycles */

/* An edge into the step from a step that is not yet placed. */
static size_t
open_edge(const struct order *o, size_t step)
{
	VEC_EACH (size_t, number, o->nodes[step].in)
		if (!o->edges.items[*number].cut && !o->nodes[o->edges.items[*number].from].placed)
			return *number;
	return o->edges.len;
}

static int
weight(const struct edge *edge)
{
	return 2 * (int)edge->strength - edge->name;
}

/* Goes back from a step that waits until a step is met again: the weakest edge of that cycle. */
static struct edge *
weakest_edge(struct order *o)
{
	size_t count = o->p->steps.len, step = 0, weakest;
	size_t *seen = arena_alloc(o->p->arena, count * sizeof(*seen));
	while (o->nodes[step].placed)
		step++;
	memset(seen, 0, count * sizeof(*seen));
	for (; !seen[step]; step = o->edges.items[open_edge(o, step)].from)
		seen[step] = 1;
	weakest = open_edge(o, step);
	for (size_t at = o->edges.items[weakest].from; at != step;) {
		size_t edge = open_edge(o, at);
		if (weight(&o->edges.items[edge]) < weight(&o->edges.items[weakest]))
			weakest = edge;
		at = o->edges.items[edge].from;
	}
	return &o->edges.items[weakest];
}

static const char *
describe(struct planner *p, const struct step *step)
{
	const struct thing *thing = &step->thing;
	const struct sql_object *object = thing->item;
	if (thing->item == NULL)
		return "a statement";
	if (thing->kind == THING_OBJECT)
		return arena_printf(p->arena, "%s '%s'", object_kind_name(object->kind),
			qualified_name_print(p->arena, &object->name));
	const struct table *table = thing->kind == THING_TABLE ? thing->item : thing->table;
	if (table == NULL)
		return "a type";
	return arena_printf(
		p->arena, "table '%s'", qualified_name_print(p->arena, &table->name));
}

static struct location
location_of(const struct step *step)
{
	const struct thing *thing = &step->thing;
	if (thing->item != NULL && thing->kind == THING_OBJECT)
		return ((const struct sql_object *)thing->item)->at;
	if (thing->item != NULL && thing->kind == THING_TABLE)
		return ((const struct table *)thing->item)->at;
	return thing->table != NULL ? thing->table->at : (struct location){0};
}

static void
report(struct planner *p, const struct step *from, const struct step *to)
{
	p->result = diag_add(p->diagnostics, DIAG_CANNOT_CHANGE, location_of(to),
		"%s and %s depend on each other in a cycle: PostgreSQL has no order of statements "
		"for them",
		describe(p, to), describe(p, from));
	diag_note(p->diagnostics, (struct location){0},
		"break the cycle with a function in PL/pgSQL, or write the revision by hand");
}

/* The text of an SQL function: the function need not be checked when it is created. */
static void
cut_cycle(struct order *o)
{
	struct edge *edge = weakest_edge(o);
	struct step *to = o->p->steps.items[edge->to];
	const struct sql_object *object = to->thing.kind == THING_OBJECT ? to->thing.item : NULL;
	if (edge->strength == REFERENCE_BODY && to->creates && object != NULL && object->kind == OBJECT_FUNCTION)
		to->unchecked = true;
	if (edge->strength == REFERENCE_DEFINITION && !edge->name)
		report(o->p, o->p->steps.items[edge->from], to);
	edge->cut = true;
	if (--o->nodes[edge->to].waits_for == 0)
		push(o, edge->to);
}

/* ------------------------------------------------------------------ the order */

static void
append(struct order *o, struct ddl *out, const struct step *step)
{
	struct arena *arena = o->p->arena;
	if (step->unchecked)
		ddl_add(arena, out, STATEMENT_SQL, "SET LOCAL check_function_bodies = off");
	VEC_EACH (const struct statement, statement, step->ddl.statements)
		ddl_add(arena, out, statement->kind, statement->text);
	if (step->unchecked)
		ddl_add(arena, out, STATEMENT_SQL, "SET LOCAL check_function_bodies = on");
}

static void
place(struct order *o, struct ddl *out, size_t step)
{
	o->nodes[step].placed = true;
	o->left--;
	append(o, out, o->p->steps.items[step]);
	VEC_EACH (size_t, number, o->nodes[step].out) {
		const struct edge *edge = &o->edges.items[*number];
		if (!edge->cut && --o->nodes[edge->to].waits_for == 0)
			push(o, edge->to);
	}
}

int
plan_sort(struct planner *p, struct ddl *out)
{
	struct order o = {.p = p, .left = p->steps.len};
	o.nodes = arena_alloc(p->arena, (p->steps.len + 1) * sizeof(*o.nodes));
	memset(o.nodes, 0, (p->steps.len + 1) * sizeof(*o.nodes));
	find_edges(&o);
	for (size_t i = 0; i < p->steps.len; i++)
		if (o.nodes[i].waits_for == 0)
			push(&o, i);
	while (o.left > 0) {
		while (o.heap.len == 0)
			cut_cycle(&o);
		place(&o, out, pop(&o));
	}
	return p->result;
}
