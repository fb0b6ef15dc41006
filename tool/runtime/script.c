#include "runtime/script.h"

#include <stdio.h>
#include <string.h>

bool
scrt_script_rebuilds(const struct schemac_script *script)
{
	for (size_t i = 0; i < script->step_count; i++)
		if (script->steps[i].kind == SCHEMAC_STEP_REBUILD)
			return true;
	return false;
}

bool
scrt_script_has_down(const struct schemac_script *up, const struct schemac_script *down)
{
	return !down->irreversible && (down->present || down->step_count || !up->step_count);
}

static bool
is_there(const struct schemac_script *script)
{
	return script->present || script->step_count;
}

int
scrt_script_check_dialect(struct session *session, const struct schemac_revision *revision)
{
	static const char *const engines[SCHEMAC_DIALECT_COUNT] = {
		[SCHEMAC_DIALECT_SQLITE] = "SQLite",
		[SCHEMAC_DIALECT_POSTGRESQL] = "PostgreSQL",
	};
	if (is_there(&revision->upgrade[session->db.driver->dialect]))
		return 0;
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++)
		if (is_there(&revision->upgrade[i]))
			return scrt_fail(session, SCHEMAC_ERROR_DIALECT,
				"revision %s was written for %s and has no SQL for %s",
				revision->id, engines[i], session->db.driver->engine);
	return 0;
}

static const struct schemac_call *
find_call(const struct session *session, const char *name)
{
	for (size_t i = 0; i < session->options.call_count; i++)
		if (strcmp(session->options.calls[i].name, name) == 0)
			return &session->options.calls[i];
	return NULL;
}

static int
check_call(struct session *session, const char *name)
{
	if (find_call(session, name))
		return 0;
	scrt_fail(session, SCHEMAC_ERROR_CALL, "no C function '%s' is registered for this step",
		name);
	return scrt_fail_object(session, name);
}

static int
check_rebuild(struct session *session, const struct schemac_script *script,
	const struct schemac_step *step, const char *open)
{
	if (!session->db.driver->rebuild_begin)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "%s does not use rebuild steps",
			session->db.driver->engine);
	if (script->no_transaction)
		return scrt_fail(session, SCHEMAC_ERROR_REBUILD,
			"table %s cannot be rebuilt outside a transaction", step->text);
	if (step->kind == SCHEMAC_STEP_REBUILD && !step->columns)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the rebuild of %s does not list the columns it expects", step->text);
	if (step->kind == SCHEMAC_STEP_REBUILD && open)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the rebuild of %s begins before the rebuild of %s ends", step->text, open);
	if (step->kind == SCHEMAC_STEP_REBUILD_END && (!open || strcmp(open, step->text) != 0))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the rebuild of %s ends but never began", step->text);
	return 0;
}

/* Whether the script has the other step of a keep: an end after it, or a keep before it. */
static bool
has_counterpart(const struct schemac_script *script, const struct schemac_step *step)
{
	bool begins = step->kind == SCHEMAC_STEP_KEEP;
	const struct schemac_step *from = begins ? step : script->steps;
	const struct schemac_step *end = begins ? script->steps + script->step_count : step;
	for (; from < end; from++)
		if (from->kind == (begins ? SCHEMAC_STEP_KEEP_END : SCHEMAC_STEP_KEEP) &&
			from->text && strcmp(from->text, step->text) == 0)
			return true;
	return false;
}

static int
check_keep(struct session *session, const struct schemac_script *script,
	const struct schemac_step *step)
{
	if (!session->db.driver->keep)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "%s does not use keep steps",
			session->db.driver->engine);
	if (script->no_transaction)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the properties of %s cannot be kept outside a transaction", step->text);
	if (!has_counterpart(script, step))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "%s %s has no %s",
			step->kind == SCHEMAC_STEP_KEEP ? "keep" : "keep-end", step->text,
			step->kind == SCHEMAC_STEP_KEEP ? "keep-end" : "keep before it");
	return 0;
}

static int
check_step(struct session *session, const struct schemac_script *script,
	const struct schemac_step *step, const char **open)
{
	if (!step->text)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "a step has no text");
	switch (step->kind) {
	case SCHEMAC_STEP_SQL:
	case SCHEMAC_STEP_EXPECT_NO_ROWS:
		return 0;
	case SCHEMAC_STEP_CALL:
		return check_call(session, step->text);
	case SCHEMAC_STEP_REBUILD:
		if (check_rebuild(session, script, step, *open))
			return -1;
		*open = step->text;
		return 0;
	case SCHEMAC_STEP_REBUILD_END:
		if (check_rebuild(session, script, step, *open))
			return -1;
		*open = NULL;
		return 0;
	case SCHEMAC_STEP_KEEP:
	case SCHEMAC_STEP_KEEP_END:
		return check_keep(session, script, step);
	}
	return scrt_fail(session, SCHEMAC_ERROR_USAGE, "a step has an unknown kind");
}

int
scrt_script_check(struct session *session, const struct schemac_script *script)
{
	const char *open = NULL; /* the table being rebuilt */
	int result = 0;
	for (size_t i = 0; i < script->step_count && !result; i++) {
		session->step = &script->steps[i];
		result = check_step(session, script, session->step, &open);
	}
	session->step = NULL;
	if (!result && open)
		return scrt_fail(
			session, SCHEMAC_ERROR_USAGE, "the rebuild of %s has no end", open);
	return result;
}

/* Fails if a C step has begun, ended or broken a transaction. */
static int
check_transaction(struct session *session, const struct schemac_step *step)
{
	enum transaction state = session->db.driver->transaction(session);
	if (state == TRANSACTION_FAILED)
		return scrt_fail(session, SCHEMAC_ERROR_TRANSACTION,
			"%s left the transaction in a failed state", step->text);
	if ((state == TRANSACTION_OPEN) == session->in_transaction)
		return 0;
	return scrt_fail(session, SCHEMAC_ERROR_TRANSACTION,
		session->in_transaction ? "%s ended the transaction in which it ran"
					: "%s left a transaction open",
		step->text);
}

static int
run_call(struct session *session, const struct schemac_step *step)
{
	const struct schemac_call *call = find_call(session, step->text);
	if (scrt_statement(session, step->text, strlen(step->text), step->line))
		return -1;
	struct schemac_error error;
	memset(&error, 0, sizeof(error));
	int result = call->function(session->db, session->revision, &error, call->data);
	error.message[sizeof(error.message) - 1] = '\0';
	if (result) {
		scrt_fail(session, SCHEMAC_ERROR_CALL, "%s: %s", step->text,
			error.message[0] ? error.message : "failed");
		session->error->code = error.code;
		return scrt_fail_object(session, step->text);
	}
	return check_transaction(session, step);
}

/* The rows returned by an expect-no-rows query. */
struct unexpected {
	size_t count;
	char names[96]; /* first column of the first rows, separated by ", " */
};

enum { NAMED_ROWS = 5 };

static int
take_unexpected(void *data, const char *const *values)
{
	struct unexpected *rows = data;
	size_t used = strlen(rows->names);
	if (rows->count++ < NAMED_ROWS)
		snprintf(rows->names + used, sizeof(rows->names) - used, "%s%s", used ? ", " : "",
			values[0] ? values[0] : "NULL");
	return 0;
}

static int
run_expect_no_rows(struct session *session, const struct schemac_step *step)
{
	struct unexpected rows = {0, ""};
	if (session->db.driver->query_step(session, step, take_unexpected, &rows))
		return -1;
	if (!rows.count)
		return 0;
	return scrt_fail(session, SCHEMAC_ERROR_ROWS, "%zu row%s prevent%s this step (%s%s): %s",
		rows.count, rows.count == 1 ? "" : "s", rows.count == 1 ? "s" : "", rows.names,
		rows.count > NAMED_ROWS ? ", …" : "", step->text);
}

static int
run_step(struct session *session, const struct schemac_step *step)
{
	const struct schemac_driver *driver = session->db.driver;
	switch (step->kind) {
	case SCHEMAC_STEP_CALL:
		return run_call(session, step);
	case SCHEMAC_STEP_REBUILD:
		return driver->rebuild_begin(session, step);
	case SCHEMAC_STEP_REBUILD_END:
		return driver->rebuild_end(session, step);
	case SCHEMAC_STEP_EXPECT_NO_ROWS:
		return run_expect_no_rows(session, step);
	case SCHEMAC_STEP_KEEP:
	case SCHEMAC_STEP_KEEP_END:
		return driver->keep(session, step);
	case SCHEMAC_STEP_SQL:
		break;
	}
	return driver->sql(session, step);
}

int
scrt_script_run(struct session *session, const struct schemac_script *script)
{
	const struct schemac_driver *driver = session->db.driver;
	int result = driver->script_begin(session, script);
	for (size_t i = 0; i < script->step_count && !result; i++) {
		session->step = &script->steps[i];
		result = run_step(session, session->step);
	}
	session->step = NULL;
	return result ? -1 : driver->script_end(session, script);
}
