/* base/text: the questions about strings, with the awkward answers. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h wants those four first */
#include <cmocka.h>

static void
missing_texts_are_equal_to_nothing_else(void **state)
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
a_misspelling_finds_its_word(void **state)
{
	static const char *const words[] = {"author_id", "title", "body"};

	(void)state;
	assert_string_equal(text_nearest("auhtor_id", words, 3), "author_id");
	assert_string_equal(text_nearest("titel", words, 3), "title");
	assert_null(text_nearest("zzzz", words, 3));
	assert_null(text_nearest("title", words, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_texts_are_equal_to_nothing_else),
		cmocka_unit_test(identifiers_are_those_of_c),
		cmocka_unit_test(a_misspelling_finds_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
