/*
 * config: schemac.ini, read through inih.
 *
 * One const table (config_keys) says of every key its section, form, default and meaning: reading,
 * checking and schemac.ini(5) all come from it. Every setting of the file is checked, also those of
 * sections that are not selected; what is not known is an error at its line, never skipped.
 *
 * The file: `[section]`, `key = value`, comments from ';' or '#' at the start of a line and from a
 * ';' after a blank; a line that starts with a blank goes on with the value before it. A line has
 * at most CONFIG_LINE_LIMIT bytes, since inih cuts longer ones. `${NAME}` is the environment
 * variable's value, `$$` a '$'. Items of a list stand in "double quotes" where they hold blanks.
 *
 * `[schemac]` holds the settings; `-n NAME` selects `[schemac:NAME]`, which overrides it key by
 * key.
 *
 * All texts live in the arena given. Must not know: what the values mean, such as the names of
 * dialects; config_place() tells where a value stands that its user finds wrong.
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

enum {
	CONFIG_LINE_LIMIT = 195, /* bytes; what Debian's inih 55 is sure to hand on whole */
};


/* One line of a section whose keys are the user's own. */
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
	const char *entrypoint;      /* a program, or a plugin's hook; never NULL */
	struct texts options; /* REVISION_SCRIPT_FILENAME is still in them */
	const char *cwd;             /* NULL: the folder of schemac.ini */
	struct location at;
};

enum config_constraint { NAME_IX, NAME_UQ, NAME_CK, NAME_FK, NAME_PK, NAME_EX, NAME_COUNT };

enum config_on_drift { ON_DRIFT_ERROR, ON_DRIFT_WARN };

/*
 * Relative paths are joined with the folder of schemac.ini already: they can be opened as they are.
 * A text that is not set is NULL. Commands may overwrite any field by what the command line says.
 */
struct config {
	const char *path;   /* of schemac.ini; NULL: there is none, and all is as by default */
	const char *folder; /* of schemac.ini; "." where there is none */
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

	struct map
		settings; /* "section.key" → struct setting *: for config_place() and late values */
};

/*
 * Reads the file; path NULL: schemac.ini of the current folder, or none at all. name is -n's, or
 * NULL. -1 after a diagnostic for each mistake in the file.
 */
int config_read(struct arena *arena, struct config *out, const char *path, const char *name,
	struct diagnostics *diagnostics);

/*
 * `-x KEY=VALUE`: a key of the main section, as if it stood in the file and over what stands there.
 * -1 after a diagnostic.
 */
int config_override(struct arena *arena, struct config *config, const char *assignment,
	struct diagnostics *diagnostics);

/*
 * What not every command needs, and what must not hinder those that do not: a build has no
 * ${DATABASE_URL}, a deployed program no headers. With diagnostics NULL failures are silent.
 *
 * The headers of `models`, patterns expanded, each once, in the order written and sorted within a
 * pattern. A pattern that matches nothing is an error.
 */
int config_models(struct arena *arena, const struct config *config, struct texts *out,
	struct diagnostics *diagnostics);

/* *out is NULL where the key is not set. */
int config_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics);
int config_dev_url(struct arena *arena, const struct config *config, const char **out,
	struct diagnostics *diagnostics);

/* Where the key of the main section is set, else the file as a whole, else no place. */
struct location config_place(const struct config *config, const char *key);

enum config_form {
	CONFIG_TEXT,
	CONFIG_LATE, /* a text that is expanded when it is asked for */
	CONFIG_PATH,
	CONFIG_PATHS,    /* paths, separated by blanks or commas */
	CONFIG_PATTERNS, /* paths with *, ? and [], expanded when they are asked for */
	CONFIG_LIST,     /* names, separated by blanks or commas */
	CONFIG_WORDS,    /* words, separated by blanks */
	CONFIG_BOOL,
	CONFIG_NUMBER,
	CONFIG_DURATION, /* milliseconds, or with a unit: ms, s, min */
	CONFIG_CHOICE,   /* one of choices, separated by '|'; the field holds its index */
	CONFIG_SQLITE_VERSION,
	CONFIG_POSTGRESQL_VERSION,
	CONFIG_NAMING, /* a text with %(placeholders)s */
	CONFIG_FORM_COUNT,
};

/* How a value of the form is written, for the manual: "true or false". */
const char *config_form_text(enum config_form form);

struct config_section {
	const char *name;
	const char *description; /* one sentence */
};

struct config_key {
	const char *section;
	const char *name; /* "*" where the user makes up the keys: then a line is a pair */
	enum config_form form;
	size_t offset;           /* of the field of struct config, or CONFIG_NO_FIELD */
	const char *fallback;    /* as it would be written; "": none */
	const char *choices;     /* CONFIG_CHOICE: "error|warn" */
	const char *description; /* one sentence */
};

#define CONFIG_NO_FIELD ((size_t)-1)

extern const struct config_section config_sections[];
extern const size_t config_section_count;
extern const struct config_key config_keys[]; /* in the order of the sections */
extern const size_t config_key_count;

#endif
