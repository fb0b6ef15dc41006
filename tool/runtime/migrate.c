/* schemac_upgrade(), schemac_downgrade(), schemac_run(): each supplies a plan to scrt_run(). */
#include "runtime/history.h"
#include "runtime/run_check.h"
#include "runtime/stored_script.h"

#include <string.h>

static int
plan_upgrade(struct run *run)
{
	if (scrt_run_check_known(run))
		return -1;
	for (size_t i = 0; i < run->state.graph.known; i++)
		if (!run->state.applied[i] && scrt_run_add(run, i, SCHEMAC_UP))
			return -1;
	return 0;
}

int
schemac_upgrade(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error)
{
	struct run run = {.plan = plan_upgrade};
	return scrt_run(&run, db, bundle, options, error);
}

static int
plan_downgrade(struct run *run)
{
	const struct graph *graph = &run->state.graph;
	const char *target = run->argument;
	size_t node = GRAPH_NONE;
	if (target) {
		node = scrt_graph_find(graph, target);
		if (node >= graph->known)
			return scrt_fail(&run->session, SCHEMAC_ERROR_USAGE,
				"revision %s does not exist", target);
		if (!run->state.applied[node])
			return scrt_fail(&run->session, SCHEMAC_ERROR_STATE,
				"revision %s is not applied", target);
	}
	bool *marks = scrt_alloc(&run->session, graph->known, sizeof(*marks));
	if (!marks)
		return -1;
	scrt_graph_mark_after(graph, node, marks);
	for (size_t i = graph->known; i-- > 0;)
		if (marks[i] && run->state.applied[i] && scrt_run_add(run, i, SCHEMAC_DOWN))
			return -1;
	return 0;
}

int
schemac_downgrade(struct schemac_db db, const struct schemac_bundle *bundle, const char *target,
	const struct schemac_options *options, struct schemac_error *error)
{
	struct run run = {.plan = plan_downgrade, .argument = target};
	return scrt_run(&run, db, bundle, options, error);
}

static int
plan_moves(struct run *run)
{
	const struct schemac_move *moves = run->argument;
	for (size_t i = 0; i < run->argument_count; i++) {
		if (moves[i].revision >= run->state.graph.known)
			return scrt_fail(&run->session, SCHEMAC_ERROR_USAGE,
				"revision index %zu is out of range: the bundle has %zu revisions",
				moves[i].revision, run->state.graph.known);
		if (scrt_run_add(run, moves[i].revision, moves[i].direction))
			return -1;
	}
	return 0;
}

int
schemac_run(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_move *moves, size_t move_count, const struct schemac_options *options,
	struct schemac_error *error)
{
	struct run run = {.plan = plan_moves, .argument = moves, .argument_count = move_count};
	return scrt_run(&run, db, bundle, options, error);
}

/* A revision read from the history. */
struct stored_plan {
	const char *id;
	bool found;
	bool failed;
	struct schemac_revision revision;
	struct schemac_script script;
	struct run *run;
};

static int
take_stored(void *data, const char *const *values)
{
	struct stored_plan *plan = data;
	struct session *session = &plan->run->session;
	struct schemac_revision *revision = &plan->revision;
	enum schemac_dialect dialect = session->db.driver->dialect;
	plan->found = values[1] != NULL;
	plan->failed = true;
	memset(revision, 0, sizeof(*revision));
	revision->id = plan->id;
	revision->reviewed = true;
	for (int i = 2; i < 4; i++) {
		const char *value = values[i];
		const char *copy = value ? scrt_copy(session, value, strlen(value)) : NULL;
		if (value && !copy)
			return -1;
		*(i == 2 ? &revision->digest : &revision->message) = copy;
	}
	if (plan->found && scrt_stored_script_parse(session, &plan->script, values[1]))
		return -1;
	revision->downgrade[dialect] = plan->script;
	plan->failed = false;
	return 0;
}

static int
plan_stored(struct run *run)
{
	struct stored_plan *plan = (struct stored_plan *)run->argument;
	struct session *session = &run->session;
	size_t node = scrt_graph_find(&run->state.graph, plan->id);
	if (node == GRAPH_NONE || !run->state.applied[node])
		return scrt_fail(
			session, SCHEMAC_ERROR_STATE, "revision %s is not applied", plan->id);
	plan->run = run;
	plan->found = false;
	if (run->state.has_history &&
		(scrt_history_last(session, plan->id, take_stored, plan) || plan->failed))
		return -1;
	if (!plan->found)
		return scrt_fail(session, SCHEMAC_ERROR_IRREVERSIBLE,
			"schemac_history has no downgrade script for revision %s", plan->id);
	return scrt_run_add_script(run, node, SCHEMAC_DOWN, &plan->revision,
		&plan->revision.downgrade[run->session.db.driver->dialect]);
}

int
schemac_downgrade_stored(struct schemac_db db, const struct schemac_bundle *bundle,
	const char *revision, const struct schemac_options *options, struct schemac_error *error)
{
	struct stored_plan plan = {.id = revision};
	struct run run = {.plan = plan_stored, .argument = &plan};
	return scrt_run(&run, db, bundle, options, error);
}
