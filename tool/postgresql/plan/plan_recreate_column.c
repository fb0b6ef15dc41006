#include "postgresql/plan/plan_recreate_column.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_obstacle.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_step.h"
#include "schema/sql_text.h"

/* ------------------------------------------------------------------ which columns */

void
plan_recreate_column_add_one(
	struct planner *p, const struct table *before, const struct column *column)
{
	const struct table *after = plan_lookup_table_after(p, before);
	if (after == NULL || plan_lookup_recreated(p, column) != NULL)
		return;
	const struct column *now = plan_lookup_column_after(p, before, column);
	*VEC_ADD(p->arena, &p->recreated) = (struct recreated_column){.table_before = before,
		.column_before = column,
		.table = after,
		.column = now,
		.in_place = now != NULL && now->generated == GENERATED_NONE};
}

/* Generated columns whose expression mentions the base column. */
static void
add_dependents(struct planner *p, const struct table *table, const struct column *base)
{
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->generated != GENERATED_NONE && *column != base &&
			sql_mentions((*column)->generated_expression.common, base->name))
			plan_recreate_column_add_one(p, table, *column);
}

/* Columns whose type is replaced, in a table that is not dropped. */
static void
add_replaced(struct planner *p, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		if (!plan_lookup_type_is_replaced(p, *column))
			continue;
		if ((*column)->generated != GENERATED_NONE)
			plan_recreate_column_add_one(p, table, *column);
		else
			add_dependents(p, table, *column);
	}
}

void
plan_recreate_column_collect(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ALTER_GENERATED)
			plan_recreate_column_add_one(p, change->table_before, change->column_before);
		if (change->kind == CHANGE_DROP_COLUMN || change->kind == CHANGE_ALTER_TYPE ||
			change->kind == CHANGE_ALTER_COLLATION ||
			change->kind == CHANGE_ALTER_GENERATED)
			add_dependents(p, change->table_before, change->column_before);
	}
	if (p->replaced_types.len > 0)
		VEC_EACH (struct table *, table, p->request->before->tables)
			add_replaced(p, *table);
}

/* ------------------------------------------------------------------ statements */

/* A column with a new name keeps nothing: privileges and indexes refer to the name. */
static bool
is_kept(const struct recreated_column *recreated)
{
	const struct qualified_name *a = &recreated->table_before->name,
				    *b = &recreated->table->name;
	return recreated->column != NULL && !recreated->in_place &&
	       text_equal(recreated->column_before->name, recreated->column->name) &&
	       text_equal(a->schema, b->schema) && text_equal(a->name, b->name);
}

void
plan_recreate_column_drop(struct planner *p)
{
	VEC_EACH (const struct recreated_column, recreated, p->recreated) {
		const struct table *table = recreated->table_before;
		if (!recreated->in_place) {
			plan_step_drop_column(p, table, table, recreated->column_before);
			if (is_kept(recreated))
				plan_emit_keep_column(p, table, recreated->column_before);
			plan_emit_drop_column(p, table, recreated->column_before);
			continue;
		}
		plan_step_drop(p, thing_of_column(table, recreated->column_before));
		plan_step_named(p, SIDE_BEFORE, thing_of_table(table));
		plan_step_named(
			p, SIDE_BEFORE, thing_of_column(table, recreated->column_before));
		plan_add_alter_column(p, table, recreated->column_before);
		strbuf_addstr(&p->sql, " DROP EXPRESSION");
		plan_emit(p);
	}
}

static bool
is_added_again(const struct recreated_column *recreated)
{
	return recreated->column != NULL && !recreated->in_place;
}

static bool
is_used_by(const struct planner *p, const struct table *table, const struct key_parts *parts,
	const char *expression)
{
	VEC_EACH (const struct recreated_column, recreated, p->recreated) {
		if (!is_added_again(recreated) || recreated->table != table)
			continue;
		if (expression != NULL && sql_mentions(expression, recreated->column->name))
			return true;
		VEC_EACH (const struct key_part, part, *parts)
			if (text_equal(part->column, recreated->column->name) ||
				(part->column == NULL && sql_mentions(part->expression.common,
								 recreated->column->name)))
				return true;
	}
	return false;
}

/* Whether one of the changes adds the item later. */
static bool
is_added(const struct planner *p, const void *thing)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_ADD_INDEX && change->index == thing) ||
			(change->kind == CHANGE_ADD_CONSTRAINT && change->constraint == thing))
			return true;
	return false;
}

static void
restore_table(struct planner *p, const struct table *table)
{
	VEC_EACH (struct constraint *, key, table->constraints)
		if (is_used_by(p, table, &(*key)->parts, (*key)->expression.common) &&
			!is_added(p, *key) && !plan_obstacle_restores(p, *key))
			plan_part_restore_constraint(p, table, *key, false);
	VEC_EACH (struct index *, index, table->indexes)
		if (is_used_by(p, table, &(*index)->parts, (*index)->where.common) &&
			!is_added(p, *index) && !plan_obstacle_restores(p, *index))
			plan_part_create_index(p, table, *index, false);
}

void
plan_recreate_column_add(struct planner *p)
{
	VEC_EACH (const struct recreated_column, recreated, p->recreated) {
		if (!is_added_again(recreated))
			continue;
		plan_step_create(p, thing_of_column(recreated->table, recreated->column));
		plan_emit_add_column(p, recreated->table, recreated->column, true);
		if (recreated->column->comment != NULL)
			plan_emit_comment_on_column(p, recreated->table, recreated->column);
	}
	struct map restored = {0};
	VEC_EACH (const struct recreated_column, recreated, p->recreated)
		if (is_added_again(recreated) &&
			map_put(p->arena, &restored,
				qualified_name_print(p->arena, &recreated->table->name), p) == NULL)
			restore_table(p, recreated->table);
}

/* keep-end creates the constraints and indexes of the column that are still missing. */
void
plan_recreate_column_end(struct planner *p)
{
	VEC_EACH (const struct recreated_column, recreated, p->recreated) {
		const struct table *table = recreated->table;
		if (!is_kept(recreated))
			continue;
		plan_step_begin(p);
		plan_step_uses(p, SIDE_AFTER, thing_of_column(table, recreated->column));
		VEC_EACH (struct constraint *, constraint, table->constraints)
			plan_step_uses(p, SIDE_AFTER, thing_of_constraint(table, *constraint));
		VEC_EACH (struct index *, index, table->indexes)
			plan_step_uses(p, SIDE_AFTER, thing_of_index(table, *index));
		plan_emit_keep_column_end(p, table, recreated->column);
	}
}
