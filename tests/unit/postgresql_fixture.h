/*
 * postgresql_fixture: a new database in the test cluster (tests/postgresql.sh), and bundles for it.
 *
 * SCHEMAC_POSTGRESQL is the path of a file that contains the cluster's conninfo; ctest sets it.
 */
#ifndef POSTGRESQL_FIXTURE_H
#define POSTGRESQL_FIXTURE_H

#include "base/arena.h"
#include "base/file.h"

#include <libpq-fe.h>
#include <schemac/runtime.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct pg_fixture {
	struct arena arena;
	struct schemac_revision revisions[160];
	struct schemac_bundle bundle;
	struct schemac_options options;
	struct schemac_error error;
	const char *conninfo;
	const char *database;
	PGconn *handle;
	char rows[4096]; /* the result of pg_text() */
	char log[4096];  /* steps: +a -b; "wait", "again"; notices in parentheses */
};

static inline void
pg_log(void *data, const struct schemac_progress *progress)
{
	struct pg_fixture *f = data;
	size_t used = strlen(f->log);
	char *out = f->log + used;
	size_t room = sizeof(f->log) - used;
	const char *space = used ? " " : "";
	if (progress->event == SCHEMAC_EVENT_END)
		snprintf(out, room, "%s%c%s", space,
			progress->direction == SCHEMAC_UP ? '+' : '-', progress->revision->id);
	else if (progress->event == SCHEMAC_EVENT_WAITING)
		snprintf(out, room, "%swait", space);
	else if (progress->event == SCHEMAC_EVENT_RESTART)
		snprintf(out, room, "%sagain", space);
	else if (progress->event == SCHEMAC_EVENT_NOTICE)
		snprintf(out, room, "%s(%.*s)", space, (int)progress->text_length, progress->text);
}

/* The cluster's conninfo, without a database. */
static inline const char *
pg_cluster(struct arena *arena)
{
	const char *path = getenv("SCHEMAC_POSTGRESQL");
	char line[256] = "";
	FILE *file = path != NULL ? fopen(path, "r") : NULL;
	if (file == NULL || fgets(line, sizeof(line), file) == NULL)
		fail_msg("SCHEMAC_POSTGRESQL is not a file; run tests/postgresql.sh start FILE first");
	fclose(file);
	line[strcspn(line, "\n")] = '\0';
	return arena_strdup(arena, line);
}

static inline void
pg_ignore_notice(void *data, const char *message)
{
	(void)data;
	(void)message;
}

static inline PGconn *
pg_connect_to(const char *conninfo)
{
	PGconn *handle = PQconnectdb(conninfo);
	if (PQstatus(handle) != CONNECTION_OK)
		fail_msg("%s: %s", conninfo, PQerrorMessage(handle));
	PQsetNoticeProcessor(handle, pg_ignore_notice, NULL);
	return handle;
}

static inline PGconn *
pg_connect(struct pg_fixture *f)
{
	return pg_connect_to(f->conninfo);
}

/* The rows of a query: columns separated by '|', rows by commas; NULL is "null". */
static inline const char *
pg_text_of(struct pg_fixture *f, PGconn *handle, const char *sql)
{
	PGresult *result = PQexec(handle, sql);
	size_t used = 0;
	f->rows[0] = '\0';
	if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
		snprintf(f->rows, sizeof(f->rows), "%s", PQresultErrorMessage(result));
	for (int i = 0; i < PQntuples(result); i++)
		for (int j = 0; j < PQnfields(result); j++) {
			used += (size_t)snprintf(f->rows + used, sizeof(f->rows) - used, "%s%s",
				j ? "|" : i ? "," : "",
				PQgetisnull(result, i, j) ? "null" : PQgetvalue(result, i, j));
			assert_true(used < sizeof(f->rows));
		}
	PQclear(result);
	return f->rows;
}

static inline const char *
pg_text(struct pg_fixture *f, const char *sql)
{
	return pg_text_of(f, f->handle, sql);
}

static inline void
pg_sql_on(PGconn *handle, const char *sql)
{
	PGresult *result = PQexec(handle, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	PQclear(result);
}

static inline void
pg_sql(struct pg_fixture *f, const char *sql)
{
	pg_sql_on(f->handle, sql);
}

/* Runs a statement outside the test's database, such as CREATE DATABASE. */
static inline void
pg_admin(struct pg_fixture *f, const char *sql)
{
	PGconn *handle = pg_connect_to(
		arena_printf(&f->arena, "%s dbname=postgres", pg_cluster(&f->arena)));
	pg_sql_on(handle, sql);
	PQfinish(handle);
}

/* options: for CREATE DATABASE, or "". */
static inline void
pg_init_with(struct pg_fixture *f, const char *options)
{
	memset(f, 0, sizeof(*f));
	arena_init(&f->arena);
	f->bundle.abi = SCHEMAC_BUNDLE_ABI;
	f->bundle.size = sizeof(f->bundle);
	f->bundle.revisions = f->revisions;
	f->options.data = f;
	f->options.progress = pg_log;
	f->options.busy_timeout_ms = 20000;
	f->database = arena_printf(&f->arena, "t%d", (int)getpid());
	pg_admin(f, arena_printf(&f->arena, "DROP DATABASE IF EXISTS %s WITH (FORCE)", f->database));
	pg_admin(f, arena_printf(&f->arena, "CREATE DATABASE %s %s", f->database, options));
	f->conninfo = arena_printf(&f->arena, "%s dbname=%s application_name=test",
		pg_cluster(&f->arena), f->database);
	f->handle = pg_connect(f);
}

static inline void
pg_init(struct pg_fixture *f)
{
	pg_init_with(f, "");
}

static inline void
pg_release(struct pg_fixture *f)
{
	PQfinish(f->handle);
	pg_admin(f, arena_printf(&f->arena, "DROP DATABASE %s WITH (FORCE)", f->database));
	arena_release(&f->arena);
}

static inline const char *const *
pg_words(struct pg_fixture *f, const char *text)
{
	const char **words = arena_alloc(&f->arena, (strlen(text) / 2 + 2) * sizeof(*words));
	size_t count = 0;
	while (*(text += strspn(text, " "))) {
		size_t length = strcspn(text, " ");
		words[count++] = arena_strndup(&f->arena, text, length);
		text += length;
	}
	return words;
}

/* The SQL after the line "@keep OBJECT", between KEEP and KEEP_END. */
static inline void
pg_keep(struct pg_fixture *f, struct schemac_script *script, const char *text)
{
	struct schemac_step *steps = arena_alloc(&f->arena, 3 * sizeof(*steps));
	size_t length = strcspn(text, "\n");
	const char *object = arena_strndup(&f->arena, text, length);
	steps[0] = (struct schemac_step){SCHEMAC_STEP_KEEP, object, 10, NULL};
	steps[1] = (struct schemac_step){SCHEMAC_STEP_SQL, text + length + 1, 11, NULL};
	steps[2] = (struct schemac_step){SCHEMAC_STEP_KEEP_END, object, 12, NULL};
	script->steps = steps;
	script->step_count = 3;
}

/*
 * A script that begins on line 10: SQL, "@expect-no-rows QUERY", or "@keep OBJECT" and SQL on the
 * next lines. NULL: no section.
 */
static inline struct schemac_script
pg_script(struct pg_fixture *f, const char *text)
{
	struct schemac_script script = {NULL, 0, text != NULL, false, NULL};
	struct schemac_step *step = ARENA_NEW(&f->arena, struct schemac_step);
	const char *expect = "@expect-no-rows ", *outside = "@no-transaction\n";
	if (text == NULL)
		return script;
	if (strncmp(text, outside, strlen(outside)) == 0) {
		script.no_transaction = true;
		text += strlen(outside);
	}
	if (strncmp(text, "@keep ", strlen("@keep ")) == 0) {
		pg_keep(f, &script, text + strlen("@keep "));
		return script;
	}
	step->kind = strncmp(text, expect, strlen(expect)) == 0 ? SCHEMAC_STEP_EXPECT_NO_ROWS
								: SCHEMAC_STEP_SQL;
	step->text = step->kind == SCHEMAC_STEP_SQL ? text : text + strlen(expect);
	step->line = 10;
	script.steps = step;
	script.step_count = 1;
	return script;
}

static inline struct schemac_revision *
pg_add(struct pg_fixture *f, const char *id, const char *parents, const char *up, const char *down)
{
	struct schemac_revision *revision = &f->revisions[f->bundle.revision_count++];
	revision->id = id;
	revision->parents = pg_words(f, parents);
	revision->message = arena_printf(&f->arena, "message of %s", id);
	revision->file = arena_printf(&f->arena, "versions/%s.sql", id);
	revision->digest = arena_printf(&f->arena, "digest of %s", id);
	revision->reviewed = true;
	revision->upgrade[SCHEMAC_DIALECT_POSTGRESQL] = pg_script(f, up);
	revision->downgrade[SCHEMAC_DIALECT_POSTGRESQL] = pg_script(f, down);
	return revision;
}

static inline struct schemac_revision *
pg_add_plain(struct pg_fixture *f, const char *id, const char *parents)
{
	return pg_add(f, id, parents,
		arena_printf(&f->arena, "CREATE TABLE t_%s (x int);", id),
		arena_printf(&f->arena, "DROP TABLE t_%s;", id));
}

static inline int
pg_upgrade(struct pg_fixture *f)
{
	f->log[0] = '\0';
	return schemac_upgrade(
		schemac_postgresql(f->handle), &f->bundle, &f->options, &f->error);
}

static inline int
pg_downgrade(struct pg_fixture *f, const char *target)
{
	f->log[0] = '\0';
	return schemac_downgrade(
		schemac_postgresql(f->handle), &f->bundle, target, &f->options, &f->error);
}

static inline const char *
pg_versions(struct pg_fixture *f)
{
	return pg_text(f, "SELECT version_num FROM schemac_version ORDER BY 1");
}

#define pg_assert_ok(fixture, result)                                                              \
	do {                                                                                       \
		if (result)                                                                        \
			fail_msg("%s: %s:%u:%u: %s", (fixture)->error.revision,                    \
				(fixture)->error.file ? (fixture)->error.file : "-",               \
				(fixture)->error.line, (fixture)->error.column,                    \
				(fixture)->error.message);                                         \
	} while (0)

#endif
