#include "rev/graph/resolve.h"

#include "base/text.h"
#include "rev/graph/resolve_internal.h"
#include "rev/graph/set.h"

#include <stdlib.h>
#include <string.h>

enum {
	CANDIDATES = 10, /* maximum number of revisions listed in a message */
};

/* ------------------------------------------------------------------ names */

/* The index in by_id of the first revision whose id is not less than name. */
static size_t
lower_bound(const struct graph *graph, const char *name)
{
	size_t low = 0, high = graph->by_id.len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(graph->by_id.items[middle]->id, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
report_unknown(const struct resolver *resolver, const char *name)
{
	const struct graph *graph = resolver->graph;
	static const char *const words[] = {"head", "heads", "base", "current"};
	size_t count = 0;
	const char **names = arena_alloc(
		resolver->arena, (graph->by_id.len + graph->labels.len + 4) * sizeof(*names));
	for (size_t i = 0; i < 4; i++)
		names[count++] = words[i];
	VEC_EACH (struct revision *, revision, graph->by_id) {
		names[count++] = (*revision)->id;
		VEC_EACH (struct reference, label, (*revision)->labels)
			names[count++] = label->name;
	}
	const char *near = text_nearest(name, names, count);
	resolve_error(resolver, DIAG_UNKNOWN_REVISION, "there is no revision or label '%s'", name);
	diag_suggest(resolver->diagnostics, near);
	return -1;
}

/* The revision with this label, id or unique prefix. */
static int
find_name(const struct resolver *resolver, struct revision **out, const char *name)
{
	const struct graph *graph = resolver->graph;
	*out = graph_find_label(graph, name);
	if (*out == NULL)
		*out = graph_find(graph, name);
	if (*out != NULL)
		return 0;
	size_t first = lower_bound(graph, name);
	size_t last = first;
	while (last < graph->by_id.len && text_starts_with(graph->by_id.items[last]->id, name))
		last++;
	if (last == first)
		return report_unknown(resolver, name);
	*out = graph->by_id.items[first];
	if (last == first + 1)
		return 0;
	struct strbuf list = STRBUF_INIT;
	for (size_t i = first; i < last && i < first + CANDIDATES; i++)
		strbuf_addf(&list, "%s%s", i > first ? ", " : "", graph->by_id.items[i]->id);
	if (last - first > CANDIDATES)
		strbuf_addf(&list, " and %zu more", last - first - CANDIDATES);
	resolve_error(resolver, DIAG_AMBIGUOUS_REVISION, "'%s' is an ambiguous prefix: %s", name,
		list.buf);
	strbuf_release(&list);
	return -1;
}

int
resolve_branch(
	const struct resolver *resolver, struct selection *out, const struct identifier *identifier)
{
	*out = (struct selection){.identifier = *identifier};
	if (identifier->branch == NULL)
		return 0;
	if (find_name(resolver, &out->branch, identifier->branch) != 0)
		return -1;
	out->lineage = set_lineage(resolver->arena, resolver->graph, out->branch);
	return 0;
}

/* ------------------------------------------------------------------ heads */

/* The heads that are the revision or its descendants; all heads if it is NULL. */
static struct revisions
heads_after(const struct resolver *resolver, const struct revision *revision)
{
	struct revisions heads = {0};
	struct revision_set after = set_new(resolver->arena, resolver->graph);
	if (revision == NULL)
		return resolver->graph->heads;
	set_add_descendants(&after, resolver->graph, revision, EDGES_PARENTS);
	VEC_EACH (struct revision *, head, resolver->graph->heads)
		if (after.has[(*head)->number])
			*VEC_ADD(resolver->arena, &heads) = *head;
	return heads;
}

/* A name that means this head only: "L1@head", or its id. */
static const char *
head_name(const struct resolver *resolver, const struct revision *head)
{
	struct revision_set line = set_new(resolver->arena, resolver->graph);
	set_add_ancestors(&line, resolver->graph, head, EDGES_PARENTS);
	for (size_t i = line.count; i-- > 0;) {
		const struct revision *revision = resolver->graph->all.items[i];
		if (!line.has[i] || revision->labels.len == 0)
			continue;
		if (heads_after(resolver, revision).len > 1)
			break;
		return arena_printf(resolver->arena, "%s@head", revision->labels.items[0].name);
	}
	return head->id;
}

static int
report_heads(const struct resolver *resolver, const struct selection *selection,
	const struct revisions *heads)
{
	struct strbuf names = STRBUF_INIT;
	const char *branch = selection->identifier.branch;
	resolve_error(resolver, DIAG_AMBIGUOUS_HEAD, "%s%s has %s heads: %s",
		branch != NULL ? "branch " : "the history", branch != NULL ? branch : "",
		count_print(resolver->arena, heads->len), revisions_print(resolver->arena, heads));
	for (size_t i = 0; i < heads->len && i < CANDIDATES; i++)
		strbuf_addf(
			&names, "%s%s", i == 0 ? "" : ", ", head_name(resolver, heads->items[i]));
	resolve_note(resolver,
		"use '%s%sheads' for all of them, or one of %s; to get one head, use `schemac "
		"merge` "
		"or `schemac rebase`",
		branch != NULL ? branch : "", branch != NULL ? "@" : "", names.buf);
	strbuf_release(&names);
	return -1;
}

/* ------------------------------------------------------------------ meaning */

static int
resolve_heads(const struct resolver *resolver, struct selection *out)
{
	struct revisions heads = heads_after(resolver, out->branch);
	if (heads.len > 1 && strcmp(out->identifier.symbol, "head") == 0)
		return report_heads(resolver, out, &heads);
	VEC_EACH (struct revision *, head, heads)
		*VEC_ADD(resolver->arena, &out->revisions) = *head;
	if (heads.len > 0)
		qsort(out->revisions.items, out->revisions.len, sizeof(*out->revisions.items),
			revision_compare_number);
	return 0;
}

static int
resolve_symbol(const struct resolver *resolver, struct selection *out)
{
	const char *symbol = out->identifier.symbol;
	struct revision *found;
	if (symbol == NULL || strcmp(symbol, "current") == 0)
		return current_position(resolver, out, &out->revisions);
	if (strcmp(symbol, "head") == 0 || strcmp(symbol, "heads") == 0)
		return resolve_heads(resolver, out);
	if (strcmp(symbol, "base") == 0)
		return 0;
	if (find_name(resolver, &found, symbol) != 0)
		return -1;
	if (!selection_has(out, found))
		return resolve_error(resolver, DIAG_WRONG_TARGET, "revision %s is not on branch %s",
			found->id, out->identifier.branch);
	*VEC_ADD(resolver->arena, &out->revisions) = found;
	return 0;
}

int
resolve_identifier(
	const struct resolver *resolver, struct selection *out, const struct identifier *identifier)
{
	if (resolve_branch(resolver, out, identifier) != 0 || resolve_symbol(resolver, out) != 0)
		return -1;
	return identifier->has_offset ? walk(resolver, out) : 0;
}

int
resolve(struct arena *arena, struct selection *out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics)
{
	struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	struct identifier identifier;
	if (identifier_parse(arena, &identifier, text, diagnostics) != 0)
		return -1;
	return resolve_identifier(&resolver, out, &identifier);
}

int
resolve_one(struct arena *arena, struct revision **out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics)
{
	struct resolver resolver = {.arena = arena, .diagnostics = diagnostics};
	struct selection selection;
	if (resolve(arena, &selection, graph, text, rows, diagnostics) != 0)
		return -1;
	if (selection.revisions.len > 1)
		return resolve_error(&resolver, DIAG_AMBIGUOUS_REVISION,
			"'%s' must refer to one revision, but it refers to %s: %s", text,
			count_print(arena, selection.revisions.len),
			revisions_print(arena, &selection.revisions));
	*out = selection.revisions.len > 0 ? selection.revisions.items[0] : NULL;
	return 0;
}

/* ------------------------------------------------------------------ ranges */

bool
resolve_is_range(const char *text)
{
	return strchr(text, ':') != NULL;
}

/* Whether the end is relative to the other end: the -3 of -3:head, the +2 of a:+2. */
static bool
is_from_other(const struct identifier *end, bool is_lower)
{
	return end->symbol == NULL && end->has_offset &&
	       (is_lower ? end->offset < 0 : end->offset > 0);
}

static int
resolve_from_other(const struct resolver *resolver, struct selection *out,
	const struct identifier *identifier, const struct selection *other)
{
	if (resolve_branch(resolver, out, identifier) != 0)
		return -1;
	out->revisions = other->revisions;
	out->identifier.symbol = other->identifier.symbol;
	return walk(resolver, out);
}

static int
resolve_ends(const struct resolver *resolver, struct range *out, const struct identifier *lower,
	const struct identifier *upper)
{
	bool lower_later = is_from_other(lower, true);
	bool upper_later = is_from_other(upper, false) && !lower_later;
	if (!lower_later && resolve_identifier(resolver, &out->lower, lower) != 0)
		return -1;
	if (!upper_later && resolve_identifier(resolver, &out->upper, upper) != 0)
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
			return resolve_error(resolver, DIAG_WRONG_TARGET,
				"%s is not an ancestor of %s", (*revision)->id,
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
	struct identifier lower, upper;
	*out = (struct range){0};
	if (colon == NULL || strchr(colon + 1, ':') != NULL)
		return resolve_error(&resolver, DIAG_WRONG_TARGET, "'%s' is not a range a:b", text);
	const char *first =
		colon > text ? arena_strndup(arena, text, (size_t)(colon - text)) : "base";
	const char *last = colon[1] != '\0' ? colon + 1 : "heads";
	if (identifier_parse(arena, &lower, first, diagnostics) != 0 ||
		identifier_parse(arena, &upper, last, diagnostics) != 0 ||
		resolve_ends(&resolver, out, &lower, &upper) != 0)
		return -1;
	return collect(&resolver, out);
}
