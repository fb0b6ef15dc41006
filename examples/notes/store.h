/*
 * store: the database with the notes.
 *
 * store_open() upgrades the database to the revisions that this program was built with, and refuses a
 * database with a different schema. Functions return 0, or -1 after printing the reason to standard error.
 */
#ifndef NOTES_STORE_H
#define NOTES_STORE_H

#include "note.h"
#include "tag.h"

#include <sqlite3.h>

struct store {
	sqlite3 *db; /* NULL: not open */
};

/* Call store_close() in either case. */
int store_open(struct store *store, const char *path);
void store_close(struct store *store);

/* Sets note->id. */
int store_add(struct store *store, struct note *note);

/* These fail if the note does not exist. */
int store_remove(struct store *store, int64_t note);
int store_tag(struct store *store, int64_t note, const char *tag);

/*
 * Visits the notes that have the tag (NULL: any tag) and contain the text in title or body (NULL: any
 * text), newest first. The texts of a note are valid during its visit.
 */
int store_each(struct store *store, const char *tag, const char *text,
	void (*visit)(const struct note *note));

#endif
