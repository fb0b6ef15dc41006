#include "postgresql/plan/plan_recreate_column.h"

#include "base/text.h"
#include "postgresql/plan/plan_replace_type.h"
#include "postgresql/sql/postgresql_print.h"
#include "schema/sql.h"

/* ------------------------------------------------------------------ which they are */

/* It stops to be generated: a plain column is left, with the values that are there. */
static bool
stays(const struct remade *remade)
{
	return remade->column != NULL && remade->column->generated == GENERATED_NONE;
}

static const struct remade *
find_remade(const struct planner *p, const struct column *column)
{
	VEC_EACH (const struct remade, remade, p->remade)
		if (remade->column_before == column || remade->column == column)
			return remade;
	return NULL;
}

bool
plan_is_remade(const struct planner *p, const struct column *column)
{
	const struct remade *remade = find_remade(p, column);
	return remade != NULL && !stays(remade);
}

static const struct column *
column_after(const struct planner *p, const struct table *before, const struct table *after,
	const struct column *column)
{
	VEC_EACH (const struct change *, change, *plan_about(p, before))
		if ((*change)->kind == CHANGE_RENAME_COLUMN && (*change)->column_before == column)
			return (*change)->column;
	return table_find_column(after, column->name);
}

static void
add_remade(struct planner *p, const struct table *before, const struct column *column)
{
	const struct table *after = plan_table_after(p, before);
	if (after == NULL || find_remade(p, column) != NULL)
		return;
	*VEC_ADD(p->arena, &p->remade) = (struct remade){.table_before = before,
		.column_before = column,
		.table = after,
		.column = column_after(p, before, after, column)};
}

/* The generated columns that are made of that one. */
static void
add_dependants(struct planner *p, const struct table *table, const struct column *base)
{
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->generated != GENERATED_NONE && *column != base &&
			sql_mentions((*column)->generated_expression.common, base->name))
			add_remade(p, table, *column);
}

/* Columns whose type makes way for another of the same name, in a table that stays. */
static void
add_swapped(struct planner *p, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		if (!plan_is_swapped(p, *column))
			continue;
		if ((*column)->generated != GENERATED_NONE)
			add_remade(p, table, *column);
		else
			add_dependants(p, table, *column);
	}
}

void
plan_collect_remade(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ALTER_GENERATED)
			add_remade(p, change->table_before, change->column_before);
		if (change->kind == CHANGE_DROP_COLUMN || change->kind == CHANGE_ALTER_TYPE ||
			change->kind == CHANGE_ALTER_COLLATION ||
			change->kind == CHANGE_ALTER_GENERATED)
			add_dependants(p, change->table_before, change->column_before);
	}
	if (p->swaps.len > 0)
		VEC_EACH (struct table *, table, p->request->before->tables)
			add_swapped(p, *table);
}

/* ------------------------------------------------------------------ statements */

void
plan_drop_remade(struct planner *p)
{
	VEC_EACH (const struct remade, remade, p->remade) {
		plan_add_table(p, "ALTER TABLE ", remade->table_before);
		plan_add(p, stays(remade) ? " ALTER COLUMN " : " DROP COLUMN ",
			remade->column_before->name);
		strbuf_addstr(&p->sql, stays(remade) ? " DROP EXPRESSION" : "");
		plan_emit(p);
	}
}

static bool
is_made(const struct remade *remade)
{
	return remade->column != NULL && !stays(remade);
}

static bool
is_used_by(const struct planner *p, const struct table *table, const struct key_parts *parts,
	const char *expression)
{
	VEC_EACH (const struct remade, remade, p->remade) {
		if (!is_made(remade) || remade->table != table)
			continue;
		if (expression != NULL && sql_mentions(expression, remade->column->name))
			return true;
		VEC_EACH (const struct key_part, part, *parts)
			if (text_equal(part->column, remade->column->name) ||
				(part->column == NULL && sql_mentions(part->expression.common,
								 remade->column->name)))
				return true;
	}
	return false;
}

/* What the changes add is made with the rest of them. */
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
			!is_added(p, *key))
			plan_restore_constraint(p, table, *key);
	VEC_EACH (struct index *, index, table->indexes)
		if (is_used_by(p, table, &(*index)->parts, (*index)->where.common) &&
			!is_added(p, *index))
			plan_restore_index(p, table, *index);
}

void
plan_add_remade(struct planner *p)
{
	VEC_EACH (const struct remade, remade, p->remade) {
		if (!is_made(remade))
			continue;
		plan_add_table(p, "ALTER TABLE ", remade->table);
		strbuf_addstr(&p->sql, " ADD COLUMN ");
		postgresql_print_column(&p->sql, remade->column, true);
		plan_emit(p);
		if (remade->column->comment != NULL)
			plan_comment_on_column(p, remade->table, remade->column);
	}
	struct map restored = {0};
	VEC_EACH (const struct remade, remade, p->remade)
		if (is_made(remade) &&
			map_put(p->arena, &restored,
				qualified_name_print(p->arena, &remade->table->name), p) == NULL)
			restore_table(p, remade->table);
}
