/*
 * note: a title with an optional body.
 */
#ifndef NOTES_NOTE_H
#define NOTES_NOTE_H

#include <schemac/model.h>

#include <stdint.h>
#include <time.h>

enum {
	NOTE_TITLE_MAX = 120, /* bytes */
};

struct note {
	SC_TABLE(notes, comment("Notes of the user"))
	SC_INDEX(notes_created_at_idx, on(desc("created_at")))
	SC_CHECK(notes_title_not_blank, "length(trim(title)) > 0")

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char title[NOTE_TITLE_MAX + 1];
	char *body; /* NULL: the note has only a title */
	time_t created_at;

	char *tags SC_TRANSIENT; /* the names of its tags, separated by spaces */
};

#endif
