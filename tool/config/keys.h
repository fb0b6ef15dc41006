/*
 * keys: every section and key of schemac.ini in one table. config.c uses it to read the file, and
 * schemac.ini(5) is printed from it.
 */
#ifndef SCHEMAC_CONFIG_KEYS_H
#define SCHEMAC_CONFIG_KEYS_H

#include "base/arena.h"

#include <stddef.h>

/* How a value is written. */
enum value_type {
	VALUE_TEXT,
	VALUE_NAME,      /* a text that must not be empty */
	VALUE_LAZY_TEXT, /* a text whose ${…} is expanded when a command needs it */
	VALUE_PATH,
	VALUE_PATHS,    /* separated by spaces or commas; at least one */
	VALUE_PATTERNS, /* paths with *, ? and [], expanded when a command needs them */
	VALUE_LIST,     /* names, separated by spaces or commas */
	VALUE_WORDS,    /* separated by spaces */
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_DURATION, /* milliseconds, or with a unit: ms, s, min */
	VALUE_CHOICE,   /* one of choices, separated by '|'; the field holds its index */
	VALUE_SQLITE_VERSION,
	VALUE_POSTGRESQL_VERSION,
	VALUE_NAMING, /* a text with %(placeholders)s */
	VALUE_TYPE_COUNT,
};

struct config_section {
	const char *name;
	const char *description; /* one sentence */
};

struct config_key {
	const char *section;
	const char *name; /* "*": free keys, each line is a pair; "*.x": any key that ends in .x */
	enum value_type type;
	size_t offset;           /* of the field in struct config, or CONFIG_NO_FIELD */
	const char *fallback;    /* the default, as it would be written; "": none */
	const char *choices;     /* VALUE_CHOICE: "error|warn" */
	const char *description; /* whole sentences */
};

#define CONFIG_NO_FIELD ((size_t)-1)

extern const struct config_section config_sections[];
extern const size_t config_section_count;
extern const struct config_key config_keys[]; /* in the order of the sections */
extern const size_t config_key_count;

/* The key of a section that has this name, or NULL. */
const struct config_key *keys_find(const char *section, const char *name);

/* The section with this name, or NULL if it is unknown. */
const struct config_section *keys_find_section(const char *name);

/* The name of the section that has a key of this name, or NULL. */
const char *keys_section_of(const char *name);

/* The name of a section or key that was probably meant, or NULL. */
const char *keys_nearest_section(struct arena *arena, const char *name);
const char *keys_nearest(struct arena *arena, const char *section, const char *name);

#endif
