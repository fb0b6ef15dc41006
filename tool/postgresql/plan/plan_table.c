#include "postgresql/plan/plan_table.h"

#include "base/text.h"
#include "postgresql/plan/plan_constraint.h"
#include "postgresql/plan/plan_cut.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/postgresql_print.h"

/* ------------------------------------------------------------------ schemas */

static bool
has_schema(const struct schema *schema, const char *name)
{
	const struct qualified_name object = {.name = name};
	if (schema_find_object(schema, OBJECT_SCHEMA, &object) != NULL)
		return true;
	VEC_EACH (struct table *, table, schema->tables)
		if (text_equal((*table)->name.schema, name))
			return true;
	VEC_EACH (struct enum_type *, type, schema->enums)
		if (text_equal((*type)->name.schema, name))
			return true;
	return false;
}

/* The schemas of tables in b that nothing in a uses and that b does not declare with SC_SCHEMA. */
static void
emit_schemas(struct planner *p, const struct schema *a, const struct schema *b, bool create)
{
	struct map seen = {0};
	VEC_EACH (struct table *, table, b->tables) {
		const char *name = (*table)->name.schema;
		const struct qualified_name object = {.name = name};
		if (name == NULL || has_schema(a, name) ||
			schema_find_object(b, OBJECT_SCHEMA, &object) != NULL ||
			map_put(p->arena, &seen, name, *table) != NULL)
			continue;
		plan_step_begin(p);
		if (create)
			plan_step_provides(p, thing_of_schema(name));
		else
			plan_step_removes(p, thing_of_schema(name));
		plan_add_name(p, create ? "CREATE SCHEMA " : "DROP SCHEMA ", name);
		plan_emit(p);
	}
}

void
plan_table_create_schemas(struct planner *p)
{
	emit_schemas(p, p->request->before, p->request->after, true);
}

void
plan_table_drop_schemas(struct planner *p)
{
	emit_schemas(p, p->request->after, p->request->before, false);
}

/* ------------------------------------------------------------------ tables */

struct new_table {
	struct planner *planner;
	const struct table *table;
};

/* The sequence of a serial column has a name of its own. */
static void
mark_sequences(struct planner *p, const struct table *table, bool take)
{
	VEC_EACH (struct column *, column, table->columns) {
		if (!(*column)->serial)
			continue;
		const struct qualified_name name = {table->name.schema,
			postgresql_make_object_name(
				p->arena, table->name.name, (*column)->name, "seq")};
		if (take)
			plan_step_takes_relation(p, &name);
		else
			plan_step_frees_relation(p, &name);
	}
}

static bool
is_separate(struct planner *p, enum plan_side side, const struct table *table,
	const struct constraint *constraint)
{
	if (side == SIDE_AFTER)
		return plan_constraint_must_wait(p, table, constraint);
	return plan_cut_is_separate(p, thing_of_constraint(table, constraint)) ||
	       (constraint->kind == CONSTRAINT_FOREIGN_KEY &&
		       plan_cut_is_later(p, side, table, constraint));
}

/* The parts of the table that are created or dropped together with it. */
static void
use_parts(struct planner *p, enum plan_side side, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		if (!plan_cut_is_separate(p, thing_of_column(table, *column)))
			plan_step_uses_of(p, side, thing_of_column(table, *column));
		if ((*column)->default_value.common != NULL &&
			!plan_cut_is_separate(p, thing_of_default(table, *column)))
			plan_step_uses_of(p, side, thing_of_default(table, *column));
	}
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (!is_separate(p, side, table, *constraint))
			plan_step_uses_of(p, side, thing_of_constraint(table, *constraint));
}

static void
drop_table(struct planner *p, const struct table *table)
{
	plan_step_begin(p);
	p->step->thing = thing_of_table(table);
	plan_step_removes(p, thing_of_table(table));
	plan_step_frees(p, thing_of_table(table));
	use_parts(p, SIDE_BEFORE, table);
	mark_sequences(p, table, false);
	VEC_EACH (struct index *, index, table->indexes) {
		plan_step_frees(p, thing_of_index(table, *index));
		plan_step_uses_of(p, SIDE_BEFORE, thing_of_index(table, *index));
	}
	plan_add_table(p, "DROP TABLE ", table);
	plan_emit(p);
}

void
plan_table_drop(struct planner *p)
{
	const struct tables *tables = &p->dropped_tables;
	for (size_t i = tables->len; i > 0; i--) {
		plan_constraint_drop_foreign_keys_to(
			p, tables->items[i - 1], tables->items, i - 1);
		plan_cut_drop_parts(p, tables->items[i - 1]);
		drop_table(p, tables->items[i - 1]);
	}
}

static void
move_table(struct planner *p, struct table *moved, const struct table *after)
{
	const char *schema = after->name.schema;
	if (!text_equal(moved->name.schema, schema)) {
		plan_add_table(p, "ALTER TABLE ", moved);
		plan_add_name(p, " SET SCHEMA ", schema != NULL ? schema : "public");
		plan_emit(p);
		moved->name.schema = schema;
	}
	if (text_equal(moved->name.name, after->name.name))
		return;
	plan_add_table(p, "ALTER TABLE ", moved);
	plan_add_name(p, " RENAME TO ", after->name.name);
	plan_emit(p);
}

void
plan_table_rename(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_TABLE)
			continue;
		struct table moved = *change->table_before;
		struct thing before = thing_of_table(change->table_before);
		struct thing after = thing_of_table(change->table);
		plan_step_begin(p);
		plan_step_renames(p, before, after);
		if (thing_schema(&before) != NULL)
			plan_step_uses(p, SIDE_BEFORE, thing_of_schema(thing_schema(&before)));
		if (thing_schema(&after) != NULL)
			plan_step_uses(p, SIDE_AFTER, thing_of_schema(thing_schema(&after)));
		move_table(p, &moved, change->table);
	}
}

static void
comment_on_parts(struct planner *p, const struct table *table)
{
	if (table->comment != NULL)
		plan_emit_comment_on_table(p, table);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->comment != NULL &&
			!plan_cut_is_separate(p, thing_of_column(table, *column)))
			plan_emit_comment_on_column(p, table, *column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->comment != NULL &&
			!plan_constraint_must_wait(p, table, *constraint))
			plan_emit_comment_on_constraint(p, table, *constraint);
}

static bool
is_later(const void *data, const struct constraint *constraint)
{
	const struct new_table *table = data;
	return plan_constraint_must_wait(table->planner, table->table, constraint);
}

static void
create_table(struct planner *p, const struct table *table)
{
	struct new_table data = {p, table};
	plan_step_begin(p);
	p->step->thing = thing_of_table(table);
	plan_step_provides(p, thing_of_table(table));
	plan_step_takes(p, thing_of_table(table));
	mark_sequences(p, table, true);
	use_parts(p, SIDE_AFTER, table);
	postgresql_print_table(&p->sql, plan_cut_table(p, table), is_later, &data);
	plan_emit(p);
	comment_on_parts(p, table);
	plan_cut_add_parts(p, table);
	VEC_EACH (struct index *, index, table->indexes)
		plan_part_create_index(p, table, *index, false);
}

void
plan_table_create(struct planner *p)
{
	VEC_EACH (const struct table *, table, p->created_tables)
		create_table(p, *table);
	VEC_EACH (const struct table *, table, p->created_tables)
		plan_constraint_add_waiting(p, *table);
}
