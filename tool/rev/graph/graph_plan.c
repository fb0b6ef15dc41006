#include "rev/graph/graph_plan.h"

#include "rev/graph/resolve_internal.h"
#include "rev/graph/set.h"

#include <stdlib.h>
#include <string.h>

static void
set_remove(struct revision_set *set, const struct revision_set *removed)
{
	for (size_t i = 0; i < set->count; i++)
		set->has[i] &= !removed->has[i];
}

static void
set_intersect(struct revision_set *set, const struct revision_set *other)
{
	for (size_t i = 0; i < set->count; i++)
		set->has[i] &= other->has[i];
}

static void
add_move(const struct resolver *resolver, struct graph_plan *plan, size_t number,
	enum schemac_direction direction)
{
	*VEC_ADD(resolver->arena, &plan->moves) =
		(struct schemac_move){.revision = number, .direction = direction};
}

/* ------------------------------------------------------------------ up */

int
graph_plan_upgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics)
{
	const struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	struct identifier identifier;
	struct selection selection;
	struct revisions known;
	*out = (struct graph_plan){0};
	if (identifier_parse(arena, &identifier, text, diagnostics) != 0)
		return -1;
	if (identifier.symbol == NULL && identifier.offset < 0)
		return resolve_error(&resolver, DIAG_WRONG_TARGET, "'%s' is not an upgrade", text);
	if (known_rows(&resolver, &known) != 0 ||
		resolve_identifier(&resolver, &selection, &identifier) != 0)
		return -1;
	struct revision_set applied = applied_set(&resolver, &known);
	struct revision_set wanted = applied_set(&resolver, &selection.revisions);
	for (size_t i = 0; i < wanted.count; i++)
		if (wanted.has[i] && !applied.has[i])
			add_move(&resolver, out, i, SCHEMAC_UP);
	set_add(&applied, &wanted);
	out->rows = set_heads(arena, graph, &applied);
	return 0;
}

/* ------------------------------------------------------------------ down */

/* Undoes the revisions, and all applied ones that revise or depend on them. */
static void
finish_downgrade(const struct resolver *resolver, struct graph_plan *out,
	struct revision_set *applied, const struct revision_set *undone)
{
	struct revision_set all = set_new(resolver->arena, resolver->graph);
	size_t first = 0;
	set_add(&all, undone);
	while (first < all.count && !all.has[first])
		first++;
	if (first < all.count)
		set_add_descendants(
			&all, resolver->graph, resolver->graph->all.items[first], EDGES_ALL);
	set_intersect(&all, applied);
	for (size_t i = all.count; i-- > 0;)
		if (all.has[i])
			add_move(resolver, out, i, SCHEMAC_DOWN);
	set_remove(applied, &all);
	out->rows = set_heads(resolver->arena, resolver->graph, applied);
}

static int
report_several_branches(const struct resolver *resolver, const struct identifier *identifier,
	const struct revisions *position)
{
	struct strbuf ways = STRBUF_INIT;
	resolve_error(resolver, DIAG_AMBIGUOUS_REVISION,
		"'%s' is ambiguous: %s branches are applied, %s", identifier->text,
		count_print(resolver->arena, position->len),
		revisions_print(resolver->arena, position));
	for (size_t i = 0; i < position->len; i++)
		strbuf_addf(&ways, "%s%s@%ld", i == 0 ? "" : ", ", position->items[i]->id,
			identifier->offset);
	resolve_note(resolver, "name the branch: %s", ways.buf);
	strbuf_release(&ways);
	return -1;
}

/* -N: the last N revisions that were applied. A merge revision counts as one. */
static int
mark_relative(const struct resolver *resolver, const struct identifier *identifier,
	const struct revision_set *applied, struct revision_set *undone)
{
	struct selection selection;
	struct revisions position;
	if (resolve_branch(resolver, &selection, identifier) != 0 ||
		current_position(resolver, &selection, &position) != 0)
		return -1;
	if (selection.branch != NULL && !applied->has[selection.branch->number])
		return resolve_error(resolver, DIAG_WRONG_TARGET, "branch '%s' is not applied",
			identifier->branch);
	for (long step = 0; step > identifier->offset; step--) {
		if (position.len == 0 && step == 0)
			return resolve_error(resolver, DIAG_WRONG_TARGET,
				"'%s': no revision is applied", identifier->text);
		if (position.len == 0)
			return resolve_error(resolver, DIAG_WRONG_TARGET,
				"'%s': only %ld revision%s applied on this line", identifier->text,
				-step, step == -1 ? " is" : "s are");
		if (position.len > 1)
			return report_several_branches(resolver, identifier, &position);
		undone->has[position.items[0]->number] = true;
		position = walk_parents(resolver, &selection, position.items[0]);
	}
	return 0;
}

static int
report_not_applied(const struct resolver *resolver, const struct selection *selection,
	const struct revision *revision)
{
	if (strcmp(selection->identifier.text, revision->id) == 0)
		return resolve_error(
			resolver, DIAG_WRONG_TARGET, "%s is not applied", revision->id);
	return resolve_error(resolver, DIAG_WRONG_TARGET, "%s (%s) is not applied", revision->id,
		selection->identifier.text);
}

/* The descendants of the wanted revision on its line, or the whole line if it is the base. */
static int
mark_absolute(const struct resolver *resolver, const struct identifier *identifier,
	const struct revision_set *applied, struct revision_set *undone)
{
	struct selection selection;
	if (resolve_identifier(resolver, &selection, identifier) != 0)
		return -1;
	struct revision_set kept = applied_set(resolver, &selection.revisions);
	if (selection.revisions.len == 0)
		set_add(undone, applied);
	VEC_EACH (struct revision *, revision, selection.revisions) {
		if (!applied->has[(*revision)->number])
			return report_not_applied(resolver, &selection, *revision);
		set_add_descendants(undone, resolver->graph, *revision, EDGES_PARENTS);
	}
	set_remove(undone, &kept);
	set_intersect(undone, applied);
	if (selection.branch != NULL)
		set_intersect(undone, &selection.lineage);
	return 0;
}

int
graph_plan_downgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics)
{
	const struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	struct identifier identifier;
	struct revisions known;
	*out = (struct graph_plan){0};
	if (identifier_parse(arena, &identifier, text, diagnostics) != 0)
		return -1;
	if (identifier.symbol == NULL && identifier.offset > 0)
		return resolve_error(&resolver, DIAG_WRONG_TARGET, "'%s' is not a downgrade", text);
	if (known_rows(&resolver, &known) != 0)
		return -1;
	struct revision_set applied = applied_set(&resolver, &known);
	struct revision_set undone = set_new(arena, graph);
	int result = identifier.symbol == NULL
			     ? mark_relative(&resolver, &identifier, &applied, &undone)
			     : mark_absolute(&resolver, &identifier, &applied, &undone);
	if (result == 0)
		finish_downgrade(&resolver, out, &applied, &undone);
	return result;
}

/* ------------------------------------------------------------------ stamp */

/* Adds to `related` all rows that stamping the selection replaces. */
static void
mark_related(const struct resolver *resolver, const struct selection *selection,
	struct revision_set *related)
{
	struct revision_set after = set_new(resolver->arena, resolver->graph);
	struct revision_set before = applied_set(resolver, &selection->revisions);
	VEC_EACH (struct revision *, revision, selection->revisions)
		set_add_descendants(&after, resolver->graph, *revision, EDGES_ALL);
	set_add(related, &before);
	set_add(related, &after);
	if (selection->revisions.len == 0)
		for (size_t i = 0; i < related->count; i++)
			related->has[i] |= selection_has(selection, resolver->graph->all.items[i]);
}

int
graph_plan_stamp(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *const *identifiers, size_t count,
	struct diagnostics *diagnostics)
{
	const struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	struct revisions known;
	struct selection selection;
	struct revision_set related = set_new(arena, graph);
	struct revision_set after = set_new(arena, graph);
	*out = (struct graph_plan){0};
	if (known_rows(&resolver, &known) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (resolve(arena, &selection, graph, identifiers[i], rows, diagnostics) != 0)
			return -1;
		mark_related(&resolver, &selection, &related);
		struct revision_set wanted = applied_set(&resolver, &selection.revisions);
		set_add(&after, &wanted);
	}
	VEC_EACH (struct revision *, row, known)
		if (!related.has[(*row)->number])
			set_add_ancestors(&after, graph, *row, EDGES_ALL);
	out->rows = set_heads(arena, graph, &after);
	return 0;
}
