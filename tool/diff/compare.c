#include "base/text.h"
#include "diff/align.h"
#include "diff/compare_internal.h"
#include "diff/constant_change.h"
#include "schema/copy.h"

struct schema *
schema_for(struct arena *arena, const struct dialect *dialect, const struct schema *schema)
{
	struct schema *own = schema_lower(arena, schema, dialect->id);
	dialect->adapt(arena, own);
	schema_sort(own);
	return own;
}

struct change *
comparison_add(struct comparison *c, enum change_kind kind)
{
	struct change *change = VEC_ADD(c->arena, c->changes);
	change->kind = kind;
	if (c->tables != NULL) {
		change->table_before = c->tables->before;
		change->table = c->tables->after;
	}
	return change;
}

static void
add_column_change(struct comparison *c, enum change_kind kind, const struct column *before,
	const struct column *after)
{
	struct change *change = comparison_add(c, kind);
	change->column_before = before;
	change->column = after;
}

bool
comparison_expressions_equal(
	const struct comparison *c, const struct dialect_text *a, const struct dialect_text *b)
{
	const char *before = a->common;
	if (c->tables != NULL)
		before = match_expression(c->arena, c->tables, before);
	return c->dialect->expressions_equal(before, b->common);
}

static bool
synonyms(const struct comparison *c, const char *a, const char *b)
{
	const char *const *pair = c->settings->type_synonyms;
	for (; pair != NULL && pair[0] != NULL; pair += 2)
		if ((c->dialect->types_equal(pair[0], a) && c->dialect->types_equal(pair[1], b)) ||
			(c->dialect->types_equal(pair[0], b) &&
				c->dialect->types_equal(pair[1], a)))
			return true;
	return false;
}

static bool
types_differ(const struct comparison *c, const struct column *a, const struct column *b)
{
	const char *x = a->type.common != NULL ? a->type.common : "";
	const char *y = b->type.common != NULL ? b->type.common : "";
	if (c->settings->ignore_types)
		return false;
	if (a->serial != b->serial || !qualified_name_equal(&a->enum_type, &b->enum_type))
		return true;
	/*
	 * Most equal types are identical byte for byte, which is faster to test than their meaning.
	 */
	return !text_equal(x, y) && !c->dialect->types_equal(x, y) && !synonyms(c, x, y);
}

static bool
defaults_differ(const struct comparison *c, const struct column *a, const struct column *b)
{
	const char *x = a->default_value.common, *y = b->default_value.common;
	return !c->settings->ignore_defaults && !text_equal(x, y) &&
	       !c->dialect->defaults_equal(b->type.common, x, y);
}

static bool
constants_differ(const struct comparison *c, const struct column *a, const struct column *b)
{
	struct constant_change change;
	if (b->constants_answer == CONSTANTS_RECORD)
		return !constants_equal(&a->constants, &b->constants);
	constant_change_find(c->arena, &change, a, b);
	return constant_change_affects_rows(&change);
}

/* Whether the column takes its values from a sequence of its own. */
static bool
counts(const struct column *column)
{
	return column->serial || column->identity != IDENTITY_NONE;
}

static void
compare_column(struct comparison *c, const struct column *a, const struct column *b)
{
	if (!text_equal(a->name, b->name))
		add_column_change(c, CHANGE_RENAME_COLUMN, a, b);
	if (constants_differ(c, a, b))
		add_column_change(c, CHANGE_RENUMBER, a, b);
	if (types_differ(c, a, b))
		add_column_change(c, CHANGE_ALTER_TYPE, a, b);
	if (a->not_null != b->not_null || !text_equal(a->not_null_conflict, b->not_null_conflict))
		add_column_change(c, CHANGE_ALTER_NULLABILITY, a, b);
	if (defaults_differ(c, a, b))
		add_column_change(c, CHANGE_ALTER_DEFAULT, a, b);
	if (a->generated != b->generated ||
		!comparison_expressions_equal(
			c, &a->generated_expression, &b->generated_expression))
		add_column_change(c, CHANGE_ALTER_GENERATED, a, b);
	if (a->identity != b->identity || a->autoincrement != b->autoincrement ||
		!c->dialect->expressions_equal(a->identity_options, b->identity_options))
		add_column_change(c, CHANGE_ALTER_IDENTITY, a, b);
	if (!text_equal(a->sequence_type, b->sequence_type) && counts(a) && counts(b))
		add_column_change(c, CHANGE_ALTER_SEQUENCE, a, b);
	if (!text_equal_nocase(a->collation, b->collation))
		add_column_change(c, CHANGE_ALTER_COLLATION, a, b);
	if (!text_equal(a->comment, b->comment))
		add_column_change(c, CHANGE_ALTER_COLUMN_COMMENT, a, b);
}

static void
compare_columns(struct comparison *c)
{
	VEC_EACH (struct column *, column, c->tables->after->columns) {
		const struct column *before = match_column_before(c->tables, (*column)->name);
		if (before == NULL)
			add_column_change(c, CHANGE_ADD_COLUMN, NULL, *column);
		else
			compare_column(c, before, *column);
	}
	VEC_EACH (struct column *, column, c->tables->before->columns)
		if (match_column_after(c->tables, (*column)->name) == NULL)
			add_column_change(c, CHANGE_DROP_COLUMN, *column, NULL);
}

static void
compare_table(struct comparison *c, const struct table_match *tables)
{
	const struct table *before = tables->before, *after = tables->after;
	c->tables = tables;
	if (!qualified_name_equal(&before->name, &after->name))
		comparison_add(c, CHANGE_RENAME_TABLE);
	if (before->strict != after->strict || before->without_rowid != after->without_rowid ||
		before->unlogged != after->unlogged ||
		!comparison_expressions_equal(c, &before->options, &after->options))
		comparison_add(c, CHANGE_ALTER_OPTIONS);
	if (!text_equal(before->comment, after->comment))
		comparison_add(c, CHANGE_ALTER_TABLE_COMMENT);
	compare_columns(c);
	compare_constraints(c);
	compare_indexes(c);
	c->tables = NULL;
}

static void
compare_tables(struct comparison *c, const struct schema *before, const struct schema *after)
{
	VEC_EACH (struct table *, table, after->tables) {
		const struct table_match *tables =
			match_of_after(c->arena, &c->match, &(*table)->name);
		if (tables != NULL)
			compare_table(c, tables);
		else
			comparison_add(c, CHANGE_ADD_TABLE)->table = *table;
	}
	VEC_EACH (struct table *, table, before->tables)
		if (match_of_before(c->arena, &c->match, &(*table)->name) == NULL)
			comparison_add(c, CHANGE_DROP_TABLE)->table_before = *table;
}

static void
compare_enums(struct comparison *c, const struct schema *before, const struct schema *after)
{
	struct map old = {0};
	VEC_EACH (struct enum_type *, type, before->enums)
		map_put(c->arena, &old, qualified_name_print(c->arena, &(*type)->name), *type);
	VEC_EACH (struct enum_type *, type, after->enums) {
		const char *name = qualified_name_print(c->arena, &(*type)->name);
		const struct enum_type *was = map_put(c->arena, &old, name, NULL);
		if (was != NULL && enum_values_equal(was, *type))
			continue;
		struct change *change =
			comparison_add(c, was != NULL ? CHANGE_ALTER_ENUM : CHANGE_ADD_ENUM);
		change->enum_before = was;
		change->enum_type = *type;
	}
	VEC_EACH (struct enum_type *, type, before->enums)
		if (map_find(&old, qualified_name_print(c->arena, &(*type)->name)) != NULL)
			comparison_add(c, CHANGE_DROP_ENUM)->enum_before = *type;
}

/* The identity of an object; for one of `before`, its table has the name that it has after. */
static const char *
key_of_object(struct comparison *c, const struct sql_object *object, bool before)
{
	const struct qualified_name *table = &object->table;
	if (!object_kind_is_of_table(object->kind) || table->name == NULL)
		return arena_printf(c->arena, "%s %s", object_kind_name(object->kind),
			qualified_name_print(c->arena, &object->name));
	const struct table_match *match =
		before ? match_of_before(c->arena, &c->match, table) : NULL;
	if (match != NULL)
		table = &match->after->name;
	return arena_printf(c->arena, "%s %s on %s", object_kind_name(object->kind),
		object->name.name, qualified_name_print(c->arena, table));
}

static void
compare_objects(struct comparison *c, const struct schema *before, const struct schema *after)
{
	struct map old = {0};
	VEC_EACH (struct sql_object *, object, before->objects)
		map_put(c->arena, &old, key_of_object(c, *object, true), *object);
	VEC_EACH (struct sql_object *, object, after->objects) {
		const struct sql_object *was =
			map_put(c->arena, &old, key_of_object(c, *object, false), NULL);
		if (was != NULL && !text_equal(was->comment, (*object)->comment)) {
			struct change *comment = comparison_add(c, CHANGE_ALTER_OBJECT_COMMENT);
			comment->object_before = was;
			comment->object = *object;
		}
		if (was != NULL && comparison_expressions_equal(c, &was->sql, &(*object)->sql))
			continue;
		struct change *change =
			comparison_add(c, was != NULL ? CHANGE_REPLACE_OBJECT : CHANGE_ADD_OBJECT);
		change->object_before = was;
		change->object = *object;
	}
	VEC_EACH (struct sql_object *, object, before->objects)
		if (map_find(&old, key_of_object(c, *object, true)) != NULL)
			comparison_add(c, CHANGE_DROP_OBJECT)->object_before = *object;
}

void
compare_schemas(struct arena *arena, struct changes *changes, const struct dialect *dialect,
	const struct compare_settings *settings, const struct schema *before, struct schema *after)
{
	if (dialect->ignores_case)
		schema_align(arena, before, after);
	struct comparison c = {
		.arena = arena, .changes = changes, .dialect = dialect, .settings = settings};
	match_init(arena, &c.match, before, after);
	compare_enums(&c, before, after);
	compare_tables(&c, before, after);
	compare_objects(&c, before, after);
	changes_sort(arena, changes);
}

struct schema *
schema_to_go_back(struct arena *arena, const struct schema *before, const struct changes *changes)
{
	struct schema *back = schema_copy(arena, before);
	VEC_EACH (struct table *, table, back->tables) {
		(*table)->renamed_from = (struct qualified_name){0};
		VEC_EACH (struct column *, column, (*table)->columns)
			(*column)->renamed_from = NULL;
	}
	VEC_EACH (struct change, change, *changes) {
		if (change->kind != CHANGE_RENAME_TABLE && change->kind != CHANGE_RENAME_COLUMN &&
			change->kind != CHANGE_RENAME_CONSTRAINT && change->kind != CHANGE_RENUMBER)
			continue;
		struct table *table = schema_find_table(back, &change->table_before->name);
		if (change->kind == CHANGE_RENUMBER) {
			table_find_column(table, change->column_before->name)->constants_answer =
				change->column->constants_answer;
			continue;
		}
		if (change->kind == CHANGE_RENAME_CONSTRAINT) {
			struct constraint *key =
				table_find_constraint(table, change->constraint_before->name);
			key->name_from_template = false;
			continue;
		}
		if (change->kind == CHANGE_RENAME_TABLE) {
			table->renamed_from = change->table->name;
			table->renamed_now = true;
			continue;
		}
		struct column *column = table_find_column(table, change->column_before->name);
		column->renamed_from = change->column->name;
		column->renamed_now = true;
	}
	return back;
}
