/*
 * engine: a live database of some dialect: how it is opened, closed and looked at. A dialect's folder
 * fills in one const struct; what is done with the connection is the runtime's matter.
 */
#ifndef SCHEMAC_DB_ENGINE_H
#define SCHEMAC_DB_ENGINE_H

#include "db/inspect.h"
#include "db/offline_driver.h"
#include "db/url.h"
#include "schema/schema.h"

#include <schemac/runtime.h>

enum engine_mode {
	ENGINE_TO_INSPECT, /* nothing is written or made */
	ENGINE_TO_CHANGE,  /* a SQLite file that is not there is made */
	ENGINE_TO_TRY, /* a database of its own, made on the server that is named; close() drops it */
};

/* A server of our own, to try things on; it is gone with the process at the latest. */
struct scratch_server {
	const char *url; /* for ENGINE_TO_TRY; in the arena it was started with */
	void *state;     /* the engine's */
};

struct engine {
	enum dialect_id id;

	/* For ENGINE_TO_TRY where nobody names a place; NULL: it takes a server. */
	const char *scratch_url;

	/* Both NULL where scratch_url is not. -1 after a diagnostic; only what started is stopped. */
	int (*server_start)(struct arena *arena, struct scratch_server *out,
		struct diagnostics *diagnostics);
	void (*server_stop)(struct scratch_server *server);

	/* 0 with *out for close(); -1 with a diagnostic at the place given. */
	int (*open)(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
		struct location at, struct diagnostics *diagnostics);

	void (*close)(struct schemac_db db);

	/* How scripts for its shell are written; NULL: they are not. */
	const struct offline_dialect *offline;

	/*
	 * Puts the server's own words for expressions, types and texts into an adapted schema, in
	 * place, so that comparing it with what is there finds no difference of spelling. Nothing
	 * stays in the database. What the server does not take is noted, and left as it is. NULL
	 * where the engine keeps texts as they were written.
	 */
	int (*normalise)(struct arena *arena, struct schema *schema, struct schemac_db db,
		const struct inspect_options *options, struct diagnostics *diagnostics);

	/* Adds what the database holds to the schema, sorted. */
	int (*inspect)(struct arena *arena, struct schema *schema, struct schemac_db db,
		const struct inspect_options *options, struct diagnostics *diagnostics);
};

#endif
