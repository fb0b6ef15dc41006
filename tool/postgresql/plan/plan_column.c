#include "postgresql/plan/plan_column.h"

#include "base/text.h"
#include "diff/constant_change.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_obstacle.h"
#include "postgresql/plan/plan_sequence.h"
#include "postgresql/plan/plan_set_constraints.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/plan/plan_unique_down.h"
#include "postgresql/plan/plan_using.h"
#include "postgresql/plan/types/plan_enum.h"
#include "postgresql/sql/cast.h"
#include "postgresql/sql/equal.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/postgresql_print.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql_text.h"

static const char *
name_condition(struct planner *p, const struct column *column, const char *rest)
{
	struct strbuf text = STRBUF_INIT;
	sql_add_name(&text, column->name);
	strbuf_addstr(&text, rest);
	return strbuf_finish(&text, p->arena);
}

static void
update(struct planner *p, const struct table *table, const struct column *column, const char *value,
	const char *condition)
{
	plan_add_table(p, "UPDATE ", table);
	plan_add_name(p, " SET ", column->name);
	strbuf_addf(&p->sql, " = %s", value);
	if (condition != NULL)
		strbuf_addf(&p->sql, " WHERE %s", condition);
	plan_emit(p);
	plan_set_constraints(p, table);
}

/* Whether existing rows get a value without a backfill. */
static bool
has_own_value(const struct column *column)
{
	return !column->not_null || column->generated != GENERATED_NONE ||
	       column->identity != IDENTITY_NONE || column->serial ||
	       column->default_value.common != NULL;
}

/*
 * The value for existing rows: the one in the model or, for a downgrade, any value of the type;
 * NULL if there is none.
 */
static const char *
find_backfill(struct planner *p, const struct column *column)
{
	if (column->backfill.common != NULL && column->generated == GENERATED_NONE)
		return column->backfill.common;
	if (p->request->direction == DDL_DOWN && !has_own_value(column))
		return postgresql_neutral_value(p->arena, p->request->after, column);
	return NULL;
}

static void
add_column(struct planner *p, const struct change *change)
{
	const struct column *column = change->column;
	const char *value = find_backfill(p, column);
	if (plan_unique_down_applies(p, change->table, column)) {
		plan_unique_down_add(p, change->table, column);
		return;
	}
	plan_step_create(p, thing_of_column(change->table, column));
	plan_step_uses_of(p, SIDE_AFTER, thing_of_default(change->table, column));
	plan_step_uses_expression(p, change->table_before, change->table, value);
	if (value == NULL && !has_own_value(column))
		plan_emit_guard(p, change->table, NULL);
	plan_emit_add_column(p, change->table, column, value == NULL);
	if (value == NULL)
		return;
	update(p, change->table, column, value, NULL);
	if (column->not_null)
		plan_emit_set_not_null(p, change->table, column);
}

/*
 * The server refuses a nullable identity column, one with a default and one that is not an integer.
 * Therefore an identity that ends is dropped before the first other change of its column.
 */
static void
drop_identity_first(struct planner *p, const struct change *change)
{
	if (change->column_before->identity == IDENTITY_NONE ||
		change->column->identity != IDENTITY_NONE || change->column->serial)
		return;
	VEC_EACH (const struct change, other, *p->request->changes) {
		if (other->column_before != change->column_before ||
			(other->kind != CHANGE_ALTER_TYPE &&
				other->kind != CHANGE_ALTER_NULLABILITY &&
				other->kind != CHANGE_ALTER_DEFAULT &&
				other->kind != CHANGE_ALTER_IDENTITY))
			continue;
		if (other == change)
			plan_sequence_drop_identity(p, change->table, change->column);
		return;
	}
}

static void
alter_nullability(struct planner *p, const struct change *change)
{
	const struct column *column = change->column;
	const char *condition = name_condition(p, column, " IS NULL");
	plan_step_alter_column(p, change);
	drop_identity_first(p, change);
	if (!column->not_null) {
		plan_add_alter_column(p, change->table, column);
		strbuf_addstr(&p->sql, " DROP NOT NULL");
		plan_emit(p);
		return;
	}
	const char *value = column->backfill.common;
	if (value == NULL && p->request->direction == DDL_DOWN)
		value = postgresql_neutral_value(p->arena, p->request->after, column);
	plan_step_uses_expression(p, change->table_before, change->table, value);
	if (value != NULL)
		update(p, change->table, column, value, condition);
	else
		plan_emit_guard(p, change->table, condition);
	plan_emit_set_not_null(p, change->table, column);
}

static void
renumber_rows(
	struct planner *p, const struct change *change, const struct constant_change *constants)
{
	struct constant_steps steps = {0};
	const char *name = change->column->name;
	if (constants->flags ||
		!(table_has_in_unique_key(change->table_before, change->column_before->name) ||
			table_has_in_unique_key(change->table, name))) {
		update(p, change->table, change->column,
			constant_change_expression(p->arena, constants),
			constant_change_condition(p->arena, constants));
		return;
	}
	constant_change_steps(p->arena, &steps, constants);
	VEC_EACH (const struct constant_step, step, steps)
		update(p, change->table, change->column, step->to,
			name_condition(
				p, change->column, arena_printf(p->arena, " = %s", step->from)));
}

/* The rows follow the constants. Views on the column do not matter to an UPDATE. */
static void
renumber(struct planner *p, const struct change *change)
{
	const bool down = p->request->direction == DDL_DOWN;
	struct constant_change constants;
	if (change->column->constants_answer == CONSTANTS_KEEP ||
		change->column->constants_answer == CONSTANTS_RECORD)
		return;
	constant_change_find(p->arena, &constants, change->column_before, change->column);
	const char *guard = constant_change_guard(p->arena, &constants, !down);
	if (guard == NULL && constants.moved.len == 0)
		return;
	plan_step_alter_column(p, change);
	if (guard != NULL)
		plan_emit_guard(p, change->table, guard);
	if (constants.moved.len > 0)
		renumber_rows(p, change, &constants);
}

static void
alter_default(struct planner *p, const struct change *change)
{
	struct thing before = thing_of_default(change->table_before, change->column_before);
	struct thing after = thing_of_default(change->table, change->column);
	bool detached = plan_obstacle_is(p, before);
	if (change->column->serial || change->column->identity != IDENTITY_NONE)
		return; /* the change of the sequence replaces it */
	if (detached && change->column->default_value.common == NULL)
		return;
	plan_step_begin(p);
	plan_step_provides(p, after);
	plan_step_uses_of(p, SIDE_AFTER, after);
	if (!detached) {
		plan_step_removes(p, before);
		plan_step_uses_broken(p, before);
	}
	drop_identity_first(p, change);
	if (change->column->default_value.common != NULL)
		plan_emit_set_default(p, change->table, change->column);
	else
		plan_emit_drop_default(p, change->table, change->column);
}

/* ------------------------------------------------------------------ types */

static void
change_type(struct planner *p, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	bool unknown;
	const char *expression = plan_using_find(p, change, &unknown);
	if (unknown) {
		p->result = diag_add(p->diagnostics, DIAG_USING_REQUIRED, after->at,
			"column '%s.%s': PostgreSQL cannot convert values of type %s to %s",
			change->table->name.name, after->name, before->type.common,
			after->type.common);
		diag_note(p->diagnostics, (struct location){0},
			"specify the conversion with SC_USING(\"…\"), an expression over the old "
			"value");
		return;
	}
	/*
	 * The server converts a default only if there is an implicit cast. Otherwise the default is
	 * dropped and set again.
	 */
	bool enums = before->enum_type.name != NULL || after->enum_type.name != NULL;
	bool has_default = before->default_value.common != NULL && (expression != NULL || enums) &&
			   !plan_obstacle_is(p, thing_of_default(change->table_before, before));
	plan_using_remark(p, change, expression);
	if (has_default)
		plan_emit_drop_default(p, change->table, after);
	plan_add_alter_column(p, change->table, after);
	strbuf_addf(&p->sql, " TYPE %s", after->type.common);
	if (after->collation != NULL)
		postgresql_print_collation(&p->sql, after->collation);
	if (expression != NULL)
		strbuf_addf(&p->sql, " USING %s", expression);
	plan_emit(p);
	if (has_default && after->default_value.common != NULL)
		plan_emit_set_default(p, change->table, after);
}

static void
alter_type(struct planner *p, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	plan_step_alter_column(p, change);
	plan_step_uses_expression(
		p, change->table_before, change->table, after->using_expression.common);
	drop_identity_first(p, change);
	bool same = postgresql_types_equal(before->type.common, after->type.common);
	if (before->serial && !after->serial && after->identity == IDENTITY_NONE)
		plan_sequence_drop_serial(p, change->table, after);
	if (!plan_enum_is_renamed(p, change) &&
		!text_equal(before->type.common, after->type.common) && !same)
		change_type(p, change);
	if (before->serial && after->serial && !same)
		plan_sequence_alter_type(p, change->table, after);
	if (after->serial && !before->serial && before->identity == IDENTITY_NONE) {
		plan_step_removes(p, thing_of_default(change->table_before, before));
		plan_sequence_create_serial(p, change->table, after);
	}
}

static void
alter_sequence(struct planner *p, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	/* A change of the column's type changes the sequence with it. */
	if (!postgresql_types_equal(before->type.common, after->type.common) ||
		before->serial != after->serial)
		return;
	plan_step_alter_column(p, change);
	plan_sequence_alter_type(p, change->table, after);
}

static void
alter_collation(struct planner *p, const struct change *change)
{
	plan_step_alter_column(p, change);
	const struct column *after = change->column;
	plan_add_alter_column(p, change->table, after);
	strbuf_addf(&p->sql, " TYPE %s", after->type.common);
	if (after->collation != NULL)
		postgresql_print_collation(&p->sql, after->collation);
	plan_emit(p);
}

static void
alter_column(struct planner *p, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_RENUMBER:
		renumber(p, change);
		break;
	case CHANGE_ALTER_TYPE:
		alter_type(p, change);
		break;
	case CHANGE_ALTER_NULLABILITY:
		alter_nullability(p, change);
		break;
	case CHANGE_ALTER_DEFAULT:
		alter_default(p, change);
		break;
	case CHANGE_ALTER_IDENTITY:
		plan_step_alter_column(p, change);
		drop_identity_first(p, change);
		plan_sequence_alter_identity(p, change);
		break;
	case CHANGE_ALTER_SEQUENCE:
		alter_sequence(p, change);
		break;
	case CHANGE_ALTER_COLLATION:
		alter_collation(p, change);
		break;
	default:
		break;
	}
}

/* ------------------------------------------------------------------ the columns of a plan */

static bool
is_dropped_already(const struct planner *p, const struct column *column)
{
	VEC_EACH (const struct column *, dropped, p->dropped_columns)
		if (*dropped == column)
			return true;
	return plan_lookup_is_recreated(p, column);
}

void
plan_column_drop(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_COLUMN &&
			!is_dropped_already(p, change->column_before)) {
			plan_step_drop_column(
				p, change->table_before, change->table, change->column_before);
			plan_emit_drop_column(p, change->table, change->column_before);
		}
}

/* A recreated column is added in its final state. */
static bool
is_altered(const struct planner *p, const struct change *change)
{
	return change->column != NULL && change->column_before != NULL &&
	       !plan_lookup_is_recreated(p, change->column);
}

/* The rename that frees the new name of this one; NULL: none. */
static const struct change *
find_freeing_rename(const struct planner *p, const struct change *rename)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, rename->table_before))
		if ((*change)->kind == CHANGE_RENAME_COLUMN &&
			text_equal((*change)->column_before->name, rename->column->name))
			return *change;
	return NULL;
}

/* Whether the rename is the first one of a circle: a → b, b → a. */
static bool
begins_circle(const struct planner *p, const struct change *rename)
{
	const struct change *next = find_freeing_rename(p, rename);
	while (next != NULL && next > rename)
		next = find_freeing_rename(p, next);
	return next == rename;
}

static const char *
temporary_name(const struct planner *p, const struct change *rename)
{
	const char *name = rename->column_before->name;
	do
		name = arena_printf(p->arena, "%s__old", name);
	while (table_find_column(rename->table_before, name) != NULL ||
		table_find_column(rename->table, name) != NULL);
	return name;
}

static void
rename_column(struct planner *p, const struct change *change, const char *from, const char *to)
{
	plan_step_named(p, SIDE_AFTER, thing_of_table(change->table));
	plan_add_table(p, "ALTER TABLE ", change->table);
	plan_add_name(p, " RENAME COLUMN ", from);
	plan_add_name(p, " TO ", to);
	plan_emit(p);
}

/* In a circle, the first column waits under a temporary name until its new name is free. */
void
plan_column_rename(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_COLUMN || !is_altered(p, change))
			continue;
		const struct thing before =
			thing_of_column(change->table_before, change->column_before);
		const struct thing after = thing_of_column(change->table, change->column);
		const char *name = change->column_before->name;
		plan_step_begin(p);
		if (begins_circle(p, change)) {
			const char *temporary = temporary_name(p, change);
			plan_step_loses_name(p, before);
			rename_column(p, change, name, temporary);
			name = temporary;
			plan_step_begin(p);
			plan_step_provides(p, after);
			plan_step_takes(p, after);
		} else {
			plan_step_renames(p, before, after);
		}
		rename_column(p, change, name, change->column->name);
	}
}

void
plan_column_change(struct planner *p, const struct change *change)
{
	if (change->kind == CHANGE_ADD_COLUMN)
		add_column(p, change);
	else if (is_altered(p, change))
		alter_column(p, change);
}
