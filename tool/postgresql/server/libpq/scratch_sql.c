#include "postgresql/server/libpq/scratch_sql.h"

#include "base/strbuf.h"
#include "postgresql/server/libpq/postgresql_inspect.h"
#include "postgresql/server/libpq/read_transaction.h"

#include <string.h>

static const char begin_scratch[] =
	"SET LOCAL check_function_bodies = off; CREATE SCHEMA schemac_scratch;"
	"SELECT set_config('schemac.search_path', current_setting('search_path'), true),"
	" set_config('schemac.without_default', coalesce((SELECT string_agg(quote_ident(s), ', ')"
	" FROM unnest(current_schemas(false)) s WHERE s <> current_schema()), ''), true)";

/*
 * Without the default schema, a call finds no functions of the database beside the expected ones:
 * f(public.mood) and f(schemac_scratch.mood) would be ambiguous. With it, objects of the database
 * are found that the expected schema does not contain.
 */
#define SET_PATH(setting)                                                                          \
	"SELECT set_config('search_path', concat_ws(', ', 'schemac_scratch',"                      \
	" nullif(current_setting('" setting "'), '')), true)"

static const char *const set_paths[] = {
	SET_PATH("schemac.without_default"),
	SET_PATH("schemac.search_path"),
};

enum { PATHS = sizeof(set_paths) / sizeof(*set_paths) };

enum { MOST_REPORTED = 5 }; /* rejected statements in one note */

struct attempt {
	struct arena *arena;
	PGconn *handle;
	VEC(const char *) left; /* statements that have not succeeded */
	struct texts problems;  /* of the last round, parallel to `left` */
	const char *problem;    /* the message of the last statement that failed */
	const char *failure;    /* a lock timeout or a lost connection ends all; or NULL */
};

static bool
run_sql(struct attempt *attempt, const char *sql)
{
	PGresult *result = PQexec(attempt->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
		    status == PGRES_EMPTY_QUERY;
	if (!done)
		attempt->problem = read_transaction_message(attempt->arena, attempt->handle);
	if (!done && read_transaction_is_blocked(result))
		attempt->failure = read_transaction_error(attempt->arena, attempt->handle, result);
	else if (PQstatus(attempt->handle) != CONNECTION_OK)
		attempt->failure = attempt->problem;
	PQclear(result);
	return done;
}

/* All statements in one message, which is much faster than one message each. */
static bool
run_all(struct attempt *attempt, const struct texts *statements)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const char *, statement, *statements)
		strbuf_addf(&text, "%s\n;\n", *statement);
	bool done = false;
	for (size_t i = 0; !done && i < PATHS && attempt->failure == NULL; i++) {
		run_sql(attempt, "SAVEPOINT schemac_scratch");
		run_sql(attempt, set_paths[i]);
		done = run_sql(attempt, text.buf);
		if (!done)
			run_sql(attempt, "ROLLBACK TO schemac_scratch");
	}
	strbuf_release(&text);
	return done;
}

/* A text that the server cannot convert fails before anything in the same message is run. */
static bool
run_statement(struct attempt *attempt, const char *statement)
{
	bool done = run_sql(attempt, "SAVEPOINT schemac_scratch") && run_sql(attempt, statement);
	const char *problem = attempt->problem;
	if (attempt->failure == NULL)
		run_sql(attempt, done ? "RELEASE schemac_scratch"
				      : "ROLLBACK TO schemac_scratch; RELEASE schemac_scratch");
	attempt->problem = problem;
	return done;
}

/* One round: the statements that fail are left, with their messages. */
static void
run_left(struct attempt *attempt)
{
	size_t kept = 0;
	attempt->problems.len = 0;
	VEC_EACH (const char *, statement, attempt->left) {
		if (attempt->failure == NULL && run_statement(attempt, *statement))
			continue;
		*VEC_ADD(attempt->arena, &attempt->problems) = attempt->problem;
		attempt->left.items[kept++] = *statement;
	}
	attempt->left.len = kept;
}

static void
run_each(struct attempt *attempt, const struct texts *statements)
{
	size_t before;
	VEC_EACH (const char *, statement, *statements)
		*VEC_ADD(attempt->arena, &attempt->left) = *statement;
	do {
		before = attempt->left.len;
		for (size_t i = 0; i < PATHS && attempt->left.len > 0 && attempt->failure == NULL;
			i++) {
			run_sql(attempt, set_paths[i]);
			run_left(attempt);
		}
	} while (attempt->left.len > 0 && attempt->left.len < before && attempt->failure == NULL);
}

/* One note for all, because a part that is missing makes others fail. */
static void
report_rejected(struct attempt *attempt, const char *problem, const struct inspect_options *options,
	struct diagnostics *diagnostics)
{
	diag_add(diagnostics, DIAG_NOT_NORMALISED, options->at,
		"the server rejects a part of the expected schema; its texts are compared as "
		"written: %s",
		problem);
	for (size_t i = 1; i < attempt->problems.len && i < MOST_REPORTED; i++)
		diag_note(diagnostics, (struct location){0}, "%s", attempt->problems.items[i]);
	if (attempt->problems.len > MOST_REPORTED)
		diag_note(diagnostics, (struct location){0}, "and %zu more statements",
			attempt->problems.len - MOST_REPORTED);
}

/* Notes about the existing database are omitted: they belong to its own inspection. */
static int
inspect_scratch(struct attempt *attempt, struct schema *out, const struct inspect_options *options)
{
	struct diagnostics own;
	diag_init(&own, attempt->arena);
	int result = postgresql_inspect_here(attempt->arena, out, attempt->handle, options, &own);
	if (result != 0 && own.all.len > 0)
		attempt->failure = own.all.items[own.all.len - 1]->message;
	return result;
}

static bool
begin(struct attempt *attempt, const struct inspect_options *options)
{
	if (read_transaction_begin(
		    attempt->handle, "READ COMMITTED, READ WRITE", options->lock_timeout_ms))
		return run_sql(attempt, begin_scratch);
	attempt->problem = read_transaction_message(attempt->arena, attempt->handle);
	return false;
}

static int
try_statements(struct attempt *attempt, struct schema *out, const struct texts *statements,
	enum try_mode mode, const struct inspect_options *options, struct diagnostics *diagnostics)
{
	if (!begin(attempt, options)) {
		report_rejected(attempt, attempt->problem, options, diagnostics);
		return 0;
	}
	if (mode == TRY_ALL && !run_all(attempt, statements))
		return TRY_REJECTED;
	if (mode == TRY_EACH)
		run_each(attempt, statements);
	if (attempt->failure != NULL)
		return -1;
	if (attempt->problems.len > 0)
		report_rejected(attempt, attempt->problems.items[0], options, diagnostics);
	run_sql(attempt, set_paths[PATHS - 1]);
	return inspect_scratch(attempt, out, options);
}

int
scratch_sql_try(struct arena *arena, struct schema *out, PGconn *handle,
	const struct texts *statements, enum try_mode mode, const struct inspect_options *options,
	struct diagnostics *diagnostics)
{
	struct attempt attempt = {.arena = arena, .handle = handle};
	int result = try_statements(&attempt, out, statements, mode, options, diagnostics);
	if (attempt.failure != NULL)
		result = diag_add(
			diagnostics, DIAG_DATABASE_FAILED, options->at, "%s", attempt.failure);
	PQclear(PQexec(handle, "ROLLBACK"));
	return result;
}

const char *
scratch_sql_current_schema(struct arena *arena, PGconn *handle)
{
	PGresult *result = PQexec(handle, "SELECT current_schema()");
	const char *name = PQntuples(result) == 1 && !PQgetisnull(result, 0, 0)
				   ? arena_strdup(arena, PQgetvalue(result, 0, 0))
				   : "public";
	PQclear(result);
	return name;
}
