/* config: a correct schemac.ini, and every mistake that one can contain. */
#include "base/file.h"
#include "base/text.h"
#include "config/config.h"
#include "config/value_type.h"
#include "diag/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A scratch folder with schemac.ini and the headers; it is the current folder. */
struct world {
	struct arena arena;
	struct diagnostics diagnostics;
	struct config config;
	char folder[64];
	char *messages; /* of the last config_read() */
};

static int
setup(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	arena_init(&world->arena);
	strcpy(world->folder, "/tmp/schemac-config-XXXXXX");
	if (mkdtemp(world->folder) == NULL || chdir(world->folder) < 0)
		return -1;
	setenv("SCHEMAC_TEST_HOME", "/srv/my models", 1);
	unsetenv("SCHEMAC_TEST_UNSET");
	*state = world;
	return 0;
}

static int
teardown(void **state)
{
	struct world *world = *state;
	struct texts names = {0};
	folder_list(&world->arena, ".", &names);
	VEC_EACH (const char *, name, names)
		unlink(*name);
	if (chdir("/") < 0 || rmdir(world->folder) < 0)
		return -1;
	free(world->messages);
	arena_release(&world->arena);
	free(world);
	return 0;
}

static const char *
messages(struct world *world)
{
	size_t length;
	free(world->messages);
	FILE *stream = open_memstream(&world->messages, &length);
	diag_print(&world->diagnostics, stream, DIAG_TEXT, false);
	fclose(stream);
	return world->messages;
}

static int
read_bytes(struct world *world, const char *name, const void *text, size_t length)
{
	assert_int_equal(file_write("schemac.ini", text, length), 0);
	diag_init(&world->diagnostics, &world->arena);
	return config_read(&world->arena, &world->config, NULL, name, &world->diagnostics);
}

static int
read_text(struct world *world, const char *name, const char *text)
{
	return read_bytes(world, name, text, strlen(text));
}

/* Reads an invalid text and compares the diagnostics. */
static void
expect_messages(struct world *world, const char *text, const char *expected)
{
	assert_int_equal(read_text(world, NULL, text), -1);
	assert_string_equal(messages(world), expected);
	assert_int_equal(diag_exit_status(&world->diagnostics), EXIT_USAGE);
}

static void
without_a_file_every_key_has_its_default(void **state)
{
	struct world *world = *state;
	struct texts models;
	const char *url;

	unlink("schemac.ini");
	diag_init(&world->diagnostics, &world->arena);
	assert_int_equal(
		config_read(&world->arena, &world->config, NULL, NULL, &world->diagnostics), 0);
	assert_null(world->config.path);
	assert_string_equal(world->config.folder, ".");
	assert_int_equal(world->config.version_locations.len, 1);
	assert_string_equal(world->config.version_locations.items[0], "versions");
	assert_string_equal(world->config.version_table, "schemac_version");
	assert_string_equal(world->config.file_template, "%(rev)s_%(slug)s");
	assert_int_equal(world->config.truncate_slug_length, 40);
	assert_true(world->config.compare_type);
	assert_false(world->config.transaction_per_migration);
	assert_int_equal(world->config.lock_timeout_ms, 5000);
	assert_int_equal(world->config.on_drift, ON_DRIFT_ERROR);
	assert_null(world->config.naming[NAME_UQ]);
	assert_null(config_place(&world->config, "url").file);
	assert_int_equal(config_models(&world->arena, &world->config, &models, NULL), 0);
	assert_int_equal(models.len, 0);
	assert_int_equal(config_url(&world->arena, &world->config, &url, NULL), 0);
	assert_null(url);
}

static const char complete[] = "# Every key.\n"
			       "[schemac]\n"
			       "models = src/user.h, \"src/a b.h\"\n"
			       "\tinclude/post.h   ; a list continues\n"
			       "cflags = -Iinclude \"-DNAME=\\\"a b\\\"\" -Wp,-DX\n"
			       "version_locations = versions more/versions\n"
			       "dialects = sqlite, postgresql\n"
			       "url = sqlite:///${SCHEMAC_TEST_HOME}/app.db\n"
			       "dev_url = postgresql://localhost/a?b=c&d=e\n"
			       "version_table = alembic_version\n"
			       "version_table_schema = meta\n"
			       "file_template = %(year)s_%(rev)s_%(slug)s\n"
			       "truncate_slug_length = 60\n"
			       "timezone = Europe/Berlin\n"
			       "compare_type = no\n"
			       "compare_server_default: FALSE\n"
			       "transaction_per_migration = on\n"
			       "target_branch = origin/develop\n"
			       "review_by_other = 1\n"
			       "lock_timeout = 2min\n"
			       "busy_timeout = 1min\n"
			       "on_drift = warn\n"
			       "include_schemas = public app\n"
			       "include_object = app_*\n"
			       "exclude_object = *_old tmp?\n"
			       "user_type_prefix = my.\n"
			       "sqlite_version = 3.35.0\n"
			       "postgresql_version = 15.2\n"
			       "\n"
			       "[naming]\n"
			       "ix = ix_%(table_name)s_%(column_0_N_name)s\n"
			       "uq = uq_%(table_name)s_%(column_0_name)s\n"
			       "ck = ck_%(table_name)s_%(constraint_name)s\n"
			       "fk = fk_%(table_name)s_%(referred_table_name)s\n"
			       "pk = pk_%(table_name)s%%\n"
			       "ex = ex_%(table_name)s\n"
			       "[type_synonyms]\n"
			       "money = numeric(12, 2)\n"
			       "[post_write_hooks]\n"
			       "hooks = format, note\n"
			       "format.type = exec\n"
			       "format.entrypoint = sqlfluff\n"
			       "format.options = fix --dialect $$x REVISION_SCRIPT_FILENAME\n"
			       "format.cwd = tools\n"
			       "note.type = plugin\n"
			       "note.entrypoint = tell\n"
			       "[plugins]\n"
			       "geo = plugins/geo.so\n"
			       "[lint]\n"
			       "table-rewrite = warn\n"
			       "[schemac:test]\n"
			       "url = sqlite://:memory:\n"
			       "dialects =\n";

static void
every_key_is_read(void **state)
{
	struct world *world = *state;
	const struct config *config = &world->config;
	struct texts models;
	const char *url;

	assert_int_equal(read_text(world, NULL, complete), 0);
	assert_string_equal(config->path, "schemac.ini");
	assert_int_equal(config_models(&world->arena, config, &models, NULL), 0);
	assert_int_equal(models.len, 3);
	assert_string_equal(models.items[1], "src/a b.h");
	assert_string_equal(models.items[2], "include/post.h");
	assert_int_equal(config->cflags.len, 3);
	assert_string_equal(config->cflags.items[1], "-DNAME=\"a b\"");
	assert_string_equal(config->cflags.items[2], "-Wp,-DX");
	assert_string_equal(config->version_locations.items[1], "more/versions");
	assert_string_equal(config->dialects.items[1], "postgresql");
	assert_int_equal(config_url(&world->arena, config, &url, NULL), 0);
	assert_string_equal(url, "sqlite:////srv/my models/app.db");
	assert_int_equal(config_dev_url(&world->arena, config, &url, NULL), 0);
	assert_string_equal(url, "postgresql://localhost/a?b=c&d=e");
	assert_string_equal(config->version_table_schema, "meta");
	assert_int_equal(config->truncate_slug_length, 60);
	assert_false(config->compare_type);
	assert_false(config->compare_server_default);
	assert_true(config->transaction_per_migration);
	assert_true(config->review_by_other);
	assert_int_equal(config->lock_timeout_ms, 120000);
	assert_int_equal(config->busy_timeout_ms, 60000);
	assert_int_equal(config->on_drift, ON_DRIFT_WARN);
	assert_int_equal(config->exclude_object.len, 2);
	assert_int_equal(config->sqlite_version, 3035000);
	assert_int_equal(config->postgresql_version, 150002);
	assert_string_equal(config->naming[NAME_PK], "pk_%(table_name)s%%");
	assert_string_equal(config->type_synonyms.items[0].value, "numeric(12, 2)");
	assert_string_equal(config->plugins.items[0].value, "plugins/geo.so");
	assert_string_equal(config->lint.items[0].name, "table-rewrite");
	assert_int_equal(config->hooks.len, 2);
	assert_string_equal(config->hooks.items[0].options.items[2], "$x");
	assert_string_equal(config->hooks.items[0].cwd, "tools");
	assert_int_equal(config->hooks.items[1].type, CONFIG_HOOK_PLUGIN);
	assert_int_equal(config_place(config, "url").line, 8);
	assert_int_equal(config_place(config, "url").column, 7);
}

static void
a_name_overrides_key_by_key(void **state)
{
	struct world *world = *state;
	const char *url;

	assert_int_equal(read_text(world, "test", complete), 0);
	assert_int_equal(config_url(&world->arena, &world->config, &url, NULL), 0);
	assert_string_equal(url, "sqlite://:memory:");
	assert_int_equal(world->config.dialects.len, 0);
	assert_string_equal(world->config.version_table, "alembic_version");
	assert_int_equal(config_place(&world->config, "url").line, 52);

	assert_int_equal(read_text(world, "tets", complete), -1);
	assert_string_equal(messages(world),
		"schemac.ini: error: there is no section [schemac:tets]; did you mean 'test'? "
		"[config]\n");
}

static void
the_complete_file_has_every_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < config_key_count; i++) {
		const char *name = config_keys[i].name + strspn(config_keys[i].name, "*");
		assert_non_null(strstr(complete, name));
		assert_true(text_ends_with(config_keys[i].description, "."));
		assert_true(strlen(value_type_text(config_keys[i].type)) > 0);
	}
}

static void
every_mistake_is_reported_at_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
#include "test_config.def"
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		expect_messages(*state, cases[i].text, cases[i].expected);
}

static void
lazy_values_fail_only_when_they_are_needed(void **state)
{
	struct world *world = *state;
	struct texts models;
	const char *url;
	const char *text = "[schemac]\n"
			   "url = ${SCHEMAC_TEST_UNSET}\n"
			   "models = missing/*.h\n"
			   "[schemac:other]\n"
			   "version_table = ${SCHEMAC_TEST_UNSET}\n";

	assert_int_equal(read_text(world, NULL, text), 0);
	assert_int_equal(config_url(&world->arena, &world->config, &url, &world->diagnostics), -1);
	assert_null(url);
	assert_int_equal(
		config_models(&world->arena, &world->config, &models, &world->diagnostics), -1);
	assert_string_equal(messages(world),
		"schemac.ini:2:7: error: environment variable 'SCHEMAC_TEST_UNSET' is not set "
		"[config]\n"
		"    2 | url = ${SCHEMAC_TEST_UNSET}\n"
		"      |       ^~~~~~~~~~~~~~~~~~~~~\n"
		"schemac.ini:3:10: error: no file matches 'missing/*.h' [config]\n"
		"    3 | models = missing/*.h\n"
		"      |          ^~~~~~~~~~~\n");
}

static void
patterns_expand_in_byte_order(void **state)
{
	struct world *world = *state;
	struct texts models;

	file_write("b.h", "", 0);
	file_write("a.h", "", 0);
	file_write("B.h", "", 0);
	assert_int_equal(read_text(world, NULL, "[schemac]\nmodels = b.h *.h nowhere.h\n"), 0);
	assert_int_equal(config_models(&world->arena, &world->config, &models, NULL), 0);
	assert_int_equal(models.len, 4);
	assert_string_equal(models.items[0], "b.h");
	assert_string_equal(models.items[1], "B.h");
	assert_string_equal(models.items[2], "a.h");
	assert_string_equal(models.items[3], "nowhere.h");
}

static void
paths_are_relative_to_the_file(void **state)
{
	struct world *world = *state;
	const char *path = arena_printf(&world->arena, "%s/schemac.ini", world->folder);

	read_text(world, NULL, "[schemac]\nversion_locations = v /abs\n");
	diag_init(&world->diagnostics, &world->arena);
	assert_int_equal(
		config_read(&world->arena, &world->config, path, NULL, &world->diagnostics), 0);
	assert_string_equal(world->config.folder, world->folder);
	assert_string_equal(world->config.version_locations.items[0],
		arena_printf(&world->arena, "%s/v", world->folder));
	assert_string_equal(world->config.version_locations.items[1], "/abs");

	read_text(world, NULL, "");
	assert_int_equal(
		config_read(&world->arena, &world->config, path, NULL, &world->diagnostics), 0);
	assert_string_equal(world->config.version_locations.items[0],
		arena_printf(&world->arena, "%s/versions", world->folder));

	diag_init(&world->diagnostics, &world->arena);
	assert_int_equal(config_read(&world->arena, &world->config, "nowhere/schemac.ini", NULL,
				 &world->diagnostics),
		-1);
	assert_string_equal(messages(world), "nowhere/schemac.ini: error: cannot read the "
					     "configuration: No such file or directory "
					     "[cannot-read]\n");
}

static void
any_line_end_and_a_byte_order_mark_are_accepted(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, NULL,
				 "\xEF\xBB\xBF[schemac]\r\ndialects = sqlite\r\n\tpostgresql\r\n"
				 "timezone = CET"),
		0);
	assert_int_equal(world->config.dialects.len, 2);
	assert_string_equal(world->config.dialects.items[0], "sqlite");
	assert_string_equal(world->config.timezone, "CET");
}

static void
hostile_bytes_are_errors(void **state)
{
	static const char nul[] = "[schemac]\nurl = a\0b\n";
	struct world *world = *state;
	size_t length = 1024 * 1024;
	char *text = malloc(length);

	assert_int_equal(read_bytes(world, NULL, nul, sizeof(nul) - 1), -1);
	assert_non_null(strstr(messages(world), "schemac.ini:2:8: error: NUL byte"));

	memset(text, 'x', length);
	assert_int_equal(read_bytes(world, NULL, text, length), -1);
	assert_non_null(strstr(messages(world),
		"schemac.ini:1:196: error: line too long: 1048576 bytes, the maximum is 195"));
	memset(text, '\n', length);
	assert_int_equal(read_bytes(world, NULL, text, length), 0);
	memset(text, '\0', length);
	assert_int_equal(read_bytes(world, NULL, text, length), -1);
	memset(text, '=', length);
	for (size_t i = 0; i < length; i += 100)
		text[i] = '\n';
	assert_int_equal(read_bytes(world, NULL, text, 64 * 1024), -1);
	free(text);
}

/* Every prefix of a file, and the file with one byte replaced, is accepted or reported. */
static void
damaged_files_are_accepted_or_reported(void **state)
{
	struct world *world = *state;
	static const char bytes[] = {'\0', '\n', '[', '=', '"', '$', '\xFF'};
	char copy[sizeof(complete)];

	for (size_t length = 0; length < sizeof(complete); length += 3)
		read_bytes(world, "test", complete, length);
	for (size_t i = 0; i < sizeof(complete) - 1; i += 5) {
		memcpy(copy, complete, sizeof(complete));
		copy[i] = bytes[i % sizeof(bytes)];
		if (read_bytes(world, NULL, copy, sizeof(complete) - 1) < 0)
			assert_true(diag_errors(&world->diagnostics) > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_file_every_key_has_its_default),
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(a_name_overrides_key_by_key),
		cmocka_unit_test(the_complete_file_has_every_key),
		cmocka_unit_test(every_mistake_is_reported_at_its_place),
		cmocka_unit_test(lazy_values_fail_only_when_they_are_needed),
		cmocka_unit_test(patterns_expand_in_byte_order),
		cmocka_unit_test(paths_are_relative_to_the_file),
		cmocka_unit_test(any_line_end_and_a_byte_order_mark_are_accepted),
		cmocka_unit_test(hostile_bytes_are_errors),
		cmocka_unit_test(damaged_files_are_accepted_or_reported),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
