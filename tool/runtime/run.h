/*
 * run: makes a list of moves under the lock.
 *
 * The list is planned twice: without the lock, to find out whether there is anything to do at all,
 * and again once the lock is held, since another migrator may have been there meanwhile. Everything
 * that can be told before the first statement is checked then: reviews, ways down, C steps,
 * parents.
 */
#ifndef SCHEMAC_RUNTIME_RUN_H
#define SCHEMAC_RUNTIME_RUN_H

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

	/* Fills actions from state (scrt_run_add()); -1 with the error set. May be called again. */
	int (*plan)(struct run *run);
	const void *argument; /* plan's own */
	size_t argument_count;

	struct action *actions;
	size_t count;
	size_t capacity;

	size_t next;                         /* the action to be made next */
	size_t unwritten;                    /* actions made since BEGIN */
	const struct schemac_revision *last; /* of the last of them */
	bool outside;                        /* which ran outside a transaction */
	struct needs needs;                  /* what run_begin() was told */
};

/* The whole of one API call, from open to close. plan and argument are set; the rest is zero. */
int scrt_run(struct run *run, struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/* Adds the move of a revision of the bundle. */
int scrt_run_add(struct run *run, size_t node, enum schemac_direction direction);

/* Adds a move with a script and a revision that are not the bundle's. */
int scrt_run_add_script(struct run *run, size_t node, enum schemac_direction direction,
	const struct schemac_revision *revision, const struct schemac_script *script);

#endif
