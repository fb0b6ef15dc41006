/*
 * offline_driver: a driver of the runtime that writes statements to a script and executes nothing.
 * The engine's own shell runs the script later.
 *
 * The runtime itself does the work. Therefore a script has the same effects as a run, including the
 * rows of the version table and the history. A check that a run makes becomes a guard in plain SQL,
 * if the engine supports one. A guard that fails ends the script and its transaction.
 *
 * Dialects differ only in struct offline_dialect.
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
	const char *history_id;     /* definition of its id column, as in the runtime's driver */
	const char *opening;        /* the first lines of the script, before any transaction */
	const char *begin, *commit;
	const char *now; /* expression for the time of the script's run */

	/*
	 * Appends statements that fail with the text as the error message unless the condition is
	 * true.
	 */
	void (*guard)(struct strbuf *out, const char *text, const char *condition);
	/* Called before and after the steps of a script; NULL: nothing to do. */
	void (*script_begin)(struct strbuf *out, const struct schemac_script *script);
	void (*script_end)(struct strbuf *out, const struct schemac_script *script);
	/* NULL if the engine needs no rebuilds. */
	void (*rebuild_begin)(struct strbuf *out, const struct schemac_step *step);
	void (*rebuild_end)(struct strbuf *out, const struct schemac_step *step);
	bool keeps; /* supports KEEP steps */
};

/*
 * A connection for the runtime, with these rows in its version table. Statements are appended to
 * out. The connection is in the arena and need not be closed.
 */
struct schemac_db offline_driver_open(struct arena *arena, const struct offline_dialect *dialect,
	const char *const *rows, size_t row_count, struct strbuf *out);

#endif
