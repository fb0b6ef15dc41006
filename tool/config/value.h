/*
 * value: what the text of a setting stands for. Only config/ includes this.
 *
 * Functions return -1 after a diagnostic at the place in the value; with diagnostics NULL they are
 * silent. An empty value gives NULL or an empty list.
 */
#ifndef SCHEMAC_CONFIG_VALUE_H
#define SCHEMAC_CONFIG_VALUE_H

#include "config/config.h"
#include "config/ini.h"

struct value {
	struct arena *arena;
	const struct setting *setting;
	const char *folder;              /* what relative paths are joined with */
	const char *choices;             /* CONFIG_CHOICE */
	struct diagnostics *diagnostics; /* may be NULL */
};

/* One item of a list, and where it stands. */
struct value_word {
	const char *text;
	struct location at;
};
VEC_STRUCT(value_words, struct value_word);

/* The items of a list, ${…} expanded; commas separate as blanks do where commas is true. */
int value_words(const struct value *value, struct value_words *out, bool commas);

/* The value as one text, ${…} expanded. */
int value_text(const struct value *value, const char **out);

/* Sets the field of struct config that has the form. */
int value_read(const struct value *value, enum config_form form, void *field);

/* Whether the value has a ${…}. */
bool value_needs_environment(const struct setting *setting);

#endif
