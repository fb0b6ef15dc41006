/* schema: JSON, copies, and the comparison and quoting of SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json_print.h"
#include "schema/copy.h"
#include "schema/fields.h"
#include "schema/schema_json.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

static struct schema *
example(struct arena *arena)
{
	struct schema *schema = schema_new(arena);
	struct table *table =
		schema_add_table(arena, schema, (struct qualified_name){"audit", "users"});
	struct column *column = table_add_column(arena, table, "id");
	column->type = (struct dialect_text){.common = "BIGINT", .only = {"INTEGER", NULL}};
	column->not_null = true;
	column->identity = IDENTITY_ALWAYS;
	column = table_add_column(arena, table, "e-mail");
	column->type = dialect_text_all("VARCHAR(20)");
	column->default_value = dialect_text_all("'it''s'");
	column->renamed_from = "mail";
	struct constraint *key = table_add_constraint(arena, table, CONSTRAINT_PRIMARY_KEY);
	key_parts_add_column(arena, &key->parts, "id");
	struct constraint *foreign = table_add_constraint(arena, table, CONSTRAINT_FOREIGN_KEY);
	foreign->name = "users_fk";
	foreign->target.name = "groups";
	foreign->on_delete = FK_SET_NULL;
	*VEC_ADD(arena, &foreign->target_columns) = "id";
	struct index *index = table_add_index(arena, table, "users_mail_idx");
	struct key_part *part = VEC_ADD(arena, &index->parts);
	part->expression = dialect_text_all("lower(mail)");
	part->descending = true;
	struct enum_type *type = ARENA_NEW(arena, struct enum_type);
	type->name.name = "status";
	VEC_ADD(arena, &type->values)->value = "on";
	*VEC_ADD(arena, &schema->enums) = type;
	struct sql_object *view = ARENA_NEW(arena, struct sql_object);
	view->kind = OBJECT_MATERIALIZED_VIEW;
	view->name.name = "v";
	view->sql = dialect_text_all("CREATE MATERIALIZED VIEW v AS SELECT 1");
	*VEC_ADD(arena, &schema->objects) = view;
	return schema;
}

static bool lists_equal(
	const struct field *field, const struct any_list *a, const struct any_list *b);

static bool
fields_equal(const struct field *fields, const void *a, const void *b)
{
	for (const struct field *field = fields; field->key != NULL; field++) {
		const void *x = (const char *)a + field->offset;
		const void *y = (const char *)b + field->offset;
		bool equal = true;
		if ((field->flags & (FIELD_HINT | FIELD_SOURCE)) != 0)
			continue;
		switch (field->kind) {
		case FIELD_TEXT:
			equal = text_equal(*(const char *const *)x, *(const char *const *)y);
			break;
		case FIELD_FLAG:
			equal = *(const bool *)x == *(const bool *)y;
			break;
		case FIELD_CHOICE:
			equal = *(const unsigned *)x == *(const unsigned *)y;
			break;
		case FIELD_DIALECT_TEXT:
			for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
				equal = equal &&
					text_equal(((const struct dialect_text *)x)->only[dialect],
						((const struct dialect_text *)y)->only[dialect]);
			equal = equal && text_equal(((const struct dialect_text *)x)->common,
						 ((const struct dialect_text *)y)->common);
			break;
		case FIELD_QUALIFIED_NAME:
			equal = qualified_name_equal(x, y);
			break;
		case FIELD_PLACE:
			break;
		case FIELD_NAMES:
		case FIELD_STRUCTS:
		case FIELD_POINTERS:
			equal = lists_equal(field, x, y);
			break;
		}
		if (!equal)
			return false;
	}
	return true;
}

static bool
lists_equal(const struct field *field, const struct any_list *a, const struct any_list *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		const void *x = field_list_item(field, a, i);
		const void *y = field_list_item(field, b, i);
		if (field->kind == FIELD_NAMES
				? !text_equal(*(const char *const *)x, *(const char *const *)y)
				: !fields_equal(field->members, x, y))
			return false;
	}
	return true;
}

/* Whether two tables are equal apart from hints and source locations. */
static bool
table_equal(const struct table *a, const struct table *b)
{
	return fields_equal(table_fields, a, b);
}

static void
json_preserves_a_schema(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
	struct json_error error;
	const char *problem = NULL;
	struct schema *schema = example(&arena);
	json_print(&first, schema_to_json(&arena, schema, 0));
	struct json *json = json_parse(&arena, first.buf, first.len, &error);
	assert_non_null(json);
	struct schema *again = schema_new(&arena);
	assert_int_equal(schema_from_json(&arena, again, json, &problem), 0);
	json_print(&second, schema_to_json(&arena, again, 0));
	assert_string_equal(first.buf, second.buf);
	assert_true(table_equal(schema->tables.items[0], again->tables.items[0]));
	assert_null(strstr(first.buf, "renamed_from"));
	strbuf_release(&first);
	strbuf_release(&second);
	arena_release(&arena);
}

static void
a_copy_is_equal_and_independent(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct schema *schema = example(&arena);
	struct schema *copy = schema_copy(&arena, schema);
	assert_true(table_equal(schema->tables.items[0], copy->tables.items[0]));
	copy->tables.items[0]->columns.items[0]->not_null = false;
	assert_false(table_equal(schema->tables.items[0], copy->tables.items[0]));
	arena_release(&arena);
}

static void
errors_contain_the_path_in_the_json(void **state)
{
	(void)state;
	static const char *const texts[][2] = {
		{"{\"table t\": 1}", "table t: expected an object"},
		{"{\"table t\": {\"name\": {\"name\": \"u\"}}}",
			"table t: the name in the object does not match this key"},
		{"{\"table t\": {\"nam\": 1}}", "table t: nam: unknown to this version of schemac"},
		{"{\"table t\": {}}", "table t: name: missing"},
		{"{\"table t\": {\"name\": {\"name\": \"t\"}, \"columns\": [{\"name\": 3}]}}",
			"table t: columns: item 1: name: expected a string"},
		{"{\"vew v\": {}}", "vew v: unknown kind of object"},
		{"[]", "schema: expected an object"},
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena arena = {0};
		struct json_error error;
		const char *problem = NULL;
		struct json *json = json_parse(&arena, texts[i][0], strlen(texts[i][0]), &error);
		assert_non_null(json);
		assert_int_equal(schema_from_json(&arena, schema_new(&arena), json, &problem), -1);
		assert_string_equal(problem, texts[i][1]);
		arena_release(&arena);
	}
}

static void
sql_is_compared_by_tokens(void **state)
{
	(void)state;
	assert_true(sql_equal("a  >  0", "A>0"));
	assert_true(sql_equal("((a > 0))", "a > 0"));
	assert_true(sql_equal("lower( \"name\" )", "lower(name)"));
	assert_true(sql_equal("a /* why */ + 1 -- so\n", "a+1"));
	assert_true(sql_equal("[a b]", "\"a b\""));
	assert_false(sql_equal("(a) > (b)", "a) > (b"));
	assert_false(sql_equal("'A'", "'a'"));
	assert_false(sql_equal("\"Name\"", "name"));
	assert_false(sql_equal("a > 0", "a >= 0"));
	assert_false(sql_equal("a", NULL));
	assert_true(sql_equal(NULL, NULL));
}

static void
tokens_have_their_offset(void **state)
{
	(void)state;
	const char *text = "x'00' E'\\'' $a$ ' $a$ $1 1.5e-3 a::int[] 'open";
	static const enum sql_kind kinds[] = {SQL_STRING, SQL_STRING, SQL_STRING, SQL_PARAMETER,
		SQL_NUMBER, SQL_WORD, SQL_OPERATOR, SQL_WORD, SQL_OPERATOR, SQL_OPERATOR, SQL_BROKEN,
		SQL_END, SQL_END};
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, text, strlen(text));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		assert_int_equal(sql_next(&lexer).kind, kinds[i]);
}

static void
spaces_are_normalised(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(sql_normalise(&arena, "length( name )>0 AND  a IN(1,2)"),
		"length(name) > 0 AND a IN (1, 2)");
	assert_string_equal(sql_normalise(&arena, "'{}' :: jsonb"), "'{}'::jsonb");
	assert_string_equal(sql_normalise(&arena, "a-1 > - 1"), "a - 1 > -1");
	assert_string_equal(sql_normalise(&arena, "CHECK (a /* b */ > 0)"), "CHECK (a > 0)");
	arena_release(&arena);
}

static void
names_are_quoted_where_needed(void **state)
{
	(void)state;
	struct strbuf out = STRBUF_INIT;
	sql_add_name(&out, "users");
	sql_add_name(&out, "Order");
	sql_add_name(&out, "order");
	sql_add_name(&out, "a\"b");
	sql_add_name(&out, "");
	assert_string_equal(out.buf, "users\"Order\"\"order\"\"a\"\"b\"\"\"");
	strbuf_release(&out);
}

static void
sql_mentions_a_name(void **state)
{
	(void)state;
	assert_true(sql_mentions("SELECT \"Name\" FROM t", "name"));
	assert_false(sql_mentions("SELECT 'name' FROM t -- name", "name"));
	assert_false(sql_mentions("SELECT names", "name"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_preserves_a_schema),
		cmocka_unit_test(a_copy_is_equal_and_independent),
		cmocka_unit_test(errors_contain_the_path_in_the_json),
		cmocka_unit_test(sql_is_compared_by_tokens),
		cmocka_unit_test(tokens_have_their_offset),
		cmocka_unit_test(spaces_are_normalised),
		cmocka_unit_test(names_are_quoted_where_needed),
		cmocka_unit_test(sql_mentions_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
