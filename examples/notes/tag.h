/*
 * tag: a word to find notes by. A note has any number of tags.
 */
#ifndef NOTES_TAG_H
#define NOTES_TAG_H

#include <schemac/model.h>

#include <stdint.h>

enum {
	TAG_NAME_MAX = 40, /* bytes */
};

struct tag {
	SC_TABLE(tags)

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[TAG_NAME_MAX + 1] SC_UNIQUE;
};

struct note_tag {
	SC_TABLE(note_tags)
	SC_PRIMARY_KEY_ON(note_id, tag_id)

	int64_t note_id SC_REFERENCES(notes, id, on_delete(cascade));
	int64_t tag_id SC_REFERENCES(tags, id, on_delete(cascade));
};

#endif
