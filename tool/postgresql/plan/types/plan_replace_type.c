#include "postgresql/plan/types/plan_replace_type.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_lookup.h"
#include "schema/sql_text.h"

static bool
is_dropped(const struct planner *p, const void *thing)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_DROP_CONSTRAINT &&
			    change->constraint_before == thing) ||
			(change->kind == CHANGE_DROP_INDEX && change->index_before == thing) ||
			(change->kind == CHANGE_DROP_COLUMN && change->column_before == thing))
			return true;
	return false;
}

void
plan_replace_type_init(struct planner *p, struct type_replacement *replacement, const char *kind,
	const struct qualified_name *name)
{
	bool array;
	*replacement = (struct type_replacement){.kind = kind, .name = name, .old = *name};
	replacement->old.name = arena_printf(p->arena, "%.56s__old", name->name);
	VEC_EACH (struct table *, table, p->request->before->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if (plan_lookup_has_type(p, *column, name, &array) &&
				!plan_lookup_is_recreated(p, *column) &&
				plan_lookup_table_after(p, *table) != NULL)
				*VEC_ADD(p->arena, &replacement->uses) = (struct type_use){
					*table, *column, array, is_dropped(p, *column)};
}

/* ------------------------------------------------------------------ dependents of a column */

/* Whether a condition over the column is bound to the old type. */
static bool
is_bound(const struct dialect_text *text, const struct column *column)
{
	return text->common != NULL && sql_mentions(text->common, column->name);
}

static bool
index_binds(const struct index *index, const struct column *column)
{
	bool bound = is_bound(&index->where, column);
	VEC_EACH (const struct key_part, part, index->parts)
		bound = bound || (part->column == NULL && is_bound(&part->expression, column));
	return bound;
}

/* Whether the constraint or index was not already handled for an earlier use in the list. */
static bool
is_first_use(const struct type_replacement *replacement, const struct type_use *use,
	const struct constraint *key, const struct index *index)
{
	VEC_EACH (const struct type_use, other, replacement->uses) {
		if (other == use)
			return true;
		if (other->table == use->table &&
			(key != NULL ? is_bound(&key->expression, other->column)
				     : index_binds(index, other->column)))
			return false;
	}
	return true;
}

static bool
key_is_bound(const struct planner *p, const struct type_replacement *replacement,
	const struct type_use *use, const struct constraint *key)
{
	return is_bound(&key->expression, use->column) && !is_dropped(p, key) &&
	       is_first_use(replacement, use, key, NULL);
}

static bool
index_is_bound(const struct planner *p, const struct type_replacement *replacement,
	const struct type_use *use, const struct index *index)
{
	return index_binds(index, use->column) && !is_dropped(p, index) &&
	       is_first_use(replacement, use, NULL, index);
}

static void
drop_bound(
	struct planner *p, const struct type_replacement *replacement, const struct type_use *use)
{
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (key_is_bound(p, replacement, use, *item))
			plan_emit_drop_constraint(p, use->table, *item);
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_is_bound(p, replacement, use, *item))
			plan_emit_drop_index(p, use->table, *item);
	if (use->column->default_value.common != NULL)
		plan_emit_drop_default(p, use->table, use->column);
}

/* The default may be a removed value. In that case the change of the default sets the new one. */
static bool
default_changes(const struct planner *p, const struct type_use *use)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ALTER_DEFAULT && change->column_before == use->column)
			return true;
	return false;
}

static void
restore_bound(
	struct planner *p, const struct type_replacement *replacement, const struct type_use *use)
{
	if (use->column->default_value.common != NULL && !default_changes(p, use))
		plan_emit_set_default(p, use->table, use->column);
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (key_is_bound(p, replacement, use, *item))
			plan_emit_restore_constraint(p, use->table, *item);
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_is_bound(p, replacement, use, *item))
			plan_emit_create_index(p, use->table, *item);
}

/* ------------------------------------------------------------------ statements */

void
plan_replace_type_begin(struct planner *p, const struct type_replacement *replacement)
{
	plan_emit_keep_type(p, text_lower(p->arena, replacement->kind), replacement->name);
	strbuf_addf(&p->sql, "ALTER %s ", replacement->kind);
	sql_add_qualified(&p->sql, replacement->name);
	plan_add_name(p, " RENAME TO ", replacement->old.name);
	plan_emit(p);
}

/* Converts via text, because there is no cast between two enums. */
static void
convert(struct planner *p, const struct type_replacement *replacement, const struct type_use *use)
{
	const char *array = use->array ? "[]" : "";
	plan_add_alter_column(p, use->table, use->column);
	strbuf_addstr(&p->sql, " TYPE ");
	sql_add_qualified(&p->sql, replacement->name);
	plan_add_name(p, arena_printf(p->arena, "%s USING ", array), use->column->name);
	strbuf_addf(&p->sql, "::text%s::", array);
	sql_add_qualified(&p->sql, replacement->name);
	strbuf_addstr(&p->sql, array);
	plan_emit(p);
}

void
plan_replace_type_end(struct planner *p, const struct type_replacement *replacement)
{
	VEC_EACH (const struct type_use, use, replacement->uses) {
		if (!use->dropped) {
			drop_bound(p, replacement, use);
			continue;
		}
		plan_emit_drop_column(p, use->table, use->column);
		*VEC_ADD(p->arena, &p->dropped_columns) = use->column;
	}
	VEC_EACH (const struct type_use, use, replacement->uses)
		if (!use->dropped)
			convert(p, replacement, use);
	VEC_EACH (const struct type_use, use, replacement->uses)
		if (!use->dropped)
			restore_bound(p, replacement, use);
	strbuf_addf(&p->sql, "DROP %s ", replacement->kind);
	sql_add_qualified(&p->sql, &replacement->old);
	plan_emit(p);
	plan_emit_keep_type_end(p, text_lower(p->arena, replacement->kind), replacement->name);
}
