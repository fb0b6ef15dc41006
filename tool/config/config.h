/*
 * config: schemac.ini, read through inih.
 *
 * One const table (keys.h) lists the section, type, default and description of every key. It drives
 * reading and checking, and schemac.ini(5) is printed from it. Every setting in the file is
 * checked, including those of sections that are not selected. An unknown key is an error, reported
 * at its line.
 *
 * The file: `[section]` and `key = value` lines. A comment begins with ';' or '#' at the start of a
 * line, or with a ';' after a space. A line that begins with a space continues the value of the
 * previous line. A line is at most CONFIG_LINE_LIMIT bytes long, because inih truncates longer
 * ones. `${NAME}` is the value of the environment variable, `$$` is a '$'. List items with spaces
 * are in "double quotes".
 *
 * `[schemac]` has the settings; `-n NAME` selects `[schemac:NAME]`, which overrides it key by key.
 *
 * All texts live in the arena given. Must not depend on: the meaning of the values, such as the
 * names of dialects. A caller that rejects a value reports it at config_place().
 */
#ifndef SCHEMAC_CONFIG_CONFIG_H
#define SCHEMAC_CONFIG_CONFIG_H

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* One line of a section with free keys. */
struct config_pair {
	const char *name;
	const char *value;
	struct location at; /* of the value */
};
VEC_STRUCT(config_pairs, struct config_pair);

enum config_hook_type { CONFIG_HOOK_EXEC, CONFIG_HOOK_PLUGIN };

/* One of [post_write_hooks], in the order of `hooks`. */
struct config_hook {
	const char *name;
	enum config_hook_type type;
	const char *entrypoint; /* a program, or a plugin's hook; never NULL */
	struct texts options;   /* REVISION_SCRIPT_FILENAME is not yet replaced */
	const char *cwd;        /* NULL: the folder of schemac.ini */
	struct location at;
};

enum config_constraint { NAME_IX, NAME_UQ, NAME_CK, NAME_FK, NAME_PK, NAME_EX, NAME_COUNT };

enum config_on_drift { ON_DRIFT_ERROR, ON_DRIFT_WARN };

/*
 * Relative paths are already joined with the folder of schemac.ini, so that they can be opened. A
 * text that is not set is NULL. Commands may replace any field with a value from the command line.
 */
struct config {
	const char *path;   /* of schemac.ini; NULL: there is none, and every key has its default */
	const char *folder; /* of schemac.ini; "." without one */
	const char *name;   /* -n; NULL: none */

	struct texts cflags;
	struct texts version_locations; /* at least one */
	struct texts dialects;          /* names as written; may be empty */
	const char *version_table;
	const char *version_table_schema;
	const char *file_template;
	unsigned truncate_slug_length; /* bytes, at least 1 */
	const char *timezone;
	bool compare_type;
	bool compare_server_default;
	bool transaction_per_migration;
	const char *target_branch;
	bool review_by_other;
	unsigned lock_timeout_ms; /* 0: the server's own */
	unsigned busy_timeout_ms; /* 0: the runtime's own */
	unsigned on_drift;        /* enum config_on_drift */
	struct texts include_schemas;
	struct texts include_object; /* globs */
	struct texts exclude_object; /* globs */
	const char *user_type_prefix;
	unsigned sqlite_version;     /* as SQLITE_VERSION_NUMBER, 3035000; 0: the newest known */
	unsigned postgresql_version; /* as server_version_num, 150002; 0: the newest known */

	const char *naming[NAME_COUNT]; /* templates; NULL: PostgreSQL's own naming */
	struct config_pairs type_synonyms;
	VEC(struct config_hook) hooks;
	struct config_pairs plugins; /* values are paths */
	struct config_pairs lint;

	struct map settings; /* "section.key" → struct setting *: locations and lazy values */
};

/*
 * Reads the file. If path is NULL, reads the file that config_find() finds, or uses only defaults
 * if there is none. name is the argument of -n, or NULL. -1 after a diagnostic for each mistake in
 * the file.
 */
int config_read(struct arena *arena, struct config *out, const char *path, const char *name,
	struct diagnostics *diagnostics);

/* Applies `-x KEY=VALUE`, which overrides a key of the main section. -1 after a diagnostic. */
int config_override(struct arena *arena, struct config *config, const char *assignment,
	struct diagnostics *diagnostics);

/*
 * The location of the value of a main key; if it is not set, the whole file; without a file, none.
 */
struct location config_place(const struct config *config, const char *key);

/*
 * If there is no schemac.ini, adds a note about this to the last diagnostic: for commands that lack
 * a setting or a folder.
 */
void config_note_missing(const struct config *config, struct diagnostics *diagnostics);

/*
 * Lazy values: only some commands need them, and the others work without them. For example, a build
 * may not have ${DATABASE_URL}, and a deployed program does not have the headers. If diagnostics is
 * NULL, failures are silent.
 *
 * The headers that `models` names, with patterns expanded and without duplicates, in the order
 * written and sorted within a pattern. A pattern without a matching file is an error.
 */
int config_models(struct arena *arena, const struct config *config, struct texts *out,
	struct diagnostics *diagnostics);

/* *out is NULL if the key is not set. */
int config_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics);
/* `url` before variables are replaced, from its first line; "" if it is not set. */
const char *config_url_as_written(const struct config *config);

int config_dev_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics);

#endif
