#include "config/config.h"

#include "base/file.h"
#include "config/config_find.h"
#include "config/ini.h"
#include "config/keys.h"
#include "config/setting_value.h"
#include "config/value_type.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#define MAIN_SECTION "schemac"
#define NAMED_SECTION "schemac:" /* the name that -n gives follows */

/* The state of reading the file into a struct config. */
struct config_reader {
	struct arena *arena;
	struct config *config;
	struct ini ini;
	struct diagnostics *diagnostics;
	int result;
};

/* The NAME of a section [schemac:NAME]; NULL for other sections. */
static const char *
name_of_section(const char *section)
{
	const char *name = section + strlen(NAMED_SECTION);
	return text_starts_with(section, NAMED_SECTION) && *name != '\0' ? name : NULL;
}

/* The known section whose keys this section may contain. */
static const char *
plain_section(const char *section)
{
	return name_of_section(section) != NULL ? MAIN_SECTION : section;
}

/*
 * The setting in effect for a key: from the selected section, otherwise from the main one, or NULL.
 */
static const struct setting *
find_setting(
	struct arena *arena, const struct config *config, const char *section, const char *name)
{
	const struct setting *found = NULL;
	if (config->name != NULL && text_equal(section, MAIN_SECTION))
		found = map_find(&config->settings,
			arena_printf(arena, NAMED_SECTION "%s.%s", config->name, name));
	if (found == NULL)
		found = map_find(&config->settings, arena_printf(arena, "%s.%s", section, name));
	return found;
}

static struct setting_value
value_of(const struct config_reader *reader, const struct config_key *key,
	const struct setting *setting)
{
	return (struct setting_value){.arena = reader->arena,
		.setting = setting,
		.folder = reader->config->folder,
		.choices = key->choices,
		.diagnostics = reader->diagnostics};
}

static void
check_section(struct config_reader *reader, const struct ini_section *section)
{
	if (keys_find_section(plain_section(section->name)) != NULL)
		return;
	const char *nearest = keys_nearest_section(reader->arena, section->name);
	reader->result = diag_add(reader->diagnostics, DIAG_BAD_CONFIG, section->at,
		"unknown section [%s]", section->name);
	diag_suggest(reader->diagnostics, nearest);
	if (nearest != NULL)
		diag_fixit(reader->diagnostics, section->at, nearest);
}

/* -n NAME must be a section of the file. */
static void
check_name(struct config_reader *reader)
{
	struct texts known = {0};
	const char *name = reader->config->name;
	VEC_EACH (struct ini_section, section, reader->ini.sections) {
		const char *other = name_of_section(section->name);
		if (other != NULL)
			*VEC_ADD(reader->arena, &known) = other;
		if (text_equal(other, name))
			return;
	}
	reader->result = diag_add(reader->diagnostics, DIAG_BAD_CONFIG,
		location_of_file(reader->config->path), "there is no section [" NAMED_SECTION "%s]",
		name);
	diag_suggest(reader->diagnostics, text_nearest(name, known.items, known.len));
}

static void
report_unknown_key(struct config_reader *reader, const struct setting *setting)
{
	const char *section = plain_section(setting->section);
	const char *right_section = keys_section_of(setting->name);
	const char *nearest = keys_nearest(reader->arena, section, setting->name);
	reader->result = -1;
	if (right_section != NULL) {
		diag_add(reader->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"'%s' belongs in the section [%s]", setting->name, right_section);
	} else if (*setting->section == '\0') {
		diag_add(reader->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"'%s' is before the first section", setting->name);
	} else {
		diag_add(reader->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"unknown key '%s' in [%s]", setting->name, setting->section);
		diag_suggest(reader->diagnostics, nearest);
		if (nearest != NULL)
			diag_fixit(reader->diagnostics, setting->at, nearest);
	}
}

/* Adds a setting to config->settings. An unknown section has already been reported as a whole. */
static void
add_setting(struct config_reader *reader, struct setting *setting)
{
	const char *section = plain_section(setting->section);
	if (keys_find(section, setting->name) == NULL) {
		if (*section == '\0' || keys_find_section(section) != NULL)
			report_unknown_key(reader, setting);
		return;
	}
	const char *name = arena_printf(reader->arena, "%s.%s", setting->section, setting->name);
	const struct setting *first = map_find(&reader->config->settings, name);
	if (first == NULL) {
		map_put(reader->arena, &reader->config->settings, name, setting);
		return;
	}
	reader->result = diag_add(reader->diagnostics, DIAG_BAD_CONFIG, setting->at,
		"'%s' is set twice in [%s]", setting->name, setting->section);
	diag_note(reader->diagnostics, first->at, "first set here");
}

/*
 * Sets every field to its default. Paths are relative to the folder of schemac.ini, also by
 * default.
 */
static void
set_defaults(struct config_reader *reader)
{
	for (size_t i = 0; i < config_key_count; i++) {
		const struct config_key *key = &config_keys[i];
		if (key->offset == CONFIG_NO_FIELD || *key->name == '*')
			continue;
		struct setting *setting = ARENA_NEW(reader->arena, struct setting);
		setting->name = key->name;
		VEC_ADD(reader->arena, &setting->lines)->text = key->fallback;
		struct setting_value value = value_of(reader, key, setting);
		value_type_read(&value, key->type, (char *)reader->config + key->offset);
	}
}

/* A line of a section with free keys. A choice is stored as written. */
static int
add_pair(struct config_reader *reader, const struct config_key *key, const struct setting *setting)
{
	union value_field field = {0};
	struct config_pairs *pairs = (void *)((char *)reader->config + key->offset);
	struct config_pair pair = {.name = setting->name, .at = setting->lines.items[0].at};
	struct setting_value value = value_of(reader, key, setting);
	if (value_type_read(&value, key->type, &field) < 0)
		return -1;
	if (key->type == VALUE_CHOICE)
		setting_value_text(&value, &pair.value);
	else
		pair.value = field.text;
	if (pair.value == NULL)
		return setting_value_error(&value, setting->at, "'%s' has no value", setting->name);
	*VEC_ADD(reader->arena, pairs) = pair;
	return 0;
}

/*
 * Reads a setting into its field. A setting that is lazy or not in effect is only checked. If it
 * also needs the environment, it is not even checked, because the variable may be unset.
 */
static int
read_setting(struct config_reader *reader, const struct setting *setting)
{
	union value_field unused;
	const char *section = plain_section(setting->section);
	const struct config_key *key = keys_find(section, setting->name);
	if (key == NULL)
		return 0;
	bool lazy = key->type == VALUE_LAZY_TEXT || key->type == VALUE_PATTERNS;
	bool in_effect = !lazy && setting == find_setting(reader->arena, reader->config, section,
						     setting->name);
	if (!in_effect && setting_value_needs_environment(setting))
		return 0;
	if (in_effect && text_equal(key->name, "*"))
		return add_pair(reader, key, setting);
	void *field = in_effect && key->offset != CONFIG_NO_FIELD
			      ? (char *)reader->config + key->offset
			      : (void *)&unused;
	struct setting_value value = value_of(reader, key, setting);
	return value_type_read(&value, key->type, field);
}

/* One key of a hook. Silent: read_setting() has already reported a wrong value. */
static int
read_hook_key(struct config_reader *reader, const char *hook, const char *suffix, void *field)
{
	const char *section = "post_write_hooks";
	const char *name = arena_printf(reader->arena, "%s%s", hook, suffix);
	const struct setting *setting =
		find_setting(reader->arena, reader->config, section, name);
	if (setting == NULL)
		return 0;
	const struct config_key *key = keys_find(section, name);
	struct setting_value value = value_of(reader, key, setting);
	value.diagnostics = NULL;
	return value_type_read(&value, key->type, field);
}

static void
read_hook(struct config_reader *reader, const struct value_word *word)
{
	unsigned type = CONFIG_HOOK_EXEC;
	struct config_hook hook = {.name = word->text, .at = word->at};
	if (read_hook_key(reader, word->text, ".type", &type) < 0 ||
		read_hook_key(reader, word->text, ".entrypoint", &hook.entrypoint) < 0 ||
		read_hook_key(reader, word->text, ".options", &hook.options) < 0 ||
		read_hook_key(reader, word->text, ".cwd", &hook.cwd) < 0)
		return;
	hook.type = (enum config_hook_type)type;
	if (hook.entrypoint == NULL)
		reader->result = diag_add(reader->diagnostics, DIAG_BAD_CONFIG, word->at,
			"the hook '%s' has no '%s.entrypoint'", word->text, word->text);
	*VEC_ADD(reader->arena, &reader->config->hooks) = hook;
}

static void
read_hooks(struct config_reader *reader)
{
	struct value_words words;
	const struct setting *setting =
		find_setting(reader->arena, reader->config, "post_write_hooks", "hooks");
	if (setting == NULL)
		return;
	struct setting_value value = {.arena = reader->arena, .setting = setting};
	if (setting_value_words(&value, &words, true) == 0)
		VEC_EACH (struct value_word, word, words)
			read_hook(reader, word);
}

static void
read_file(struct config_reader *reader)
{
	reader->result = ini_read(
		reader->arena, &reader->ini, reader->config->path, reader->diagnostics);
	VEC_EACH (struct ini_section, section, reader->ini.sections)
		check_section(reader, section);
	if (reader->config->name != NULL)
		check_name(reader);
	VEC_EACH (struct setting *, setting, reader->ini.settings)
		add_setting(reader, *setting);
	VEC_EACH (struct setting *, setting, reader->ini.settings)
		if (read_setting(reader, *setting) < 0)
			reader->result = -1;
	read_hooks(reader);
}

int
config_read(struct arena *arena, struct config *out, const char *path, const char *name,
	struct diagnostics *diagnostics)
{
	struct config_reader reader = {.arena = arena, .config = out, .diagnostics = diagnostics};
	*out = (struct config){.folder = ".", .name = arena_strdup(arena, name)};
	if (path == NULL && config_find(arena, &path, ".", diagnostics) < 0)
		return -1;
	out->path = arena_strdup(arena, path);
	if (path != NULL)
		out->folder = path_folder(arena, path);
	set_defaults(&reader);
	if (path != NULL)
		read_file(&reader);
	else if (name != NULL)
		return diag_add(diagnostics, DIAG_BAD_CONFIG, (struct location){0},
			"there is no schemac.ini with a section [" NAMED_SECTION "%s]", name);
	return reader.result;
}

int
config_override(struct arena *arena, struct config *config, const char *assignment,
	struct diagnostics *diagnostics)
{
	struct config_reader reader = {
		.arena = arena, .config = config, .diagnostics = diagnostics};
	const char *equals = strchr(assignment, '=');
	if (equals == NULL || equals == assignment || equals[1] == '\0')
		return diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"-x '%s': expected KEY=VALUE", assignment);
	struct setting *setting = ARENA_NEW(arena, struct setting);
	setting->section = config->name != NULL
				   ? arena_printf(arena, NAMED_SECTION "%s", config->name)
				   : MAIN_SECTION;
	setting->name = arena_strndup(arena, assignment, (size_t)(equals - assignment));
	VEC_ADD(arena, &setting->lines)->text = arena_strdup(arena, equals + 1);
	const struct config_key *key = keys_find(MAIN_SECTION, setting->name);
	if (key == NULL) {
		report_unknown_key(&reader, setting);
		return -1;
	}
	map_put(arena, &config->settings,
		arena_printf(arena, "%s.%s", setting->section, setting->name), setting);
	return read_setting(&reader, setting);
}

struct location
config_place(const struct config *config, const char *key)
{
	struct arena scratch;
	arena_init(&scratch);
	const struct setting *setting = find_setting(&scratch, config, MAIN_SECTION, key);
	arena_release(&scratch);
	if (setting != NULL)
		return setting->lines.items[0].at;
	return config->path != NULL ? location_of_file(config->path) : (struct location){0};
}

void
config_note_missing(const struct config *config, struct diagnostics *diagnostics)
{
	if (config->path == NULL)
		diag_note(diagnostics, (struct location){0},
			"there is no schemac.ini in this folder or above it, up to the top of the git "
			"repository or file system");
}

static int
read_lazy_text(struct arena *arena, const struct config *config, const char *key, const char **out,
	struct diagnostics *diagnostics)
{
	*out = NULL;
	const struct setting *setting = find_setting(arena, config, MAIN_SECTION, key);
	if (setting == NULL)
		return 0;
	struct setting_value value = {
		.arena = arena, .setting = setting, .diagnostics = diagnostics};
	return setting_value_text(&value, out);
}

int
config_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics)
{
	return read_lazy_text(arena, config, "url", out, diagnostics);
}

const char *
config_url_as_written(const struct config *config)
{
	struct arena scratch;
	arena_init(&scratch);
	const struct setting *setting = find_setting(&scratch, config, MAIN_SECTION, "url");
	arena_release(&scratch);
	return setting != NULL ? setting->lines.items[0].text : "";
}

int
config_dev_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics)
{
	return read_lazy_text(arena, config, "dev_url", out, diagnostics);
}

/* Adds the path unless it is already in the list. */
static void
add_model(struct arena *arena, struct texts *out, struct map *seen, const char *path)
{
	if (map_find(seen, path) != NULL)
		return;
	char *copy = arena_strdup(arena, path);
	map_put(arena, seen, copy, copy);
	*VEC_ADD(arena, out) = copy;
}

static int
expand_pattern(const struct setting_value *value, const struct value_word *word, struct texts *out,
	struct map *seen)
{
	glob_t found = {0};
	const char *pattern = path_join(value->arena, value->folder, word->text);
	/* For a plain name that does not exist, the compiler's message is better. */
	if (strpbrk(pattern, "*?[") == NULL) {
		add_model(value->arena, out, seen, pattern);
		return 0;
	}
	int status = glob(pattern, GLOB_NOSORT, NULL, &found);
	if (status == GLOB_NOSPACE)
		out_of_memory(strlen(pattern));
	if (status != 0) {
		globfree(&found);
		return setting_value_error(value, word->at, "no file matches '%s'", pattern);
	}
	/* glob() itself sorts by the locale */
	qsort(found.gl_pathv, found.gl_pathc, sizeof(found.gl_pathv[0]), text_compare);
	for (size_t i = 0; i < found.gl_pathc; i++)
		add_model(value->arena, out, seen, found.gl_pathv[i]);
	globfree(&found);
	return 0;
}

int
config_models(struct arena *arena, const struct config *config, struct texts *out,
	struct diagnostics *diagnostics)
{
	int result = 0;
	struct map seen = {0};
	struct value_words words;
	*out = (struct texts){0};
	const struct setting *setting = find_setting(arena, config, MAIN_SECTION, "models");
	if (setting == NULL)
		return 0;
	struct setting_value value = {.arena = arena,
		.setting = setting,
		.folder = config->folder,
		.diagnostics = diagnostics};
	if (setting_value_words(&value, &words, true) < 0)
		return -1;
	VEC_EACH (struct value_word, word, words)
		if (expand_pattern(&value, word, out, &seen) < 0)
			result = -1;
	return result;
}
