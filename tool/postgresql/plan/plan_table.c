#include "postgresql/plan/plan_table.h"

#include "base/text.h"
#include "diff/order.h"
#include "postgresql/plan/plan_constraint.h"
#include "postgresql/plan/plan_emit.h"
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
emit_schemas(struct planner *p, const struct schema *a, const struct schema *b, const char *verb)
{
	struct map seen = {0};
	VEC_EACH (struct table *, table, b->tables) {
		const char *name = (*table)->name.schema;
		const struct qualified_name object = {.name = name};
		if (name == NULL || has_schema(a, name) ||
			schema_find_object(b, OBJECT_SCHEMA, &object) != NULL ||
			map_put(p->arena, &seen, name, *table) != NULL)
			continue;
		plan_add_name(p, verb, name);
		plan_emit(p);
	}
}

void
plan_table_create_schemas(struct planner *p)
{
	emit_schemas(p, p->request->before, p->request->after, "CREATE SCHEMA ");
}

void
plan_table_drop_schemas(struct planner *p)
{
	emit_schemas(p, p->request->after, p->request->before, "DROP SCHEMA ");
}

/* ------------------------------------------------------------------ tables */

void
plan_table_drop(struct planner *p)
{
	struct tables tables = {0};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table_before;
	order_tables(p->arena, &tables);
	for (size_t i = tables.len; i > 0; i--) {
		plan_constraint_drop_foreign_keys_to(p, tables.items[i - 1], tables.items, i - 1);
		plan_add_table(p, "DROP TABLE ", tables.items[i - 1]);
		plan_emit(p);
	}
}

void
plan_table_rename(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_TABLE)
			continue;
		struct table moved = *change->table_before;
		if (!text_equal(moved.name.schema, change->table->name.schema)) {
			const char *schema = change->table->name.schema;
			plan_add_table(p, "ALTER TABLE ", &moved);
			plan_add_name(p, " SET SCHEMA ", schema != NULL ? schema : "public");
			plan_emit(p);
			moved.name.schema = schema;
		}
		if (text_equal(moved.name.name, change->table->name.name))
			continue;
		plan_add_table(p, "ALTER TABLE ", &moved);
		plan_add_name(p, " RENAME TO ", change->table->name.name);
		plan_emit(p);
	}
}

static void
create_table(struct planner *p, struct constraint_progress *progress, const struct table *table)
{
	postgresql_print_table(&p->sql, table, plan_constraint_must_wait, progress);
	plan_emit(p);
	plan_constraint_table_created(progress, table);
	if (table->comment != NULL)
		plan_emit_comment_on_table(p, table);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->comment != NULL)
			plan_emit_comment_on_column(p, table, *column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->comment != NULL &&
			!plan_constraint_must_wait(progress, *constraint))
			plan_emit_comment_on_constraint(p, table, *constraint);
	VEC_EACH (struct index *, index, table->indexes)
		plan_emit_create_index(p, table, *index);
}

void
plan_table_create(struct planner *p)
{
	struct tables tables = {0};
	struct constraint_progress progress = {.planner = p};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table;
	order_tables(p->arena, &tables);
	VEC_EACH (const struct table *, table, tables) {
		progress.table = *table;
		create_table(p, &progress, *table);
	}
	VEC_EACH (const struct table *, table, tables)
		plan_constraint_add_waiting(&progress, *table, tables.items, tables.len);
}
