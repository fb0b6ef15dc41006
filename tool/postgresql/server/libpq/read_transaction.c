#include "postgresql/server/libpq/read_transaction.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/*
 * The schemas of the search path keep their order; pg_catalog becomes implicitly the first, pg_temp
 * is the last. Until then every name has to be qualified, operators included.
 */
static const char settings[] =
	"SELECT pg_catalog.set_config('search_path', (SELECT coalesce(pg_catalog.string_agg("
	"pg_catalog.concat(pg_catalog.quote_ident(p.name::text), ', '), '' ORDER BY p.place)"
	" OPERATOR(pg_catalog.||) 'pg_temp'::text, '') FROM"
	" pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY p(name, place)"
	" WHERE pg_catalog.left(p.name::text, 7) OPERATOR(pg_catalog.<>) 'pg_temp'::text"
	" AND p.name::text OPERATOR(pg_catalog.<>) 'pg_catalog'::text), true),"
	" pg_catalog.set_config('lock_timeout', CASE WHEN $1::text <> '0' THEN $1::text"
	" WHEN pg_catalog.current_setting('lock_timeout') = '0' THEN '5s'"
	" ELSE pg_catalog.current_setting('lock_timeout') END, true),"
	" pg_catalog.set_config('standard_conforming_strings', 'on', true),"
	" pg_catalog.set_config('jit', 'off', true)"; /* compiling takes longer than the query */

bool
read_transaction_begin(PGconn *handle, const char *mode, unsigned lock_timeout)
{
	char begin[128], milliseconds[24];
	const char *const values[] = {milliseconds};
	snprintf(begin, sizeof(begin), "BEGIN ISOLATION LEVEL %s", mode);
	PGresult *result = PQexec(handle, begin);
	bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	if (!done)
		return false;
	snprintf(milliseconds, sizeof(milliseconds), "%u", lock_timeout);
	result = PQexecParams(handle, settings, 1, NULL, values, NULL, NULL, 0);
	done = PQresultStatus(result) == PGRES_TUPLES_OK;
	PQclear(result);
	return done;
}

bool
read_transaction_is_blocked(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	return state != NULL && strcmp(state, "55P03") == 0;
}

/*
 * A query of the catalogue conflicts only with ACCESS EXCLUSIVE. A session that still waits for
 * this lock blocks it as well.
 */
static const char holders[] =
	"SELECT string_agg(o.text, ', ' ORDER BY o.text) FROM (SELECT concat(l.relation::regclass,"
	" CASE WHEN l.granted THEN ' is locked by ' ELSE ' is about to be locked by ' END,"
	" CASE WHEN l.pid IS NULL THEN format('prepared transaction %L of %s', x.gid, x.owner)"
	" ELSE concat('session ', l.pid, ' (', nullif(a.application_name, '') || ' of ',"
	" coalesce(a.usename, 'unknown user'), ', ' || a.state,"
	" CASE WHEN a.query <> '<insufficient privilege>' THEN ': ' ||"
	" left(regexp_replace(a.query, '\\s+', ' ', 'g'), 60) END, ')') END) AS text"
	" FROM pg_locks l JOIN pg_class c ON c.oid = l.relation AND c.relkind <> ALL ('{i,I,t}')"
	" LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
	" LEFT JOIN pg_prepared_xacts x ON l.pid IS NULL"
	" AND x.transaction::text = split_part(l.virtualtransaction, '/', 2)"
	" WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'"
	" AND l.database IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
	" AND l.pid IS DISTINCT FROM pg_backend_pid() ORDER BY l.granted DESC, l.pid LIMIT 3) o";

enum { PATIENCE = 1000 /* milliseconds */ };

const char *
read_transaction_message(struct arena *arena, const PGconn *handle)
{
	char *message = arena_strdup(arena, PQerrorMessage(handle));
	size_t length = strlen(message);
	while (length > 0 && char_is_space(message[length - 1]))
		message[--length] = '\0';
	for (char *at = message; *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	return message;
}

const char *
read_transaction_error(struct arena *arena, PGconn *handle, const PGresult *result)
{
	const char *message =
		arena_strdup(arena, PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	if (message == NULL)
		return read_transaction_message(arena, handle);
	if (!read_transaction_is_blocked(result))
		return message;
	PQclear(PQexec(handle, "ROLLBACK"));
	if (read_transaction_begin(handle, "READ COMMITTED, READ ONLY", PATIENCE)) {
		PGresult *rows = PQexec(handle, holders);
		if (PQresultStatus(rows) == PGRES_TUPLES_OK && !PQgetisnull(rows, 0, 0))
			message = arena_printf(arena, "%s: %s", message, PQgetvalue(rows, 0, 0));
		PQclear(rows);
	}
	PQclear(PQexec(handle, "ROLLBACK"));
	return message;
}
