/* libpq_module: the functions of libpq that schemac uses, as a loadable module. */
#include "postgresql/server/libpq/libpq_module.h"
#include "postgresql/server/libpq/connect_failure.h"
#include "postgresql/server/libpq/postgresql_inspect.h"
#include "postgresql/server/libpq/read_transaction.h"
#include "postgresql/server/libpq/scratch_sql.h"

#include "base/text.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
check(PGconn *handle, const struct database_url *url, struct location at,
	struct diagnostics *diagnostics)
{
	struct arena arena;
	int result = 0;
	arena_init(&arena);
	if (PQstatus(handle) != CONNECTION_OK)
		result = diag_add(diagnostics, DIAG_DATABASE_FAILED, at,
			"'%s' cannot be opened: %s", url->shown,
			connect_failure(&arena, handle, url->conninfo));
	else if (PQserverVersion(handle) < 110000)
		result = diag_add(diagnostics, DIAG_DATABASE_FAILED, at,
			"'%s' runs PostgreSQL %d; schemac supports 11 and newer", url->shown,
			PQserverVersion(handle) / 10000);
	arena_release(&arena);
	return result;
}

static void
ignore_notice(void *data, const PGresult *result)
{
	(void)data;
	(void)result;
}

/* In seconds, for each address of the host. libpq has no limit of its own. */
#define CONNECT_TIMEOUT "10"

/*
 * The user's application_name and connect_timeout take precedence. The encoding is part of the
 * connection request, because a SET would remain on a connection of a pooler.
 */
static PGconn *
connect_to(const char *conninfo)
{
	const char *timeout = getenv("PGCONNECT_TIMEOUT");
	const char *const keys[] = {"connect_timeout", "dbname", "fallback_application_name",
		"client_encoding", NULL};
	const char *const values[] = {timeout != NULL && *timeout != '\0' ? timeout : CONNECT_TIMEOUT,
		conninfo, "schemac", "UTF8", NULL};
	return PQconnectdbParams(keys, values, 1);
}

#define SCRATCH_PREFIX "schemac_scratch_"

/* Connects to a different database with the parameters of an open connection. */
static PGconn *
connect_beside(PGconn *handle, const char *database)
{
	enum { MOST = 64 };
	const char *keys[MOST + 1] = {NULL}, *values[MOST + 1] = {NULL};
	PQconninfoOption *options = PQconninfo(handle);
	int count = 0;
	for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL;
		option++) {
		bool name = text_equal(option->keyword, "dbname");
		if (count == MOST || (option->val == NULL && !name))
			continue;
		keys[count] = option->keyword;
		values[count++] = name ? database : option->val;
	}
	PGconn *other = PQconnectdbParams(keys, values, 0);
	PQconninfoFree(options);
	return other;
}

/* The process id of the server's back end is unique as long as the connection is open. */
static PGconn *
open_scratch(PGconn *server, struct arena *arena)
{
	const char *name = arena_printf(arena, SCRATCH_PREFIX "%d", PQbackendPID(server));
	PGresult *result =
		PQexec(server, arena_printf(arena, "CREATE DATABASE %s TEMPLATE template0", name));
	bool made = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	if (!made)
		return NULL;
	PGconn *handle = connect_beside(server, name);
	/* drop_scratch() connects to this database. */
	const char *const values[] = {PQdb(server)};
	if (PQstatus(handle) == CONNECTION_OK)
		PQclear(PQexecParams(handle,
			"SELECT set_config('schemac.created_from', $1, false),"
			" set_config('client_encoding', 'UTF8', false)",
			1, NULL, values, NULL, NULL, 0));
	return handle;
}

static int
exchange_for_scratch(PGconn **handle, const struct database_url *url, struct location at,
	struct diagnostics *diagnostics)
{
	struct arena arena;
	int result = 0;
	arena_init(&arena);
	PGconn *scratch = open_scratch(*handle, &arena);
	if (scratch == NULL || PQstatus(scratch) != CONNECTION_OK)
		result = diag_add(diagnostics, DIAG_DATABASE_FAILED, at,
			"cannot create a scratch database on '%s': %s", url->shown,
			connect_failure(&arena, scratch != NULL ? scratch : *handle, url->conninfo));
	if (result == 0) {
		PQfinish(*handle);
		*handle = scratch;
	} else {
		PQfinish(scratch);
	}
	arena_release(&arena);
	return result;
}

static void
drop_scratch(PGconn *handle)
{
	char statement[128];
	PGresult *result = PQexec(handle, "SELECT current_setting('schemac.created_from', true)");
	PGconn *server = PQntuples(result) == 1 && *PQgetvalue(result, 0, 0) != '\0'
				 ? connect_beside(handle, PQgetvalue(result, 0, 0))
				 : NULL;
	PQclear(result);
	snprintf(statement, sizeof(statement), "DROP DATABASE %s", PQdb(handle));
	PQfinish(handle);
	if (server != NULL)
		PQclear(PQexec(server, statement));
	PQfinish(server);
}

static int
module_open(struct schemac_db *out, const struct database_url *url, enum engine_mode mode,
	struct location at, struct diagnostics *diagnostics)
{
	PGconn *handle = connect_to(url->conninfo);
	if (check(handle, url, at, diagnostics) != 0 ||
		(mode == ENGINE_TO_TRY &&
			exchange_for_scratch(&handle, url, at, diagnostics) != 0)) {
		PQfinish(handle);
		return -1;
	}
	if (mode == ENGINE_TO_INSPECT)
		PQsetNoticeReceiver(handle, ignore_notice, NULL);
	*out = schemac_postgresql(handle);
	return 0;
}

static void
module_close(struct schemac_db db)
{
	if (text_starts_with(PQdb(db.handle), SCRATCH_PREFIX))
		drop_scratch(db.handle);
	else
		PQfinish(db.handle);
}

static int
module_inspect(struct arena *arena, struct schema *schema, struct schemac_db db,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	return postgresql_inspect(arena, schema, db.handle, options, diagnostics);
}

static const char *
module_current_schema(struct arena *arena, struct schemac_db db)
{
	return scratch_sql_current_schema(arena, db.handle);
}

static int
module_try_sql(struct arena *arena, struct schema *out, struct schemac_db db,
	const struct texts *statements, enum try_mode mode, const struct inspect_options *options,
	struct diagnostics *diagnostics)
{
	return scratch_sql_try(arena, out, db.handle, statements, mode, options, diagnostics);
}

__attribute__((
	visibility("default"))) extern const struct postgresql_functions schemac_postgresql_module;

const struct postgresql_functions schemac_postgresql_module = {
	.header = {POSTGRESQL_MODULE_LAYOUT, SCHEMAC_VERSION},
	.engine =
		{
			.id = DIALECT_POSTGRESQL,
			.open = module_open,
			.close = module_close,
			.inspect = module_inspect,
		},
	.current_schema = module_current_schema,
	.try_sql = module_try_sql,
};
