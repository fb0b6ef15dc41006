#include "apply/migration_script.h"

#include "rev/graph/resolve.h"
#include "rev/graph/set.h"

#include <string.h>

/*
 * Splits "a:b" into the current and the new position of the database; "b" alone starts at the base.
 */
static void
split_range(struct arena *arena, const char *text, const char **from, const char **to)
{
	const char *colon = strchr(text, ':');
	*from = colon != NULL ? arena_strndup(arena, text, (size_t)(colon - text)) : "";
	*to = colon != NULL ? colon + 1 : text;
}

/* The version table's rows in a database that is at `from`. */
static int
rows_at(struct migration *m, const char *from)
{
	struct arena *arena = &m->workspace->arena;
	struct selection selection;
	if (*from == '\0')
		return 0;
	if (resolve(arena, &selection, &m->store.graph, from, NULL, &m->workspace->diagnostics) !=
		0)
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

/* A clock that is always 0, because a script contains no durations. */
static long long
no_time(void *data)
{
	(void)data;
	return 0;
}

static int
open_offline(struct migration *m, struct strbuf *out)
{
	const struct offline_dialect *dialect = database_offline(m->workspace);
	if (dialect == NULL)
		return -1;
	m->options.clock = no_time;
	m->database = (struct database){.url.shown = "the script"};
	m->database.db = offline_driver_open(
		&m->workspace->arena, dialect, m->rows.items, m->rows.len, out);
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
migration_script_run(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const char *range, bool up)
{
	struct migration m;
	struct graph_plan plan = {0};
	struct arena *arena = &workspace->arena;
	const char *from, *to;
	if (!up && strchr(range, ':') == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--sql does not read a database: specify its current revision, FROM:%s", range);
	split_range(arena, range, &from, &to);
	to = *to != '\0' ? to : up ? "head" : "base";
	if (migration_load(workspace, &m, settings) != 0 || rows_at(&m, from) != 0)
		return -1;
	if ((up ? graph_plan_upgrade : graph_plan_downgrade)(
		    arena, &plan, &m.store.graph, &m.rows, to, &workspace->diagnostics) != 0)
		return -1;
	return plan.moves.len > 0 ? write_moves(&m, &plan, out) : 0;
}

int
migration_script_stamp(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const struct texts *targets)
{
	struct migration m;
	struct graph_plan plan;
	struct arena *arena = &workspace->arena;
	struct texts names = {0};
	const char *from, *to, *start = "";
	VEC_EACH (const char *, text, *targets) {
		split_range(arena, *text, &from, &to);
		start = *from != '\0' ? from : start;
		*VEC_ADD(arena, &names) = to;
	}
	if (migration_load(workspace, &m, settings) != 0 || rows_at(&m, start) != 0 ||
		graph_plan_stamp(arena, &plan, &m.store.graph, &m.rows, names.items, names.len,
			&workspace->diagnostics) != 0 ||
		open_offline(&m, out) != 0)
		return -1;
	return migration_stamp(&m, &plan);
}
