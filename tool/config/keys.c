/* Every section and key of schemac.ini. schemac.ini(5) prints these tables. */
#include "config/config.h"

const struct config_section config_sections[] = {
	{"schemac", "The settings; [schemac:NAME] overrides some of them where -n NAME is given."},
	{"naming",
		"Names of constraints and indexes that a model leaves unnamed; without a template "
		"they are named as PostgreSQL names them."},
	{"type_synonyms", "Types that count as the same when they are compared, `name = type`."},
	{"post_write_hooks",
		"What runs, in order and without a shell, after a revision was written."},
	{"plugins", "Shared objects that are loaded, `name = path`."},
	{"lint", "How grave a finding of schemac lint is, `finding = off|warn|error`."},
};

const size_t config_section_count = sizeof(config_sections) / sizeof(config_sections[0]);

#define MAIN(name, form, fallback, description)                                                    \
	{                                                                                          \
		"schemac", #name, CONFIG_##form, offsetof(struct config, name), fallback, NULL,    \
			description                                                                \
	}
#define LATER(name, form, description)                                                             \
	{                                                                                          \
		"schemac", #name, CONFIG_##form, CONFIG_NO_FIELD, "", NULL, description            \
	}
#define NAMING(name, constant, what)                                                               \
	{                                                                                          \
		"naming", #name, CONFIG_NAMING, offsetof(struct config, naming[NAME_##constant]),  \
			"", NULL, "The template for the name of " what "."                         \
	}
#define HOOK(name, form, choices, description)                                                     \
	{                                                                                          \
		"post_write_hooks", name, CONFIG_##form, CONFIG_NO_FIELD, "", choices, description \
	}

const struct config_key config_keys[] = {
	LATER(models, PATTERNS,
		"The headers with models, or .json files of `schemac compile`, when the command "
		"line names none."),
	MAIN(cflags, WORDS, "", "Options for the preprocessor: -I, -D, -U, -std and the like."),
	MAIN(version_locations, PATHS, "versions",
		"The folders of the revisions; new ones are written to the first."),
	MAIN(dialects, LIST, "",
		"The databases that SQL is written for, sqlite or postgresql; without it the one "
		"of "
		"url, else sqlite."),
	LATER(url, LATE, "The database that upgrade, current and others work on."),
	LATER(dev_url, LATE, "A scratch PostgreSQL server on which verify may make databases; without it verify "
		"starts one of its own."),
	MAIN(version_table, TEXT, "schemac_version",
		"The table that holds the heads that are applied."),
	MAIN(version_table_schema, TEXT, "",
		"The schema of that table; without it the first of the search path."),
	MAIN(file_template, TEXT, "%(rev)s_%(slug)s",
		"The file name of a new revision, from %(rev)s, %(slug)s, %(epoch)s, %(year)s, "
		"%(month)s, %(day)s, %(hour)s, %(minute)s and %(second)s."),
	MAIN(truncate_slug_length, NUMBER, "40", "The longest %(slug)s, in bytes."),
	MAIN(timezone, TEXT, "UTC", "The time zone of the dates in file_template."),
	MAIN(compare_type, BOOL, "true", "Whether another type of a column is a change."),
	MAIN(compare_server_default, BOOL, "true",
		"Whether another default of a column is a change."),
	MAIN(transaction_per_migration, BOOL, "false",
		"Whether each revision is a transaction of its own, instead of all that are "
		"pending."),
	MAIN(target_branch, TEXT, "",
		"The branch that work is merged into; without it origin/HEAD, else main (origin/main "
		"where ours is checked out or behind it), else master likewise."),
	MAIN(review_by_other, BOOL, "false",
		"Whether the reviewer must differ from the author of the commit that added the "
		"revision, as .mailmap names both; what no commit has yet was written by whoever "
		"works here. `schemac check` finds reviews that do not count."),
	{"schemac", "lock_timeout", CONFIG_DURATION, offsetof(struct config, lock_timeout_ms), "5s",
		NULL,
		"How long a statement may wait for a lock on PostgreSQL; 0 leaves it to the "
		"server."},
	{"schemac", "on_drift", CONFIG_CHOICE, offsetof(struct config, on_drift), "error",
		"error|warn", "Whether drift fails the build or is only warned of."},
	MAIN(include_schemas, LIST, "",
		"Patterns of the schemas of a PostgreSQL database that are looked at, beside the one "
		"for names without a schema; without it all."),
	MAIN(include_object, LIST, "",
		"Patterns of the names of tables, types and other objects of a database that are "
		"looked at; without it all."),
	MAIN(exclude_object, LIST, "",
		"Patterns of those that are left alone, also where include_object names them."),
	MAIN(user_type_prefix, TEXT, "",
		"What is put in front of the names of user-defined types."),
	MAIN(sqlite_version, SQLITE_VERSION, "",
		"The oldest SQLite that the SQL must run on, from 3.25.0; without it the one built "
		"with."),
	MAIN(postgresql_version, POSTGRESQL_VERSION, "",
		"The oldest PostgreSQL that the SQL must run on, from 11; without it 11."),

	NAMING(ix, IX, "an index"),
	NAMING(uq, UQ, "a unique constraint"),
	NAMING(ck, CK, "a check constraint"),
	NAMING(fk, FK, "a foreign key"),
	NAMING(pk, PK, "a primary key"),
	NAMING(ex, EX, "an exclusion constraint"),

	{"type_synonyms", "*", CONFIG_TEXT, offsetof(struct config, type_synonyms), "", NULL,
		"The type that this name is another name of."},

	HOOK("hooks", LIST, NULL, "The names of the hooks, in the order in which they run."),
	HOOK("*.type", CHOICE, "exec|plugin",
		"Whether the hook is a program, which it is without this, or a plugin's."),
	HOOK("*.entrypoint", TEXT, NULL, "The program, or the name of the plugin's hook."),
	HOOK("*.options", WORDS, NULL,
		"Its arguments; REVISION_SCRIPT_FILENAME stands for the path of the revision."),
	HOOK("*.cwd", PATH, NULL, "The folder it runs in; without it that of schemac.ini."),

	{"plugins", "*", CONFIG_PATH, offsetof(struct config, plugins), "", NULL,
		"The shared object."},
	{"lint", "*", CONFIG_CHOICE, offsetof(struct config, lint), "", "off|warn|error",
		"How grave this finding is."},
};

const size_t config_key_count = sizeof(config_keys) / sizeof(config_keys[0]);
