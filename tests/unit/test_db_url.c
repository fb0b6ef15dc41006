/* db/url: each form of a database URL, and the messages for invalid ones. */
#include "db/url.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

struct sqlite_case {
	const char *url, *folder, *path;
};

static void
sqlite_url_has_a_file(void **state)
{
	static const struct sqlite_case cases[] = {
		{"sqlite:///notes.db", NULL, "notes.db"},
		{"sqlite:///data/notes.db", "/srv/app", "/srv/app/data/notes.db"},
		{"sqlite:////var/lib/notes.db", "/srv", "/var/lib/notes.db"},
		{"sqlite://:memory:", "/srv", ":memory:"},
		{"sqlite:///:memory:", NULL, ":memory:"},
		{"sqlite:///a%20b%3f%25.db", NULL, "a b?%.db"},
		{"sqlite:///\xC3\xA9.db", NULL, "\xC3\xA9.db"},
	};
	struct arena arena;
	struct diagnostics diagnostics;
	struct database_url url;

	(void)state;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(database_url_parse(&arena, &url, cases[i].url, cases[i].folder,
					 (struct location){.file = NULL}, &diagnostics),
			0);
		assert_int_equal(url.dialect, DIALECT_SQLITE);
		assert_string_equal(url.path, cases[i].path);
		assert_string_equal(url.shown, cases[i].url);
		assert_null(url.conninfo);
		assert_true(database_url_looks_like(cases[i].url));
	}
	arena_release(&arena);
}

static void
postgresql_url_is_passed_on_and_passwords_are_hidden(void **state)
{
	static const struct {
		const char *url, *shown;
	} cases[] = {
		{"postgresql://localhost/notes", "postgresql://localhost/notes"},
		{"postgres://ada:se%40cret@h:5433/notes?sslmode=require",
			"postgres://ada:***@h:5433/notes?sslmode=require"},
		{"postgresql://ada@h/n?password=x%20y&sslpassword=z&connect_timeout=1",
			"postgresql://ada@h/n?password=***&sslpassword=***&connect_timeout=1"},
		{"postgresql://[::1]:5432/n", "postgresql://[::1]:5432/n"},
		{"postgresql:///n?host=/run/pg", "postgresql:///n?host=/run/pg"},
		{"dbname=notes", "dbname=notes"},
		{"host=h password = 'it\\'s x' user=ada", "host=h password = *** user=ada"},
		{" user = ada password=secret", " user = ada password=***"},
		{"password=", "password=***"},
		{"user=password", "user=password"},
	};
	struct arena arena;
	struct diagnostics diagnostics;
	struct database_url url;

	(void)state;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(database_url_parse(&arena, &url, cases[i].url, "/srv",
					 (struct location){.file = NULL}, &diagnostics),
			0);
		assert_int_equal(url.dialect, DIALECT_POSTGRESQL);
		assert_string_equal(url.conninfo, cases[i].url);
		assert_string_equal(url.shown, cases[i].shown);
		assert_null(url.path);
		assert_true(database_url_looks_like(cases[i].url));
	}
	arena_release(&arena);
}

static void
invalid_url_is_reported(void **state)
{
	static const struct {
		const char *url, *message;
	} cases[] = {
		{"notes.db", "'notes.db' is not a database URL: expected 'sqlite://' or "
			     "'postgresql://'"},
		{"", "'' is not a database URL: expected 'sqlite://' or 'postgresql://'"},
		{"mysql://ada:pw@h/n", "'mysql://ada:***@h/n' is not a database URL: expected "
				       "'sqlite://' or 'postgresql://'"},
		{"sqlite:notes.db", "'sqlite:notes.db' is not a database URL; write "
				    "'sqlite:///notes.db' for the file"},
		{"sqlite://notes.db", "'sqlite://notes.db' has a host, which SQLite does not "
				      "support; write 'sqlite:///notes.db' for the file"},
		{"sqlite:///", "'sqlite:///' has no file name; write 'sqlite://:memory:' for "
			       "an in-memory database"},
		{"sqlite:///a.db?mode=ro",
			"'sqlite:///a.db?mode=ro' has parameters, which a SQLite URL cannot have; "
			"in a file name, write '%3F' for '?'"},
		{"sqlite:///a.db?key=pw",
			"'sqlite:///a.db?key=***' has parameters, which a SQLite URL cannot have; "
			"in a file name, write '%3F' for '?'"},
		{"postgres://u:p%Zw@h/n",
			"'postgres://u:***@h/n' contains a '%' that is not followed by two "
			"hexadecimal digits; write '%25' for '%'"},
		{"postgresql://a:b@c@[::1]/n", "'postgresql://a:***@[::1]/n' is not a valid URL: "
					       "the end of the password, or the port, is not clear"},
		{"postgres://u:p/w@h/n", "'postgres://u:***@h/n' is not a valid URL: the end of "
					 "the password, or the port, is not clear"},
		{"sqlite:///a%2.db", "'%2.' in 'sqlite:///a%2.db' is not a valid escape; write "
				     "'%25' for '%'"},
		{"sqlite:///a%00",
			"'%00' in 'sqlite:///a%00' is not a valid escape; write '%25' for '%'"},
		{"sqlite:///a%",
			"'%' in 'sqlite:///a%' is not a valid escape; write '%25' for '%'"},
		{"sqlite+pysqlite:///a.db",
			"'sqlite+pysqlite:///a.db' specifies driver '+pysqlite', "
			"which schemac does not support; write 'sqlite:'"},
		{"postgresql+psycopg2://a:b@h/n", "'postgresql+psycopg2://a:***@h/n' specifies "
						  "driver '+psycopg2', which schemac does "
						  "not support; write 'postgresql:'"},
		{"postgresql:/h/n", "'postgresql:/h/n' is not a database URL: '//' is missing "
				    "after the scheme"},
	};
	struct arena arena;
	struct database_url url;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct diagnostics diagnostics;
		diag_init(&diagnostics, &arena);
		assert_int_equal(
			database_url_parse(&arena, &url, cases[i].url, NULL,
				(struct location){.file = "schemac.ini", .line = 3}, &diagnostics),
			-1);
		assert_int_equal(diagnostics.all.len, 1);
		assert_string_equal(diagnostics.all.items[0]->message, cases[i].message);
		assert_int_equal(diagnostics.all.items[0]->at.line, 3);
		assert_int_equal(diag_exit_status(&diagnostics), EXIT_USAGE);
	}
	arena_release(&arena);
}

static void
other_words_do_not_look_like_urls(void **state)
{
	static const char *const words[] = {"", "head", "27c6a30d7c24", "models", "empty",
		"meta.json", "label@head", "a/b.json"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		assert_false(database_url_looks_like(words[i]));
	assert_true(database_url_looks_like("mysql://h/n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sqlite_url_has_a_file),
		cmocka_unit_test(postgresql_url_is_passed_on_and_passwords_are_hidden),
		cmocka_unit_test(invalid_url_is_reported),
		cmocka_unit_test(other_words_do_not_look_like_urls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
