/* The statements that PostgreSQL's parser rejects, and the offsets of the errors. */
#include "base/strbuf.h"
#include "postgresql/sql/postgresql_syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* A '^' marks each error; it is removed before the text is checked. */
static const char *const scripts[] = {
	"",
	" ; ;; -- nothing\n/* ; /* ; */ */",
	"SELECT 1; SELECT 2",
	"SELECT 'a;b', \"c;d\", $$;$$, $t$;$$;$t$, E'\\';', U&'\\0041;', B'01', X'1F'; SELECT 1",
	"SELECT a[1], ARRAY[';'], a ? 'b', a #>> '{c}', a @> b; SELECT ^: x",
	"CREATE ^TABL t (); DROP TABLE t",
	"SELECT 'äöü€😀', b c ^d; SELECT e f ^g",
	"SELECT 1; SELECT ^'x",
	"SELECT ^'x; SELECT 1; SELECT y z w",
	"SELECT 1 ^/* ; SELECT 1",
	"CREATE TABLE t (a int^; SELECT 1; SELECT 2",
	"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 1 ^2",
	"BEGIN; SELECT 1; END; ^ATOMIC; SELECT 1",
	"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT a b ^c",
	"; ^ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1) DEFERRABLE",
	"DO $x$ BEGIN whatever; END $x$; COPY t FROM STDIN;\n^1\t2\n",
};

static void
check_script(const char *marked)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct sql_errors errors = {0};
	struct strbuf text = STRBUF_INIT, seen = STRBUF_INIT;
	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	for (const char *at = marked; *at != '\0'; at++)
		if (*at != '^')
			strbuf_addch(&text, *at);
	assert_int_equal(
		postgresql_find_errors(&arena, &errors, text.buf, text.len, &diagnostics), 0);
	size_t at = 0;
	VEC_EACH (const struct sql_error, error, errors) {
		strbuf_add(&seen, text.buf + at, error->offset - at);
		strbuf_addch(&seen, '^');
		at = error->offset;
	}
	strbuf_addstr(&seen, text.buf + at);
	assert_string_equal(seen.buf, marked);
	strbuf_release(&text);
	strbuf_release(&seen);
	arena_release(&arena);
}

static void
test_error_positions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		check_script(scripts[i]);
}

/* Deeply nested, long or invalid text does not crash the program. */
static void
test_hostile(void **state)
{
	(void)state;
	static const char *const units[] = {"(", "1+", "NOT ", "SELECT (", "'", "$$", "/*", "BEGIN ATOMIC ",
		"CASE ", "\xff", "\xf0", "[", "\\", ";", "x y z;", "E'\\", "a.", "U&'\\"};
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct arena arena;
		struct diagnostics diagnostics;
		struct sql_errors errors = {0};
		arena_init(&arena);
		diag_init(&diagnostics, &arena);
		strbuf_reset(&text);
		strbuf_addstr(&text, "SELECT ");
		for (size_t n = 0; n < 30000; n++)
			strbuf_addstr(&text, units[i]);
		assert_int_equal(postgresql_find_errors(
					 &arena, &errors, text.buf, text.len, &diagnostics),
			0);
		VEC_EACH (const struct sql_error, error, errors)
			assert_true(error->offset <= text.len && *error->message != '\0');
		arena_release(&arena);
	}
	strbuf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_error_positions),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
