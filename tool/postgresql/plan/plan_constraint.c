#include "postgresql/plan/plan_constraint.h"

#include "base/text.h"
#include "postgresql/plan/plan_cut.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_obstacle.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/equal.h"
#include "postgresql/sql/postgresql_types.h"

/* ------------------------------------------------------------------ new tables */

static bool
is_added(const struct planner *p, const struct qualified_name *name)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes_to(p, name))
		if ((*change)->kind == CHANGE_ADD_TABLE)
			return true;
	return false;
}

/* Whether this plan adds or changes the key that a new table references. */
static bool
is_target_changed(const struct planner *p, const struct qualified_name *target)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes_to(p, target))
		if ((*change)->table_before != NULL &&
			((*change)->kind == CHANGE_ADD_CONSTRAINT ||
				(*change)->kind == CHANGE_ALTER_TYPE ||
				(*change)->kind == CHANGE_ADD_COLUMN))
			return true;
	return false;
}

bool
plan_constraint_must_wait(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	if (constraint->not_valid || plan_cut_is_separate(p, thing_of_constraint(table, constraint)))
		return true;
	if (constraint->kind != CONSTRAINT_FOREIGN_KEY ||
		qualified_name_equal(&constraint->target, &table->name))
		return false;
	if (!is_added(p, &constraint->target))
		return is_target_changed(p, &constraint->target);
	return plan_cut_is_later(p, SIDE_AFTER, table, constraint);
}

void
plan_constraint_add_waiting(struct planner *p, const struct table *table)
{
	VEC_EACH (struct constraint *, item, table->constraints) {
		const struct constraint *key = *item;
		bool later = key->kind == CONSTRAINT_FOREIGN_KEY &&
			     plan_cut_is_later(p, SIDE_AFTER, table, key);
		if (key->not_valid || later)
			plan_part_restore_constraint(p, table, key, false);
	}
}

/* ------------------------------------------------------------------ dropping */

static bool
same_columns(const struct key_parts *parts, const struct texts *names)
{
	if (parts->len != names->len)
		return false;
	for (size_t i = 0; i < parts->len; i++)
		if (!text_equal(parts->items[i].column, names->items[i]))
			return false;
	return true;
}

static const struct change *
find_change(const struct planner *p, enum change_kind kind, const struct constraint *constraint)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, constraint))
		if ((*change)->kind == kind)
			return *change;
	return NULL;
}

/*
 * Whether a foreign key that includes the column must be dropped because the column's type changes.
 */
static bool
is_affected(const struct planner *p, const struct table *table, const char *column)
{
	VEC_EACH (const struct change *, item, *plan_lookup_changes(p, table)) {
		const struct change *change = *item;
		if (change->kind != CHANGE_ALTER_TYPE || change->table_before != table ||
			!text_equal(change->column_before->name, column))
			continue;
		return !postgresql_is_integer(change->column_before->type.common) ||
		       !postgresql_is_integer(change->column->type.common);
	}
	const struct column *own = table_find_column(table, column);
	return own != NULL && plan_lookup_type_is_replaced(p, own);
}

/* Whether an unchanged constraint prevents a change to its target or columns. */
static bool
is_obstacle(const struct planner *p, const struct table *table, const struct constraint *key)
{
	if (key->kind != CONSTRAINT_FOREIGN_KEY)
		return false;
	const struct table *target = schema_find_table(p->request->before, &key->target);
	VEC_EACH (const struct key_part, part, key->parts)
		if (is_affected(p, table, part->column))
			return true;
	VEC_EACH (const char *, column, key->target_columns)
		if (target != NULL && is_affected(p, target, *column))
			return true;
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, target)) {
		const struct constraint *dropped = (*change)->constraint_before;
		if ((*change)->kind == CHANGE_DROP_CONSTRAINT &&
			(*change)->table_before == target &&
			(dropped->kind == CONSTRAINT_PRIMARY_KEY ||
				dropped->kind == CONSTRAINT_UNIQUE) &&
			same_columns(&dropped->parts, &key->target_columns))
			return true;
	}
	return false;
}

static bool
texts_equal(const struct texts *a, const struct texts *b)
{
	bool equal = a->len == b->len;
	for (size_t i = 0; equal && i < a->len; i++)
		equal = text_equal(a->items[i], b->items[i]);
	return equal;
}

static bool
are_parts_equal(const struct key_parts *a, const struct key_parts *b)
{
	bool equal = a->len == b->len;
	for (size_t i = 0; equal && i < a->len; i++)
		equal = text_equal(a->items[i].column, b->items[i].column);
	return equal;
}

/* Whether two constraints with the same name are equal, apart from NOT VALID. */
static bool
is_equal(const struct constraint *a, const struct constraint *b)
{
	return a->kind == b->kind && are_parts_equal(&a->parts, &b->parts) &&
	       texts_equal(&a->target_columns, &b->target_columns) && a->on_delete == b->on_delete && a->on_update == b->on_update &&
	       a->deferrable == b->deferrable && a->initially_deferred == b->initially_deferred &&
	       text_equal(a->match, b->match) && qualified_name_equal(&a->target, &b->target) &&
	       postgresql_expressions_equal(a->expression.common, b->expression.common);
}

/* The change that adds the dropped constraint again, equal but validated; or NULL. */
static const struct change *
find_validation(const struct planner *p, const struct change *dropped)
{
	const struct constraint *before = dropped->constraint_before;
	if (!before->not_valid || dropped->table == NULL)
		return NULL;
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, dropped->table))
		if ((*change)->kind == CHANGE_ADD_CONSTRAINT && !(*change)->constraint->not_valid &&
			text_equal((*change)->constraint->name, before->name))
			return is_equal(before, (*change)->constraint) ? *change : NULL;
	return NULL;
}

static void
drop_kind(struct planner *p, bool foreign)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_CONSTRAINT &&
			(change->constraint_before->kind == CONSTRAINT_FOREIGN_KEY) == foreign &&
			find_validation(p, change) == NULL)
			plan_part_drop_constraint(
				p, change->table_before, change->constraint_before, false);
}

/*
 * A constraint of a dropped table is dropped with the table, or by
 * plan_constraint_drop_foreign_keys_to().
 */
static void
drop_foreign_obstacles(struct planner *p)
{
	VEC_EACH (struct table *, table, p->request->before->tables)
		VEC_EACH (struct constraint *, key, (*table)->constraints)
			if (plan_lookup_table_after(p, *table) != NULL &&
				find_change(p, CHANGE_DROP_CONSTRAINT, *key) == NULL &&
				is_obstacle(p, *table, *key))
				plan_part_drop_constraint(p, *table, *key, false);
}

void
plan_constraint_drop(struct planner *p)
{
	drop_kind(p, true);
	drop_foreign_obstacles(p);
	plan_obstacle_drop(p, THING_CONSTRAINT);
	drop_kind(p, false);
}

void
plan_constraint_drop_foreign_keys_to(struct planner *p, const struct table *target,
	const struct table *const *tables, size_t count)
{
	for (size_t i = 0; i < count; i++)
		VEC_EACH (struct constraint *, key, tables[i]->constraints)
			if ((*key)->kind == CONSTRAINT_FOREIGN_KEY &&
				qualified_name_equal(&(*key)->target, &target->name))
				plan_part_drop_constraint(p, tables[i], *key, false);
}

/* ------------------------------------------------------------------ renaming */

/* The name of the column after the changes. */
static const char *
column_after(const struct planner *p, const struct table *before, const char *name)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		if ((*change)->kind == CHANGE_RENAME_COLUMN && (*change)->table_before == before &&
			text_equal((*change)->column_before->name, name))
			return (*change)->column->name;
	return name;
}

static bool
is_same_target(const struct planner *p, const struct qualified_name *before,
	const struct qualified_name *after)
{
	if (qualified_name_equal(before, after))
		return true;
	VEC_EACH (const struct change *, change, *plan_lookup_changes_to(p, after))
		if ((*change)->kind == CHANGE_RENAME_TABLE &&
			qualified_name_equal(&(*change)->table_before->name, before))
			return true;
	return false;
}

/* Whether b is constraint a after tables and columns have been renamed. */
static bool
is_same(const struct planner *p, const struct table *before, const struct constraint *a,
	const struct constraint *b)
{
	if (a->kind != b->kind || a->parts.len != b->parts.len ||
		!is_same_target(p, &a->target, &b->target) ||
		!text_equal(a->expression.common, b->expression.common))
		return false;
	for (size_t i = 0; i < a->parts.len; i++)
		if (!text_equal(column_after(p, before, a->parts.items[i].column),
			    b->parts.items[i].column))
			return false;
	return true;
}

static const struct constraint *
find_before(const struct planner *p, const struct table *before, const struct constraint *after)
{
	VEC_EACH (struct constraint *, key, before->constraints)
		if (find_change(p, CHANGE_DROP_CONSTRAINT, *key) == NULL &&
			is_same(p, before, *key, after))
			return *key;
	return NULL;
}

const struct constraint *
plan_constraint_after(
	const struct planner *p, const struct table *before, const struct constraint *constraint)
{
	const struct change *renamed = find_change(p, CHANGE_RENAME_CONSTRAINT, constraint);
	const struct table *after = plan_lookup_table_after(p, before);
	if (renamed != NULL || after == NULL)
		return renamed != NULL ? renamed->constraint : NULL;
	VEC_EACH (struct constraint *, now, after->constraints)
		if (find_change(p, CHANGE_ADD_CONSTRAINT, *now) == NULL &&
			(*now)->kind == constraint->kind &&
			(text_equal((*now)->name, constraint->name) ||
				is_same(p, before, constraint, *now)))
			return *now;
	return NULL;
}

static void
emit_rename(struct planner *p, const struct table *before, const struct constraint *from,
	const struct table *after, const struct constraint *to)
{
	if (plan_obstacle_is(p, thing_of_constraint(before, from)))
		return; /* restored under its new name */
	plan_step_begin(p);
	plan_step_renames(p, thing_of_constraint(before, from), thing_of_constraint(after, to));
	plan_step_named(p, SIDE_AFTER, thing_of_table(after));
	plan_add_table(p, "ALTER TABLE ", after);
	plan_add_name(p, " RENAME CONSTRAINT ", from->name);
	plan_add_name(p, " TO ", to->name);
	plan_emit(p);
}

/* The server does not update the names that it chose when a table or column is renamed. */
static void
rename_implied(struct planner *p, const struct table *before, const struct table *after)
{
	VEC_EACH (struct constraint *, item, after->constraints) {
		const struct constraint *key = *item;
		if (!key->name_from_template || find_change(p, CHANGE_ADD_CONSTRAINT, key) != NULL)
			continue;
		const struct constraint *was = find_before(p, before, key);
		if (was != NULL && was->name_from_template && !text_equal(was->name, key->name))
			emit_rename(p, before, was, after, key);
	}
}

void
plan_constraint_rename(struct planner *p)
{
	struct map seen = {0};
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_RENAME_CONSTRAINT)
			emit_rename(p, change->table_before, change->constraint_before,
				change->table, change->constraint);
		const char *name = change->table != NULL && change->table_before != NULL
					   ? qualified_name_print(p->arena, &change->table->name)
					   : NULL;
		if (name != NULL && map_put(p->arena, &seen, name, p) == NULL)
			rename_implied(p, change->table_before, change->table);
	}
}

/* ------------------------------------------------------------------ adding */

/* Whether `now` is the foreign key that was an obstacle. */
static bool
was_obstacle(const struct planner *p, const struct table *before, const struct constraint *key,
	const struct constraint *now)
{
	return find_change(p, CHANGE_ADD_CONSTRAINT, now) == NULL && is_same(p, before, key, now);
}

static void
restore_foreign_obstacles(struct planner *p)
{
	VEC_EACH (struct table *, table, p->request->before->tables) {
		const struct table *after = plan_lookup_table_after(p, *table);
		VEC_EACH (struct constraint *, key, (*table)->constraints) {
			if (after == NULL || find_change(p, CHANGE_DROP_CONSTRAINT, *key) != NULL ||
				!is_obstacle(p, *table, *key))
				continue;
			VEC_EACH (struct constraint *, now, after->constraints)
				if (was_obstacle(p, *table, *key, *now))
					plan_part_restore_constraint(p, after, *now, false);
		}
	}
}

/* Foreign keys from new tables to existing tables whose keys the plan has changed. */
static void
add_constraints_of_new_tables(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_TABLE)
			VEC_EACH (struct constraint *, key, change->table->constraints)
				if ((*key)->kind == CONSTRAINT_FOREIGN_KEY && !(*key)->not_valid &&
					!is_added(p, &(*key)->target) &&
					is_target_changed(p, &(*key)->target))
					plan_part_add_constraint(p, change->table, *key);
}

static void
emit_validate(struct planner *p, const struct change *change)
{
	plan_step_create(p, thing_of_constraint(change->table, change->constraint));
	plan_add_table(p, "ALTER TABLE ", change->table);
	plan_add_name(p, " VALIDATE CONSTRAINT ", change->constraint->name);
	plan_emit(p);
}

static bool
is_validation(const struct planner *p, const struct change *added)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, added->table))
		if ((*change)->kind == CHANGE_DROP_CONSTRAINT &&
			find_validation(p, *change) == added)
			return true;
	return false;
}

void
plan_constraint_add(struct planner *p, bool foreign)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_ADD_CONSTRAINT ||
			(change->constraint->kind == CONSTRAINT_FOREIGN_KEY) != foreign)
			continue;
		if (is_validation(p, change))
			emit_validate(p, change);
		else
			plan_part_add_constraint(p, change->table, change->constraint);
	}
	if (!foreign) {
		plan_obstacle_restore(p, THING_CONSTRAINT);
		return;
	}
	restore_foreign_obstacles(p);
	add_constraints_of_new_tables(p);
}
