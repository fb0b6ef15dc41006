/* base/text: string functions and their corner cases. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

static void
null_equals_only_null(void **state)
{
	(void)state;
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, ""));
	assert_true(text_equal("a", "a"));
	assert_true(text_equal_nocase("Users", "uSERS"));
	assert_false(text_equal_nocase("users", "user"));
}

static void
identifiers_are_those_of_c(void **state)
{
	(void)state;
	assert_true(text_is_identifier("_a1"));
	assert_false(text_is_identifier("1a"));
	assert_false(text_is_identifier(""));
	assert_false(text_is_identifier("a-b"));
}

static void
the_nearest_word_is_found(void **state)
{
	static const char *const words[] = {"author_id", "title", "body"};

	(void)state;
	assert_string_equal(text_nearest("auhtor_id", words, 3), "author_id");
	assert_string_equal(text_nearest("titel", words, 3), "title");
	assert_null(text_nearest("zzzz", words, 3));
	assert_null(text_nearest("title", words, 0));
}

static void
control_characters_are_replaced(void **state)
{
	static const char *const texts[][2] = {{"plain", "plain"}, {"", ""}, {"a\tb\nc", "a?b?c"},
		{"\33[31mred\33[0m", "?[31mred?[0m"}, {"del\177", "del?"},
		{"M\xC3\xBCller \xF0\x9F\x8C\x8D", "M\xC3\xBCller \xF0\x9F\x8C\x8D"},
		{"\xC2\x9B""31m", "?31m"}, {"\xC2\xA0", "\xC2\xA0"}, {"\x9B""31m", "?31m"},
		{"\xE2\x80\xAE""abc\xE2\x81\xA6", "?abc?"}, {"cut \xC3", "cut ?"},
		{"\xE2\x80\x94 \xE2\x80\xA8", "\xE2\x80\x94 ?"}, {"\xED\xA0\x80", "???"}};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(text_printable(&arena, texts[i][0], 100), texts[i][1]);
	assert_null(text_printable(&arena, NULL, 1));
	assert_string_equal(text_printable(&arena, "abcd", 4), "abcd");
	assert_string_equal(text_printable(&arena, "abcde", 4), "abcd…");
	assert_string_equal(text_printable(&arena, "abc\xC3\xBC", 4), "abc…");
	arena_release(&arena);
}

static void
shell_words_are_quoted(void **state)
{
	static const char *const words[][2] = {{"origin/main", "origin/main"}, {"", "''"},
		{"HEAD~2", "HEAD~2"}, {"~x", "'~x'"}, {"a b", "'a b'"}, {"a;rm$IFS-r", "'a;rm$IFS-r'"},
		{"it's", "'it'\\''s'"}, {"`x`", "'`x`'"}, {"a\nb", "'a\nb'"}, {"*", "'*'"}};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		assert_string_equal(text_shell_word(&arena, words[i][0]), words[i][1]);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_equals_only_null),
		cmocka_unit_test(identifiers_are_those_of_c),
		cmocka_unit_test(the_nearest_word_is_found),
		cmocka_unit_test(control_characters_are_replaced),
		cmocka_unit_test(shell_words_are_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
