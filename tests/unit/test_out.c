/*
 * out: all output formats for the schemas of the golden cases. A printed header must define the
 * same schema.
 */
#include "base/json_print.h"
#include "base/text.h"
#include "base/file.h"
#include "front/front.h"
#include "out/descriptors.h"
#include "out/diagram.h"
#include "out/header.h"
#include "schema/schema_json.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

static const bool all_dialects[DIALECT_COUNT] = {true, true};
/* cmocka.h requires the headers above */
#include <cmocka.h>

/* The schema of a header, or NULL if it has errors. */
static struct schema *
read_header(struct arena *arena, const char *path)
{
	struct diagnostics diagnostics;
	struct schema *schema = schema_new(arena);
	struct front_options options = {.compilation = {.headers = &path,
						.header_count = 1,
						.include_folder = SCHEMAC_INCLUDE}};
	diag_init(&diagnostics, arena);
	if (front_read(arena, schema, &options, &diagnostics, NULL) != 0 ||
		front_check(arena, schema, all_dialects, &diagnostics) != 0)
		return NULL;
	schema_sort(schema);
	return schema;
}

static const char *
print_schema(struct arena *arena, const struct schema *schema)
{
	struct strbuf text = STRBUF_INIT;
	json_print(&text, schema_to_json(arena, schema, SCHEMA_JSON_HINTS));
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/* Writes the text to a file in the scratch folder; returns its path. */
static const char *
write_file(struct arena *arena, const char *folder, const char *name, const struct strbuf *text)
{
	const char *path = path_join(arena, folder, name);
	assert_int_equal(file_write(path, text->buf, text->len), 0);
	return path;
}

/* Compiles the file with all warnings as errors. */
static void
assert_compiles(struct arena *arena, const char *compiler, const char *path)
{
	const char *command = arena_printf(arena,
		"%s -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I'" SCHEMAC_INCLUDE "' '%s'",
		compiler, path);
	if (system(command) != 0)
		fail_msg("does not compile: %s", command);
}

/* A printed header gives a column the type of its numbers, not an enum. */
static void
remove_constants(struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			(*column)->constants.len = 0;
}

/*
 * Compares the schema of the header with that of its printed form. False if the header has errors.
 */
static bool
round_trip(const char *folder, const char *path)
{
	struct arena arena;
	struct strbuf header = STRBUF_INIT, source = STRBUF_INIT;
	arena_init(&arena);
	struct schema *first = read_header(&arena, path);
	if (first != NULL) {
		header_print(&arena, &header, first);
		const char *copy = write_file(&arena, folder, "copy.h", &header);
		struct schema *second = read_header(&arena, copy);
		if (second == NULL)
			fail_msg("%s: its --emit=header does not compile:\n%s", path, header.buf);
		remove_constants(first);
		remove_constants(second);
		assert_string_equal(
			print_schema(&arena, first), print_schema(&arena, second));
		strbuf_addstr(&source, "#include \"copy.h\"\nextern int nothing;\n");
		assert_compiles(
			&arena, "cc -std=c99 -x c", write_file(&arena, folder, "copy.c", &source));
	}
	strbuf_release(&header);
	strbuf_release(&source);
	arena_release(&arena);
	return first != NULL;
}

/* The headers of the golden cases and of the example. */
static void
find_headers(struct arena *arena, struct texts *out)
{
	static const char *const patterns[] = {
		SCHEMAC_TESTS "/cases/*/*/*.h", SCHEMAC_TESTS "/model/*.h"};
	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		glob_t found;
		assert_int_equal(glob(patterns[i], 0, NULL, &found), 0);
		for (size_t k = 0; k < found.gl_pathc; k++)
			*VEC_ADD(arena, out) = arena_strdup(arena, found.gl_pathv[k]);
		globfree(&found);
	}
}

static void
a_printed_header_defines_an_equal_schema(void **state)
{
	char folder[] = "/tmp/schemac-out-XXXXXX";
	struct arena arena;
	struct texts headers = {0};
	size_t compared = 0;
	(void)state;
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	find_headers(&arena, &headers);
	VEC_EACH (const char *, path, headers)
		compared += round_trip(folder, *path);
	/* Most cases have no errors. A test without comparisons would be useless. */
	if (compared < headers.len / 2)
		fail_msg("only %zu of %zu headers could be compared", compared, headers.len);
	unlink(path_join(&arena, folder, "copy.h"));
	unlink(path_join(&arena, folder, "copy.c"));
	rmdir(folder);
	arena_release(&arena);
}

static void
descriptors_compile(void **state)
{
	char folder[] = "/tmp/schemac-out-XXXXXX";
	struct arena arena;
	struct strbuf source = STRBUF_INIT;
	(void)state;
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	struct schema *schema = read_header(&arena, SCHEMAC_TESTS "/model/example.h");
	assert_non_null(schema);
	descriptors_print(&arena, &source, schema);
	const char *path = write_file(&arena, folder, "descriptors.c", &source);
	assert_compiles(&arena, "gcc -std=c99 -x c", path);
	assert_compiles(&arena, "clang -std=c17 -x c", path);
	assert_compiles(&arena, "g++ -std=c++11 -x c++", path);
	unlink(path);
	rmdir(folder);
	strbuf_release(&source);
	arena_release(&arena);
}

/* Names that are not identifiers in C, DOT and Mermaid. */
static void
unusual_names_are_quoted(void **state)
{
	struct arena arena;
	struct strbuf text = STRBUF_INIT;
	(void)state;
	arena_init(&arena);
	struct schema *schema = schema_new(&arena);
	struct table *table = schema_add_table(
		&arena, schema, (struct qualified_name){.name = "a \"b\" \\ <c>?\?="});
	table_add_column(&arena, table, "int")->type.common = "text & more";
	table_add_column(&arena, table, "3 d")->type.common = "";
	table_add_column(&arena, table, "3_d")->type.common = "TEXT";
	table->columns.items[2]->default_value.common = "'line\none\ttab\001'";
	header_print(&arena, &text, schema);
	assert_non_null(strstr(text.buf, "SC_TABLE(\"a \\\"b\\\" \\\\ <c>?\\?=\")"));
	assert_non_null(strstr(text.buf, "int_ SC_NAME(int)"));
	assert_non_null(strstr(text.buf, "x3_d SC_NAME(\"3 d\") SC_TYPE(\"\")"));
	assert_non_null(strstr(text.buf, "x3_d_2 SC_NAME(\"3_d\")"));
	assert_non_null(strstr(text.buf, "\"'line\\n\"\n\t\t\"one\\ttab\\001'\""));
	strbuf_reset(&text);
	diagram_print_dot(&arena, &text, schema);
	assert_non_null(strstr(text.buf, "\"a \\\"b\\\" \\\\ <c>?\?=\" ["));
	assert_non_null(strstr(text.buf, "int text &amp; more"));
	strbuf_reset(&text);
	diagram_print_mermaid(&arena, &text, schema);
	assert_non_null(strstr(text.buf, "        text___more int\n"));
	strbuf_release(&text);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_printed_header_defines_an_equal_schema),
		cmocka_unit_test(descriptors_compile),
		cmocka_unit_test(unusual_names_are_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
