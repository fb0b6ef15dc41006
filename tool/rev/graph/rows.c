#include "rev/graph/rows.h"

#include "rev/graph/resolve_internal.h"
#include "rev/graph/set.h"

#include <stdlib.h>

enum {
	UNKNOWN_ROWS = 10, /* maximum number of unknown rows that are reported */
};

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

void
rows_note_missing(const struct graph *graph, const char *id, struct diagnostics *diagnostics)
{
	if (graph->origins.note_missing != NULL)
		graph->origins.note_missing(graph->origins.data, id);
	else
		diag_note(diagnostics, (struct location){0},
			"restore its files, or undo it with the SQL that the database stores: "
			"`schemac downgrade --stored %s`",
			id);
}

int
known_rows(const struct resolver *resolver, struct revisions *out)
{
	struct texts unknown;
	*out = (struct revisions){0};
	if (resolver->rows == NULL)
		return resolve_error(resolver, DIAG_BAD_USAGE,
			"a revision relative to the database requires a database: specify --url");
	rows_resolve(resolver->arena, resolver->graph, resolver->rows, out, &unknown);
	for (size_t i = 0; i < unknown.len && i < UNKNOWN_ROWS; i++) {
		resolve_error(resolver, DIAG_UNKNOWN_VERSION,
			"the database is at revision %s, which no version location contains",
			unknown.items[i]);
		rows_note_missing(resolver->graph, unknown.items[i], resolver->diagnostics);
	}
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
