/*
 * run: carries out a list of actions under the migration lock.
 *
 * The list is planned twice: without the lock, to find out whether there is anything to do, and
 * again with the lock, because another run may have changed the database. Both times the list is
 * checked as far as possible before the first statement (run_check.h).
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
	 * Adds the actions that the state calls for with scrt_run_add(); -1 with the error set.
	 * Called once for each planning.
	 */
	int (*plan)(struct run *run);
	const void *argument; /* for plan */
	size_t argument_count;

	struct action *actions;
	size_t count;
	size_t capacity;

	size_t next;                         /* index of the next action */
	size_t unwritten;                    /* number of actions done since BEGIN */
	const struct schemac_revision *last; /* the revision of the last of them */
	bool outside;                        /* the last action ran outside a transaction */
	struct needs needs;                  /* as passed to run_begin() */
};

/* Runs a whole API call, from open to close. The caller sets plan and its arguments. */
int scrt_run(struct run *run, struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/* Adds an action with the script of the bundle. */
int scrt_run_add(struct run *run, size_t node, enum schemac_direction direction);

/* Adds an action with a revision and a script that are not in the bundle. */
int scrt_run_add_script(struct run *run, size_t node, enum schemac_direction direction,
	const struct schemac_revision *revision, const struct schemac_script *script);

#endif
