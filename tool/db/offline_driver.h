/*
 * offline: a database that is not there: what the runtime would run is written down as a script,
 * to be run later by the engine's own shell.
 *
 * The runtime itself does the work, so that a script does what a run would do: revisions, rows of the
 * version table and history. What a run looks at and a script cannot is a guard in plain SQL where the
 * engine has one; a guard that does not hold ends the script, and its transaction with it.
 *
 * Between dialects differs only struct offline_dialect.
 */
#ifndef SCHEMAC_DB_OFFLINE_DRIVER_H
#define SCHEMAC_DB_OFFLINE_DRIVER_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <schemac/runtime.h>

struct offline_dialect {
	enum schemac_dialect dialect;
	const char *engine;         /* for messages */
	const char *default_schema; /* of the version table */
	const char *history_id;     /* as the runtime's driver has it */
	const char *opening;        /* of the script, before any transaction */
	const char *begin, *commit;
	const char *now; /* an expression: the time at which the script runs, as the history has it */

	/* Statements that fail with the text unless the condition holds. */
	void (*guard)(struct strbuf *out, const char *text, const char *condition);
	/* Around the steps of a script; NULL: nothing. */
	void (*script_begin)(struct strbuf *out, const struct schemac_script *script);
	void (*script_end)(struct strbuf *out, const struct schemac_script *script);
	/* NULL where the engine has no need of rebuilds. */
	void (*rebuild_begin)(struct strbuf *out, const struct schemac_step *step);
	void (*rebuild_end)(struct strbuf *out, const struct schemac_step *step);
};

/*
 * A connection for the runtime whose version table holds these rows; what would be run is appended to
 * out. It lives in the arena and needs no closing.
 */
struct schemac_db offline_driver_open(struct arena *arena, const struct offline_dialect *dialect,
	const char *const *rows, size_t row_count, struct strbuf *out);

#endif
