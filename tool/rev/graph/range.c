/* resolve: ranges of revisions, a:b. */
#include "rev/graph/resolve_internal.h"

#include <string.h>

bool
resolve_is_range(const char *text)
{
	return strchr(text, ':') != NULL;
}

/* Whether an end is a number of steps from the other end: the -3 of -3:head, the +2 of a:+2. */
static bool
is_from_other(const struct target *end, bool is_lower)
{
	return end->symbol == NULL && end->has_offset &&
	       (is_lower ? end->offset < 0 : end->offset > 0);
}

static int
resolve_from_other(const struct resolver *resolver, struct selection *out,
	const struct target *target, const struct selection *other)
{
	if (resolve_branch(resolver, out, target) != 0)
		return -1;
	out->revisions = other->revisions;
	out->target.symbol = other->target.symbol;
	return walk(resolver, out);
}

static int
resolve_ends(const struct resolver *resolver, struct range *out, const struct target *lower,
	const struct target *upper)
{
	bool lower_later = is_from_other(lower, true);
	bool upper_later = is_from_other(upper, false) && !lower_later;
	if (!lower_later && resolve_target(resolver, &out->lower, lower) != 0)
		return -1;
	if (!upper_later && resolve_target(resolver, &out->upper, upper) != 0)
		return -1;
	if (lower_later)
		return resolve_from_other(resolver, &out->lower, lower, &out->upper);
	return upper_later ? resolve_from_other(resolver, &out->upper, upper, &out->lower) : 0;
}

static int
collect(const struct resolver *resolver, struct range *range)
{
	struct revision_set below = set_new(resolver->arena, resolver->graph);
	struct revision_set above = set_new(resolver->arena, resolver->graph);
	VEC_EACH (struct revision *, revision, range->upper.revisions)
		set_add_ancestors(&below, resolver->graph, *revision, EDGES_ALL);
	VEC_EACH (struct revision *, revision, range->lower.revisions) {
		if (!below.has[(*revision)->number])
			return resolver_error(resolver, DIAG_WRONG_TARGET,
				"%s does not come before %s", (*revision)->id,
				range->upper.revisions.len > 0
					? revisions_print(resolver->arena, &range->upper.revisions)
					: "the base");
		set_add_descendants(&above, resolver->graph, *revision, EDGES_ALL);
	}
	for (size_t i = 0; i < below.count; i++)
		below.has[i] &= (range->lower.revisions.len == 0 || above.has[i]) &&
				selection_has(&range->lower, resolver->graph->all.items[i]);
	range->revisions = set_revisions(resolver->arena, resolver->graph, &below);
	return 0;
}

int
resolve_range(struct arena *arena, struct range *out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics)
{
	struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	const char *colon = strchr(text, ':');
	struct target lower, upper;
	*out = (struct range){0};
	if (colon == NULL || strchr(colon + 1, ':') != NULL)
		return resolver_error(&resolver, DIAG_WRONG_TARGET, "'%s' is no range a:b", text);
	const char *first =
		colon > text ? arena_strndup(arena, text, (size_t)(colon - text)) : "base";
	const char *last = colon[1] != '\0' ? colon + 1 : "heads";
	if (target_parse(arena, &lower, first, diagnostics) != 0 ||
		target_parse(arena, &upper, last, diagnostics) != 0 ||
		resolve_ends(&resolver, out, &lower, &upper) != 0)
		return -1;
	return collect(&resolver, out);
}
