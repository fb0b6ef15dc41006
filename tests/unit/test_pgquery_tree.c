/* Whether two texts mean the same to PostgreSQL, according to their parse trees. */
#include "base/strbuf.h"
#include "postgresql/sql/equal.h"
#include "postgresql/sql/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const struct {
	const char *a, *b;
} equal[] = {
	{"a > 0", "((A>0))"},
	{"a <> 1", "a != 1"},
	{"a > 0 -- positive", "a > 0"},
	{"(a + b) * c", "((a + (b))) * c"},
	{"a AND b AND c", "(a AND (b AND c))"},
	{"'x'::text", "CAST('x' AS text)"},
	{"a::int", "CAST(a AS integer)"},
	{"a::varchar(3)", "CAST(a AS character varying(3))"},
	{"a = 'x'", "a = 'x'::text"},
	{"a = ANY (ARRAY['x'::text, 'y'::text])", "a IN ('x', 'y')"},
	{"a <> ALL (ARRAY[1, 2])", "a NOT IN (1,2)"},
	{"a IN (1)", "a = 1"},
	{"a ~~ 'x%'::text", "a LIKE 'x%'"},
	{"a !~~* 'x%'", "a NOT ILIKE 'x%'"},
	{"a BETWEEN 1 AND 2", "((a >= 1) AND (a <= 2))"},
	{"a NOT BETWEEN 1 AND 2", "a < 1 OR a > 2"},
	{"a IS NOT NULL", "a NOTNULL"},
	{"extract(year from a)", "EXTRACT('year' FROM a)"},
	{"trim(a)", "TRIM(BOTH FROM a)"},
	{"pg_catalog.lower(a)", "lower(a)"},
	{"lower(\"name\")", "lower(name)"},
	{"CREATE VIEW v AS SELECT a FROM t", "create or replace view v as\n\tselect (a) from t"},
	{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"create function f() returns integer language sql as $$SELECT 1$$"},
	{"USING gist (r WITH &&)", "using GIST (r WITH operator(&&)) /* no overlap */"},
	{"WITH (fillfactor = 70)", "WITH (FILLFACTOR=70)"},
};

static const struct {
	const char *a, *b;
} different[] = {
	{"a > 0", "a > 1"},
	{"a > 0", "b > 0"},
	{"a > 0", "a >= 0"},
	{"(a + b) * c", "a + b * c"},
	{"a AND b OR c", "a AND (b OR c)"},
	{"NOT (a AND b)", "NOT a AND b"},
	{"a = '1'::text", "a = '1'::integer"},
	{"a::text = 'x'", "a = 'x'"},
	{"a IN (1, 2)", "a NOT IN (1, 2)"},
	{"a IN (1, 2)", "a IN (2, 1)"},
	{"a BETWEEN 1 AND 2", "a BETWEEN SYMMETRIC 1 AND 2"},
	{"a LIKE 'x'", "a ILIKE 'x'"},
	{"now()", "CURRENT_TIMESTAMP"},
	{"\"Name\" > 0", "name > 0"},
	{"s.lower(a)", "lower(a)"},
	{"1.0", "1.00"},
	{"'a' || 'b'", "'ab'"},
	{"CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT b FROM t"},
	{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"},
	{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"CREATE FUNCTION f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'"},
	{"USING gist (r WITH &&)", "USING gist (r WITH =)"},
};

static void
test_equal(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(equal) / sizeof(*equal); i++)
		if (!postgresql_expressions_equal(equal[i].a, equal[i].b) ||
			!postgresql_expressions_equal(equal[i].b, equal[i].a))
			fail_msg("'%s' and '%s' differ", equal[i].a, equal[i].b);
}

static void
test_different(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(different) / sizeof(*different); i++)
		if (postgresql_expressions_equal(different[i].a, different[i].b) ||
			tree_compare(different[i].a, different[i].b) != TREES_DIFFER)
			fail_msg("'%s' and '%s' are equal", different[i].a, different[i].b);
}

static void
test_defaults(void **state)
{
	(void)state;
	assert_true(postgresql_defaults_equal("text", "CAST('x' AS text)", "'x'"));
	assert_true(postgresql_defaults_equal("timestamptz", "now()", "CURRENT_TIMESTAMP"));
	assert_true(postgresql_defaults_equal("integer", "(1 + 2)", "1+2"));
	assert_false(postgresql_defaults_equal("integer", "1 + 2", "1 + 3"));
	assert_false(postgresql_defaults_equal("integer", "1", NULL));
	assert_false(postgresql_defaults_equal("text", "'a'", "'A'"));
}

/* If there is no parse tree, the tokens are compared. */
static void
test_no_tree(void **state)
{
	(void)state;
	assert_int_equal(tree_compare("START WITH 1", "START WITH 2"), TREES_UNKNOWN);
	assert_int_equal(tree_compare("a >", "a > 0"), TREES_UNKNOWN);
	assert_int_equal(tree_compare("a = '\xff'", "a = '\xfe'"), TREES_UNKNOWN);
	assert_true(postgresql_expressions_equal("START WITH 1::int", "start with 1"));
	assert_false(postgresql_expressions_equal("START WITH 1", "START WITH 2"));
}

static const char *
repeat(struct strbuf *out, const char *text, size_t count, const char *end)
{
	strbuf_reset(out);
	for (size_t i = 0; i < count; i++)
		strbuf_addstr(out, text);
	strbuf_addstr(out, end);
	return out->buf;
}

/* Deeply nested or long text neither crashes the program nor takes an unreasonable time. */
static void
test_hostile(void **state)
{
	(void)state;
	static const char *const units[] = {"1+", "(", "NOT ", "- ", "a.", "(SELECT ", "CASE WHEN ",
		"a BETWEEN 1 AND ", "f(", "ARRAY[", "((a) = 1) AND (", "1 + ("};
	static const size_t counts[] = {100, 1900, 20000};
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		for (size_t n = 0; n < sizeof(counts) / sizeof(*counts); n++)
			assert_false(postgresql_expressions_equal(
				repeat(&a, units[i], counts[n], "x"),
				repeat(&b, units[i], counts[n], "y")));
	strbuf_release(&a);
	strbuf_release(&b);
}

/* The left side of BETWEEN is compared once per level, not twice. */
static void
test_nested_between(void **state)
{
	(void)state;
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT, end = STRBUF_INIT;
	repeat(&end, " BETWEEN 1 AND 2)", 100, "");
	strbuf_addstr(&a, repeat(&b, "(", 100, "x"));
	strbuf_addstr(&a, end.buf);
	strbuf_addstr(&b, "+0");
	strbuf_addstr(&b, end.buf);
	assert_int_equal(tree_compare(a.buf, a.buf), TREES_EQUAL);
	assert_int_equal(tree_compare(a.buf, b.buf), TREES_DIFFER);
	strbuf_release(&a);
	strbuf_release(&b);
	strbuf_release(&end);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_different),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_no_tree),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_nested_between),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
