#include "db/offline_driver.h"

#include "base/text.h"
#include "base/vec.h"
#include "runtime/driver.h"
#include "runtime/keep.h"
#include "schema/sql_text.h"

#include <string.h>

struct offline {
	struct schemac_driver driver; /* of this dialect */
	const struct offline_dialect *dialect;
	struct arena *arena;
	struct strbuf *out;
	VEC(const char *) rows; /* at the current position in the script */
	bool was_empty;         /* initially empty database: the tables may be missing */
	bool is_guarded;        /* the script checks the initial rows */
};

static struct offline *
offline_of(const struct session *session)
{
	return session->db.handle;
}

/* ------------------------------------------------------------------ statements of the runtime */

static void
add_value(struct strbuf *out, const char *value)
{
	if (value == NULL)
		strbuf_addstr(out, "NULL");
	else
		sql_add_literal(out, value);
}

/* Appends the statement with its values inserted. The time is the one at which the script runs. */
static void
add_statement(struct offline *o, const char *sql, const char *const *values, size_t count,
	bool is_history)
{
	enum { APPLIED_AT = 6 }; /* STATEMENT_HISTORY_ADD */
	for (const char *at = sql; *at != '\0'; at++) {
		size_t number = 0, digits = 0;
		if (*at == '$')
			for (; char_is_digit(at[digits + 1]); digits++)
				number = number * 10 + (size_t)(at[digits + 1] - '0');
		if (digits == 0) {
			strbuf_addch(o->out, *at);
			continue;
		}
		if (is_history && number == APPLIED_AT)
			strbuf_addstr(o->out, o->dialect->now);
		else
			add_value(o->out, number <= count ? values[number - 1] : NULL);
		at += digits;
	}
	strbuf_addstr(o->out, ";\n");
}

/* Guards against a database that is not in the expected state when the script runs. */
static void
guard_rows(struct session *session)
{
	struct offline *o = offline_of(session);
	const char *rows = session->statements[STATEMENT_ROWS].sql;
	struct strbuf condition = STRBUF_INIT, text = STRBUF_INIT;
	if (o->is_guarded)
		return;
	o->is_guarded = true;
	strbuf_addf(&condition, "(SELECT count(*) FROM (%s) AS r) = %zu", rows, o->rows.len);
	strbuf_addstr(&text, "the database must be at");
	if (o->rows.len > 0)
		strbuf_addf(&condition,
			" AND (SELECT count(*) FROM (%s) AS r WHERE version_num IN (", rows);
	VEC_EACH (const char *, row, o->rows) {
		strbuf_addstr(&condition, row > o->rows.items ? ", " : "");
		sql_add_literal(&condition, *row);
		strbuf_addf(&text, "%s %s", row > o->rows.items ? "," : "", *row);
	}
	if (o->rows.len > 0)
		strbuf_addf(&condition, ")) = %zu", o->rows.len);
	else
		strbuf_addstr(&text, " the base");
	o->dialect->guard(o->out, text.buf, condition.buf);
	strbuf_release(&condition);
	strbuf_release(&text);
}

static int
read_rows(struct offline *o, row_function *row, void *data)
{
	VEC_EACH (const char *, id, o->rows)
		if (row(data, id) != 0)
			break;
	return 0;
}

/* The tables may exist but have no rows. */
static void
create_table(struct session *session, const char *sql)
{
	static const char create[] = "CREATE TABLE ";
	struct offline *o = offline_of(session);
	if (strncmp(sql, create, strlen(create)) == 0) {
		strbuf_addstr(o->out, "CREATE TABLE IF NOT EXISTS ");
		sql += strlen(create);
	}
	strbuf_addf(o->out, "%s;\n", sql);
}

static void
change_row(struct session *session, enum statement_id id, const char *value)
{
	struct offline *o = offline_of(session);
	if (id == STATEMENT_ROW_ADD) {
		*VEC_ADD(o->arena, &o->rows) = arena_strdup(o->arena, value);
		return;
	}
	for (size_t i = 0; i < o->rows.len; i++)
		if (strcmp(o->rows.items[i], value) == 0) {
			VEC_REMOVE(&o->rows, i);
			return;
		}
}

/* The runtime reads RETURNING; a shell would print it. */
static const char *
without_returning(struct arena *arena, const char *sql)
{
	const char *returning = strstr(sql, " RETURNING ");
	return returning == NULL ? sql : arena_strndup(arena, sql, (size_t)(returning - sql));
}

static int
offline_query(struct session *session, struct prepared_statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data)
{
	struct offline *o = offline_of(session);
	const struct prepared_statement *first = session->statements;
	if (statement < first || statement >= first + STATEMENT_COUNT) {
		create_table(session, statement->sql);
		return 0;
	}
	enum statement_id id = (enum statement_id)(statement - first);
	if (id == STATEMENT_ROWS)
		return read_rows(o, row, data);
	if (id != STATEMENT_ROW_ADD && id != STATEMENT_ROW_REMOVE && id != STATEMENT_HISTORY_ADD)
		return 0; /* the history is unknown when the script is written */
	guard_rows(session);
	add_statement(o, without_returning(o->arena, statement->sql), values, value_count,
		id == STATEMENT_HISTORY_ADD);
	if (id == STATEMENT_HISTORY_ADD)
		return 0;
	change_row(session, id, values[0]);
	if (row != NULL)
		row(data, values);
	return 0;
}

static int
offline_has_table(struct session *session, const char *schema, const char *name, bool *has)
{
	(void)schema;
	(void)name;
	*has = !offline_of(session)->was_empty || offline_of(session)->is_guarded;
	return 0;
}

/* ------------------------------------------------------------------ scripts */

static int
offline_open_session(struct session *session)
{
	(void)session;
	return 0;
}

static void
offline_close(struct session *session)
{
	(void)session;
}

static int
offline_run_begin(struct session *session, const struct needs *needs)
{
	(void)needs;
	strbuf_addstr(offline_of(session)->out, offline_of(session)->dialect->opening);
	return 0;
}

static int
offline_run_end(struct session *session)
{
	(void)session;
	return 0;
}

static int
offline_begin(struct session *session)
{
	struct offline *o = offline_of(session);
	strbuf_addf(o->out, "\n%s;\n", o->dialect->begin);
	session->in_transaction = true;
	if (!o->was_empty)
		guard_rows(session);
	return 0;
}

static int
offline_commit(struct session *session)
{
	strbuf_addf(offline_of(session)->out, "%s;\n", offline_of(session)->dialect->commit);
	session->in_transaction = false;
	return 0;
}

/* The caller discards the whole script. */
static void
offline_rollback(struct session *session)
{
	session->in_transaction = false;
}

static int
offline_script_begin(struct session *session, const struct schemac_script *script)
{
	struct offline *o = offline_of(session);
	const struct schemac_revision *revision = session->revision;
	guard_rows(session);
	strbuf_addf(o->out, "\n-- %s %s%s%s\n",
		session->progress.direction == SCHEMAC_UP ? "upgrade" : "downgrade", revision->id,
		revision->message != NULL ? ": " : "",
		revision->message != NULL ? revision->message : "");
	if (o->dialect->script_begin != NULL)
		o->dialect->script_begin(o->out, script);
	return 0;
}

static int
offline_script_end(struct session *session, const struct schemac_script *script)
{
	struct offline *o = offline_of(session);
	if (o->dialect->script_end != NULL)
		o->dialect->script_end(o->out, script);
	return 0;
}

/* A missing ';' would join two statements. An extra one would add an empty statement. */
static int
offline_sql(struct session *session, const struct schemac_step *step)
{
	struct strbuf *out = offline_of(session)->out;
	size_t length = strlen(step->text);
	while (length > 0 && char_is_space(step->text[length - 1]))
		length--;
	if (length == 0)
		return 0;
	strbuf_add(out, step->text, length);
	strbuf_addstr(out, step->text[length - 1] == ';' ? "\n" : "\n;\n");
	return 0;
}

static int
offline_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data)
{
	struct offline *o = offline_of(session);
	size_t length = strlen(step->text);
	struct strbuf condition = STRBUF_INIT;
	(void)row;
	(void)data;
	while (length > 0 &&
		(char_is_space(step->text[length - 1]) || step->text[length - 1] == ';'))
		length--;
	strbuf_addstr(&condition, "NOT EXISTS (");
	strbuf_add(&condition, step->text, length);
	strbuf_addstr(&condition, "\n)");
	o->dialect->guard(o->out, "the query must find no rows", condition.buf);
	strbuf_release(&condition);
	return 0;
}

static int
offline_rebuild_begin(struct session *session, const struct schemac_step *step)
{
	offline_of(session)->dialect->rebuild_begin(offline_of(session)->out, step);
	return 0;
}

static int
offline_rebuild_end(struct session *session, const struct schemac_step *step)
{
	offline_of(session)->dialect->rebuild_end(offline_of(session)->out, step);
	return 0;
}

static int
offline_keep(struct session *session, const struct schemac_step *step)
{
	struct text sql = {.pool = &session->pool};
	bool known = scrt_keep_print(&sql, step);
	if (!known || sql.failed)
		return known ? scrt_no_memory(session)
			     : scrt_fail(session, SCHEMAC_ERROR_USAGE,
				       "'%s' is not an object whose properties can be kept",
				       step->text);
	strbuf_addf(offline_of(session)->out, "-- %s %s\n%s;\n",
		step->kind == SCHEMAC_STEP_KEEP ? "keep" : "keep-end", step->text, sql.data);
	scrt_pool_resize(&session->pool, sql.data, 0);
	return 0;
}

static enum transaction
offline_transaction(struct session *session)
{
	return session->in_transaction ? TRANSACTION_OPEN : TRANSACTION_NONE;
}

struct schemac_db
offline_driver_open(struct arena *arena, const struct offline_dialect *dialect,
	const char *const *rows, size_t row_count, struct strbuf *out)
{
	struct offline *o = ARENA_NEW(arena, struct offline);
	*o = (struct offline){
		.driver = {.dialect = dialect->dialect,
			.engine = dialect->engine,
			.default_schema = dialect->default_schema,
			.history_id = dialect->history_id,
			.open = offline_open_session,
			.close = offline_close,
			.run_begin = offline_run_begin,
			.run_end = offline_run_end,
			.begin = offline_begin,
			.commit = offline_commit,
			.rollback = offline_rollback,
			.query = offline_query,
			.has_table = offline_has_table,
			.script_begin = offline_script_begin,
			.script_end = offline_script_end,
			.sql = offline_sql,
			.query_step = offline_query_step,
			.rebuild_begin =
				dialect->rebuild_begin != NULL ? offline_rebuild_begin : NULL,
			.rebuild_end = dialect->rebuild_end != NULL ? offline_rebuild_end : NULL,
			.keep = dialect->keeps ? offline_keep : NULL,
			.transaction = offline_transaction},
		.dialect = dialect,
		.arena = arena,
		.out = out,
		.was_empty = row_count == 0};
	for (size_t i = 0; i < row_count; i++)
		*VEC_ADD(arena, &o->rows) = rows[i];
	return (struct schemac_db){.driver = &o->driver, .handle = o};
}
