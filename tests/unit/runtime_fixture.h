/*
 * Bundles and databases for the tests of the runtime.
 *
 * A script is SQL. Each other step is on a line of its own:
 *
 *	@call NAME
 *	@rebuild TABLE column column…
 *	@end TABLE
 *	@expect-no-rows SELECT
 *	@no-transaction
 *	@irreversible reason
 */
#ifndef RUNTIME_FIXTURE_H
#define RUNTIME_FIXTURE_H

#include "base/arena.h"

#include <schemac/runtime.h>
#include <sqlite3.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct arena arena;
	struct schemac_revision revisions[64];
	struct schemac_bundle bundle;
	struct schemac_options options;
	struct schemac_error error;
	sqlite3 *handle;
	char rows[1024]; /* the result of fixture_text() */
	char log[4096];  /* steps: +a +b -c */
};

static inline void
fixture_log(void *data, const struct schemac_progress *progress)
{
	struct fixture *fixture = data;
	if (progress->event != SCHEMAC_EVENT_END)
		return;
	size_t used = strlen(fixture->log);
	snprintf(fixture->log + used, sizeof(fixture->log) - used, "%s%c%s", used ? " " : "",
		progress->direction == SCHEMAC_UP ? '+' : '-', progress->revision->id);
}

static inline long long
fixture_clock(void *data)
{
	(void)data;
	return 1795255200000; /* 2026-11-21T10:00:00Z */
}

static inline void
fixture_init(struct fixture *fixture, const char *database)
{
	memset(fixture, 0, sizeof(*fixture));
	arena_init(&fixture->arena);
	fixture->bundle.abi = SCHEMAC_BUNDLE_ABI;
	fixture->bundle.size = sizeof(fixture->bundle);
	fixture->bundle.revisions = fixture->revisions;
	fixture->options.data = fixture;
	fixture->options.progress = fixture_log;
	fixture->options.clock = fixture_clock;
	fixture->options.busy_timeout_ms = 10000;
	assert_int_equal(sqlite3_open(database, &fixture->handle), SQLITE_OK);
}

static inline void
fixture_release(struct fixture *fixture)
{
	assert_int_equal(sqlite3_close(fixture->handle), SQLITE_OK);
	arena_release(&fixture->arena);
}

static inline struct schemac_db
fixture_db(struct fixture *fixture)
{
	return schemac_sqlite(fixture->handle);
}

/* Returns the words of a text; the list ends with NULL. */
static inline const char *const *
fixture_words(struct fixture *fixture, const char *text)
{
	const char **words = arena_alloc(&fixture->arena, (strlen(text) / 2 + 2) * sizeof(*words));
	size_t count = 0;
	while (*(text += strspn(text, " "))) {
		size_t length = strcspn(text, " ");
		words[count++] = arena_strndup(&fixture->arena, text, length);
		text += length;
	}
	return words;
}

static inline void
fixture_marker(struct fixture *fixture, struct schemac_script *script, struct schemac_step *step,
	const char *line)
{
	const char *const *words = fixture_words(fixture, line);
	if (strcmp(words[0], "@expect-no-rows") == 0) {
		step->kind = SCHEMAC_STEP_EXPECT_NO_ROWS;
		step->text = line + strlen("@expect-no-rows ");
		script->step_count++;
		return;
	}
	if (strcmp(words[0], "@no-transaction") == 0) {
		script->no_transaction = true;
		return;
	}
	if (strcmp(words[0], "@irreversible") == 0) {
		script->irreversible = words[1] ? words[1] : "";
		return;
	}
	step->kind = strcmp(words[0], "@call") == 0      ? SCHEMAC_STEP_CALL
		     : strcmp(words[0], "@rebuild") == 0 ? SCHEMAC_STEP_REBUILD
							 : SCHEMAC_STEP_REBUILD_END;
	step->text = words[1];
	step->columns = step->kind == SCHEMAC_STEP_REBUILD ? words + 2 : NULL;
	script->step_count++;
}

/* Parses a script that begins on line 10 of the file. NULL: no section. */
static inline struct schemac_script
fixture_script(struct fixture *fixture, const char *text)
{
	struct schemac_script script = {NULL, 0, text != NULL, false, NULL};
	struct schemac_step *steps = arena_alloc(&fixture->arena, 64 * sizeof(*steps));
	unsigned line = 10;
	script.steps = steps;
	while (text && *text) {
		struct schemac_step *step = &steps[script.step_count];
		const char *end = text;
		step->line = line;
		if (*text == '@') {
			end = text + strcspn(text, "\n");
			fixture_marker(fixture, &script, step,
				arena_strndup(&fixture->arena, text, (size_t)(end - text)));
			line++;
			text = *end ? end + 1 : end;
			continue;
		}
		while (*end && !(*end == '\n' && end[1] == '@'))
			line += *end++ == '\n';
		step->text = arena_strndup(&fixture->arena, text, (size_t)(end - text));
		script.step_count++;
		line += *end != '\0';
		text = *end ? end + 1 : end;
	}
	return script;
}

/* Adds a reviewed revision. below: its parents, then '|' and the revisions that it depends on. */
static inline struct schemac_revision *
fixture_add(struct fixture *fixture, const char *id, const char *below, const char *up,
	const char *down)
{
	struct schemac_revision *revision = &fixture->revisions[fixture->bundle.revision_count++];
	const char *bar = strchr(below, '|');
	size_t length = bar ? (size_t)(bar - below) : strlen(below);
	revision->id = id;
	revision->parents = fixture_words(fixture, arena_strndup(&fixture->arena, below, length));
	revision->depends_on = fixture_words(fixture, bar ? bar + 1 : "");
	revision->message = arena_printf(&fixture->arena, "message of %s", id);
	revision->file = arena_printf(&fixture->arena, "versions/%s.sql", id);
	revision->digest = arena_printf(&fixture->arena, "digest of %s", id);
	revision->reviewed = true;
	revision->upgrade[SCHEMAC_DIALECT_SQLITE] = fixture_script(fixture, up);
	revision->downgrade[SCHEMAC_DIALECT_SQLITE] = fixture_script(fixture, down);
	return revision;
}

/* Adds a revision that creates table t_ID and drops it on downgrade. */
static inline struct schemac_revision *
fixture_plain(struct fixture *fixture, const char *id, const char *below)
{
	return fixture_add(fixture, id, below,
		arena_printf(&fixture->arena, "CREATE TABLE t_%s (x);", id),
		arena_printf(&fixture->arena, "DROP TABLE t_%s;", id));
}

static inline size_t
fixture_index(const struct fixture *fixture, const char *id)
{
	for (size_t i = 0; i < fixture->bundle.revision_count; i++)
		if (strcmp(fixture->revisions[i].id, id) == 0)
			return i;
	fail_msg("no revision %s", id);
	return 0;
}

/* Returns all rows of a query: columns separated by '|', rows by commas; NULL is "null". */
static inline const char *
fixture_text(struct fixture *fixture, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	size_t used = 0;
	fixture->rows[0] = '\0';
	if (sqlite3_prepare_v2(fixture->handle, sql, -1, &statement, NULL))
		return sqlite3_errmsg(fixture->handle);
	while (sqlite3_step(statement) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *value = (const char *)sqlite3_column_text(statement, i);
			used += (size_t)snprintf(fixture->rows + used, sizeof(fixture->rows) - used,
				"%s%s", used ? (i ? "|" : ",") : "", value ? value : "null");
			assert_true(used < sizeof(fixture->rows));
		}
	sqlite3_finalize(statement);
	return fixture->rows;
}

static inline const char *
fixture_versions(struct fixture *fixture)
{
	return fixture_text(fixture, "SELECT version_num FROM schemac_version ORDER BY 1");
}

static inline void
fixture_sql(struct fixture *fixture, const char *sql)
{
	char *message = NULL;
	if (sqlite3_exec(fixture->handle, sql, NULL, NULL, &message))
		fail_msg("%s: %s", sql, message);
}

static inline int
fixture_upgrade(struct fixture *fixture)
{
	fixture->log[0] = '\0';
	return schemac_upgrade(
		fixture_db(fixture), &fixture->bundle, &fixture->options, &fixture->error);
}

static inline int
fixture_downgrade(struct fixture *fixture, const char *target)
{
	fixture->log[0] = '\0';
	return schemac_downgrade(
		fixture_db(fixture), &fixture->bundle, target, &fixture->options, &fixture->error);
}

/* steps: "+a -b" */
static inline int
fixture_run(struct fixture *fixture, const char *steps)
{
	struct schemac_move moves[64];
	size_t count = 0;
	for (const char *const *word = fixture_words(fixture, steps); *word; word++) {
		moves[count].revision = fixture_index(fixture, *word + 1);
		moves[count++].direction = **word == '+' ? SCHEMAC_UP : SCHEMAC_DOWN;
	}
	fixture->log[0] = '\0';
	return schemac_run(fixture_db(fixture), &fixture->bundle, moves, count, &fixture->options,
		&fixture->error);
}

static inline int
fixture_stamp(struct fixture *fixture, const char *ids)
{
	size_t revisions[64], count = 0;
	for (const char *const *word = fixture_words(fixture, ids); *word; word++)
		revisions[count++] = fixture_index(fixture, *word);
	return schemac_stamp(fixture_db(fixture), &fixture->bundle, revisions, count,
		&fixture->options, &fixture->error);
}

/* Fails the test with the runtime's message if result is not 0. */
#define assert_ok(fixture, result)                                                                 \
	do {                                                                                       \
		if (result)                                                                        \
			fail_msg("%s: %s:%u:%u: %s", (fixture)->error.revision,                    \
				(fixture)->error.file ? (fixture)->error.file : "-",               \
				(fixture)->error.line, (fixture)->error.column,                    \
				(fixture)->error.message);                                         \
	} while (0)

#endif
