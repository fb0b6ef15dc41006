#include "store.h"

#include "notes_revisions.h"

#include <schemac/runtime.h>

#include <stdio.h>
#include <string.h>

static int
fail(const struct store *store)
{
	fprintf(stderr, "notes: %s\n", sqlite3_errmsg(store->db));
	return -1;
}

static void
report_drift(void *data, const struct schemac_drift *drift)
{
	(void)data;
	if (drift->kind == SCHEMAC_DRIFT_UNMANAGED_TABLE)
		return;
	fprintf(stderr, "notes: %s%s%s: expected %s, found %s\n", drift->table,
		drift->column ? "." : "", drift->column ? drift->column : "",
		drift->expected ? drift->expected : "it", drift->actual ? drift->actual : "nothing");
}

/* Upgrades a database written by any earlier version of this program. */
static int
migrate(struct store *store)
{
	struct schemac_db db = schemac_sqlite(store->db);
	struct schemac_error error;
	size_t differences;

	if (schemac_upgrade(db, &notes_revisions, NULL, &error) != 0 ||
		schemac_check_drift(&differences, db, &notes_revisions, report_drift, NULL, NULL,
			&error) != 0) {
		fprintf(stderr, "notes: cannot migrate the database: %s\n", error.message);
		return -1;
	}
	if (differences > 0) {
		fprintf(stderr, "notes: a different program has changed the schema; the database is not used\n");
		return -1;
	}
	return 0;
}

int
store_open(struct store *store, const char *path)
{
	if (sqlite3_open(path, &store->db) != SQLITE_OK)
		return fail(store);
	if (migrate(store) != 0)
		return -1;
	if (sqlite3_exec(store->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL) != SQLITE_OK)
		return fail(store);
	return 0;
}

void
store_close(struct store *store)
{
	sqlite3_close(store->db);
	store->db = NULL;
}

static sqlite3_stmt *
prepare(struct store *store, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail(store);
	return statement;
}

/* Runs and finalizes a statement without result rows. NULL: preparing the statement failed. */
static int
run(struct store *store, sqlite3_stmt *statement)
{
	if (statement == NULL)
		return -1;
	int status = sqlite3_step(statement) == SQLITE_DONE ? 0 : fail(store);
	sqlite3_finalize(statement);
	return status;
}

int
store_add(struct store *store, struct note *note)
{
	sqlite3_stmt *insert = prepare(store,
		"INSERT INTO notes (title, body, created_at) VALUES (?1, ?2, ?3)");

	sqlite3_bind_text(insert, 1, note->title, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 2, note->body, -1, SQLITE_STATIC);
	sqlite3_bind_int64(insert, 3, note->created_at);
	if (run(store, insert) != 0)
		return -1;
	note->id = sqlite3_last_insert_rowid(store->db);
	return 0;
}

static int
no_such_note(int64_t note)
{
	fprintf(stderr, "notes: there is no note %lld\n", (long long)note);
	return -1;
}

int
store_remove(struct store *store, int64_t note)
{
	sqlite3_stmt *delete = prepare(store, "DELETE FROM notes WHERE id = ?1");

	sqlite3_bind_int64(delete, 1, note);
	if (run(store, delete) != 0)
		return -1;
	return sqlite3_changes(store->db) > 0 ? 0 : no_such_note(note);
}

int
store_tag(struct store *store, int64_t note, const char *tag)
{
	sqlite3_stmt *name = prepare(store, "INSERT OR IGNORE INTO tags (name) VALUES (?1)");

	sqlite3_bind_text(name, 1, tag, -1, SQLITE_STATIC);
	if (run(store, name) != 0)
		return -1;
	/* An existing pair is updated; therefore 0 changed rows mean that the note does not exist. */
	sqlite3_stmt *pair = prepare(store,
		"INSERT INTO note_tags (note_id, tag_id)"
		" SELECT notes.id, tags.id FROM notes, tags WHERE notes.id = ?1 AND tags.name = ?2"
		" ON CONFLICT (note_id, tag_id) DO UPDATE SET note_id = note_id");
	sqlite3_bind_int64(pair, 1, note);
	sqlite3_bind_text(pair, 2, tag, -1, SQLITE_STATIC);
	if (run(store, pair) != 0)
		return -1;
	return sqlite3_changes(store->db) > 0 ? 0 : no_such_note(note);
}

static char *
column_text(sqlite3_stmt *row, int column)
{
	return (char *)sqlite3_column_text(row, column);
}

static void
visit_row(sqlite3_stmt *row, void (*visit)(const struct note *note))
{
	struct note note = {
		.id = sqlite3_column_int64(row, 0),
		.body = column_text(row, 2),
		.created_at = sqlite3_column_int64(row, 3),
		.tags = column_text(row, 4),
	};

	snprintf(note.title, sizeof(note.title), "%s", column_text(row, 1));
	visit(&note);
}

int
store_each(struct store *store, const char *tag, const char *text,
	void (*visit)(const struct note *note))
{
	sqlite3_stmt *select = prepare(store,
		"SELECT id, title, body, created_at,"
		" (SELECT group_concat(name, ' ') FROM (SELECT name FROM tags JOIN note_tags"
		"  ON tags.id = tag_id WHERE note_id = notes.id ORDER BY name))"
		" FROM notes WHERE (?1 IS NULL OR id IN (SELECT note_id FROM note_tags JOIN tags"
		"  ON tags.id = tag_id WHERE name = ?1))"
		" AND (?2 IS NULL OR instr(title, ?2) > 0 OR instr(body, ?2) > 0)"
		" ORDER BY created_at DESC, id DESC");
	if (select == NULL)
		return -1;
	sqlite3_bind_text(select, 1, tag, -1, SQLITE_STATIC);
	sqlite3_bind_text(select, 2, text, -1, SQLITE_STATIC);
	int step;
	while ((step = sqlite3_step(select)) == SQLITE_ROW)
		visit_row(select, visit);
	int status = step == SQLITE_DONE ? 0 : fail(store);
	sqlite3_finalize(select);
	return status;
}
