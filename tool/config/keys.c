/* Every section and key of schemac.ini. schemac.ini(5) prints these tables. */
#include "config/keys.h"

#include "config/config.h"

#include <string.h>

const struct config_section config_sections[] = {
	{"schemac", "The main settings. `-n NAME` selects the section [schemac:NAME], whose keys "
		    "override those of this section."},
	{"naming", "Templates for the names of constraints and indexes that a model does not name. "
		   "Without a template, PostgreSQL's naming scheme is used."},
	{"type_synonyms", "Type names that compare as equal: `name = type`."},
	{"post_write_hooks",
		"Programs that run, without a shell, after a revision has been written."},
	{"plugins", "Shared objects to load: `name = path`."},
	{"lint", "The severity of each finding of schemac lint: `finding = off|warn|error`."},
};

const size_t config_section_count = sizeof(config_sections) / sizeof(config_sections[0]);

#define MAIN(name, type, fallback, description)                                                    \
	{                                                                                          \
		"schemac", #name, VALUE_##type, offsetof(struct config, name), fallback, NULL,     \
			description                                                                \
	}
#define LAZY(name, type, description)                                                              \
	{                                                                                          \
		"schemac", #name, VALUE_##type, CONFIG_NO_FIELD, "", NULL, description             \
	}
#define NAMING(name, constant, object)                                                             \
	{                                                                                          \
		"naming", #name, VALUE_NAMING, offsetof(struct config, naming[NAME_##constant]),   \
			"", NULL, "The template for the name of " object "."                       \
	}
#define HOOK(name, type, choices, description)                                                     \
	{                                                                                          \
		"post_write_hooks", name, VALUE_##type, CONFIG_NO_FIELD, "", choices, description  \
	}

const struct config_key config_keys[] = {
	LAZY(models, PATTERNS,
		"The headers that declare the models, or .json files written by `schemac compile`. "
		"Headers on the command line replace them."),
	MAIN(cflags, WORDS, "", "Options for the preprocessor, such as -I, -D, -U and -std."),
	MAIN(version_locations, PATHS, "versions",
		"The folders that contain revisions. New revisions are written to the first one."),
	MAIN(dialects, LIST, "",
		"The databases for which revisions contain SQL: sqlite, postgresql or both. The "
		"default is the dialect of --url or url, or sqlite if there is none."),
	LAZY(url, LAZY_TEXT, "The database that upgrade, current and other commands use."),
	LAZY(dev_url, LAZY_TEXT,
		"A scratch PostgreSQL server on which verify may create databases. If it is not "
		"set, verify starts a server of its own."),
	MAIN(version_table, NAME, "schemac_version", "The table that records the applied heads."),
	MAIN(version_table_schema, TEXT, "",
		"The schema of the version table. The default is the first schema in the search "
		"path."),
	MAIN(file_template, NAME, "%(rev)s_%(slug)s",
		"The template for the file name of a new revision. The placeholders are %(rev)s, "
		"%(slug)s, %(epoch)s, %(year)s, %(month)s, %(day)s, %(hour)s, %(minute)s and "
		"%(second)s."),
	MAIN(truncate_slug_length, NUMBER, "40", "The maximum length of %(slug)s, in bytes."),
	MAIN(timezone, NAME, "UTC", "The time zone of dates and times in file_template."),
	MAIN(compare_type, BOOL, "true",
		"Whether a difference in a column's type counts as a change."),
	MAIN(compare_server_default, BOOL, "true",
		"Whether a difference in a column's default counts as a change."),
	MAIN(transaction_per_migration, BOOL, "false",
		"Whether each revision runs in a transaction of its own. By default, all pending "
		"revisions run in one transaction."),
	MAIN(target_branch, TEXT, "",
		"The branch that work is merged into. The default is the first of origin/HEAD, "
		"main and master that exists. origin/main is used instead of main if main is "
		"checked out or has no commits of its own; the same applies to master."),
	MAIN(review_by_other, BOOL, "false",
		"Whether a revision must be reviewed by someone other than its author. The author "
		"is that of the commit that added the revision, or the current user if the "
		"revision is not yet committed. .mailmap applies to both author and reviewer. "
		"`schemac check` reports reviews that do not count."),
	{"schemac", "lock_timeout", VALUE_DURATION, offsetof(struct config, lock_timeout_ms), "5s",
		NULL,
		"How long a statement waits for a lock. On PostgreSQL, 0 is the server's setting, "
		"or 5 seconds if it has none. A command that only reads gives up after this time, "
		"and names the session that holds the lock."},
	{"schemac", "busy_timeout", VALUE_DURATION, offsetof(struct config, busy_timeout_ms), "30s",
		NULL,
		"How long `upgrade`, `downgrade`, `stamp` and `ensure-version` wait for locks and for "
		"another migration before they give up. On PostgreSQL they wait for lock_timeout at "
		"a time, and let other sessions proceed in between."},
	{"schemac", "on_drift", VALUE_CHOICE, offsetof(struct config, on_drift), "error",
		"error|warn", "Whether drift fails the build (error) or is only reported (warn)."},
	MAIN(include_schemas, LIST, "",
		"Patterns for the names of the schemas to read from a PostgreSQL database, in "
		"addition to the schema of unqualified names. The default is all schemas."),
	MAIN(include_object, LIST, "",
		"Patterns for the names of tables, types and other objects to read from a "
		"database. The default is all objects."),
	MAIN(exclude_object, LIST, "",
		"Patterns for the names of objects to ignore. They take precedence over "
		"include_object."),
	MAIN(user_type_prefix, TEXT, "", "A prefix for the names of user-defined types."),
	MAIN(sqlite_version, SQLITE_VERSION, "",
		"The oldest version of SQLite that the SQL must run on, at least 3.25.0. The "
		"default is the version that schemac was built with."),
	MAIN(postgresql_version, POSTGRESQL_VERSION, "",
		"The oldest version of PostgreSQL that the SQL must run on, at least 11. The "
		"default is 11."),

	NAMING(ix, IX, "an index"),
	NAMING(uq, UQ, "a unique constraint"),
	NAMING(ck, CK, "a check constraint"),
	NAMING(fk, FK, "a foreign key"),
	NAMING(pk, PK, "a primary key"),
	NAMING(ex, EX, "an exclusion constraint"),

	{"type_synonyms", "*", VALUE_TEXT, offsetof(struct config, type_synonyms), "", NULL,
		"The type of which NAME is a synonym."},

	HOOK("hooks", LIST, NULL, "The names of the hooks, in the order in which they run."),
	HOOK("*.type", CHOICE, "exec|plugin",
		"Whether the hook is a program (exec, the default) or is part of a plugin "
		"(plugin)."),
	HOOK("*.entrypoint", TEXT, NULL, "The program to run, or the name of the plugin's hook."),
	HOOK("*.options", WORDS, NULL,
		"The arguments of the hook. REVISION_SCRIPT_FILENAME is replaced by the path of "
		"the revision."),
	HOOK("*.cwd", PATH, NULL,
		"The working directory of the hook. The default is the folder of schemac.ini."),

	{"plugins", "*", VALUE_PATH, offsetof(struct config, plugins), "", NULL,
		"The path of the shared object."},
	{"lint", "*", VALUE_CHOICE, offsetof(struct config, lint), "", "off|warn|error",
		"The severity of the finding NAME."},
};

const size_t config_key_count = sizeof(config_keys) / sizeof(config_keys[0]);

/* Whether a key of the table matches the name: "*" and "*.x" match many. */
static bool
covers(const struct config_key *key, const char *name)
{
	if (*key->name != '*')
		return text_equal(key->name, name);
	return text_ends_with(name, key->name + 1) && strlen(name) > strlen(key->name + 1);
}

const struct config_key *
keys_find(const char *section, const char *name)
{
	for (size_t i = 0; i < config_key_count; i++)
		if (text_equal(config_keys[i].section, section) && covers(&config_keys[i], name))
			return &config_keys[i];
	return NULL;
}

const struct config_section *
keys_find_section(const char *name)
{
	for (size_t i = 0; i < config_section_count; i++)
		if (text_equal(config_sections[i].name, name))
			return &config_sections[i];
	return NULL;
}

const char *
keys_section_of(const char *name)
{
	for (size_t i = 0; i < config_key_count; i++)
		if (*config_keys[i].name != '*' && text_equal(config_keys[i].name, name))
			return config_keys[i].section;
	return NULL;
}

const char *
keys_nearest_section(struct arena *arena, const char *name)
{
	struct texts known = {0};
	for (size_t i = 0; i < config_section_count; i++)
		*VEC_ADD(arena, &known) = config_sections[i].name;
	return text_nearest(name, known.items, known.len);
}

/* For the typing error "black.entrypont", "*.entrypoint" yields "black.entrypoint". */
const char *
keys_nearest(struct arena *arena, const char *section, const char *name)
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
