/* JSON: the printed text is stable and valid for every input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/json_print.h"

static const char *
printed(struct arena *arena, const struct json *json)
{
	struct strbuf out = STRBUF_INIT;
	json_print_compact(&out, json);
	const char *copy = arena_strdup(arena, out.buf);
	strbuf_release(&out);
	return copy;
}

static void
members_are_sorted_one_on_each_line(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct strbuf out = STRBUF_INIT;
	struct json *object = json_new_object(&arena);
	struct json *list = json_new_list(&arena);
	json_push(&arena, list, json_new_number(&arena, -5));
	json_set(&arena, object, "b", list);
	json_set(&arena, object, "a", json_new_object(&arena));
	json_print(&out, object);
	assert_string_equal(out.buf, "{\n  \"a\": {},\n  \"b\": [\n    -5\n  ]\n}\n");
	strbuf_release(&out);
	arena_release(&arena);
}

/* One value, to be written as text and as a tree. */
static void
write_all(struct json_writer *writer)
{
	json_write_begin(writer, NULL, JSON_MEMBERS);
	json_write_bool(writer, "a", true);
	json_write_begin(writer, "b", JSON_LIST);
	json_write_text(writer, NULL, "\"");
	json_write_begin(writer, NULL, JSON_MEMBERS);
	json_write_number(writer, "n", -7);
	json_write_end(writer);
	json_write_begin(writer, NULL, JSON_LIST);
	json_write_end(writer);
	json_write_end(writer);
	json_write_text(writer, "missing", NULL);
	json_write_begin(writer, "z", JSON_MEMBERS);
	json_write_end(writer);
	json_write_end(writer);
}

static void
the_writer_prints_the_same_as_its_tree(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct strbuf text = STRBUF_INIT, tree = STRBUF_INIT;
	struct json_writer writer;
	json_writer_init_text(&writer, &text);
	write_all(&writer);
	assert_string_equal(text.buf, "{\n  \"a\": true,\n  \"b\": [\n    \"\\\"\",\n"
				      "    {\n      \"n\": -7\n    },\n    []\n  ],\n"
				      "  \"z\": {}\n}\n");
	json_writer_init_tree(&writer, &arena);
	write_all(&writer);
	json_print(&tree, writer.root);
	assert_string_equal(text.buf, tree.buf);
	strbuf_release(&text);
	strbuf_release(&tree);
	arena_release(&arena);
}

static void
texts_are_escaped(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(printed(&arena, json_new_text(&arena, "\"\\\b\f\n\r\t\1\177/")),
		"\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\177/\"");
	arena_release(&arena);
}

static void
the_limits_of_numbers_are_printed(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(printed(&arena, json_new_number(&arena, 0)), "0");
	assert_string_equal(printed(&arena, json_new_number(&arena, -10)), "-10");
	assert_string_equal(
		printed(&arena, json_new_number(&arena, INT64_MIN)), "-9223372036854775808");
	assert_string_equal(
		printed(&arena, json_new_number(&arena, INT64_MAX)), "9223372036854775807");
	arena_release(&arena);
}

static void
invalid_utf8_is_replaced(void **state)
{
	(void)state;
	static const char *const texts[][2] = {
		{"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\""},
		{"a\xFFz", "\"a\xEF\xBF\xBDz\""},
		{"\xC0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
		{"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
		{"\xE2\x82", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena arena = {0};
		struct json_error error;
		const char *text = printed(&arena, json_new_text(&arena, texts[i][0]));
		assert_string_equal(text, texts[i][1]);
		const char *list = arena_printf(&arena, "[%s]", text);
		assert_non_null(json_parse(&arena, list, strlen(list), &error));
		arena_release(&arena);
	}
}

static void
invalid_json_is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "{", "{\"a\": 1, \"a\": 2}", "[1,]", "nul", "[1] 2"};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena arena = {0};
		struct json_error error;
		assert_null(json_parse(&arena, texts[i], strlen(texts[i]), &error));
		assert_int_equal(error.line, 1);
		arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_are_sorted_one_on_each_line),
		cmocka_unit_test(the_writer_prints_the_same_as_its_tree),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(the_limits_of_numbers_are_printed),
		cmocka_unit_test(invalid_utf8_is_replaced),
		cmocka_unit_test(invalid_json_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
