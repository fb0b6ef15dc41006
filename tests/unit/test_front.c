/* front: headers of all kinds, their schemas and their diagnostics. */
#include "base/file.h"
#include "base/json_print.h"
#include "base/process.h"
#include "base/text.h"
#include "front/c/locate.h"
#include "front/c/marker.h"
#include "front/c/parser/unit_reader.h"
#include "front/front.h"
#include "front/model/model.h"
#include "schema/schema_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

static const bool all_dialects[DIALECT_COUNT] = {true, true};
/* cmocka.h requires the four headers above */
#include <cmocka.h>

struct read_result {
	struct arena arena;
	struct diagnostics diagnostics;
	struct schema *schema;
	struct texts dependencies;
	char folder[64];
	char header[96];
	int status; /* of front_read() and front_check() */
};

/*
 * Reads a header that includes <schemac/model.h> and some standard headers, followed by the text.
 */
static void
read_text(struct read_result *result, const char *text)
{
	*result = (struct read_result){0};
	arena_init(&result->arena);
	diag_init(&result->diagnostics, &result->arena);
	result->schema = schema_new(&result->arena);
	strcpy(result->folder, "/tmp/schemac-front-XXXXXX");
	assert_non_null(mkdtemp(result->folder));
	snprintf(result->header, sizeof(result->header), "%s/model.h", result->folder);
	const char *whole = arena_printf(&result->arena,
		"#include <schemac/model.h>\n#include <stdbool.h>\n#include <stdint.h>\n"
		"#include <time.h>\n%s",
		text);
	assert_int_equal(file_write(result->header, whole, strlen(whole)), 0);
	const char *headers[] = {result->header};
	struct front_options options = {.compilation = {
		.headers = headers, .header_count = 1, .include_folder = SCHEMAC_INCLUDE}};
	result->status = front_read(&result->arena, result->schema, &options,
		&result->diagnostics, &result->dependencies);
	if (result->status == 0)
		result->status =
			front_check(&result->arena, result->schema, all_dialects, &result->diagnostics);
	unlink(result->header);
	rmdir(result->folder);
}

static const struct table *
get_table(const struct read_result *result, const char *name)
{
	struct qualified_name wanted = {.name = name};
	const struct table *table = schema_find_table(result->schema, &wanted);
	assert_non_null(table);
	return table;
}

static void
assert_column(const struct table *table, const char *name, const char *type, bool not_null)
{
	const struct column *column = table_find_column(table, name);
	assert_non_null(column);
	assert_string_equal(column->type.common, type);
	assert_int_equal(column->not_null, not_null);
}

static void
c_types_are_sql_types(void **state)
{
	struct read_result r;
	(void)state;
	read_text(&r, "enum { SIZE = 1 << 4 };\ntypedef char name_t[SIZE * 2 + 1];\n"
		      "struct a { SC_TABLE(a)\n"
		      "bool b; int8_t i8; int16_t i16; int32_t i32; int64_t i64; long l;\n"
		      "uint32_t u32; float f; double d; char c[21]; char *t; uint8_t h[32];\n"
		      "unsigned char *p; time_t at; name_t n; const int *restrict q;\n"
		      "struct { int x; }; _Alignas(16) int y; };\n");
	assert_int_equal(r.status, 0);
	const struct table *table = get_table(&r, "a");
	assert_column(table, "b", "BOOLEAN", true);
	assert_column(table, "i8", "SMALLINT", true);
	assert_column(table, "i16", "SMALLINT", true);
	assert_column(table, "i32", "INTEGER", true);
	assert_column(table, "i64", "BIGINT", true);
	assert_column(table, "l", "BIGINT", true);
	assert_column(table, "u32", "BIGINT", true);
	assert_column(table, "f", "REAL", true);
	assert_column(table, "d", "DOUBLE PRECISION", true);
	assert_column(table, "c", "VARCHAR(20)", true);
	assert_column(table, "t", "TEXT", false);
	assert_column(table, "h", "BYTEA", true);
	assert_column(table, "p", "BYTEA", false);
	assert_column(table, "at", "TIMESTAMP WITH TIME ZONE", true);
	assert_column(table, "n", "VARCHAR(32)", true);
	assert_column(table, "q", "INTEGER", false);
	assert_column(table, "x", "INTEGER", true);
	assert_column(table, "y", "INTEGER", true);
	arena_release(&r.arena);
}

static void
integers_are_integer_on_sqlite(void **state)
{
	struct read_result r;
	(void)state;
	read_text(&r, "struct a { SC_TABLE(a) int64_t id SC_PRIMARY_KEY; time_t at; bool b;\n"
		      "uint8_t h[4]; };\n");
	assert_int_equal(r.status, 0);
	const struct table *table = get_table(&r, "a");
	const char *const expected[] = {"INTEGER", "INTEGER", "BOOLEAN", "BLOB"};
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(
			dialect_text_get(&table->columns.items[i]->type, DIALECT_SQLITE),
			expected[i]);
	arena_release(&r.arena);
}

static void
places_are_bytes(void **state)
{
	struct read_result r;
	(void)state;
	read_text(&r,
		"struct a { /* id */\n\tSC_TABLE(a)\n\tSC_CHECK(c,\n\t\t\"x > 0\") int x;\n"
		"\tint id SC_PRIMARY_KEY; char id2[3] SC_DEFAULT(\"a\"\n \"b\") SC_UNIQUE;\n};\n");
	assert_int_equal(r.status, 0);
	const struct table *table = get_table(&r, "a");
	const struct column *x = table->columns.items[0], *id2 = table->columns.items[2];
	assert_int_equal(x->at.line, 8);
	assert_int_equal(x->at.column, 16);
	assert_int_equal(id2->at.line, 9);
	assert_int_equal(id2->at.column, 30);
	assert_string_equal(id2->default_value.common, "ab");
	arena_release(&r.arena);
}

/* The id of the only diagnostic for the text; "none" or "several" if there is not exactly one. */
static const char *
only_id(const char *text)
{
	struct read_result r;
	static const char *id;
	read_text(&r, text);
	id = r.diagnostics.all.len == 1 ? diag_kind(r.diagnostics.all.items[0]->id)->id : "several";
	if (r.diagnostics.all.len == 0)
		id = "none";
	arena_release(&r.arena);
	return id;
}

static void
each_mistake_has_its_diagnostic(void **state)
{
	(void)state;
	static const struct {
		const char *text, *id;
	} cases[] = {
		{"struct a { SC_TABLE(a) int x; };", "none"},
		{"struct a { SC_TABLE(a); int x; };", "stray-semicolon"},
		{"struct a { SC_TABEL(a) int x; };", "unknown-marker"},
		{"struct a { SC_TABLE(a) int x };", "none"},
		{"struct a { SC_TABLE(a) int x int y; };", "compiler"},
		{"struct a { SC_TABLE(a) nothing_t x; };", "compiler"},
		{"struct a { SC_TABLE(a) struct b *x; };", "unknown-type"},
		{"struct a { SC_TABLE(a) SC_NOT_NULL int x; };", "misplaced-marker"},
		{"struct a { SC_TABLE(a) int x SC_NULL SC_NULL; };", "repeated-marker"},
		{"struct a { SC_TABLE(a) int x SC_NULL SC_NOT_NULL; };", "conflicting-markers"},
		{"struct a { SC_TABLE(a, comnent(\"x\")) int x; };", "unknown-option"},
		{"struct a { SC_TABLE() int x; };", "marker-arguments"},
		{"struct a { SC_TABLE(a) int x SC_DEFAULT(\"'t'\"); };", "default-value"},
		{"struct a { int x SC_UNIQUE; };", "no-table"},
		{"struct a { SC_TABLE(a) int x SC_TRANSIENT; };", "no-columns"},
		{"struct a { SC_TABLE(a) int x; int X; };", "duplicate-column"},
		{"struct a { SC_TABLE(a) int x; }; struct b { SC_TABLE(a) int y; };",
			"duplicate-table"},
		{"struct a { SC_TABLE(a) int x SC_REFERENCES(b, id); };", "unknown-table"},
		{"struct a { SC_TABLE(a) SC_INDEX(i, on(y)) int x; };", "unknown-column"},
		{"struct a { SC_TABLE(a) char *x SC_PRIMARY_KEY; };", "nullable-primary-key"},
		{"struct a { SC_TABLE(a) char x[9] SC_IDENTITY; };", "identity-type"},
		{"struct a { SC_TABLE(a) uint64_t x; };", "unsigned-range"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(only_id(cases[i].text), cases[i].id);
}

/* Appends the example's metadata, with locations, as read with one compiler and C standard. */
static void
read_example(struct strbuf *out, const char *compiler, const char *standard)
{
	static const char *const headers[] = {SCHEMAC_TESTS "/model/example.h"};
	const char *const flags[] = {standard};
	struct arena arena;
	struct diagnostics diagnostics;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	struct schema *schema = schema_new(&arena);
	struct front_options options = {.compilation = {.headers = headers, .header_count = 1,
		.cflags = flags, .cflag_count = 1, .compiler = compiler,
		.include_folder = SCHEMAC_INCLUDE}};
	assert_int_equal(front_read(&arena, schema, &options, &diagnostics, NULL), 0);
	assert_int_equal(front_check(&arena, schema, all_dialects, &diagnostics), 0);
	assert_int_equal(diagnostics.all.len, 0);
	schema_sort(schema);
	json_print(out, schema_to_json(&arena, schema, SCHEMA_JSON_HINTS | SCHEMA_JSON_PLACES));
	arena_release(&arena);
}

static void
compilers_give_the_same_metadata(void **state)
{
	static const char *const standards[] = {"-std=c99", "-std=c11", "-std=gnu17", "-std=c2x",
		"-std=c++11", "-std=gnu++20"};
	struct strbuf first = STRBUF_INIT, other = STRBUF_INIT;
	(void)state;
	read_example(&first, "gcc", "-std=c17");
	for (size_t i = 0; i < 2 * sizeof(standards) / sizeof(*standards); i++) {
		strbuf_reset(&other);
		read_example(&other, i % 2 == 0 ? "gcc" : "clang", standards[i / 2]);
		assert_string_equal(first.buf, other.buf);
	}
	strbuf_release(&first);
	strbuf_release(&other);
}

/* Appends the metadata of preprocessor output, read in pieces of this many bytes. */
static void
read_pieces(struct strbuf *out, const struct strbuf *text, size_t piece)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct sources sources;
	struct unit unit = {0};
	struct unit_reader reader;
	struct strbuf waiting = STRBUF_INIT;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	sources_init(&sources, &arena);
	struct model_builder builder = {.arena = &arena, .schema = schema_new(&arena), .unit = &unit,
		.sources = &sources, .diagnostics = &diagnostics};
	unit_reader_init(&reader, &arena, &unit, &sources);
	for (size_t at = 0; at < text->len; at += piece) {
		strbuf_add(&waiting, text->buf + at, at + piece < text->len ? piece : text->len - at);
		const char *end = memrchr(waiting.buf, '\n', waiting.len);
		if (end != NULL)
			strbuf_drop(&waiting, unit_reader_take(&reader, waiting.buf,
						      (size_t)(end - waiting.buf) + 1, false));
	}
	unit_reader_take(&reader, waiting.buf, waiting.len, true);
	unit_reader_release(&reader);
	strbuf_release(&waiting);
	locate_unit(&arena, &sources, &unit);
	model_build(&builder);
	assert_int_equal(diagnostics.all.len, 0);
	json_print(out, schema_to_json(&arena, builder.schema, SCHEMA_JSON_HINTS | SCHEMA_JSON_PLACES));
	arena_release(&arena);
}

static void
pieces_give_the_same_metadata(void **state)
{
	static const char *const argv[] = {"cc", "-E", "-D__SCHEMAC__", "-I" SCHEMAC_INCLUDE,
		SCHEMAC_TESTS "/model/example.h", NULL};
	static const size_t sizes[] = {1, 7, 100, 4096};
	struct strbuf text = STRBUF_INIT, whole = STRBUF_INIT, pieces = STRBUF_INIT;
	struct process process = {.argv = argv, .output = &text};
	(void)state;
	assert_int_equal(process_run(&process), 0);
	assert_int_equal(process.status, 0);
	read_pieces(&whole, &text, text.len);
	assert_non_null(strstr(whole.buf, "example.h:"));
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		strbuf_reset(&pieces);
		read_pieces(&pieces, &text, sizes[i]);
		assert_string_equal(pieces.buf, whole.buf);
	}
	strbuf_release(&text);
	strbuf_release(&whole);
	strbuf_release(&pieces);
}

/* Declarations before a model do not affect it. */
static void
system_headers_are_skipped(void **state)
{
	struct read_result r;
	(void)state;
	read_text(&r, "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
		      "#include <math.h>\n#include <pthread.h>\n#include <signal.h>\n"
		      "#include <sys/socket.h>\n#include <netinet/in.h>\n#include <complex.h>\n"
		      "#include <stdatomic.h>\n#include <tgmath.h>\n#include <immintrin.h>\n"
		      "#include <sqlite3.h>\n#include <postgresql/libpq-fe.h>\n"
		      "#include <uuid/uuid.h>\n#include <openssl/evp.h>\n"
		      "static inline int old(a) int a; { struct { int x; } y = {a}; return y.x; }\n"
		      "int table[] = {1, 2, 3}, (*functions[2])(int);\n"
		      "struct __attribute__((aligned(8))) a { SC_TABLE(a) int64_t id; uint8_t "
		      "u[16]; };\n");
	assert_int_equal(r.status, 0);
	assert_int_equal(r.schema->tables.len, 1);
	assert_column(get_table(&r, "a"), "id", "BIGINT", true);
	arena_release(&r.arena);
}

static void
constants_are_computed(void **state)
{
	struct read_result r;
	(void)state;
	read_text(&r,
		"enum { A = 3, B, C = B * 2 + (1 << 4) / 8 % 3, D = A > 2 ? 7 : 9 };\n"
		"struct a { SC_TABLE(a) char a[sizeof(int32_t) * 4]; char b[C]; char c[D + 'a'];\n"
		"char d[(unsigned char)300]; char e[~0 & 0x1f | 1 ^ 1]; char f[-(-12)];\n"
		"char g[sizeof(char *[3])]; char h[(1 && 0 || !0) + 4u]; };\n");
	assert_int_equal(r.status, 0);
	const struct table *table = get_table(&r, "a");
	const char *const expected[] = {"VARCHAR(15)", "VARCHAR(9)", "VARCHAR(103)", "VARCHAR(43)",
		"VARCHAR(30)", "VARCHAR(11)", "VARCHAR(23)", "VARCHAR(4)"};
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		assert_string_equal(table->columns.items[i]->type.common, expected[i]);
	arena_release(&r.arena);
}

/* model.h and marker.def contain the same markers. */
static void
the_header_defines_every_marker(void **state)
{
	struct strbuf text = STRBUF_INIT;
	size_t defined = 0;
	(void)state;
	assert_int_equal(file_read(&text, SCHEMAC_INCLUDE "/schemac/model.h"), 0);
	for (const char *p = text.buf; (p = strstr(p, "#define SC_")) != NULL; p += 8)
		defined++;
	assert_int_equal(defined, 2 * MARKER_COUNT);
	for (int id = 0; id < MARKER_COUNT; id++) {
		char line[128];
		const struct marker_kind *kind = marker_kind((enum marker_id)id);
		snprintf(line, sizeof(line), "#define %s%s__schemac_marker__(\"%s\", ", kind->name,
			kind->arguments ? "(...) " : " ", kind->name);
		assert_non_null(strstr(text.buf, line));
	}
	strbuf_release(&text);
}

/* The manual describes each marker, with parentheses if it has arguments. */
static void
the_manual_describes_every_marker(void **state)
{
	struct strbuf text = STRBUF_INIT;
	(void)state;
	assert_int_equal(file_read(&text, SCHEMAC_TESTS "/../tool/man/schemac-model.7.md"), 0);
	for (int id = 0; id < MARKER_COUNT; id++) {
		char line[128];
		const struct marker_kind *kind = marker_kind((enum marker_id)id);
		snprintf(line, sizeof(line), "`%s%s", kind->name,
			kind->arguments ? "(" : "`");
		if (strstr(text.buf, line) == NULL)
			fail_msg("schemac-model.7.md does not describe %s", kind->name);
	}
	strbuf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c_types_are_sql_types),
		cmocka_unit_test(integers_are_integer_on_sqlite),
		cmocka_unit_test(places_are_bytes),
		cmocka_unit_test(each_mistake_has_its_diagnostic),
		cmocka_unit_test(compilers_give_the_same_metadata),
		cmocka_unit_test(pieces_give_the_same_metadata),
		cmocka_unit_test(system_headers_are_skipped),
		cmocka_unit_test(constants_are_computed),
		cmocka_unit_test(the_header_defines_every_marker),
		cmocka_unit_test(the_manual_describes_every_marker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
