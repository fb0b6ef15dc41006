/*
 * store: the notes in their database.
 *
 * store_open() brings the database to the revisions that this program was built with and refuses one
 * that is not what they say. Functions return 0, or -1 with the reason on standard error.
 */
#ifndef NOTES_STORE_H
#define NOTES_STORE_H

#include "note.h"
#include "tag.h"

#include <sqlite3.h>

struct store {
	sqlite3 *db; /* NULL: not open */
};

/* store_close() it in either case. */
int store_open(struct store *store, const char *path);
void store_close(struct store *store);

/* note->id is set. */
int store_add(struct store *store, struct note *note);

/* -1 also where there is no such note. */
int store_remove(struct store *store, int64_t note);
int store_tag(struct store *store, int64_t note, const char *tag);

/*
 * Visits the notes that have the tag (NULL: any) and hold the text in title or body (NULL: any),
 * newest first. What a note points to is good during its visit.
 */
int store_each(struct store *store, const char *tag, const char *text,
	void (*visit)(const struct note *note));

#endif
