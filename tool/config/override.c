#include "config/config.h"

#include "config/loader.h"

#include <string.h>

int
config_override(struct arena *arena, struct config *config, const char *assignment,
	struct diagnostics *diagnostics)
{
	struct loading load = {.arena = arena, .config = config, .diagnostics = diagnostics};
	const char *equals = strchr(assignment, '=');
	if (equals == NULL || equals == assignment || equals[1] == '\0')
		return diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"'-x %s': KEY=VALUE is expected", assignment);
	struct setting *setting = ARENA_NEW(arena, struct setting);
	setting->section = config->name != NULL ? arena_printf(arena, MAIN_SECTION ":%s", config->name)
						: MAIN_SECTION;
	setting->name = arena_strndup(arena, assignment, (size_t)(equals - assignment));
	VEC_ADD(arena, &setting->lines)->text = arena_strdup(arena, equals + 1);
	const struct config_key *key = key_find(setting->section, setting->name);
	if (key == NULL) {
		key_report_unknown(&load, setting);
		return -1;
	}
	map_put(arena, &config->settings,
		arena_printf(arena, "%s.%s", setting->section, setting->name), setting);
	if (key->offset == CONFIG_NO_FIELD)
		return 0;
	struct value value = value_of(&load, key, setting);
	return value_read(&value, key->form, (char *)config + key->offset);
}
