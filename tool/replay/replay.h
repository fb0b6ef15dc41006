/*
 * replay: runs revisions on scratch databases of one dialect and reads the resulting schema.
 *
 *	replay_begin → (scratch_open → replay_move… → replay_compare → database_close)… → replay_end
 *
 * Drafts run as well. C steps do not: they are assumed not to change the schema, and are listed.
 */
#ifndef SCHEMAC_REPLAY_REPLAY_H
#define SCHEMAC_REPLAY_REPLAY_H

#include "base/json.h"
#include "diff/compare.h"
#include "replay/scratch.h"

struct replay {
	struct workspace *workspace;
	const struct schemac_bundle *bundle; /* of all the store's revisions, by number */
	const struct dialect *dialect;
	struct scratch scratch;
	struct compare_settings settings;
	struct schemac_options options;
	VEC(struct schemac_call) calls; /* placeholders for the C steps */
	VEC(struct location) calls_at;  /* [i]: the location of calls[i] */
};

/* The caller calls replay_end() after 0, once the databases are closed. -1 after a diagnostic. */
int replay_begin(struct workspace *workspace, struct replay *out,
	const struct schemac_bundle *bundle, const struct dialect *dialect);
void replay_end(struct replay *replay);

/*
 * Reports the C steps, which may change the schema and are not run: those of the revision in the
 * SQL file, or all if the path is NULL.
 */
void replay_report_calls(const struct replay *replay, const char *path);

/*
 * Applies or undoes one revision. -1 with *error, or after the diagnostic that the run was
 * interrupted (kind NONE).
 */
int replay_move(struct replay *replay, const struct database *database, size_t number,
	enum schemac_direction direction, struct schemac_error *error);

/*
 * Compares the database with the objects (key to state): *changes are the changes from the database
 * to the objects. *live is the database's schema in the dialect; live may be NULL.
 */
int replay_compare(struct replay *replay, const struct database *database,
	const struct json *objects, struct changes *out, struct schema **live);

#endif
