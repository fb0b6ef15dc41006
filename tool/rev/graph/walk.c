#include "rev/graph/resolve_internal.h"

#include "rev/graph/set.h"

#include <stdlib.h>

/* The start of a walk, for messages. */
static const char *
start_name(const struct resolver *resolver, const struct revisions *start)
{
	return start->len > 0 ? revisions_print(resolver->arena, start) : "the base";
}

static int
report_too_far(const struct resolver *resolver, const struct selection *selection,
	const struct revisions *start, size_t steps, const char *verb, const char *verbs)
{
	const char *from = start_name(resolver, start);
	if (steps == 0)
		return resolve_error(resolver, DIAG_WRONG_TARGET, "'%s': no revision %s %s",
			selection->identifier.text, verbs, from);
	return resolve_error(resolver, DIAG_WRONG_TARGET, "'%s': only %zu revision%s %s %s",
		selection->identifier.text, steps, steps == 1 ? "" : "s", steps == 1 ? verbs : verb,
		from);
}

static void
add_once(struct arena *arena, struct revisions *list, struct revision *revision)
{
	VEC_EACH (struct revision *, other, *list)
		if (*other == revision)
			return;
	*VEC_ADD(arena, list) = revision;
}

/*
 * The next revisions in the lineage: the children of `from`, or the bases if it is empty, except
 * those that are descendants of another child.
 */
static struct revisions
next_of(const struct resolver *resolver, const struct selection *selection,
	const struct revisions *from)
{
	struct revisions all = {0}, next = {0};
	VEC_EACH (struct revision *, revision, *from)
		VEC_EACH (struct revision *, child, (*revision)->children)
			if (selection_has(selection, *child))
				add_once(resolver->arena, &all, *child);
	if (from->len == 0)
		VEC_EACH (struct revision *, base, resolver->graph->bases)
			if (selection_has(selection, *base))
				*VEC_ADD(resolver->arena, &all) = *base;
	if (all.len < 2)
		return all;
	qsort(all.items, all.len, sizeof(*all.items), revision_compare_number);
	struct revision_set after = set_new(resolver->arena, resolver->graph);
	VEC_EACH (struct revision *, revision, all) {
		if (!after.has[(*revision)->number])
			*VEC_ADD(resolver->arena, &next) = *revision;
		set_add_descendants(&after, resolver->graph, *revision, EDGES_PARENTS);
	}
	return next;
}

/*
 * The first step from the database's revision. A revision can be applied without having a row, if a
 * different branch depends on it. Such a revision counts only if no revision follows those with rows.
 */
static int
first_step(
	const struct resolver *resolver, const struct selection *selection, struct revisions *next)
{
	*next = next_of(resolver, selection, &selection->revisions);
	if (next->len > 0 || selection->identifier.symbol != NULL || selection->branch != NULL)
		return 0;
	struct revision_set applied = applied_set(resolver, &selection->revisions);
	struct revisions all = set_revisions(resolver->arena, resolver->graph, &applied);
	struct revisions open = {0};
	VEC_EACH (struct revision *, revision, all)
		VEC_EACH (struct revision *, child, (*revision)->children)
			if (!applied.has[(*child)->number])
				add_once(resolver->arena, &open, *revision);
	if (open.len > 0)
		*next = next_of(resolver, selection, &open);
	return 0;
}

static int
report_fork(const struct resolver *resolver, const struct selection *selection,
	const struct revisions *next, const char *from)
{
	resolve_error(resolver, DIAG_AMBIGUOUS_REVISION, "'%s' is ambiguous: %s follow %s",
		selection->identifier.text, revisions_print(resolver->arena, next), from);
	resolve_note(resolver, "name one of them, or a branch: %s@+1", next->items[0]->id);
	return -1;
}

static int
walk_up(const struct resolver *resolver, struct selection *selection)
{
	struct revisions start = selection->revisions;
	struct revisions next;
	for (long step = 0; step < selection->identifier.offset; step++) {
		if (step == 0)
			first_step(resolver, selection, &next);
		else
			next = next_of(resolver, selection, &selection->revisions);
		if (next.len == 0)
			return report_too_far(
				resolver, selection, &start, (size_t)step, "follow", "follows");
		if (next.len > 1)
			return report_fork(resolver, selection, &next,
				start_name(resolver, &selection->revisions));
		selection->revisions = next;
	}
	return 0;
}

struct revisions
walk_parents(const struct resolver *resolver, const struct selection *selection,
	const struct revision *revision)
{
	struct revisions all = {0}, parents = {0};
	VEC_EACH (struct revision *, parent, revision->revises)
		if (selection_has(selection, *parent))
			*VEC_ADD(resolver->arena, &all) = *parent;
	if (all.len < 2)
		return all;
	qsort(all.items, all.len, sizeof(*all.items), revision_compare_number);
	struct revision_set before = set_new(resolver->arena, resolver->graph);
	for (size_t i = all.len; i-- > 0;) {
		if (!before.has[all.items[i]->number])
			*VEC_ADD(resolver->arena, &parents) = all.items[i];
		set_add_ancestors(&before, resolver->graph, all.items[i], EDGES_PARENTS);
	}
	if (parents.len > 1)
		qsort(parents.items, parents.len, sizeof(*parents.items), revision_compare_id);
	return parents;
}

static int
walk_down(const struct resolver *resolver, struct selection *selection)
{
	struct revisions start = selection->revisions;
	for (long step = 0; step > selection->identifier.offset; step--) {
		if (selection->revisions.len == 0)
			return report_too_far(
				resolver, selection, &start, (size_t)-step, "precede", "precedes");
		struct revisions parents =
			walk_parents(resolver, selection, selection->revisions.items[0]);
		if (parents.len > 1)
			return resolve_error(resolver, DIAG_AMBIGUOUS_REVISION,
				"'%s' is ambiguous: %s revises %s", selection->identifier.text,
				selection->revisions.items[0]->id,
				revisions_print(resolver->arena, &parents));
		selection->revisions = parents;
	}
	return 0;
}

int
walk(const struct resolver *resolver, struct selection *selection)
{
	if (selection->identifier.offset > 0)
		return selection->revisions.len > 1 && selection->identifier.symbol != NULL
			       ? resolve_error(resolver, DIAG_AMBIGUOUS_REVISION,
					 "'%s' is ambiguous: it can start at %s",
					 selection->identifier.text,
					 revisions_print(resolver->arena, &selection->revisions))
			       : walk_up(resolver, selection);
	if (selection->identifier.offset < 0 && selection->revisions.len > 1)
		return resolve_error(resolver, DIAG_AMBIGUOUS_REVISION,
			"'%s' is ambiguous: it can start at %s", selection->identifier.text,
			revisions_print(resolver->arena, &selection->revisions));
	return walk_down(resolver, selection);
}
