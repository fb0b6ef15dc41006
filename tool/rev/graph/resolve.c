#include "rev/graph/resolve.h"

#include "base/text.h"
#include "rev/graph/resolve_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	OFFSET_DIGITS = 9, /* of a relative identifier; more would not fit into a long everywhere */
	CANDIDATES = 10,   /* revisions that an ambiguous prefix lists */
};

/* ------------------------------------------------------------------ messages */

int
resolver_error(const struct resolver *resolver, enum diag_id id, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(resolver->arena, format, arguments);
	va_end(arguments);
	return diag_add(resolver->diagnostics, id, (struct location){0}, "%s", text);
}

void
resolver_note(const struct resolver *resolver, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(resolver->arena, format, arguments);
	va_end(arguments);
	diag_note(resolver->diagnostics, (struct location){0}, "%s", text);
}

const char *
count_print(struct arena *arena, size_t count)
{
	static const char *const words[] = {"no", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten"};
	if (count < sizeof(words) / sizeof(*words))
		return words[count];
	return arena_printf(arena, "%zu", count);
}

/* ------------------------------------------------------------------ taking apart */

int
target_parse(
	struct arena *arena, struct target *out, const char *text, struct diagnostics *diagnostics)
{
	struct resolver resolver = {.arena = arena, .diagnostics = diagnostics};
	*out = (struct target){.text = text};
	const char *rest = strchr(text, '@');
	if (rest != NULL)
		out->branch = arena_strndup(arena, text, (size_t)(rest++ - text));
	else
		rest = text;
	size_t symbol = strcspn(rest, "+-");
	if (symbol > 0)
		out->symbol = arena_strndup(arena, rest, symbol);
	const char *sign = rest + symbol;
	size_t digits = *sign != '\0' ? strspn(sign + 1, "0123456789") : 0;
	out->has_offset = *sign != '\0';
	if (digits > 0 && digits <= OFFSET_DIGITS)
		out->offset = strtol(sign, NULL, 10);
	bool well_formed = out->has_offset ? digits > 0 && sign[digits + 1] == '\0' : symbol > 0;
	if (!well_formed || (out->branch != NULL && *out->branch == '\0'))
		return resolver_error(
			&resolver, DIAG_UNKNOWN_REVISION, "'%s' does not name a revision", text);
	if (digits > OFFSET_DIGITS)
		return resolver_error(&resolver, DIAG_WRONG_TARGET,
			"'%s' is further than any history is long", text);
	return 0;
}

/* ------------------------------------------------------------------ names */

/* The index of the first revision, in the order of ids, whose id is not before name. */
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
	resolver_error(resolver, DIAG_UNKNOWN_REVISION, "no revision or label '%s'%s%s%s", name,
		near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
		near != NULL ? "'?" : "");
	return -1;
}

/* The revision of that label, id or unique prefix. */
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
	resolver_error(resolver, DIAG_AMBIGUOUS_REVISION, "'%s' is an ambiguous prefix: %s", name,
		list.buf);
	strbuf_release(&list);
	return -1;
}

bool
selection_has(const struct selection *selection, const struct revision *revision)
{
	return selection->branch == NULL || selection->lineage.has[revision->number];
}

int
resolve_branch(const struct resolver *resolver, struct selection *out, const struct target *target)
{
	*out = (struct selection){.target = *target};
	if (target->branch == NULL)
		return 0;
	if (find_name(resolver, &out->branch, target->branch) != 0)
		return -1;
	out->lineage = graph_lineage(resolver->arena, resolver->graph, out->branch);
	return 0;
}

/* ------------------------------------------------------------------ heads */

/* The heads at or after a revision, or all of them. */
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

const char *
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
	const char *branch = selection->target.branch;
	resolver_error(resolver, DIAG_AMBIGUOUS_HEAD, "%s%s has %s heads: %s",
		branch != NULL ? "branch " : "the history", branch != NULL ? branch : "",
		count_print(resolver->arena, heads->len), revisions_print(resolver->arena, heads));
	for (size_t i = 0; i < heads->len && i < CANDIDATES; i++)
		strbuf_addf(&names, "%s%s",
			i == 0                ? ""
			: i + 1 == heads->len ? " or "
					      : ", ",
			head_name(resolver, heads->items[i]));
	resolver_note(resolver,
		"'%s%sheads' means all of them, %s one; `schemac merge` makes one out of them",
		branch != NULL ? branch : "", branch != NULL ? "@" : "", names.buf);
	strbuf_release(&names);
	return -1;
}

/* ------------------------------------------------------------------ the database */

void
rows_resolve(struct arena *arena, const struct graph *graph, const struct texts *rows,
	struct revisions *known, struct texts *unknown)
{
	*known = (struct revisions){0};
	*unknown = (struct texts){0};
	VEC_EACH (const char *, row, *rows) {
		struct revision *revision = graph_find(graph, *row);
		if (revision != NULL)
			*VEC_ADD(arena, known) = revision;
		else
			*VEC_ADD(arena, unknown) = *row;
	}
	if (known->len > 0)
		qsort(known->items, known->len, sizeof(*known->items), revision_compare_number);
}

int
known_rows(const struct resolver *resolver, struct revisions *out)
{
	struct texts unknown;
	*out = (struct revisions){0};
	if (resolver->rows == NULL)
		return resolver_error(resolver, DIAG_BAD_USAGE,
			"a revision relative to the database needs a database: give --url");
	rows_resolve(resolver->arena, resolver->graph, resolver->rows, out, &unknown);
	for (size_t i = 0; i < unknown.len && i < CANDIDATES; i++)
		resolver_error(resolver, DIAG_UNKNOWN_VERSION,
			"the database is at %s, which is in no version location", unknown.items[i]);
	if (unknown.len > 0)
		resolver_note(resolver,
			"bring its files into a version location; `schemac downgrade --stored %s` "
			"undoes it by what the database kept, `schemac stamp --purge` forgets it",
			unknown.items[0]);
	return unknown.len > 0 ? -1 : 0;
}

struct revision_set
applied_set(const struct resolver *resolver, const struct revisions *rows)
{
	struct revision_set applied = set_new(resolver->arena, resolver->graph);
	const struct revision *last = NULL;
	VEC_EACH (struct revision *, row, *rows) {
		applied.has[(*row)->number] = true;
		if (last == NULL || (*row)->number > last->number)
			last = *row;
	}
	if (last != NULL)
		set_add_ancestors(&applied, resolver->graph, last, EDGES_ALL);
	return applied;
}

int
current_position(
	const struct resolver *resolver, const struct selection *selection, struct revisions *out)
{
	struct revisions rows;
	if (known_rows(resolver, &rows) != 0)
		return -1;
	*out = rows;
	if (selection->branch == NULL)
		return 0;
	*out = (struct revisions){0};
	struct revision_set applied = applied_set(resolver, &rows);
	struct revision_set passed = set_new(resolver->arena, resolver->graph);
	for (size_t i = applied.count; i-- > 0;) {
		if (!applied.has[i] || !selection->lineage.has[i] || passed.has[i])
			continue;
		*VEC_ADD(resolver->arena, out) = resolver->graph->all.items[i];
		set_add_ancestors(
			&passed, resolver->graph, resolver->graph->all.items[i], EDGES_PARENTS);
	}
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(*out->items), revision_compare_number);
	return 0;
}

/* ------------------------------------------------------------------ meaning */

static int
resolve_heads(const struct resolver *resolver, struct selection *out)
{
	struct revisions heads = heads_after(resolver, out->branch);
	if (heads.len > 1 && strcmp(out->target.symbol, "head") == 0)
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
	const char *symbol = out->target.symbol;
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
		return resolver_error(resolver, DIAG_WRONG_TARGET, "%s is not on branch %s",
			found->id, out->target.branch);
	*VEC_ADD(resolver->arena, &out->revisions) = found;
	return 0;
}

int
resolve_target(const struct resolver *resolver, struct selection *out, const struct target *target)
{
	if (resolve_branch(resolver, out, target) != 0 || resolve_symbol(resolver, out) != 0)
		return -1;
	return target->has_offset ? walk(resolver, out) : 0;
}

int
resolve(struct arena *arena, struct selection *out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics)
{
	struct resolver resolver = {
		.arena = arena, .graph = graph, .rows = rows, .diagnostics = diagnostics};
	struct target target;
	if (target_parse(arena, &target, text, diagnostics) != 0)
		return -1;
	return resolve_target(&resolver, out, &target);
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
		return resolver_error(&resolver, DIAG_AMBIGUOUS_REVISION,
			"one revision is needed, but '%s' means %s: %s", text,
			count_print(arena, selection.revisions.len),
			revisions_print(arena, &selection.revisions));
	*out = selection.revisions.len > 0 ? selection.revisions.items[0] : NULL;
	return 0;
}
