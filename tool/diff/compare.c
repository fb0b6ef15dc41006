#include "diff/compare.h"

#include "base/map.h"
#include "base/text.h"
#include "schema/lower.h"

struct comparison {
	struct arena *arena;
	struct changes *changes;
	const struct dialect *dialect;
	const struct compare_settings *settings;
	const struct table *table_before, *table; /* the tables being compared */
};

struct schema *
schema_for(struct arena *arena, const struct dialect *dialect, const struct schema *schema)
{
	struct schema *own = schema_lower(arena, schema, dialect->id);
	dialect->adapt(arena, own);
	schema_sort(own);
	return own;
}

static struct change *
add(struct comparison *c, enum change_kind kind)
{
	struct change *change = VEC_ADD(c->arena, c->changes);
	change->kind = kind;
	change->table_before = c->table_before;
	change->table = c->table;
	return change;
}

static void
add_column_change(struct comparison *c, enum change_kind kind, const struct column *before,
	const struct column *after)
{
	struct change *change = add(c, kind);
	change->column_before = before;
	change->column = after;
}

static void
add_constraint_change(struct comparison *c, enum change_kind kind,
	const struct constraint *before, const struct constraint *after)
{
	struct change *change = add(c, kind);
	change->constraint_before = before;
	change->constraint = after;
}

static void
add_index_change(struct comparison *c, enum change_kind kind, const struct index *before,
	const struct index *after)
{
	struct change *change = add(c, kind);
	change->index_before = before;
	change->index = after;
}

static bool
expressions_equal(
	const struct comparison *c, const struct dialect_text *a, const struct dialect_text *b)
{
	return c->dialect->expressions_equal(a->common, b->common);
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
	return !c->dialect->types_equal(x, y) && !synonyms(c, x, y);
}

static void
compare_column(struct comparison *c, const struct column *a, const struct column *b)
{
	if (!text_equal(a->name, b->name))
		add_column_change(c, CHANGE_RENAME_COLUMN, a, b);
	if (types_differ(c, a, b))
		add_column_change(c, CHANGE_ALTER_TYPE, a, b);
	if (a->not_null != b->not_null || !text_equal(a->not_null_conflict, b->not_null_conflict))
		add_column_change(c, CHANGE_ALTER_NULLABILITY, a, b);
	if (!c->settings->ignore_defaults &&
		!c->dialect->defaults_equal(
			b->type.common, a->default_value.common, b->default_value.common))
		add_column_change(c, CHANGE_ALTER_DEFAULT, a, b);
	if (a->generated != b->generated ||
		!expressions_equal(c, &a->generated_expression, &b->generated_expression))
		add_column_change(c, CHANGE_ALTER_GENERATED, a, b);
	if (a->identity != b->identity || a->autoincrement != b->autoincrement ||
		!c->dialect->expressions_equal(a->identity_options, b->identity_options))
		add_column_change(c, CHANGE_ALTER_IDENTITY, a, b);
	if (!text_equal_nocase(a->collation, b->collation))
		add_column_change(c, CHANGE_ALTER_COLLATION, a, b);
	if (!text_equal(a->comment, b->comment))
		add_column_change(c, CHANGE_ALTER_COLUMN_COMMENT, a, b);
}

/* The column before that became this one: of its name, or of the name it was renamed from. */
static const struct column *
column_before(const struct table *before, const struct table *after, const struct column *column)
{
	const struct column *same = table_find_column(before, column->name);
	if (same != NULL || column->renamed_from == NULL ||
		table_find_column(after, column->renamed_from) != NULL)
		return same;
	return table_find_column(before, column->renamed_from);
}

/* The name that a column has afterwards; NULL where it is dropped. */
static const char *
name_after(const struct comparison *c, const char *name)
{
	if (table_find_column(c->table, name) != NULL)
		return name;
	VEC_EACH (struct column *, column, c->table->columns)
		if (column_before(c->table_before, c->table, *column) != NULL &&
			text_equal((*column)->renamed_from, name))
			return (*column)->name;
	return NULL;
}

static void
compare_columns(struct comparison *c)
{
	VEC_EACH (struct column *, column, c->table->columns) {
		const struct column *before = column_before(c->table_before, c->table, *column);
		if (before == NULL)
			add_column_change(c, CHANGE_ADD_COLUMN, NULL, *column);
		else
			compare_column(c, before, *column);
	}
	VEC_EACH (struct column *, column, c->table_before->columns)
		if (name_after(c, (*column)->name) == NULL)
			add_column_change(c, CHANGE_DROP_COLUMN, *column, NULL);
}

static bool
parts_equal(const struct comparison *c, const struct key_parts *a, const struct key_parts *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		const struct key_part *x = &a->items[i], *y = &b->items[i];
		if (x->column != NULL ? !text_equal(name_after(c, x->column), y->column)
				      : y->column != NULL || !expressions_equal(c, &x->expression,
								     &y->expression))
			return false;
		if (!text_equal_nocase(x->collation, y->collation) ||
			!c->dialect->expressions_equal(x->opclass, y->opclass) ||
			x->descending != y->descending || x->nulls_first != y->nulls_first ||
			x->nulls_last != y->nulls_last)
			return false;
	}
	return true;
}

static bool
names_equal(const struct column_names *a, const struct column_names *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (!text_equal(a->items[i], b->items[i]))
			return false;
	return true;
}

/* Whether two say the same, names and comments aside. */
static bool
constraints_equal(const struct comparison *c, const struct constraint *a, const struct constraint *b)
{
	return a->kind == b->kind && parts_equal(c, &a->parts, &b->parts) &&
	       expressions_equal(c, &a->expression, &b->expression) &&
	       qualified_name_equal(&a->target, &b->target) &&
	       names_equal(&a->target_columns, &b->target_columns) &&
	       a->on_delete == b->on_delete && a->on_update == b->on_update &&
	       text_equal_nocase(a->match, b->match) && a->not_valid == b->not_valid &&
	       a->deferrable == b->deferrable && a->initially_deferred == b->initially_deferred &&
	       a->nulls_not_distinct == b->nulls_not_distinct &&
	       text_equal_nocase(a->conflict, b->conflict);
}

static bool
indexes_equal(const struct comparison *c, const struct index *a, const struct index *b)
{
	return a->unique == b->unique && parts_equal(c, &a->parts, &b->parts) &&
	       expressions_equal(c, &a->where, &b->where) &&
	       text_equal_nocase(a->method, b->method) && names_equal(&a->include, &b->include) &&
	       c->dialect->expressions_equal(a->with, b->with) &&
	       a->nulls_not_distinct == b->nulls_not_distinct;
}

static bool
has_own_name(const struct constraint *constraint)
{
	return constraint->name != NULL && !constraint->name_from_template;
}

/* Whether the constraint of `before` at index is matched by none that came earlier. */
static bool
is_free(const struct constraint *const *taken, size_t count, const struct constraint *constraint)
{
	for (size_t i = 0; i < count; i++)
		if (taken[i] == constraint)
			return false;
	return true;
}

/* The counterpart of a constraint: by its own name, else by content, else NULL. */
static const struct constraint *
constraint_before(const struct comparison *c, const struct constraint *constraint,
	const struct constraint *const *taken, size_t count)
{
	VEC_EACH (struct constraint *, before, c->table_before->constraints)
		if (has_own_name(*before) && has_own_name(constraint) &&
			(*before)->kind == constraint->kind &&
			text_equal((*before)->name, constraint->name) &&
			is_free(taken, count, *before))
			return *before;
	VEC_EACH (struct constraint *, before, c->table_before->constraints)
		if (constraints_equal(c, *before, constraint) && is_free(taken, count, *before) &&
			!(has_own_name(*before) && table_find_constraint(c->table, (*before)->name)))
			return *before;
	return NULL;
}

static void
compare_constraint(
	struct comparison *c, const struct constraint *before, const struct constraint *after)
{
	if (!constraints_equal(c, before, after)) {
		add_constraint_change(c, CHANGE_DROP_CONSTRAINT, before, NULL);
		add_constraint_change(c, CHANGE_ADD_CONSTRAINT, NULL, after);
		return;
	}
	if (has_own_name(before) && has_own_name(after) && !text_equal(before->name, after->name))
		add_constraint_change(c, CHANGE_RENAME_CONSTRAINT, before, after);
	if (!text_equal(before->comment, after->comment))
		add_constraint_change(c, CHANGE_ALTER_CONSTRAINT_COMMENT, before, after);
}

static void
compare_constraints(struct comparison *c)
{
	size_t count = c->table->constraints.len;
	const struct constraint **taken = arena_alloc(c->arena, (count + 1) * sizeof(*taken));
	for (size_t i = 0; i < count; i++) {
		const struct constraint *after = c->table->constraints.items[i];
		taken[i] = constraint_before(c, after, taken, i);
		if (taken[i] == NULL)
			add_constraint_change(c, CHANGE_ADD_CONSTRAINT, NULL, after);
		else
			compare_constraint(c, taken[i], after);
	}
	VEC_EACH (struct constraint *, before, c->table_before->constraints)
		if (is_free(taken, count, *before))
			add_constraint_change(c, CHANGE_DROP_CONSTRAINT, *before, NULL);
}

/* An index that has the same content under a name that is gone: renamed. */
static const struct index *
index_before(const struct comparison *c, const struct index *index)
{
	const struct index *same = table_find_index(c->table_before, index->name);
	if (same != NULL)
		return same;
	VEC_EACH (struct index *, before, c->table_before->indexes)
		if (indexes_equal(c, *before, index) &&
			table_find_index(c->table, (*before)->name) == NULL)
			return *before;
	return NULL;
}

static void
compare_indexes(struct comparison *c)
{
	struct map taken = {0};
	VEC_EACH (struct index *, index, c->table->indexes) {
		const struct index *before = index_before(c, *index);
		if (before != NULL && map_put(c->arena, &taken, before->name, *index) != NULL)
			before = NULL;
		if (before == NULL) {
			add_index_change(c, CHANGE_ADD_INDEX, NULL, *index);
		} else if (!indexes_equal(c, before, *index)) {
			add_index_change(c, CHANGE_DROP_INDEX, before, NULL);
			add_index_change(c, CHANGE_ADD_INDEX, NULL, *index);
		} else if (!text_equal(before->name, (*index)->name)) {
			add_index_change(c, CHANGE_RENAME_INDEX, before, *index);
		}
		if (before != NULL && !text_equal(before->comment, (*index)->comment))
			add_index_change(c, CHANGE_ALTER_INDEX_COMMENT, before, *index);
	}
	VEC_EACH (struct index *, before, c->table_before->indexes)
		if (map_find(&taken, (*before)->name) == NULL)
			add_index_change(c, CHANGE_DROP_INDEX, *before, NULL);
}

static void
compare_table(struct comparison *c, const struct table *before, const struct table *after)
{
	c->table_before = before;
	c->table = after;
	if (!qualified_name_equal(&before->name, &after->name))
		add(c, CHANGE_RENAME_TABLE);
	if (before->strict != after->strict || before->without_rowid != after->without_rowid ||
		before->unlogged != after->unlogged ||
		!expressions_equal(c, &before->options, &after->options))
		add(c, CHANGE_ALTER_OPTIONS);
	if (!text_equal(before->comment, after->comment))
		add(c, CHANGE_ALTER_TABLE_COMMENT);
	compare_columns(c);
	compare_constraints(c);
	compare_indexes(c);
	c->table_before = c->table = NULL;
}

static const char *
key_of(struct comparison *c, const struct qualified_name *name)
{
	return qualified_name_print(c->arena, name);
}

static struct map
tables_by_name(struct comparison *c, const struct schema *schema)
{
	struct map map = {0};
	VEC_EACH (struct table *, table, schema->tables)
		map_put(c->arena, &map, key_of(c, &(*table)->name), *table);
	return map;
}

static void
compare_tables(struct comparison *c, const struct schema *before, const struct schema *after)
{
	struct map old = tables_by_name(c, before), new = tables_by_name(c, after), kept = {0};
	VEC_EACH (struct table *, table, after->tables) {
		struct table *was = map_find(&old, key_of(c, &(*table)->name));
		const struct qualified_name *from = &(*table)->renamed_from;
		if (was == NULL && from->name != NULL && map_find(&new, key_of(c, from)) == NULL)
			was = map_find(&old, key_of(c, from));
		if (was != NULL && map_put(c->arena, &kept, key_of(c, &was->name), was) == NULL)
			compare_table(c, was, *table);
		else
			add(c, CHANGE_ADD_TABLE)->table = *table;
	}
	VEC_EACH (struct table *, table, before->tables)
		if (map_find(&kept, key_of(c, &(*table)->name)) == NULL)
			add(c, CHANGE_DROP_TABLE)->table_before = *table;
}

static bool
enums_equal(const struct enum_type *a, const struct enum_type *b)
{
	if (a->values.len != b->values.len)
		return false;
	for (size_t i = 0; i < a->values.len; i++)
		if (!text_equal(a->values.items[i].value, b->values.items[i].value))
			return false;
	return true;
}

static void
compare_enums(struct comparison *c, const struct schema *before, const struct schema *after)
{
	VEC_EACH (struct enum_type *, type, after->enums) {
		const struct enum_type *was = schema_find_enum(before, &(*type)->name);
		if (was != NULL && enums_equal(was, *type))
			continue;
		struct change *change = add(c, was != NULL ? CHANGE_ALTER_ENUM : CHANGE_ADD_ENUM);
		change->enum_before = was;
		change->enum_type = *type;
	}
	VEC_EACH (struct enum_type *, type, before->enums)
		if (schema_find_enum(after, &(*type)->name) == NULL)
			add(c, CHANGE_DROP_ENUM)->enum_before = *type;
}

static void
compare_objects(struct comparison *c, const struct schema *before, const struct schema *after)
{
	VEC_EACH (struct sql_object *, object, after->objects) {
		const struct sql_object *was =
			schema_find_object(before, (*object)->kind, &(*object)->name);
		if (was != NULL && expressions_equal(c, &was->sql, &(*object)->sql))
			continue;
		struct change *change =
			add(c, was != NULL ? CHANGE_REPLACE_OBJECT : CHANGE_ADD_OBJECT);
		change->object_before = was;
		change->object = *object;
	}
	VEC_EACH (struct sql_object *, object, before->objects)
		if (schema_find_object(after, (*object)->kind, &(*object)->name) == NULL)
			add(c, CHANGE_DROP_OBJECT)->object_before = *object;
}

void
compare_schemas(struct arena *arena, struct changes *changes, const struct dialect *dialect,
	const struct compare_settings *settings, const struct schema *before,
	const struct schema *after)
{
	struct comparison c = {
		.arena = arena, .changes = changes, .dialect = dialect, .settings = settings};
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
		if (change->kind != CHANGE_RENAME_TABLE && change->kind != CHANGE_RENAME_COLUMN)
			continue;
		struct table *table = schema_find_table(back, &change->table_before->name);
		if (change->kind == CHANGE_RENAME_TABLE)
			table->renamed_from = change->table->name;
		else
			table_find_column(table, change->column_before->name)->renamed_from =
				change->column->name;
	}
	return back;
}
