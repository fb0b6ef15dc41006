/* What is asked for when it is needed: where a key is set, models, url, dev_url. */
#include "base/file.h"
#include "base/text.h"
#include "config/loader.h"
#include "config/value_types.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

const struct setting *
setting_find(
	struct arena *arena, const struct config *config, const char *section, const char *name)
{
	const struct setting *found = NULL;
	if (config->name != NULL && text_equal(section, MAIN_SECTION))
		found = map_find(&config->settings,
			arena_printf(arena, "%s:%s.%s", section, config->name, name));
	if (found == NULL)
		found = map_find(&config->settings, arena_printf(arena, "%s.%s", section, name));
	return found;
}

struct location
config_place(const struct config *config, const char *key)
{
	struct arena scratch;
	arena_init(&scratch);
	const struct setting *setting = setting_find(&scratch, config, MAIN_SECTION, key);
	arena_release(&scratch);
	if (setting != NULL)
		return setting->lines.items[0].at;
	return config->path != NULL ? location_of_file(config->path) : (struct location){0};
}

static int
late_text(struct arena *arena, const struct config *config, const char *key, const char **out,
	struct diagnostics *diagnostics)
{
	*out = NULL;
	const struct setting *setting = setting_find(arena, config, MAIN_SECTION, key);
	if (setting == NULL)
		return 0;
	struct value value = {.arena = arena, .setting = setting, .diagnostics = diagnostics};
	return value_text(&value, out);
}

int
config_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics)
{
	return late_text(arena, config, "url", out, diagnostics);
}

int
config_dev_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics)
{
	return late_text(arena, config, "dev_url", out, diagnostics);
}

/* Adds a path that is not in the list yet. */
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
expand_pattern(const struct value *value, const struct value_word *word, struct texts *out,
	struct map *seen)
{
	glob_t found = {0};
	const char *pattern = path_join(value->arena, value->folder, word->text);
	/* A name without a pattern is not looked for: the compiler says best what is wrong with it.
	 */
	if (strpbrk(pattern, "*?[") == NULL) {
		add_model(value->arena, out, seen, pattern);
		return 0;
	}
	int status = glob(pattern, GLOB_NOSORT, NULL, &found);
	if (status == GLOB_NOSPACE)
		out_of_memory(strlen(pattern));
	if (status != 0) {
		globfree(&found);
		return value_error(value, word->at, "no file matches '%s'", pattern);
	}
	/* glob()'s own order is the locale's */
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
	const struct setting *setting = setting_find(arena, config, MAIN_SECTION, "models");
	if (setting == NULL)
		return 0;
	struct value value = {.arena = arena,
		.setting = setting,
		.folder = config->folder,
		.diagnostics = diagnostics};
	if (value_words(&value, &words, true) < 0)
		return -1;
	VEC_EACH (struct value_word, word, words)
		if (expand_pattern(&value, word, out, &seen) < 0)
			result = -1;
	return result;
}
