#include "config/config.h"

#include "base/file.h"
#include "base/text.h"
#include "config/loader.h"

static const char DEFAULT_PATH[] = "schemac.ini";

struct value
value_of(const struct loading *load, const struct config_key *key, const struct setting *setting)
{
	return (struct value){.arena = load->arena,
		.setting = setting,
		.folder = load->config->folder,
		.choices = key->choices,
		.diagnostics = load->diagnostics};
}

/* What a key is without a setting, as if it were written. */
static const struct setting *
fallback_setting(struct arena *arena, const struct config_key *key)
{
	struct setting *setting = ARENA_NEW(arena, struct setting);
	setting->section = key->section;
	setting->name = key->name;
	VEC_ADD(arena, &setting->lines)->text = key->fallback;
	return setting;
}

static void
set_fields(struct loading *load)
{
	for (size_t i = 0; i < config_key_count; i++) {
		const struct config_key *key = &config_keys[i];
		if (key->offset == CONFIG_NO_FIELD || *key->name == '*')
			continue;
		const struct setting *setting =
			setting_find(load->arena, load->config, key->section, key->name);
		if (setting == NULL)
			setting = fallback_setting(load->arena, key);
		struct value value = value_of(load, key, setting);
		if (value_read(&value, key->form, (char *)load->config + key->offset) < 0)
			load->result = -1;
	}
}

/* Keeps a line of a section whose keys are the user's own. */
static void
add_pair(struct loading *load, const struct config_key *key, const struct setting *setting)
{
	struct config_pairs *pairs = (void *)((char *)load->config + key->offset);
	struct value value = value_of(load, key, setting);
	struct config_pair pair = {.name = setting->name, .at = setting->lines.items[0].at};
	union config_field field = {0};
	if (value_read(&value, key->form, &field) < 0) {
		load->result = -1;
		return;
	}
	/* A choice is kept as it was written, which is now known to be one of them. */
	if (key->form == CONFIG_CHOICE)
		value_text(&value, &pair.value);
	else
		pair.value = field.text;
	if (pair.value == NULL)
		load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"'%s' has no value", setting->name);
	*VEC_ADD(load->arena, pairs) = pair;
}

static void
add_pairs(struct loading *load)
{
	VEC_EACH (struct setting *, setting, load->ini.settings) {
		const struct config_key *key = key_find((*setting)->section, (*setting)->name);
		if (key != NULL && text_equal(key->name, "*") &&
			*setting == setting_find(load->arena, load->config, key->section,
					    (*setting)->name))
			add_pair(load, key, *setting);
	}
}

/* A list or text that must not be empty, and was set to nothing. */
static void
check_not_empty(struct loading *load, const char *key, bool empty)
{
	if (empty && load->result == 0)
		load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG,
			config_place(load->config, key), "'%s' has no value", key);
}

static int
read_hook_key(struct loading *load, const char *hook, const char *suffix, void *field)
{
	const char *name = arena_printf(load->arena, "%s%s", hook, suffix);
	const struct setting *setting =
		setting_find(load->arena, load->config, "post_write_hooks", name);
	if (setting == NULL)
		return 0;
	const struct config_key *key = key_find("post_write_hooks", name);
	struct value value = value_of(load, key, setting);
	value.diagnostics = NULL; /* check_settings() has read it */
	return value_read(&value, key->form, field);
}

static void
read_hook(struct loading *load, const struct value_word *word)
{
	unsigned type = CONFIG_HOOK_EXEC;
	struct config_hook hook = {.name = word->text, .at = word->at};
	if (read_hook_key(load, word->text, ".type", &type) < 0 ||
		read_hook_key(load, word->text, ".entrypoint", &hook.entrypoint) < 0 ||
		read_hook_key(load, word->text, ".options", &hook.options) < 0 ||
		read_hook_key(load, word->text, ".cwd", &hook.cwd) < 0)
		return;
	hook.type = (enum config_hook_type)type;
	if (hook.entrypoint == NULL)
		load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG, word->at,
			"the hook '%s' has no '%s.entrypoint'", word->text, word->text);
	*VEC_ADD(load->arena, &load->config->hooks) = hook;
}

static void
read_hooks(struct loading *load)
{
	struct value_words words;
	const struct setting *setting =
		setting_find(load->arena, load->config, "post_write_hooks", "hooks");
	if (setting == NULL)
		return;
	struct value value = value_of(load, key_find("post_write_hooks", "hooks"), setting);
	value.diagnostics = NULL;
	if (value_words(&value, &words, true) == 0)
		VEC_EACH (struct value_word, word, words)
			read_hook(load, word);
}

static void
read_file(struct loading *load, const char *path)
{
	load->config->path = arena_strdup(load->arena, path);
	load->config->folder = path_folder(load->arena, path);
	if (ini_read(load->arena, &load->ini, load->config->path, load->diagnostics) < 0)
		load->result = -1;
	load_settings(load);
	check_settings(load);
}

int
config_read(struct arena *arena, struct config *out, const char *path, const char *name,
	struct diagnostics *diagnostics)
{
	struct loading load = {.arena = arena, .config = out, .diagnostics = diagnostics};
	*out = (struct config){.folder = ".", .name = arena_strdup(arena, name)};
	if (path == NULL && file_exists(DEFAULT_PATH))
		path = DEFAULT_PATH;
	if (path != NULL)
		read_file(&load, path);
	else if (name != NULL)
		return diag_add(diagnostics, DIAG_BAD_CONFIG, (struct location){0},
			"there is no schemac.ini that could have a section [schemac:%s]", name);
	set_fields(&load);
	add_pairs(&load);
	read_hooks(&load);
	check_not_empty(&load, "version_locations", out->version_locations.len == 0);
	check_not_empty(&load, "version_table", out->version_table == NULL);
	check_not_empty(&load, "file_template", out->file_template == NULL);
	check_not_empty(&load, "timezone", out->timezone == NULL);
	return load.result;
}
