/*
 * sqlite/parse: the members of the structs after parsing. test_sqlite_roundtrip.c covers the rest.
 */
#include "sqlite/parse/parse_table.h"

#include "sqlite/parse/parse_index.h"
#include "sqlite/parse/parse_object.h"
#include "sqlite/print/print_parts.h"
#include "sqlite/print/print_table.h"
#include "sqlite/rules/table_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <string.h>

static struct table
parse(struct arena *arena, const char *sql)
{
	struct table table;
	const char *problem;
	if (sqlite_parse_table(arena, &table, sql, &problem) < 0)
		fail_msg("%s", problem);
	assert_null(problem);
	return table;
}

static int
set_up(void **state)
{
	static struct arena arena;
	arena_init(&arena);
	*state = &arena;
	return 0;
}

static int
tear_down(void **state)
{
	arena_release(*state);
	return 0;
}

static void
columns_keep_the_original_text(void **state)
{
	struct table t = parse(*state,
		"CREATE TABLE IF NOT EXISTS aux.\"My Table\" (\n"
		"  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- the key\n"
		"  [the name] VARCHAR ( 20 ) COLLATE NOCASE NOT NULL ON CONFLICT IGNORE DEFAULT "
		"(lower( 'X' )),\n"
		"  total AS (id /* twice */ * 2) STORED, bare, price MONEY DEFAULT -1\n"
		") STRICT");
	assert_string_equal(t.name.schema, "aux");
	assert_string_equal(t.name.name, "My Table");
	assert_true(t.strict);
	assert_false(t.without_rowid);
	assert_int_equal(t.columns.len, 5);

	const struct column *id = t.columns.items[0];
	assert_true(id->not_null && id->autoincrement);
	assert_int_equal(id->identity, IDENTITY_NONE);
	const struct column *name = t.columns.items[1];
	assert_string_equal(name->name, "the name");
	assert_string_equal(name->type.common, "VARCHAR(20)");
	assert_string_equal(name->collation, "NOCASE");
	assert_string_equal(name->not_null_conflict, "IGNORE");
	assert_string_equal(name->default_value.common, "lower( 'X' )");
	const struct column *total = t.columns.items[2];
	assert_string_equal(total->type.common, "");
	assert_int_equal(total->generated, GENERATED_STORED);
	assert_string_equal(total->generated_expression.common, "id * 2");
	assert_string_equal(t.columns.items[4]->default_value.common, "-1");

	assert_int_equal(t.constraints.len, 1);
	assert_int_equal(t.constraints.items[0]->kind, CONSTRAINT_PRIMARY_KEY);
	assert_string_equal(t.constraints.items[0]->parts.items[0].column, "id");
	assert_ptr_equal(sqlite_rowid_alias(&t), id);
}

static void
constraints_keep_name_place_and_order(void **state)
{
	struct table t = parse(*state,
		"CREATE TABLE t (a INT CONSTRAINT positive CHECK (a > 0 -- really\n), b REFERENCES "
		"u,\n"
		"CONSTRAINT both UNIQUE (B, a DESC) ON CONFLICT REPLACE, CHECK ((b)), UNIQUE (a),\n"
		"CONSTRAINT f FOREIGN KEY (a, b) REFERENCES u (x, y) ON DELETE SET NULL ON UPDATE "
		"CASCADE\n"
		"MATCH FULL DEFERRABLE INITIALLY DEFERRED)");
	const struct constraint *const *c = (const struct constraint *const *)t.constraints.items;

	/* column constraints come first */
	assert_int_equal(t.constraints.len, 6);
	assert_string_equal(c[0]->name, "positive");
	assert_string_equal(c[0]->expression.common, "a > 0");
	assert_string_equal(c[0]->on_column, "a");
	assert_int_equal(c[1]->kind, CONSTRAINT_UNIQUE);
	assert_int_equal(c[2]->kind, CONSTRAINT_FOREIGN_KEY);
	assert_string_equal(c[2]->target.name, "u");
	assert_int_equal(c[2]->target_columns.len, 0);
	assert_string_equal(c[3]->name, "both");
	assert_string_equal(c[3]->conflict, "REPLACE");
	assert_string_equal(c[3]->parts.items[0].column, "b");
	assert_true(c[3]->parts.items[1].descending);
	assert_null(c[4]->on_column);
	assert_string_equal(c[4]->expression.common, "(b)");
	assert_int_equal(c[5]->on_delete, FK_SET_NULL);
	assert_int_equal(c[5]->on_update, FK_CASCADE);
	assert_string_equal(c[5]->match, "FULL");
	assert_true(c[5]->deferrable && c[5]->initially_deferred);
	assert_string_equal(c[5]->target_columns.items[1], "y");
}

static void
only_integer_primary_key_is_the_rowid(void **state)
{
	static const struct {
		const char *sql;
		bool alias;
	} cases[] = {
		{"CREATE TABLE t (a INTEGER PRIMARY KEY)", true},
		{"CREATE TABLE t (a integer CONSTRAINT x PRIMARY KEY ASC)", true},
		{"CREATE TABLE t (a \"INTEGER\" PRIMARY KEY)", true},
		{"CREATE TABLE t (a INTEGER, PRIMARY KEY (A DESC))", true},
		{"CREATE TABLE t (a INTEGER PRIMARY KEY DESC)", false},
		{"CREATE TABLE t (a INT PRIMARY KEY)", false},
		{"CREATE TABLE t (a INTEGER(4) PRIMARY KEY)", false},
		{"CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID", false},
		{"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))", false},
		{"CREATE TABLE t (a INTEGER UNIQUE)", false},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct table t = parse(*state, cases[i].sql);
		assert_int_equal(sqlite_rowid_alias(&t) != NULL, cases[i].alias);
	}
}

static void
parts_of_indexes_are_columns_or_expressions(void **state)
{
	struct qualified_name table;
	struct index i;
	const char *problem;

	assert_int_equal(
		sqlite_parse_index(*state, &i, &table,
			"CREATE UNIQUE INDEX main.\"i 1\" ON t (a, (b) COLLATE nocase DESC, "
			"lower(c), "
			"d || e COLLATE nocase, (f + g) COLLATE rtrim) WHERE a > 0 AND (b) ;",
			&problem),
		0);
	assert_string_equal(i.name, "i 1");
	assert_string_equal(table.name, "t");
	assert_null(table.schema);
	assert_true(i.unique);
	assert_int_equal(i.parts.len, 5);
	assert_string_equal(i.parts.items[0].column, "a");
	assert_string_equal(i.parts.items[1].column, "b");
	assert_string_equal(i.parts.items[1].collation, "nocase");
	assert_true(i.parts.items[1].descending);
	assert_string_equal(i.parts.items[2].expression.common, "lower(c)");
	assert_string_equal(i.parts.items[3].expression.common, "d || e COLLATE nocase");
	assert_null(i.parts.items[3].collation);
	assert_string_equal(i.parts.items[4].expression.common, "f + g");
	assert_string_equal(i.parts.items[4].collation, "rtrim");
	assert_string_equal(i.where.common, "a > 0 AND (b)");
}

static void
objects_have_a_name_and_their_text(void **state)
{
	struct sql_object o;
	const char *problem;

	assert_int_equal(sqlite_parse_object(*state, &o,
				 " -- says\nCREATE TRIGGER IF NOT EXISTS a.\"g\" INSTEAD OF UPDATE "
				 "OF x, [y] "
				 "ON v BEGIN SELECT 1; END; -- end",
				 &problem),
		0);
	assert_int_equal(o.kind, OBJECT_TRIGGER);
	assert_string_equal(o.name.schema, "a");
	assert_string_equal(o.name.name, "g");
	assert_string_equal(o.table.name, "v");
	assert_string_equal(o.sql.common, "CREATE TRIGGER IF NOT EXISTS a.\"g\" INSTEAD OF UPDATE "
					  "OF x, [y] ON v BEGIN SELECT 1; END");
	assert_int_equal(
		sqlite_parse_object(*state, &o, "create temp view v as select 1 -- x", &problem),
		0);
	assert_int_equal(o.kind, OBJECT_VIEW);
	assert_string_equal(o.name.schema, "temp");
	assert_string_equal(o.sql.common, "create temp view v as select 1");
	assert_int_equal(sqlite_parse_object(
				 *state, &o, "CREATE VIRTUAL TABLE f USING fts5(a, b)", &problem),
		0);
	assert_int_equal(o.kind, OBJECT_VIRTUAL_TABLE);
}

static void
problems_contain_the_line_and_the_expected_token(void **state)
{
	static const struct {
		const char *sql, *problem;
	} cases[] = {
		{"", "line 1: expected 'CREATE' at the end of the text"},
		{"CREATE TABLE t AS SELECT 1", "line 1: expected '(' before 'AS'"},
		{"CREATE TABLE t (\n\ta INT,\n)", "line 3: expected a name before ')'"},
		{"CREATE TABLE t (a CHECK a > 0)", "line 1: expected '(' before 'a'"},
		{"CREATE TABLE t (a CHECK ())", "line 1: expected an expression before ')'"},
		{"CREATE TABLE t (a CHECK (1)", "line 1: expected ')' at the end of the text"},
		{"CREATE TABLE t (a 'b)", "line 1: expected ')' before ''b)'"},
		{"CREATE TABLE t (a VARCHAR(max))", "line 1: expected a number before 'max'"},
		{"CREATE TABLE t (a, UNIQUE (a), b)",
			"line 1: expected a table constraint before 'b'"},
		{"CREATE TABLE t (a) WITHOUT",
			"line 1: expected WITHOUT ROWID or STRICT before 'WITHOUT'"},
		{"CREATE TABLE t (a) x", "line 1: expected WITHOUT ROWID or STRICT before 'x'"},
		{"CREATE TABLE t (a DEFAULT)", "line 1: expected a value before ')'"},
		{"CREATE TABLE t (a UNIQUE ON CONFLICT)",
			"line 1: expected ROLLBACK, ABORT, FAIL, IGNORE or REPLACE before ')'"},
		{"CREATE TABLE t (a); SELECT 1",
			"line 1: expected the end of the statement before 'SELECT'"},
		{"CREATE TABLE t (a, PRIMARY KEY ())",
			"line 1: expected a column or an expression before ')'"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct table table;
		const char *problem;
		assert_int_equal(sqlite_parse_table(*state, &table, cases[i].sql, &problem), -1);
		assert_string_equal(problem, cases[i].problem);
	}
}

static void
an_added_column_has_all_of_its_constraints(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct table t = parse(*state, "CREATE TABLE t (a TEXT NOT NULL DEFAULT '' CHECK (a <> "
				       "'x'), b, CONSTRAINT f FOREIGN KEY (a) "
				       "REFERENCES u (id) ON DELETE CASCADE, UNIQUE (a, b))");
	sqlite_print_column(&out, t.columns.items[0], &t);
	assert_string_equal(out.buf, "a TEXT NOT NULL DEFAULT '' CHECK (a <> 'x')");
	strbuf_reset(&out);
	sqlite_print_added_column(&out, t.columns.items[0], &t);
	assert_string_equal(out.buf, "a TEXT NOT NULL DEFAULT '' CHECK (a <> 'x') "
				     "CONSTRAINT f REFERENCES u (id) ON DELETE CASCADE");
	strbuf_release(&out);
}

static void
plain_defaults_need_no_parentheses(void **state)
{
	static const char *const plain[] = {"1", "-1", "+ 2.5", "'x'", "\"x\"", "NULL", "TRUE",
		"CURRENT_TIMESTAMP", "x'00'", "bare"};
	static const char *const others[] = {
		"1 + 2", "now()", "(1)", "- - 1", "'a' || 'b'", "", "CASE"};

	(void)state;
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		assert_true(sqlite_is_plain_default(plain[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(sqlite_is_plain_default(others[i]));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(columns_keep_the_original_text),
		TEST(constraints_keep_name_place_and_order),
		TEST(only_integer_primary_key_is_the_rowid),
		TEST(parts_of_indexes_are_columns_or_expressions),
		TEST(objects_have_a_name_and_their_text),
		TEST(problems_contain_the_line_and_the_expected_token),
		TEST(an_added_column_has_all_of_its_constraints),
		TEST(plain_defaults_need_no_parentheses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
