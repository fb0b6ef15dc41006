/*
 * rev/embed: the printed source compiles as C99 and C++11 without a warning and contains the same
 * bytes.
 */
#include "base/process.h"
#include "rev/embed/embed.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

#define WARNINGS                                                                                   \
	"-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Woverlength-strings", "-Wtrigraphs",        \
		"-Wmissing-declarations", "-Wmissing-field-initializers"

static const char *const two_parents[] = {"aa", "bb", NULL};
static const char *const rebuild_columns[] = {"id", "na\"me?\?/", NULL};

static const char awkward[] = "SELECT 'a \"b\" \\ ?\?= ?\?/ \t \x01\x7F \xC3\xA4 */ %s',\n"
			      "\n"
			      "  '1' || '23\x02"
			      "4';\n";

static const struct schemac_step steps[] = {
	{SCHEMAC_STEP_SQL, awkward, 7, NULL},
	{SCHEMAC_STEP_CALL, "fill", 9, NULL},
	{SCHEMAC_STEP_REBUILD, "Order Details", 10, rebuild_columns},
	{SCHEMAC_STEP_SQL, "", 11, NULL},
	{SCHEMAC_STEP_REBUILD_END, "Order Details", 12, NULL},
	{SCHEMAC_STEP_EXPECT_NO_ROWS, "SELECT 1 WHERE 0", 13, NULL},
};

static const struct schemac_column_shape columns[] = {
	{"id", "INTEGER", false, 1},
	{"any", NULL, true, 0},
};

static const struct schemac_table_shape tables[] = {
	{NULL, "users", columns, 2},
	{"audit", "empty", NULL, 0},
};

/* A bundle with every kind of content, including a step that is too long for a literal. */
static struct schemac_bundle *
new_bundle(struct arena *arena)
{
	struct schemac_revision *revisions = arena_alloc(arena, 3 * sizeof(*revisions));
	struct schemac_bundle *bundle = ARENA_NEW(arena, struct schemac_bundle);
	struct schemac_step *huge = ARENA_NEW(arena, struct schemac_step);
	char *text = arena_alloc(arena, 10001);
	for (size_t i = 0; i < 10000; i++)
		text[i] = (char)(i % 255 + 1);
	*huge = (struct schemac_step){SCHEMAC_STEP_SQL, text, 3, NULL};
	revisions[0].id = "aa";
	revisions[1].id = "bb";
	revisions[1].upgrade[0] = (struct schemac_script){huge, 1, true, true, NULL};
	revisions[2] = (struct schemac_revision){.id = "cc",
		.parents = two_parents,
		.depends_on = two_parents,
		.message = "It's \"odd\" ?\?/",
		.file = "/home/ann/versions/cc_odd.sql",
		.digest = "00ff",
		.reviewed = true};
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++) {
		revisions[2].upgrade[i] = (struct schemac_script){steps, 6, true, false, NULL};
		revisions[2].downgrade[i].irreversible = "";
		revisions[2].downgrade[i].present = true;
	}
	*bundle = (struct schemac_bundle){.abi = SCHEMAC_BUNDLE_ABI,
		.size = sizeof(*bundle),
		.name = "notes",
		.version_table = "schemac_version",
		.revisions = revisions,
		.revision_count = 3,
		.tables = {tables, NULL},
		.table_count = {2, 0}};
	return bundle;
}

static void
run(const char *const *argv)
{
	struct strbuf errors = STRBUF_INIT;
	struct process process = {.argv = argv, .errors = &errors, .output = &errors};
	assert_int_equal(process_run(&process), 0);
	if (process.status != 0 || errors.len > 0)
		fail_msg("%s: %s", argv[0], errors.buf);
	strbuf_release(&errors);
}

/*
 * Compiles the C file with every available compiler and links it with a program that prints all
 * bytes.
 */
static void
compile_everywhere(struct fixture *fixture, const char *source)
{
	const char *include = arena_printf(
		&fixture->arena, "-I%s", SCHEMAC_INCLUDE);
	const char *object = path_join(&fixture->arena, fixture->folder, "bundle.o");
	static const char *const c[] = {"gcc", "clang"}, *const cpp[] = {"g++", "clang++"};
	for (size_t i = 0; i < 2; i++) {
		run((const char *const[]){
			c[i], "-std=c99", WARNINGS, include, "-c", source, "-o", object, NULL});
		run((const char *const[]){cpp[i], "-x", "c++", "-std=c++11", WARNINGS, include,
			"-c", source, "-o", object, NULL});
	}
}

static void
an_embedded_bundle_compiles_everywhere(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT, again = STRBUF_INIT;
	const struct schemac_bundle *bundle = new_bundle(&fixture->arena);
	embed_print(&text, bundle, "notes_revisions");
	embed_print(&again, bundle, "notes_revisions");
	assert_string_equal(text.buf, again.buf);
	assert_null(strstr(text.buf, "/home/ann"));
	compile_everywhere(fixture, fixture_write(fixture, "bundle.c", text.buf));
	strbuf_release(&again);
	strbuf_release(&text);
}

static void
an_empty_bundle_compiles_everywhere(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT;
	const struct schemac_bundle bundle = {.abi = SCHEMAC_BUNDLE_ABI, .size = sizeof(bundle)};
	embed_print(&text, &bundle, "empty_revisions");
	compile_everywhere(fixture, fixture_write(fixture, "bundle.c", text.buf));
	strbuf_reset(&text);
	embed_print_header(&text, "empty_revisions");
	strbuf_addstr(&text,
		"const struct schemac_bundle *bundle(void);\n"
		"const struct schemac_bundle *bundle(void) { return &empty_revisions; }\n");
	compile_everywhere(fixture, fixture_write(fixture, "header.c", text.buf));
	strbuf_release(&text);
}

/*
 * A program prints every step of the embedded bundle; the bytes must be the same as in the bundle.
 */
static void
an_embedded_bundle_contains_the_same_bytes(void **state)
{
	static const char printer[] =
		"#include <stdio.h>\n"
		"#include <string.h>\n"
		"int main(void)\n"
		"{\n"
		"\tfor (size_t i = 0; i < notes_revisions.revision_count; i++) {\n"
		"\t\tconst struct schemac_script *s = &notes_revisions.revisions[i].upgrade[0];\n"
		"\t\tfor (size_t k = 0; k < s->step_count; k++)\n"
		"\t\t\tfwrite(s->steps[k].text, 1, strlen(s->steps[k].text), stdout);\n"
		"\t}\n"
		"\treturn 0;\n"
		"}\n";
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT, expected = STRBUF_INIT, got = STRBUF_INIT;
	const struct schemac_bundle *bundle = new_bundle(&fixture->arena);
	embed_print(&text, bundle, "notes_revisions");
	strbuf_addstr(&text, printer);
	const char *source = fixture_write(fixture, "print.c", text.buf);
	const char *program = path_join(&fixture->arena, fixture->folder, "print");
	const char *include = arena_printf(
		&fixture->arena, "-I%s", SCHEMAC_INCLUDE);
	run((const char *const[]){"gcc", "-trigraphs", include, source, "-o", program, NULL});
	struct process process = {.argv = (const char *const[]){program, NULL}, .output = &got};
	assert_int_equal(process_run(&process), 0);
	for (size_t i = 0; i < bundle->revision_count; i++)
		for (size_t k = 0; k < bundle->revisions[i].upgrade[0].step_count; k++)
			strbuf_addstr(&expected, bundle->revisions[i].upgrade[0].steps[k].text);
	assert_int_equal(got.len, expected.len);
	assert_memory_equal(got.buf, expected.buf, expected.len);
	strbuf_release(&text);
	strbuf_release(&expected);
	strbuf_release(&got);
}

static void
names_become_identifiers(void **state)
{
	struct arena *arena = &((struct fixture *)*state)->arena;
	assert_string_equal(embed_name(arena, "notes"), "notes_revisions");
	assert_string_equal(embed_name(arena, "my-app.2"), "my_app_2_revisions");
	assert_string_equal(embed_name(arena, "2nd"), "schema_2nd_revisions");
	assert_string_equal(embed_name(arena, ""), "schema_revisions");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_embedded_bundle_compiles_everywhere),
		TEST(an_empty_bundle_compiles_everywhere),
		TEST(an_embedded_bundle_contains_the_same_bytes),
		TEST(names_become_identifiers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
