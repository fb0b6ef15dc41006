/*
 * stored_object: indexes, triggers and views that a script drops although it does not mention them,
 * and that the runtime recreates. Their texts are items of the session's pool.
 */
#ifndef SCHEMAC_RUNTIME_SQLITE_STORED_OBJECT_H
#define SCHEMAC_RUNTIME_SQLITE_STORED_OBJECT_H

#include "runtime/sqlite/sqlite_internal.h"

struct stored_object {
	char *type; /* "index", "trigger" or "view" */
	char *name;
	char *table; /* of an index or trigger; the name of a view */
	char *sql;
	bool temporary;
	bool dropped; /* the revision dropped it by name */
	bool lost;    /* to be recreated at the end of the script (set_aside.c) */
};

struct stored_objects {
	struct stored_object *items;
	size_t count;
	size_t capacity;
};

/*
 * Appends the rows of the query: type, name, table, SQL, and 1 if the object is temporary. Returns
 * 0, or -1 with the error set.
 */
int scrt_sqlite_read_objects(struct session *session, struct stored_objects *list,
	const char *query, const char *const *values, size_t value_count);

/* Frees the objects from index `first` onward. */
void scrt_sqlite_forget_objects(struct session *session, struct stored_objects *list, size_t first);

/* Sets *has to whether an object of that type and name exists. Returns 0, or -1. */
int scrt_sqlite_has_object(struct session *session, const struct stored_object *object, bool *has);

/* Runs the CREATE statement of the object. Returns 0, or -1 with the error set. */
int scrt_sqlite_create_object(struct session *session, const struct stored_object *object);

#endif
