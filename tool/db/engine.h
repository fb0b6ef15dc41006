/*
 * engine: opens, closes and inspects a live database of one dialect.
 *
 * The folder of each dialect defines one const struct. The runtime, not the engine, executes
 * revisions.
 */
#ifndef SCHEMAC_DB_ENGINE_H
#define SCHEMAC_DB_ENGINE_H

#include "db/inspect.h"
#include "db/offline_driver.h"
#include "db/url.h"
#include "schema/schema.h"

#include <schemac/runtime.h>

enum engine_mode {
	ENGINE_TO_INSPECT, /* nothing is written or created */
	ENGINE_TO_CHANGE,  /* a SQLite file that does not exist is created */
	ENGINE_TO_TRY,     /* a new database, created on the given server; close() drops it */
};

/* A temporary server for scratch databases. It does not outlive the process. */
struct scratch_server {
	const char *url; /* for ENGINE_TO_TRY; allocated in the arena of server_start() */
	void *state;     /* private to the engine */
};

struct engine {
	enum dialect_id id;

	/*
	 * The default URL for ENGINE_TO_TRY; NULL: a scratch database requires a server.
	 */
	const char *scratch_url;

	/*
	 * Both are NULL if scratch_url is set. If server_start() fails, it returns -1 with a
	 * diagnostic, and there is nothing to stop.
	 */
	int (*server_start)(
		struct arena *arena, struct scratch_server *out, struct diagnostics *diagnostics);
	void (*server_stop)(struct scratch_server *server);

	/* 0 with *out, which the caller closes; -1 with a diagnostic at the location. */
	int (*open)(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
		struct location at, struct diagnostics *diagnostics);

	void (*close)(struct schemac_db db);

	/*
	 * ENGINE_TO_TRY only: whether the SQL, which failed with the message, may run now that the
	 * database has stand-ins for what only a program adds to its connections: functions, modules,
	 * tokenizers. NULL: never.
	 */
	bool (*accept)(struct schemac_db db, const char *message, const char *sql);

	/* How scripts for the engine's shell are written; NULL: scripts are not supported. */
	const struct offline_dialect *offline;

	/*
	 * Replaces the expressions, types and object texts of an adapted schema with the server's
	 * spelling, in place, so that a comparison with `live`, the adapted schema of the database,
	 * finds no differences in spelling. The database is not changed. If the server rejects a
	 * part of the schema, this is reported and the texts of that part remain unchanged. NULL:
	 * the engine stores texts as written.
	 */
	int (*normalise)(struct arena *arena, struct schema *schema, const struct schema *live,
		struct schemac_db db, const struct inspect_options *options,
		struct diagnostics *diagnostics);

	/* Adds the objects of the database to the schema, sorted. */
	int (*inspect)(struct arena *arena, struct schema *schema, struct schemac_db db,
		const struct inspect_options *options, struct diagnostics *diagnostics);
};

#endif
