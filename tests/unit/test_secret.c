/* base/secret: where the passwords of URLs are, and texts without them. */
#include "base/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

struct pair {
	const char *text, *shown;
};

static void
hides(const struct pair *pairs, size_t count)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(secret_hide(&arena, pairs[i].text), pairs[i].shown);
		assert_int_equal(
			secret_is_in(pairs[i].text), strcmp(pairs[i].text, pairs[i].shown) != 0);
	}
	arena_release(&arena);
}

#define HIDES(pairs) hides(pairs, sizeof(pairs) / sizeof(pairs[0]))

static void
urls_are_shown_without_passwords(void **state)
{
	static const struct pair pairs[] = {
		{"postgres://u:pw@h:5432/db", "postgres://u:***@h:5432/db"},
		{"postgres://u:p:w@h/db", "postgres://u:***@h/db"},
		{"postgres://u:p?w#@h/db", "postgres://u:***@h/db"},
		{"postgres://u@h1:1,h2:2/db?application_name=a@b",
			"postgres://u@h1:1,h2:2/db?application_name=a@b"},
		{"postgres://u:pw@/db?user=a@b", "postgres://u:***@/db?user=a@b"},
		{"postgres://h:5432/db?user=a@b", "postgres://h:5432/db?user=a@b"},
		{"postgres://u:pw@[::1]:5/db", "postgres://u:***@[::1]:5/db"},
		{"postgres://u:pw@file:1/db", "postgres://u:***@file:1/db"},
		{"postgres://profile:pw@h/db", "postgres://profile:***@h/db"},
		{"postgres:///db?password=pw&host=h", "postgres:///db?password=***&host=h"},
		{"postgres:///db?%70assword=pw", "postgres:///db?%70assword=***"},
		{"postgres:///db?sslPassword=pw#x", "postgres:///db?sslPassword=***"},
		{"postgres:///db?passfile=/f&sslkey=/k", "postgres:///db?passfile=/f&sslkey=/k"},
		{"--url=postgres://u:pw@h/db", "--url=postgres://u:***@h/db"},
		{"url=postgres://u:pw@h/db", "url=postgres://u:***@h/db"},
		{"jdbc:postgresql://h/db?user=u&password=pw",
			"jdbc:postgresql://h/db?user=u&password=***"},
		{"mysql://u:pw@h/x", "mysql://u:***@h/x"},
		{"sqlite:////srv/a:b@c.db", "sqlite:////srv/a:b@c.db"},
		{"sqlite:///x.db?vfs=unix&key=pw", "sqlite:///x.db?vfs=unix&key=***"},
		{"file:x.db?hexkey=70", "file:x.db?hexkey=***"},
		{"sqlite:///notes.db", "sqlite:///notes.db"},
		{"sqlite://:memory:", "sqlite://:memory:"},
		{"sqlite://u:pw@h/x", "sqlite://u:***@h/x"},
		{"head", "head"},
		{"", ""},
	};
	(void)state;
	HIDES(pairs);
}

static void
mistakes_hide_too_much(void **state)
{
	static const struct pair pairs[] = {
		{"postgres://u:p%ZZ@h/db", "postgres://u:***@h/db"},
		{"postgres://u:p@w@h/db", "postgres://u:***@h/db"},
		{"postgres://u:p/w@h/db", "postgres://u:***@h/db"},
		{"postgres://u:1/w@h/db", "postgres://u:***@h/db"},
		{"postgres://u:1?a/w@h/db", "postgres://u:***@h/db"},
		{"postgres://u:p@w/x@h/db", "postgres://u:***@h/db"},
		{"postgres://u:pw@[bad/db", "postgres://u:***@[bad/db"},
		{"postgres://u:pw", "postgres://u:***"},
		{"postgres://u:pw/db", "postgres://u:***"},
		{"postgres:u:pw@h/db", "postgres:u:***@h/db"},
		{"postgres:///db?password=a&pw", "postgres:///db?password=***"},
		{"postgres:///db?password=a=b&user=u", "postgres:///db?password=***&user=u"},
	};
	(void)state;
	HIDES(pairs);
}

static void
settings_are_shown_without_passwords(void **state)
{
	static const struct pair pairs[] = {
		{"host=h password=pw user=u", "host=h password=*** user=u"},
		{"host=h password = 'a\\'b c' user=u", "host=h password = *** user=u"},
		{"host=h password=my pw user=u", "host=h password=*** user=u"},
		{"host=h password='a'b user=u", "host=h password=*** user=u"},
		{"host=h password='a b", "host=h password=***"},
		{"password=", "password=***"},
		{"scram_client_key=x oauth_client_secret=y",
			"scram_client_key=*** oauth_client_secret=***"},
		{"user=password dbname=a", "user=password dbname=a"},
	};
	(void)state;
	HIDES(pairs);
}

static void
foreign_texts_are_scrubbed_of_all_forms(void **state)
{
	static const struct {
		const char *url, *text, *scrubbed;
	} cases[] = {
		{"postgres://u:a%20b%2Fc@h/d", "of \"a%20b%2Fc\" a b/c a+b/c a%20b%2fc %61%20b/%63",
			"of \"***\" *** *** *** ***"},
		{"postgres://u:s3%ZZ@h/d", "token: \"s3%ZZ\"", "token: \"***\""},
		{"host=h password='it\\'s'", "it's it\\'s 'it\\'s'", "*** it\\'s ***"},
		{"postgres://u:a@h/d", "a fatal error: \"a\"", "*** fatal error: \"***\""},
		{"postgres://u:gres@h/d", "user \"postgres\"", "user \"postgres\""},
		{"postgres://u@h/d", "nothing", "nothing"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct texts secrets = {0};
		secret_collect(&arena, &secrets, cases[i].url);
		assert_string_equal(
			secret_scrub(&arena, cases[i].text, &secrets), cases[i].scrubbed);
	}
	arena_release(&arena);
}

static void
an_argument_is_overwritten_in_place(void **state)
{
	char text[] = "--url=postgres://u:secret@h/db";
	(void)state;
	secret_overwrite(text);
	assert_string_equal(text, "--url=postgres://u:******@h/db");
}

static void
urls_that_libpq_reads_differently_are_not_clear(void **state)
{
	(void)state;
	assert_true(secret_url_is_clear("u:p?w#:@h/db?user=a@b"));
	assert_true(secret_url_is_clear("[::1]:5432/db"));
	assert_true(secret_url_is_clear("/db?host=/run"));
	assert_false(secret_url_is_clear("u:p@w@h/db"));
	assert_false(secret_url_is_clear("u:p/w@h/db"));
	assert_false(secret_url_is_clear("u:pw"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_are_shown_without_passwords),
		cmocka_unit_test(mistakes_hide_too_much),
		cmocka_unit_test(settings_are_shown_without_passwords),
		cmocka_unit_test(foreign_texts_are_scrubbed_of_all_forms),
		cmocka_unit_test(an_argument_is_overwritten_in_place),
		cmocka_unit_test(urls_that_libpq_reads_differently_are_not_clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
