#include "runtime/run_check.h"

#include "runtime/script.h"

static int
check_downgrade(struct session *session, const struct action *action)
{
	const struct schemac_revision *revision = action->revision;
	const struct schemac_script *down = action->script;
	enum schemac_dialect dialect = session->db.driver->dialect;
	if (scrt_script_has_down(&revision->upgrade[dialect], down))
		return 0;
	if (down->irreversible)
		return scrt_fail(session, SCHEMAC_ERROR_IRREVERSIBLE,
			"revision %s is irreversible%s%s", revision->id,
			*down->irreversible ? ": " : "", down->irreversible);
	return scrt_fail(session, SCHEMAC_ERROR_IRREVERSIBLE,
		"revision %s has no downgrade section for %s", revision->id,
		session->db.driver->engine);
}

/* Checks that do not depend on the database. */
static int
check_revision(struct session *session, const struct action *action)
{
	const struct schemac_revision *revision = action->revision;
	if (!revision->reviewed && !session->options.allow_unreviewed)
		return scrt_fail(session, SCHEMAC_ERROR_UNREVIEWED,
			"revision %s is a draft: it has not been reviewed", revision->id);
	if (scrt_script_check_dialect(session, revision))
		return -1;
	if (action->direction == SCHEMAC_DOWN && check_downgrade(session, action))
		return -1;
	return scrt_script_check(session, action->script);
}

int
scrt_run_check_known(struct run *run)
{
	const char *unknown = scrt_state_unknown(&run->state);
	if (!unknown)
		return 0;
	return scrt_fail(&run->session, SCHEMAC_ERROR_UNKNOWN_REVISION,
		"the database is at revision %s, which is unknown here", unknown);
}

static int
check_up(struct run *run, const struct action *action)
{
	const struct node *node = &run->state.graph.nodes[action->node];
	if (scrt_run_check_known(run))
		return -1;
	for (size_t i = 0; i < node->below_count; i++)
		if (!run->state.applied[node->below[i]])
			return scrt_fail(&run->session, SCHEMAC_ERROR_STATE,
				"revision %s requires %s, which is not applied", node->id,
				run->state.graph.nodes[node->below[i]].id);
	return 0;
}

/* Returns the id of an applied revision that requires this one. */
static const char *
find_dependent(const struct state *state, size_t below)
{
	for (size_t i = 0; i < state->graph.count; i++) {
		const struct node *node = &state->graph.nodes[i];
		for (size_t edge = 0; edge < node->below_count; edge++)
			if (state->applied[i] && node->below[edge] == below)
				return node->id;
	}
	return "another revision";
}

int
scrt_run_check_action(struct run *run, const struct action *action)
{
	const struct state *state = &run->state;
	run->session.revision = action->revision;
	int result = 0;
	if (action->direction == SCHEMAC_UP)
		result = check_up(run, action);
	else if (state->above[action->node])
		result = scrt_fail(&run->session, SCHEMAC_ERROR_STATE,
			"revision %s cannot be undone while %s, which requires it, is applied",
			action->revision->id, find_dependent(state, action->node));
	run->session.revision = NULL;
	return result;
}

int
scrt_run_check_plan(struct run *run)
{
	int result = 0;
	size_t done = 0;
	for (; done < run->count && !result; done++) {
		const struct action *action = &run->actions[done];
		run->session.revision = action->revision;
		result = check_revision(&run->session, action);
		if (!result)
			result = scrt_run_check_action(run, action);
		run->session.revision = NULL;
		scrt_state_move(&run->state, action->node, action->direction);
	}
	while (done-- > 0)
		scrt_state_move(&run->state, run->actions[done].node,
			run->actions[done].direction == SCHEMAC_UP ? SCHEMAC_DOWN : SCHEMAC_UP);
	return result;
}
