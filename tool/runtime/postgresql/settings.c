/*
 * The settings of a run. They are local to its transactions, so that a rollback restores them and a
 * pooler's other clients do not see them.
 *
 * A script may change any setting for the session. Before such a script all settings are read from
 * pg_settings, and those that differ afterwards are restored in the same transaction. Five are
 * treated separately: pg_settings does not list the first two, and the run itself sets the others.
 */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A statement that is waiting for a lock blocks other sessions. It is cancelled after this time, in
 * milliseconds, and then retried.
 */
#define DEFAULT_LOCK_TIMEOUT "5000"

/* $1: options.lock_timeout_ms; $2: the longest one. */
#define APPLY(local, more)                                                                         \
	"SELECT pg_catalog.current_setting('session_authorization'),"                              \
	" pg_catalog.current_setting('role'), pg_catalog.current_setting('client_encoding'),"      \
	" pg_catalog.current_setting('standard_conforming_strings'),"                              \
	" pg_catalog.current_setting('lock_timeout'), pg_catalog.pg_backend_pid(), t.ms,"          \
	" pg_catalog.current_setting('default_transaction_read_only'),"                            \
	" pg_catalog.pg_is_in_recovery(),"                                                         \
	" pg_catalog.set_config('client_encoding', 'UTF8', " local "),"                            \
	" pg_catalog.set_config('standard_conforming_strings', 'on', " local "),"                  \
	" pg_catalog.set_config('lock_timeout', t.ms::text, " local ")" more                       \
	" FROM (SELECT least(CASE WHEN $1::bigint > 0 THEN $1::bigint WHEN s.ms > 0 THEN s.ms"     \
	" ELSE " DEFAULT_LOCK_TIMEOUT " END, $2::bigint) AS ms FROM (SELECT"                       \
	" (1000 * extract(epoch FROM "                                                             \
	"pg_catalog.current_setting('lock_timeout')::interval))::bigint"                           \
	" AS ms) s) t"

/*
 * Queries of the catalogue find nothing in pg_temp or in a schema before pg_catalog: the schemas of
 * the search path keep their order, pg_catalog becomes implicitly the first, pg_temp is the last.
 */
#define SAFE_PATH                                                                                  \
	", pg_catalog.set_config('search_path', (SELECT coalesce(pg_catalog.string_agg("           \
	"pg_catalog.concat(pg_catalog.quote_ident(p.name::text), ', '), '' ORDER BY p.place)"      \
	" OPERATOR(pg_catalog.||) 'pg_temp'::text, '') FROM"                                       \
	" pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY p(name, place)"     \
	" WHERE pg_catalog.left(p.name::text, 7) OPERATOR(pg_catalog.<>) 'pg_temp'::text"          \
	" AND p.name::text OPERATOR(pg_catalog.<>) 'pg_catalog'::text), true)"

enum { APPLY_PROCESS = PG_SETTING_COUNT, APPLY_LOCK_TIMEOUT, APPLY_READ_ONLY, APPLY_STANDBY };

static int
take_applied(void *data, const char *const *values)
{
	struct pg_engine *engine = data;
	for (size_t i = 0; i < PG_SETTING_COUNT; i++)
		snprintf(engine->settings[i], sizeof(engine->settings[i]), "%s", values[i]);
	engine->process = (int)strtol(values[APPLY_PROCESS], NULL, 10);
	engine->is_pooled = engine->process != PQbackendPID(engine->handle);
	engine->lock_timeout = (unsigned)strtoul(values[APPLY_LOCK_TIMEOUT], NULL, 10);
	engine->is_read_only = strcmp(values[APPLY_READ_ONLY], "on") == 0;
	engine->is_standby = values[APPLY_STANDBY][0] == 't';
	return 0;
}

/* A call that only reads gives up once; its lock_timeout is then the longest wait. */
int
scrt_pg_settings_apply(struct session *session, enum pg_scope scope)
{
	static const char *const queries[] = {
		[PG_SCOPE_READ] = APPLY("true", SAFE_PATH),
		[PG_SCOPE_TRANSACTION] = APPLY("true", ""),
		[PG_SCOPE_SESSION] = APPLY("false", ""),
	};
	char option[24], longest[24];
	const char *const values[] = {option, longest};
	long long left = scrt_pg_time_left(session);
	bool waits = scope == PG_SCOPE_READ && session->repeats;
	snprintf(option, sizeof(option), "%lld",
		waits ? left : (long long)session->options.lock_timeout_ms);
	snprintf(longest, sizeof(longest), "%lld", session->repeats ? left : 2147483647LL);
	return scrt_pg_query(
		session, queries[scope], values, 2, take_applied, scrt_pg_engine(session));
}

/* ------------------------------------------------------------------ what a script changes */

/* Whether the text contains the word, ignoring case. A match inside a longer word counts. */
static bool
has_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	const char *end = text + strlen(text);
	for (; (size_t)(end - text) >= length; text++) {
		struct word part = {text, length};
		if (scrt_word_is(part, word))
			return true;
	}
	return false;
}

/* Whether a statement of the text begins with one of the words; the last one is NULL. */
static bool
has_statement(const char *text, const char *const *words)
{
	for (const char *at = scrt_pg_skip(text); *at;) {
		struct word first = scrt_pg_first_word(at);
		for (size_t i = 0; words[i]; i++)
			if (scrt_word_is(first, words[i]))
				return true;
		const char *end = scrt_pg_statement_end(at);
		at = scrt_pg_skip(*end ? end + 1 : end);
	}
	return false;
}

/* Whether the script sets a setting by a statement of its own. */
static bool
sets(const struct schemac_script *script)
{
	static const char *const words[] = {"SET", "RESET", "DISCARD", NULL};
	for (size_t i = 0; i < script->step_count; i++)
		if (script->steps[i].kind != SCHEMAC_STEP_CALL &&
			(has_word(script->steps[i].text, "set_config") ||
				has_statement(script->steps[i].text, words)))
			return true;
	return false;
}

/* Whether the script may also set one through code that it calls. */
static bool
may_set(const struct schemac_script *script)
{
	static const char *const words[] = {"DO", "CALL", "SELECT", "WITH", "EXECUTE", NULL};
	for (size_t i = 0; i < script->step_count; i++)
		if (script->steps[i].kind == SCHEMAC_STEP_CALL ||
			(script->steps[i].kind == SCHEMAC_STEP_SQL &&
				has_statement(script->steps[i].text, words)))
			return true;
	return sets(script);
}

static int
take_snapshot(void *data, const char *const *values)
{
	struct session *session = data;
	scrt_pg_engine(session)->snapshot = scrt_copy(session, values[0], strlen(values[0]));
	return 0;
}

/* The settings that a session can change, except those that are treated separately. */
#define OWN_SETTINGS                                                                               \
	" s.context IN ('user', 'superuser') AND s.name NOT IN ('client_encoding',"                \
	" 'standard_conforming_strings', 'lock_timeout') AND s.name !~ "                           \
	"'^transaction_(iso|rea|def)'"

static int
save(struct session *session)
{
	static const char query[] = "SELECT pg_catalog.json_object_agg(s.name, s.setting)"
				    " FROM pg_catalog.pg_settings s WHERE" OWN_SETTINGS;
	if (scrt_pg_query(session, query, NULL, 0, take_snapshot, session))
		return -1;
	return scrt_pg_engine(session)->snapshot ? 0 : -1;
}

/* Works after an error and after the caller asks to stop, unlike scrt_pg_query(). */
static bool
set(struct session *session, const char *sql, const char *const *values, int count)
{
	PGresult *result = PQexecParams(
		scrt_pg_engine(session)->handle, sql, count, NULL, values, NULL, NULL, 0);
	bool done = PQresultStatus(result) == PGRES_TUPLES_OK;
	PQclear(result);
	return done;
}

/* The values are sent in UTF-8, whatever encoding the script has set. */
static bool
restore(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	const char *const others[] = {engine->snapshot};
	const char *const saved[] = {engine->settings[0], engine->settings[1],
		engine->settings[PG_SETTING_CLIENT_ENCODING],
		engine->settings[PG_SETTING_STANDARD_STRINGS],
		engine->settings[PG_SETTING_LOCK_TIMEOUT]};
	bool done = set(
		session, "SELECT pg_catalog.set_config('client_encoding', 'UTF8', false)", NULL, 0);
	done &= set(session,
		"SELECT CASE WHEN pg_catalog.current_setting('session_authorization') <> $1"
		" THEN pg_catalog.set_config('session_authorization', $1, false) END,"
		" CASE WHEN pg_catalog.current_setting('role') <> $2"
		" THEN pg_catalog.set_config('role', $2, false) END",
		saved, 2);
	if (engine->snapshot)
		done &= set(session,
			"SELECT pg_catalog.set_config(s.name, o.value, false)"
			" FROM pg_catalog.json_each_text($1::json) o JOIN pg_catalog.pg_settings s"
			" ON s.name = o.key AND s.setting IS DISTINCT FROM o.value "
			"AND" OWN_SETTINGS,
			others, 1);
	done &= set(session,
		"SELECT CASE WHEN pg_catalog.current_setting('client_encoding') <> $1"
		" THEN pg_catalog.set_config('client_encoding', $1, false) END,"
		" CASE WHEN pg_catalog.current_setting('standard_conforming_strings') <> $2"
		" THEN pg_catalog.set_config('standard_conforming_strings', $2, false) END,"
		" CASE WHEN pg_catalog.current_setting('lock_timeout') <> $3"
		" THEN pg_catalog.set_config('lock_timeout', $3, false) END",
		saved + PG_SETTING_CLIENT_ENCODING, 3);
	scrt_pool_resize(&session->pool, engine->snapshot, 0);
	engine->snapshot = NULL;
	return done;
}

static bool
apply_again(struct session *session)
{
	char lock_timeout[24];
	const char *const values[] = {lock_timeout};
	snprintf(lock_timeout, sizeof(lock_timeout), "%u", scrt_pg_engine(session)->lock_timeout);
	return set(session,
		"SELECT pg_catalog.set_config('client_encoding', 'UTF8', true),"
		" pg_catalog.set_config('standard_conforming_strings', 'on', true),"
		" pg_catalog.set_config('lock_timeout', $1, true)",
		values, 1);
}

/*
 * A setting for the session would stay on some connection of the pooler. lock_timeout is replaced
 * by a cancel request (send.c).
 */
static int
check_pooled(struct session *session, const struct schemac_script *script)
{
	const PGconn *handle = scrt_pg_engine(session)->handle;
	const char *encoding = PQparameterStatus(handle, "client_encoding");
	const char *strings = PQparameterStatus(handle, "standard_conforming_strings");
	if (sets(script))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection leads to a pooler, and a section outside a transaction "
			"changes settings, which would stay on a connection of the pooler: connect "
			"to the server itself");
	if (!encoding || strcmp(encoding, "UTF8") != 0 || !strings || strcmp(strings, "on") != 0)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection leads to a pooler: a section outside a transaction "
			"requires "
			"client_encoding UTF8 and standard_conforming_strings on");
	return 0;
}

int
scrt_pg_script_begin(struct session *session, const struct schemac_script *script)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (script->no_transaction && engine->is_pooled)
		return check_pooled(session, script);
	if (script->no_transaction) {
		if (scrt_pg_settings_apply(session, PG_SCOPE_SESSION))
			return -1;
		engine->outside = true;
	}
	return may_set(script) ? save(session) : 0;
}

int
scrt_pg_script_end(struct session *session, const struct schemac_script *script)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (!engine->outside && !engine->snapshot)
		return 0;
	bool done = restore(session);
	engine->outside = false;
	if (done && !script->no_transaction)
		done = apply_again(session);
	return done ? 0
		    : scrt_fail(session, SCHEMAC_ERROR_DATABASE,
			      "the settings that the script changed cannot be restored: %s",
			      PQerrorMessage(engine->handle));
}

void
scrt_pg_settings_restore(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine->outside && PQstatus(engine->handle) == CONNECTION_OK)
		restore(session);
	engine->outside = false;
}
