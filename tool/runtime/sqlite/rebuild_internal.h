/*
 * rebuild_internal: the state of a rebuild, shared by the files rebuild*.c. It is recorded at
 * REBUILD and compared at REBUILD_END; `compiled` covers the whole script.
 */
#ifndef SCHEMAC_RUNTIME_SQLITE_REBUILD_INTERNAL_H
#define SCHEMAC_RUNTIME_SQLITE_REBUILD_INTERNAL_H

#include "runtime/sqlite/stored_object.h"

/* A table with a foreign key to the rebuilt table. */
struct child_table {
	char *name;
	sqlite3_int64 rows; /* before the rebuild */
};

struct rebuild {
	struct compiled *compiled; /* as of before the script's first rebuild */
	const char *table;         /* the table being rebuilt; NULL between rebuilds */
	sqlite3_int64 rows;        /* before the rebuild */
	sqlite3_int64 sequence;    /* AUTOINCREMENT counter; -1: none */
	struct child_table *children;
	size_t child_count;
	size_t child_capacity;
	struct stored_objects objects; /* indexes and triggers of the table */
	bool table_dropped;            /* DROP TABLE has dropped the objects too */
};

/* ---- rebuild_rows.c */

/* Counts the rows of the table and of each child table. */
int scrt_sqlite_remember_rows(struct session *session, struct rebuild *rebuild);
/* Fails if any of these counts has changed. */
int scrt_sqlite_compare_rows(struct session *session, const struct rebuild *rebuild);

/* Reads the AUTOINCREMENT counter of a table; -1: it has none. */
int scrt_sqlite_read_sequence(struct session *session, sqlite3_int64 *sequence, const char *table);
/* Raises the counter to its value before the rebuild if it is now lower. */
int scrt_sqlite_restore_sequence(struct session *session, struct rebuild *rebuild);

/* ---- rebuild_objects.c */

/* Reads the indexes and triggers of the table. */
int scrt_sqlite_remember_objects(struct session *session, struct rebuild *rebuild);
/* Recreates those that DROP TABLE dropped. */
int scrt_sqlite_restore_objects(struct session *session, struct rebuild *rebuild);

#endif
