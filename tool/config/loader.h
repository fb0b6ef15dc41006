/*
 * loader: what the parts of reading schemac.ini share. Only config/ includes this.
 */
#ifndef SCHEMAC_CONFIG_LOADER_H
#define SCHEMAC_CONFIG_LOADER_H

#include "base/text.h"
#include "config/config.h"
#include "config/ini.h"
#include "config/value.h"

#define MAIN_SECTION "schemac"

/* The file while it becomes a struct config. */
struct loading {
	struct arena *arena;
	struct config *config;
	struct ini ini;
	struct diagnostics *diagnostics;
	int result;
};

/* Whatever a form may be read into. */
union config_field {
	const char *text;
	unsigned number;
	bool truth;
	struct texts names;
};

/* The setting that holds for a key: the selected section's, else the main one's, else NULL. */
const struct setting *setting_find(
	struct arena *arena, const struct config *config, const char *section, const char *name);

/* The key of that name in a section, which may be a [schemac:NAME]; NULL if there is none. */
const struct config_key *key_find(const char *section, const char *name);

/* Says that there is no such key, and which one may be meant. */
void key_report_unknown(struct loading *load, const struct setting *setting);

/* Fills config->settings; reports what is unknown, set twice, or no section to select. */
void load_settings(struct loading *load);

/* Reads what set_fields() will not: values of other sections, of hooks, and late ones. */
void check_settings(struct loading *load);

struct value value_of(
	const struct loading *load, const struct config_key *key, const struct setting *setting);

#endif
