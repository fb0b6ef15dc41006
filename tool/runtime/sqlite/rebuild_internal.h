/*
 * rebuild: what the safe rebuild remembers, between REBUILD and REBUILD_END and over a script.
 */
#ifndef SCHEMAC_RUNTIME_SQLITE_REBUILD_H
#define SCHEMAC_RUNTIME_SQLITE_REBUILD_H

#include "runtime/sqlite/sqlite_internal.h"

struct child {
	char *name;
	sqlite3_int64 rows;
};

/* An index or trigger of the table. */
struct object {
	char *type; /* "index" or "trigger" */
	char *name;
	char *sql;
	bool temporary;
	bool dropped; /* by the revision, on purpose */
};

struct rebuild {
	struct compiled *compiled; /* since the first rebuild of the script */
	const char *table;         /* being rebuilt; NULL between rebuilds */
	sqlite3_int64 rows;
	sqlite3_int64 sequence; /* AUTOINCREMENT mark; -1: none */
	struct child *children;
	size_t child_count;
	struct object *objects;
	size_t object_count;
	bool emptied; /* a DROP TABLE took objects with it */
};

/* Room for one more item at the end of an array of the pool, zeroed; NULL with the error set. */
void *scrt_sqlite_grow(struct session *session, void *items, size_t count, size_t size);
/* NULL with the error set. */
char *scrt_sqlite_copy(struct session *session, const char *text);

/* ---- rebuild_rows.c */

/* Counts the rows of the table and of every table that refers to it; and compares with that. */
int scrt_sqlite_remember_rows(struct session *session, struct rebuild *rebuild);
int scrt_sqlite_compare_rows(struct session *session, const struct rebuild *rebuild);

/* The AUTOINCREMENT mark of a table; -1: it has none. */
int scrt_sqlite_read_sequence(struct session *session, sqlite3_int64 *sequence, const char *table);
/* Puts the mark back where it was if it is lower now. */
int scrt_sqlite_restore_sequence(struct session *session, struct rebuild *rebuild);

/* ---- rebuild_objects.c */

/* The indexes and triggers of the table; and creates again those that DROP TABLE took. */
int scrt_sqlite_remember_objects(struct session *session, const struct rebuild *rebuild);
int scrt_sqlite_restore_objects(struct session *session, struct rebuild *rebuild);

#endif
