/*
 * Like test_sqlite_property.c, but on a real server and with the additional features of PostgreSQL.
 * For random schemas and random edits, the upgrade of tables with rows produces the edited schema,
 * and the downgrade restores the original schema. Columns that are not dropped keep their values.
 * The normalised schema equals the inspected one.
 *
 * Seeds are fixed. SCHEMAC_PAIRS sets a larger number of pairs. SCHEMAC_SEED is the first seed; if
 * it is set, the test prints each seed.
 */
#include "postgresql_ddl.h"
#include "random_tables.h"

enum {
	PAIRS = 60,
	VALUES = 5, /* maximum per enum */
};

/* ------------------------------------------------------------------ types */

enum kind { NUMBER, TEXT, OTHER };

static const struct type {
	const char *name;
	enum kind kind;
	const char *value; /* %u is replaced by the row's number */
	const char *defaults[4];
} types[] = {
	{"integer", NUMBER, "%u", {"5", "-1", "'7'", "(1 + 2)"}},
	{"text", TEXT, "'%u'", {"'x'", "'it''s'", "upper('y')", "('a' || 'b')"}},
	{"varchar(20)", TEXT, "'%u'", {"'x'", "'it''s'", "lower('Y')", "('a' || 'b')"}},
	{"varchar(30)", TEXT, "'%u'", {"''", "E'\\\\'", "'x'::text", "('a' || 'b')"}},
	{"real", NUMBER, "%u", {"5", "-1.5", "'7'", "(1 + 2)"}},
	{"bigint", NUMBER, "%u", {"5", "-1", "'7'", "(1 + 2)"}},
	{"numeric(8, 2)", NUMBER, "%u", {"5", "-1.25", "'7'", "(1 + 2)"}},
	{"bytea", OTHER, "'\\x0%u'", {"'\\x00'", "''", "'a'::bytea", "decode('00', 'hex')"}},
	{"jsonb", OTHER, "'%u'", {"'{}'", "'[1]'::jsonb", "to_jsonb(1)", "'{\"a\":   1}'"}},
	{"timestamptz", OTHER, "'2020-01-0%u'",
		{"'epoch'", "'2020-01-01'", "now()", "CURRENT_TIMESTAMP"}},
	{"integer[]", OTHER, "'{%u}'", {"'{}'", "'{1,2}'", "ARRAY[1, 2]", "ARRAY[]::int[]"}},
};

static const char *const type_names[] = {"integer", "text", "varchar(20)", "varchar(30)", "real",
	"bigint", "numeric(8, 2)", "bytea", "jsonb", "timestamptz", "integer[]"};

static const struct type *
find_type(const char *name)
{
	const struct type *type = types;
	while (strcmp(type->name, name) != 0)
		type++;
	return type;
}

static bool
is_text(const struct column *column)
{
	return find_type(column->type.common)->kind == TEXT;
}

static const char *
default_value(const struct column *column, unsigned choice)
{
	return find_type(column->type.common)->defaults[choice];
}

static const char *
check(struct arena *arena, const struct column *column)
{
	static const char *const formats[] = {
		[NUMBER] = "%s < 1000000", [TEXT] = "length(%s) < 1000", [OTHER] = "%s IS NOT NULL OR true"};
	return arena_printf(
		arena, formats[find_type(column->type.common)->kind], column->name);
}

static const char *
expression(struct arena *arena, const struct column *column)
{
	return is_text(column) ? arena_printf(arena, "lower(%s)", column->name) : NULL;
}

/* The rows contain only digits, so that numbers and texts can be converted to each other. */
static bool
may_become(const struct column *column, const char *type, bool used)
{
	enum kind from = find_type(column->type.common)->kind, to = find_type(type)->kind;
	return from != OTHER && to != OTHER && (from == to || !used);
}

static const char *
backfill(const struct column *column)
{
	static const char *const values[] = {"'7'", "'7'", "'\\x07'", "'7'", "'2020-01-07'", "'{7}'"};
	const char *name = column->type.common;
	if (name == NULL)
		return "'a'";
	enum kind kind = find_type(name)->kind;
	size_t other = strcmp(name, "bytea") == 0         ? 2
		       : strcmp(name, "jsonb") == 0       ? 3
		       : strcmp(name, "timestamptz") == 0 ? 4
							  : 5;
	return values[kind == OTHER ? other : (size_t)kind];
}

static const char *
value(struct arena *arena, const struct column *column, unsigned row, size_t place)
{
	struct strbuf text = STRBUF_INIT;
	(void)place;
	if (column->enum_type.name != NULL)
		return "'a'";
	for (const char *at = find_type(column->type.common)->value; *at != '\0'; at++)
		if (at[0] == '%' && at[1] == 'u')
			strbuf_addf(&text, "%u", row), at++;
		else
			strbuf_addch(&text, *at);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static const struct random_words random_words = {
	.types = type_names,
	.type_count = sizeof(type_names) / sizeof(*type_names),
	.key_type = "integer",
	.collation = "C",
	.targets_must_be = true,
	.generated_type = "bigint",
	.generated_expression = "id * 2",
	.is_text = is_text,
	.default_value = default_value,
	.check = check,
	.expression = expression,
	.may_become = may_become,
	.backfill = backfill,
	.value = value,
};

/* ------------------------------------------------------------------ PostgreSQL-only features */

/* 'a' always exists, because the rows contain it. */
static void
add_random_values(struct arena *arena, struct random *random, struct enum_type *type)
{
	static const char *const pool[VALUES] = {"a", "b", "it's", "D", ""};
	type->values.len = 0;
	unsigned first = below(random, VALUES);
	for (unsigned i = 0; i < VALUES; i++) {
		const char *one = pool[(first + i) % VALUES];
		if (one == pool[0] || chance(random, 50))
			VEC_ADD(arena, &type->values)->value = one;
	}
}

static void
add_random_enum(struct arena *arena, struct random *random, struct schema *schema)
{
	struct enum_type *type = ARENA_NEW(arena, struct enum_type);
	type->name.name = "mood";
	*VEC_ADD(arena, &schema->enums) = type;
	add_random_values(arena, random, type);
	VEC_EACH (struct table *, table, schema->tables) {
		if (!chance(random, 50))
			continue;
		struct column *column = table_add_column(arena, *table, "e");
		column->enum_type.name = "mood";
		if (chance(random, 50))
			column->default_value = dialect_text_all("'a'");
		if (chance(random, 30)) {
			struct constraint *ck =
				table_add_constraint(arena, *table, CONSTRAINT_CHECK);
			ck->name = arena_printf(arena, "ck_%s_e", (*table)->name.name);
			ck->expression = dialect_text_all("e = 'a' OR id > 0");
		}
	}
}

/* A view or a trigger that uses the current columns of a table. */
static const char *
object_sql(struct arena *arena, const struct sql_object *object, const struct table *table)
{
	struct strbuf sql = STRBUF_INIT;
	bool view = object->kind == OBJECT_VIEW;
	strbuf_addf(&sql, view ? "CREATE VIEW %s AS SELECT id" : "CREATE TRIGGER %s BEFORE UPDATE OF id",
		object->name.name);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->name[0] == 'c')
			strbuf_addf(&sql, ", %s", (*column)->name);
	strbuf_addstr(&sql, view ? " FROM " : " ON ");
	sql_add_qualified(&sql, &table->name);
	strbuf_addstr(&sql, view ? " WHERE id > 0" : " FOR EACH ROW EXECUTE FUNCTION note()");
	const char *copy = arena_strdup(arena, sql.buf);
	strbuf_release(&sql);
	return copy;
}

static void
make_objects_again(struct arena *arena, struct schema *schema)
{
	for (size_t i = schema->objects.len; i > 0; i--) {
		struct sql_object *object = schema->objects.items[i - 1];
		if ((object->kind != OBJECT_VIEW && object->kind != OBJECT_TRIGGER) ||
			object->name.name[0] == 'w')
			continue;
		const struct qualified_name name = {.name = object->name.name + 2};
		const struct table *table = schema_find_table(schema, &name);
		if (table == NULL)
			VEC_REMOVE(&schema->objects, i - 1);
		else
			object->sql = dialect_text_all(object_sql(arena, object, table));
	}
}

static struct sql_object *
add_object(struct arena *arena, struct schema *schema, enum object_kind kind, const char *name)
{
	struct sql_object *object = ARENA_NEW(arena, struct sql_object);
	object->kind = kind;
	object->name.name = name;
	*VEC_ADD(arena, &schema->objects) = object;
	return object;
}

/* Views over views are dropped with them. */
static void
drop_dangling_views(struct arena *arena, struct schema *schema)
{
	for (size_t i = schema->objects.len; i > 0; i--) {
		const struct sql_object *object = schema->objects.items[i - 1];
		const struct qualified_name below = {
			.name = arena_printf(arena, "v%s", object->name.name + 1)};
		if (object->kind == OBJECT_VIEW && object->name.name[0] == 'w' &&
			schema_find_object(schema, OBJECT_VIEW, &below) == NULL)
			VEC_REMOVE(&schema->objects, i - 1);
	}
}

/* Attributes, argument names and bodies differ: replaced in place, or dropped and created again. */
static const char *const twice[] = {
	"CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + n'",
	"CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 2 * n'",
	"CREATE FUNCTION twice(m integer) RETURNS integer LANGUAGE sql IMMUTABLE COST 7 AS 'SELECT m + m'",
	"CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN n + n; END'",
};

/* A function that calls another one, and a check and an index that call it. */
static void
add_random_functions(struct arena *arena, struct random *random, struct schema *schema)
{
	add_object(arena, schema, OBJECT_FUNCTION, "twice(integer)")->sql =
		dialect_text_all(twice[below(random, 4)]);
	add_object(arena, schema, OBJECT_FUNCTION, "a_fourfold(integer)")->sql = dialect_text_all(
		"CREATE FUNCTION a_fourfold(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN"
		" twice(twice(n))");
	VEC_EACH (struct table *, table, schema->tables) {
		const char *name = (*table)->name.name;
		if (chance(random, 30)) {
			struct constraint *ck =
				table_add_constraint(arena, *table, CONSTRAINT_CHECK);
			ck->name = arena_printf(arena, "ck_%s_f", name);
			ck->expression = dialect_text_all("a_fourfold(id) >= 0");
		}
		if (chance(random, 30)) {
			struct index *index = table_add_index(
				arena, *table, arena_printf(arena, "ix_%s_f", name));
			struct key_part *part = VEC_ADD(arena, &index->parts);
			part->expression = dialect_text_all("twice(id)");
		}
	}
}

static void
edit_functions(struct random *random, struct schema *schema)
{
	const struct qualified_name name = {.name = "twice(integer)"};
	struct sql_object *object = schema_find_object(schema, OBJECT_FUNCTION, &name);
	if (object != NULL)
		object->sql = dialect_text_all(twice[below(random, 4)]);
}

static void
add_random_objects(struct arena *arena, struct random *random, struct schema *schema)
{
	add_object(arena, schema, OBJECT_SCHEMA, "s")->sql = dialect_text_all("CREATE SCHEMA s");
	add_object(arena, schema, OBJECT_FUNCTION, "note()")->sql = dialect_text_all(
		"CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
	VEC_EACH (struct table *, table, schema->tables) {
		const char *name = (*table)->name.name;
		if (chance(random, 50))
			add_object(arena, schema, OBJECT_VIEW, arena_printf(arena, "v_%s", name));
		if (chance(random, 30))
			add_object(arena, schema, OBJECT_VIEW, arena_printf(arena, "w_%s", name))
				->sql = dialect_text_all(arena_printf(arena,
				"CREATE VIEW w_%s AS SELECT id, twice(id) AS t FROM v_%s", name, name));
		if (chance(random, 30))
			add_object(arena, schema, OBJECT_TRIGGER, arena_printf(arena, "g_%s", name))
				->table.name = name;
	}
}

/* A generated column: whether a column of any type is NULL. */
static void
add_random_generated(struct arena *arena, struct random *random, struct table *table)
{
	const struct column *of = pick_column(random, table);
	if (of == NULL)
		return;
	struct column *column = table_add_column(arena, table, "h");
	column->type = dialect_text_all("boolean");
	column->generated = GENERATED_STORED;
	column->generated_expression = dialect_text_all(arena_printf(arena, "%s IS NULL", of->name));
}

/* The generated column follows a rename of its column and is dropped with that column. */
static void
make_generated_again(struct arena *arena, struct table *table)
{
	struct column *column = table_find_column(table, "h");
	if (column == NULL)
		return;
	const char *text = column->generated_expression.common;
	const char *name = arena_strndup(arena, text, strcspn(text, " "));
	VEC_EACH (struct column *, of, table->columns)
		if (strcmp((*of)->name, name) == 0)
			return;
		else if ((*of)->renamed_from != NULL && strcmp((*of)->renamed_from, name) == 0) {
			column->generated_expression = dialect_text_all(
				arena_printf(arena, "%s IS NULL", (*of)->name));
			return;
		}
	drop_column(table, column);
}

/* Gives the table a different name, a different schema, or both. */
static void
rename_table(struct arena *arena, struct random *random, struct schema *schema, struct table *table)
{
	const struct qualified_name old = table->name;
	if (old.schema != NULL || old.name[1] >= '0' + TABLES)
		return;
	table->renamed_from = old;
	if (chance(random, 60))
		table->name.name = arena_printf(arena, "n%s", old.name);
	if (table->name.name == old.name || chance(random, 40))
		table->name.schema = "s";
	VEC_EACH (struct table *, other, schema->tables)
		VEC_EACH (struct constraint *, key, (*other)->constraints)
			if ((*key)->kind == CONSTRAINT_FOREIGN_KEY &&
				qualified_name_equal(&(*key)->target, &old))
				(*key)->target = table->name;
}

static void
change_key(struct random *random, struct column *id)
{
	id->identity = IDENTITY_NONE;
	id->serial = false;
	if (chance(random, 40))
		id->identity = IDENTITY_BY_DEFAULT;
	else if (chance(random, 40))
		id->serial = true;
}

static void
add_extras(struct arena *arena, struct random *random, struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables) {
		change_key(random, (*table)->columns.items[0]);
		if (chance(random, 30))
			(*table)->comment = "Rows";
		if (chance(random, 30))
			(*table)->columns.items[0]->comment = "it's the key";
		if (chance(random, 25))
			add_random_generated(arena, random, *table);
	}
	add_random_functions(arena, random, schema);
	add_random_objects(arena, random, schema);
	if (chance(random, 50))
		add_random_enum(arena, random, schema);
	make_objects_again(arena, schema);
	drop_dangling_views(arena, schema);
}

static void
edit_extras(struct arena *arena, struct random *random, struct schema *schema)
{
	struct table *table = schema->tables.items[below(random, (unsigned)schema->tables.len)];
	switch (below(random, 7)) {
	case 0:
		change_key(random, table->columns.items[0]);
		break;
	case 1:
		table->comment = table->comment != NULL ? NULL : "What it's for";
		break;
	case 2:
		if (schema->enums.len > 0)
			add_random_values(arena, random, schema->enums.items[0]);
		break;
	case 3:
		if (schema->objects.len > 4) {
			size_t at = 4 + below(random, (unsigned)schema->objects.len - 4);
			VEC_REMOVE(&schema->objects, at);
		}
		break;
	case 4:
		rename_table(arena, random, schema, table);
		break;
	default:
		break;
	}
	VEC_EACH (struct table *, item, schema->tables)
		make_generated_again(arena, *item);
	if (chance(random, 30))
		edit_functions(random, schema);
	make_objects_again(arena, schema);
	drop_dangling_views(arena, schema);
}

/* ------------------------------------------------------------------ a pair of schemas */

static struct schema *
made(struct arena *arena, struct pg_fixture *f, const struct schema *schema)
{
	struct schema *nothing = schema_for(arena, &postgresql_dialect, schema_new(arena));
	struct schema *all = schema_for(arena, &postgresql_dialect, schema);
	struct changes changes = {0};
	const struct compare_settings settings = {0};
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, nothing, all);
	return pg_load(arena, f, pg_plan_text(arena, nothing, all, &changes, DDL_UP));
}

/* The schemas differ only in spellings that the server normalises. */
static void
assert_made(struct arena *arena, struct pg_fixture *f, const struct schema *asked,
	const struct schema *there)
{
	struct schema *words = schema_for(arena, &postgresql_dialect, asked);
	const struct inspect_options options = {.version_table = "schemac_version"};
	struct diagnostics diagnostics;
	diag_init(&diagnostics, arena);
	assert_int_equal(postgresql_engine.normalise(arena, words, there,
				 schemac_postgresql(f->handle), &options, &diagnostics),
		0);
	assert_string_equal(pg_difference(arena, there, words), "");
}

static const char *
survivors(struct arena *arena, struct pg_fixture *f, const struct changes *changes,
	const struct schema *before, const struct schema *there, bool renamed)
{
	const char *queries = survivors_queries(arena, changes, before, there, renamed, "concat");
	struct strbuf text = STRBUF_INIT;
	for (; *queries != '\0'; queries += strcspn(queries, "\n") + 1)
		strbuf_addf(&text, "%s\n",
			pg_text(f, arena_strndup(arena, queries, strcspn(queries, "\n"))));
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
assert_is(struct arena *arena, struct pg_fixture *f, struct schema *expected, const char *after)
{
	const char *difference = pg_difference(arena, pg_inspect(arena, f), expected);
	if (*difference != '\0')
		fail_msg("difference after\n%s\n%s", after, difference);
}

/* The rows of a dropped table are lost, so that no row may reference them in the downgrade. */
static void
clear_references(struct pg_fixture *f, const struct schema *before, const struct schema *after)
{
	VEC_EACH (struct table *, table, before->tables)
		VEC_EACH (struct constraint *, key, (*table)->constraints)
			if ((*key)->kind == CONSTRAINT_FOREIGN_KEY &&
				schema_find_table(after, &(*key)->target) == NULL)
				pg_sql(f, arena_printf(&f->arena, "UPDATE %s SET %s = NULL",
						  (*table)->name.name,
						  (*key)->parts.items[0].column));
}

static void
run_pair(struct arena *arena, struct pg_fixture *f, uint64_t seed)
{
	struct random random = {.state = seed};
	struct schema *plain = schema_new(arena);
	for (unsigned i = 0; i < TABLES; i++)
		add_random_table(arena, &random, plain, i);
	add_extras(arena, &random, plain);
	struct schema *wanted = edited(arena, &random, plain);
	edit_extras(arena, &random, wanted);
	struct schema *after = made(arena, f, wanted);
	struct schema *before = made(arena, f, plain);
	assert_made(arena, f, plain, before);
	copy_hints(after, wanted);
	pg_sql(f, "SET session_replication_role = replica");
	pg_sql(f, random_rows(arena, &random, plain));
	clear_references(f, before, after);
	pg_sql(f, "SET session_replication_role = origin");

	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, before, after);
	const char *up = pg_plan_text(arena, before, after, &changes, DDL_UP);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &postgresql_dialect, &settings, after, target);
	const char *down = pg_plan_text(arena, after, target, &back, DDL_DOWN);

	const char *kept = survivors(arena, f, &changes, before, after, false);
	pg_apply(f, up);
	assert_is(arena, f, after, up);
	assert_string_equal(survivors(arena, f, &changes, before, after, true), kept);
	pg_apply(f, down);
	assert_is(arena, f, before, down);
	assert_string_equal(survivors(arena, f, &changes, before, after, false), kept);
}

static void
every_pair_goes_up_and_back(void **state)
{
	(void)state;
	const char *asked = getenv("SCHEMAC_PAIRS"), *first = getenv("SCHEMAC_SEED");
	unsigned long pairs = asked != NULL ? strtoul(asked, NULL, 10) : PAIRS;
	unsigned long seed = first != NULL ? strtoul(first, NULL, 10) : 1;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "SET TimeZone = 'UTC'");
	for (; pairs > 0; pairs--, seed++) {
		struct arena arena = {0};
		if (first != NULL)
			fprintf(stderr, "seed %lu\n", seed);
		run_pair(&arena, &f, seed);
		arena_release(&arena);
	}
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_goes_up_and_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
