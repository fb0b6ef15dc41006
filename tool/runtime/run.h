/*
 * run: carries out a list of actions under the migration lock.
 *
 * The list is planned twice: first without the lock, to find out whether there is anything to do,
 * and again with the lock, because another run may have changed the database. Each time, the list
 * is checked as far as possible before the first statement (run_check.h).
 */
#ifndef SCHEMAC_RUNTIME_RUN_H
#define SCHEMAC_RUNTIME_RUN_H

#include "runtime/driver.h"
#include "runtime/state.h"

struct action {
	size_t node;
	enum schemac_direction direction;
	const struct schemac_revision *revision;
	const struct schemac_script *script;
};

struct run {
	struct session session;
	struct state state;

	/*
	 * Calls scrt_run_add() for each action that the state requires; returns -1 with the error
	 * set on failure. Called each time the run is planned.
	 */
	int (*plan)(struct run *run);
	const void *argument; /* for plan */
	size_t argument_count;

	struct action *actions;
	size_t count;
	size_t capacity;

	size_t next;                         /* index of the next action */
	size_t unwritten;                    /* number of actions completed since BEGIN */
	const struct schemac_revision *last; /* the revision of the last one */
	bool outside;                        /* the last action ran outside a transaction */
	struct needs needs;                  /* as passed to run_begin() */
};

/* Runs an entire API call, from open to close. The caller sets plan and its argument. */
int scrt_run(struct run *run, struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/* Adds an action whose revision and script are in the bundle. */
int scrt_run_add(struct run *run, size_t node, enum schemac_direction direction);

/* Adds an action whose revision and script are not taken from the bundle. */
int scrt_run_add_script(struct run *run, size_t node, enum schemac_direction direction,
	const struct schemac_revision *revision, const struct schemac_script *script);

#endif
