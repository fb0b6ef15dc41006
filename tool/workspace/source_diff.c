#include "workspace/source_diff.h"

#include "workspace/dialects.h"
#include "workspace/unmanaged.h"
#include "workspace/unmanaged_report.h"

/*
 * The database is read first: its dialect, instead of those of schemac.ini, decides what the models
 * may declare.
 */
static int
read_sources(struct source_diff *d, const char *from, const char *to, const struct texts *cflags)
{
	struct workspace *workspace = d->workspace;
	bool swap = to == NULL || database_url_looks_like(to); /* NULL: the configured database */
	struct schema_source *first = swap ? &d->to : &d->from;
	struct schema_source *second = swap ? &d->from : &d->to;
	if (schema_source_read(workspace, first, swap ? to : from, swap ? from : to, cflags) != 0)
		return -1;
	if (first->dialect != DIALECT_COUNT) {
		workspace->config.dialects = (struct texts){0};
		*VEC_ADD(&workspace->arena, &workspace->config.dialects) =
			dialect_name(first->dialect);
	}
	if (schema_source_read(workspace, second, swap ? from : to, swap ? to : from, cflags) != 0)
		return -1;
	if (first->dialect != second->dialect && first->dialect != DIALECT_COUNT &&
		second->dialect != DIALECT_COUNT)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"%s and %s cannot be compared: one is %s, the other %s", d->from.name,
			d->to.name, dialect_name(d->from.dialect), dialect_name(d->to.dialect));
	return 0;
}

static int
compare(struct source_diff *d, const struct dialect *dialect)
{
	struct arena *arena = &d->workspace->arena;
	struct difference *difference = &d->items[d->len++];
	*difference = (struct difference){.dialect = dialect,
		.settings = dialects_compare_settings(d->workspace, dialect->id),
		.before = schema_for(arena, dialect, d->from.schema),
		.after = schema_for(arena, dialect, d->to.schema)};
	if (d->from.kind != d->to.kind &&
		(schema_source_normalise(d->workspace, &d->from, difference->after,
			 difference->before) != 0 ||
			schema_source_normalise(d->workspace, &d->to, difference->before,
				difference->after) != 0))
		return -1;
	compare_schemas(arena, &difference->changes, dialect, &difference->settings,
		difference->before, difference->after);
	return 0;
}

/* Reports what the comparison leaves out. */
static int
report_unmanaged(struct workspace *workspace, struct schema_source *from, struct schema_source *to)
{
	if (from->kind == SOURCE_DATABASE && to->kind == SOURCE_DATABASE) {
		unmanaged_report_differences(
			workspace, from->schema, from->at, to->schema, to->at);
		return 0;
	}
	if (unmanaged_remove(workspace, from, to) != 0 || unmanaged_remove(workspace, to, from) != 0)
		return -1;
	unmanaged_report_left_out(workspace, from->at, from->schema);
	unmanaged_report_left_out(workspace, to->at, to->schema);
	return 0;
}

int
source_diff_read(struct workspace *workspace, struct source_diff *out, const char *from,
	const char *to, const struct texts *cflags)
{
	struct dialects dialects = {0};
	*out = (struct source_diff){.workspace = workspace};
	if (read_sources(out, from, to, cflags) != 0 ||
		report_unmanaged(workspace, &out->from, &out->to) != 0 ||
		dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++)
		if (compare(out, dialects.items[i]) != 0)
			return -1;
	return 0;
}

/* A difference between a database and its declared schema has its own diagnostic. */
void
source_diff_report(struct source_diff *d)
{
	size_t count = 0;
	const struct schema_source *database = d->from.kind == SOURCE_DATABASE ? &d->from : &d->to;
	const struct schema_source *other = database == &d->from ? &d->to : &d->from;
	for (size_t i = 0; i < d->len; i++)
		if (d->items[i].changes.len > count)
			count = d->items[i].changes.len;
	if (count == 0)
		return;
	bool drift = database->kind == SOURCE_DATABASE && other->kind != SOURCE_DATABASE &&
		     other->kind != SOURCE_EMPTY;
	diag_add(&d->workspace->diagnostics, drift ? DIAG_DATABASE_DRIFT : DIAG_DIFFERENCE,
		drift ? database->at : (struct location){0}, "%s and %s differ: %zu change%s",
		d->from.name, d->to.name, count, count == 1 ? "" : "s");
}

int
source_diff_print_sql(struct source_diff *d, struct strbuf *out)
{
	int result = 0;
	for (size_t i = 0; i < d->len && result == 0; i++) {
		const struct difference *item = &d->items[i];
		struct ddl ddl = {0};
		const struct ddl_request request = {.before = item->before,
			.after = item->after,
			.changes = &item->changes,
			.settings = &item->settings};
		result = item->dialect->plan(
			&d->workspace->arena, &ddl, &request, &d->workspace->diagnostics);
		if (d->len > 1 && ddl.statements.len > 0)
			strbuf_addf(out, "-- %s\n", dialect_name(item->dialect->id));
		ddl_print(out, &ddl);
	}
	return result;
}
