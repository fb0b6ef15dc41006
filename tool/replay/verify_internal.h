/*
 * verify_internal: what verify.c and verify_edited.c share.
 */
#ifndef SCHEMAC_REPLAY_VERIFY_INTERNAL_H
#define SCHEMAC_REPLAY_VERIFY_INTERNAL_H

#include "base/map.h"
#include "replay/replay.h"
#include "rev/file/store.h"

struct verification {
	struct workspace *workspace;
	struct store store;
	enum diag_id id;   /* of a difference */
	bool managed_only; /* a table or object that no snapshot mentions is not a difference */

	/* Set by verify_init(). */
	struct schemac_bundle *bundle;
	struct json **states; /* [i]: the objects when the first i revisions are applied */

	struct replay replay;
	struct database database;
	struct map reported; /* differences */
};

/* Computes the expected states from the store, and the bundle. -1 after a diagnostic. */
int verify_init(struct verification *v);

/*
 * Applies or undoes one revision on v->database. -1 after a diagnostic.
 */
int verify_move(struct verification *v, size_t number, enum schemac_direction direction);

/*
 * Compares the database with the state when the first `count` revisions are applied. Reports each
 * difference once, at the revision; NULL: differences are remembered and not reported.
 */
int verify_compare(struct verification *v, size_t count, const struct revision *revision,
	enum schemac_direction direction);

#endif
