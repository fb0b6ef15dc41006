/* Saves, sets and restores session settings. */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	const char *value; /* during a run; NULL: unchanged */
} settings[SCRT_PG_SETTING_COUNT] = {
#define SETTING(name, value) {name, value},
	SCRT_PG_SETTINGS(SETTING)
#undef SETTING
};

/*
 * A statement that is waiting for a lock blocks other sessions. It is cancelled after this time and
 * then retried.
 */
#define DEFAULT_LOCK_TIMEOUT "5s"

/* Receives the values one row at a time, in the order of SCRT_PG_SETTINGS. */
struct setting_reader {
	struct session *session;
	char **values;
	size_t count;
};

static int
take_setting(void *data, const char *const *values)
{
	struct setting_reader *reader = data;
	const char *value = values[0] ? values[0] : "";
	char *copy = scrt_copy(reader->session, value, strlen(value));
	if (!copy)
		return -1;
	if (reader->count < SCRT_PG_SETTING_COUNT)
		reader->values[reader->count++] = copy;
	return 0;
}

/*
 * Builds SELECT set_config(name, $1, false), … or a query that returns one row with
 * current_setting(name) per setting.
 */
static const char *
print_query(struct session *session, bool set)
{
	struct text text = {.pool = &session->pool};
	for (size_t i = 0; i < SCRT_PG_SETTING_COUNT; i++) {
		scrt_text_puts(&text, i == 0 ? "SELECT " : set ? ", " : " UNION ALL SELECT ");
		scrt_text_puts(&text, set ? "set_config('" : "current_setting('");
		scrt_text_puts(&text, settings[i].name);
		scrt_text_puts(&text, set ? "', $" : "'");
		if (set) {
			scrt_text_number(&text, i + 1);
			scrt_text_puts(&text, ", false");
		}
		scrt_text_puts(&text, ")");
	}
	if (text.failed) {
		scrt_no_memory(session);
		return NULL;
	}
	return text.data;
}

static int
set_all(struct session *session, char *const *values)
{
	return scrt_pg_query(session, scrt_pg_engine(session)->set_query,
		(const char *const *)values, SCRT_PG_SETTING_COUNT, NULL, NULL);
}

static char *
value_in_run(struct session *session, size_t i)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	const char *value = settings[i].value ? settings[i].value : engine->settings[i];
	char number[24];
	if (strcmp(settings[i].name, "lock_timeout") == 0 && session->options.lock_timeout_ms) {
		snprintf(number, sizeof(number), "%u", session->options.lock_timeout_ms);
		value = number;
	} else if (strcmp(settings[i].name, "lock_timeout") == 0 && strcmp(value, "0") == 0) {
		value = DEFAULT_LOCK_TIMEOUT;
	}
	return scrt_copy(session, value, strlen(value));
}

int
scrt_pg_settings_save(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	char *values[SCRT_PG_SETTING_COUNT] = {NULL};
	struct setting_reader reader = {session, values, 0};
	const char *query = print_query(session, false);
	engine->set_query = query ? print_query(session, true) : NULL;
	if (!engine->set_query || scrt_pg_query(session, query, NULL, 0, take_setting, &reader))
		return -1;
	if (session->error->kind != SCHEMAC_ERROR_NONE || reader.count != SCRT_PG_SETTING_COUNT)
		return -1;
	memcpy(engine->settings, values, sizeof(values));
	for (size_t i = 0; i < SCRT_PG_SETTING_COUNT; i++) {
		engine->run_settings[i] = value_in_run(session, i);
		if (!engine->run_settings[i])
			return -1;
	}
	return set_all(session, engine->run_settings);
}

int
scrt_pg_settings_reset(struct session *session)
{
	return set_all(session, scrt_pg_engine(session)->run_settings);
}

/*
 * Uses PQexecParams() because restoring must also work after an error or after the caller asks to
 * stop.
 */
void
scrt_pg_settings_restore(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine->settings[0] && PQstatus(engine->handle) == CONNECTION_OK)
		PQclear(PQexecParams(engine->handle, engine->set_query, SCRT_PG_SETTING_COUNT, NULL,
			(const char *const *)engine->settings, NULL, NULL, 0));
	memset(engine->settings, 0, sizeof(engine->settings));
}
