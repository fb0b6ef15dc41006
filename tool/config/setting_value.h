/*
 * setting_value: the text of a setting, with quotes and ${…} resolved. Only config/ includes this.
 *
 * Functions return -1 after a diagnostic at the location in the value. If diagnostics is NULL, they
 * are silent. An empty value gives NULL or an empty list.
 */
#ifndef SCHEMAC_CONFIG_SETTING_VALUE_H
#define SCHEMAC_CONFIG_SETTING_VALUE_H

#include "base/arena.h"
#include "config/ini.h"
#include "diag/diag.h"

struct setting_value {
	struct arena *arena;
	const struct setting *setting;
	const char *folder;              /* relative paths are joined with it */
	const char *choices;             /* VALUE_CHOICE */
	struct diagnostics *diagnostics; /* may be NULL */
};

/* One item of a list, with its location. */
struct value_word {
	const char *text;
	struct location at;
};
VEC_STRUCT(value_words, struct value_word);

/*
 * The items of a list, ${…} expanded. They are separated by spaces and, if commas is true, commas.
 */
int setting_value_words(const struct setting_value *value, struct value_words *out, bool commas);

/* The value as one text, ${…} expanded. */
int setting_value_text(const struct setting_value *value, const char **out);

/* The only line of the value that is not empty, or else the first line; NULL after a diagnostic. */
const struct setting_line *setting_value_line(const struct setting_value *value);

/* Whether the value contains a ${…}. */
bool setting_value_needs_environment(const struct setting *setting);

/* Reports an error, unless the value is read silently. Always -1. */
int setting_value_error(const struct setting_value *value, struct location at, const char *format,
	...) __attribute__((format(printf, 3, 4)));

#endif
