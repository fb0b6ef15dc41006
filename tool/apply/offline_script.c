/* upgrade, downgrade and stamp with --sql: the script of what they would do. */
#include "apply/migration.h"
#include "rev/graph/resolve.h"
#include "rev/graph/set.h"

#include <stdio.h>
#include <string.h>

/* "a:b" as where the database is and where it goes; "b" starts at the base. */
static void
split_range(struct arena *arena, const char *text, const char **from, const char **to)
{
	const char *colon = strchr(text, ':');
	*from = colon != NULL ? arena_strndup(arena, text, (size_t)(colon - text)) : "";
	*to = colon != NULL ? colon + 1 : text;
}

/* The rows of a database that is at `from`. */
static int
rows_at(struct migration *m, const char *from)
{
	struct arena *arena = &m->context->arena;
	struct selection selection;
	if (*from == '\0')
		return 0;
	if (resolve(arena, &selection, &m->store.graph, from, NULL, &m->context->diagnostics) != 0)
		return -1;
	struct revision_set applied = set_new(arena, &m->store.graph);
	VEC_EACH (struct revision *, revision, selection.revisions) {
		struct revision_set below = set_new(arena, &m->store.graph);
		set_add_ancestors(&below, &m->store.graph, *revision, EDGES_ALL);
		set_add(&applied, &below);
	}
	struct revisions heads = set_heads(arena, &m->store.graph, &applied);
	VEC_EACH (struct revision *, head, heads)
		*VEC_ADD(arena, &m->rows) = (*head)->id;
	return 0;
}

/* How long it takes is not known beforehand. */
static long long
no_time(void *data)
{
	(void)data;
	return 0;
}

static int
open_offline(struct migration *m, struct strbuf *out)
{
	const struct offline_dialect *dialect = database_offline(m->context);
	if (dialect == NULL)
		return -1;
	m->options.clock = no_time;
	m->database = (struct database){.url.shown = "the script"};
	m->database.db = offline_driver_open(
		&m->context->arena, dialect, m->rows.items, m->rows.len, out);
	return 0;
}

static int
write_moves(struct migration *m, const struct graph_plan *plan, struct strbuf *out)
{
	struct schemac_error error;
	if (migration_read_reviews(m, plan) != 0 || open_offline(m, out) != 0)
		return -1;
	if (schemac_run(m->database.db, m->bundle, plan->moves.items, plan->moves.len, &m->options,
		    &error) != 0)
		return migration_report(m, &error);
	return 0;
}

int
migration_print_run(struct context *context, bool up)
{
	struct migration m;
	struct graph_plan plan = {0};
	struct strbuf out = STRBUF_INIT;
	struct arena *arena = &context->arena;
	const char *text = context->operands.len > 0 ? context->operands.items[0] : "head";
	const char *from, *to;
	if (!up && strchr(text, ':') == NULL)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--sql has no database to look at: say from where to where, FROM:%s", text);
	split_range(arena, text, &from, &to);
	to = *to != '\0' ? to : up ? "head" : "base";
	if (migration_load(context, &m) != 0 || rows_at(&m, from) != 0)
		return -1;
	int result = (up ? graph_plan_upgrade : graph_plan_downgrade)(
		arena, &plan, &m.store.graph, &m.rows, to, &context->diagnostics);
	if (result == 0 && plan.moves.len > 0)
		result = write_moves(&m, &plan, &out);
	if (result == 0)
		fwrite(out.buf, 1, out.len, stdout);
	strbuf_release(&out);
	return result;
}

static int
write_stamp(struct migration *m, const struct graph_plan *plan, struct strbuf *out)
{
	struct schemac_error error;
	size_t *rows = arena_alloc(&m->context->arena, (plan->rows.len + 1) * sizeof(*rows));
	for (size_t i = 0; i < plan->rows.len; i++)
		rows[i] = plan->rows.items[i]->number;
	if (open_offline(m, out) != 0)
		return -1;
	if (schemac_stamp(m->database.db, m->bundle, rows, plan->rows.len, &m->options, &error) != 0)
		return migration_report(m, &error);
	return 0;
}

int
migration_print_stamp(struct context *context)
{
	struct migration m;
	struct graph_plan plan;
	struct strbuf out = STRBUF_INIT;
	struct arena *arena = &context->arena;
	struct texts targets = {0};
	const struct migration_options *options = context->options;
	const char *from, *to, *start = "";
	if (options->purge)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--purge forgets what is in a database, and --sql looks at none");
	VEC_EACH (const char *, text, context->operands) {
		split_range(arena, *text, &from, &to);
		start = *from != '\0' ? from : start;
		*VEC_ADD(arena, &targets) = to;
	}
	if (migration_load(context, &m) != 0 || rows_at(&m, start) != 0)
		return -1;
	int result = graph_plan_stamp(arena, &plan, &m.store.graph, &m.rows, targets.items, targets.len,
		&context->diagnostics);
	if (result == 0)
		result = write_stamp(&m, &plan, &out);
	if (result == 0)
		fwrite(out.buf, 1, out.len, stdout);
	strbuf_release(&out);
	return result;
}
