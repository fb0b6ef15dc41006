/* Which settings a file may have: sections, keys, each once, and values that can be read. */
#include "base/text.h"
#include "config/loader.h"

#include <string.h>

/* "schemac:test" is a [schemac], and is called test. */
static bool
is_named_section(const char *section)
{
	return text_starts_with(section, "schemac:") && section[strlen("schemac:")] != '\0';
}

static const char *
section_kind(const char *section)
{
	return is_named_section(section) ? MAIN_SECTION : section;
}

static bool
section_is_selected(const struct config *config, const char *section)
{
	return !is_named_section(section) || text_equal(section + strlen("schemac:"), config->name);
}

static bool
key_matches(const struct config_key *key, const char *name)
{
	if (*key->name != '*')
		return text_equal(key->name, name);
	return text_ends_with(name, key->name + 1) && strlen(name) > strlen(key->name + 1);
}

const struct config_key *
key_find(const char *section, const char *name)
{
	section = section_kind(section);
	for (size_t i = 0; i < config_key_count; i++)
		if (text_equal(config_keys[i].section, section) &&
			key_matches(&config_keys[i], name))
			return &config_keys[i];
	return NULL;
}

static bool
section_exists(const char *section)
{
	const char *kind = section_kind(section);
	for (size_t i = 0; i < config_section_count; i++)
		if (text_equal(config_sections[i].name, kind))
			return true;
	return false;
}

/* "; did you mean 'x'?", or nothing. */
static const char *
suggestion(struct arena *arena, const char *nearest)
{
	return nearest != NULL ? arena_printf(arena, "; did you mean '%s'?", nearest) : "";
}

static void
check_sections(struct loading *load)
{
	struct texts known = {0};
	for (size_t i = 0; i < config_section_count; i++)
		*VEC_ADD(load->arena, &known) = config_sections[i].name;
	VEC_EACH (struct ini_section, section, load->ini.sections) {
		if (section_exists(section->name))
			continue;
		const char *nearest = text_nearest(section->name, known.items, known.len);
		load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG, section->at,
			"there is no section '%s'%s", section->name,
			suggestion(load->arena, nearest));
		if (nearest != NULL)
			diag_fixit(load->diagnostics, section->at, nearest);
	}
}

/* The section in which a key of that name may stand, or NULL. */
static const char *
other_section(const char *name)
{
	for (size_t i = 0; i < config_key_count; i++)
		if (*config_keys[i].name != '*' && text_equal(config_keys[i].name, name))
			return config_keys[i].section;
	return NULL;
}

/* The nearest key of the section; for "black.entrypont" the one that ends in ".entrypoint". */
static const char *
nearest_key(struct arena *arena, const char *section, const char *name)
{
	struct texts known = {0};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; i < config_key_count; i++) {
		const struct config_key *key = &config_keys[i];
		if (!text_equal(key->section, section))
			continue;
		if (*key->name != '*')
			*VEC_ADD(arena, &known) = key->name;
		else if (dot != NULL)
			*VEC_ADD(arena, &known) = arena_printf(
				arena, "%.*s%s", (int)(dot - name), name, key->name + 1);
	}
	return text_nearest(name, known.items, known.len);
}

void
key_report_unknown(struct loading *load, const struct setting *setting)
{
	const char *nearest =
		nearest_key(load->arena, section_kind(setting->section), setting->name);
	const char *section = other_section(setting->name);
	load->result = -1;
	if (section != NULL) {
		diag_add(load->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"'%s' belongs into the section [%s]", setting->name, section);
		return;
	}
	if (*setting->section == '\0') {
		diag_add(load->diagnostics, DIAG_BAD_CONFIG, setting->at,
			"'%s' stands before the first section", setting->name);
		return;
	}
	diag_add(load->diagnostics, DIAG_BAD_CONFIG, setting->at, "there is no key '%s' in [%s]%s",
		setting->name, setting->section, suggestion(load->arena, nearest));
	if (nearest != NULL)
		diag_fixit(load->diagnostics, setting->at, nearest);
}

static bool
is_late(const struct config_key *key)
{
	return key->form == CONFIG_LATE || key->form == CONFIG_PATTERNS;
}

/* -n NAME must be a section of the file. */
static void
check_name(struct loading *load)
{
	struct texts known = {0};
	VEC_EACH (struct ini_section, section, load->ini.sections) {
		if (!is_named_section(section->name))
			continue;
		*VEC_ADD(load->arena, &known) = section->name + strlen("schemac:");
		if (section_is_selected(load->config, section->name))
			return;
	}
	const char *name = load->config->name;
	const char *nearest = text_nearest(name, known.items, known.len);
	load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG,
		location_of_file(load->config->path), "there is no section [schemac:%s]%s", name,
		suggestion(load->arena, nearest));
}

/* Reads a value that is not used. What it needs of the environment may be absent here. */
static void
check_value(struct loading *load, const struct config_key *key, const struct setting *setting)
{
	union config_field unused;
	struct value value = value_of(load, key, setting);
	bool used = key->offset == CONFIG_NO_FIELD && !is_late(key);
	if ((used || !value_needs_environment(setting)) &&
		value_read(&value, key->form, &unused) < 0)
		load->result = -1;
}

static void
load_setting(struct loading *load, struct setting *setting)
{
	const struct config_key *key = key_find(setting->section, setting->name);
	if (key == NULL) {
		if (*setting->section == '\0' || section_exists(setting->section))
			key_report_unknown(load, setting);
		return;
	}
	const char *name = arena_printf(load->arena, "%s.%s", setting->section, setting->name);
	const struct setting *before = map_find(&load->config->settings, name);
	if (before == NULL) {
		map_put(load->arena, &load->config->settings, name, setting);
		return;
	}
	load->result = diag_add(load->diagnostics, DIAG_BAD_CONFIG, setting->at,
		"'%s' is set twice in [%s]", setting->name, setting->section);
	diag_note(load->diagnostics, before->at, "it is set here first");
}

void
load_settings(struct loading *load)
{
	check_sections(load);
	if (load->config->name != NULL)
		check_name(load);
	VEC_EACH (struct setting *, setting, load->ini.settings)
		load_setting(load, *setting);
}

void
check_settings(struct loading *load)
{
	VEC_EACH (struct setting *, each, load->ini.settings) {
		const struct setting *setting = *each;
		const struct config_key *key = key_find(setting->section, setting->name);
		bool holds = setting == setting_find(load->arena, load->config,
						section_kind(setting->section), setting->name);
		if (key != NULL && (key->offset == CONFIG_NO_FIELD || !holds))
			check_value(load, key, setting);
	}
}
