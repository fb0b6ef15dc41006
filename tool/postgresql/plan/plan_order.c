/*
 * The order in which the steps are begun: obstacles are dropped (triggers, views, constraints,
 * indexes), tables are dropped, types change, tables are renamed, created and altered, types are
 * dropped, constraints and indexes are added. Last, the objects that were only obstacles are
 * created again. plan_sort() keeps this order, except where the dependencies require another one.
 */
#include "postgresql/plan/plan_order.h"

#include "postgresql/plan/plan_column.h"
#include "postgresql/plan/plan_constraint.h"
#include "postgresql/plan/plan_cut.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_index.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_object.h"
#include "postgresql/plan/plan_obstacle.h"
#include "postgresql/plan/plan_options.h"
#include "postgresql/plan/plan_recreate_column.h"
#include "postgresql/plan/plan_sort.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/plan/plan_table.h"
#include "postgresql/plan/types/plan_domain.h"
#include "postgresql/plan/types/plan_enum.h"

static void
collect_replaced_types(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_ALTER_ENUM && plan_enum_is_replaced(p, change)) ||
			(change->kind == CHANGE_REPLACE_OBJECT &&
				change->object->kind == OBJECT_DOMAIN))
			*VEC_ADD(p->arena, &p->replaced_types) = change;
}

static void
change_tables(struct planner *p)
{
	plan_column_drop(p);
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ALTER_OPTIONS)
			plan_options_alter(p, change);
		plan_column_change(p, change);
	}
	plan_recreate_column_add(p);
}

static bool
may_comment(enum change_kind kind)
{
	return kind == CHANGE_ALTER_TABLE_COMMENT || kind == CHANGE_ALTER_COLUMN_COMMENT ||
	       kind == CHANGE_ADD_COLUMN || kind == CHANGE_ALTER_CONSTRAINT_COMMENT ||
	       kind == CHANGE_ADD_CONSTRAINT || kind == CHANGE_ALTER_INDEX_COMMENT;
}

static void
change_comments(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->table == NULL || !may_comment(change->kind))
			continue;
		plan_step_begin(p);
		plan_step_named(p, SIDE_AFTER, thing_of_table(change->table));
		if (change->column != NULL)
			plan_step_uses(
				p, SIDE_AFTER, thing_of_column(change->table, change->column));
		if (change->constraint != NULL)
			plan_step_uses(p, SIDE_AFTER,
				thing_of_constraint(change->table, change->constraint));
		if (change->index != NULL)
			plan_step_uses(p, SIDE_AFTER, thing_of_index(change->table, change->index));
		if (change->kind == CHANGE_ALTER_TABLE_COMMENT)
			plan_emit_comment_on_table(p, change->table);
		if (change->kind == CHANGE_ALTER_COLUMN_COMMENT ||
			(change->kind == CHANGE_ADD_COLUMN && change->column->comment != NULL))
			plan_emit_comment_on_column(p, change->table, change->column);
		if (change->kind == CHANGE_ALTER_CONSTRAINT_COMMENT ||
			(change->kind == CHANGE_ADD_CONSTRAINT &&
				change->constraint->comment != NULL))
			plan_emit_comment_on_constraint(p, change->table, change->constraint);
		if (change->kind == CHANGE_ALTER_INDEX_COMMENT)
			plan_emit_comment_on_index(p, change->table, change->index);
	}
}

bool
postgresql_stands_alone(const struct change *change)
{
	return (change->kind == CHANGE_ADD_INDEX && change->index->concurrently) ||
	       (change->kind == CHANGE_DROP_INDEX && change->index_before->concurrently);
}

/* CONCURRENTLY is used only if all changes allow it: other statements belong in a transaction. */
static bool
all_stand_alone(const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes)
		if (!postgresql_stands_alone(change))
			return false;
	return changes->len > 0;
}

int
postgresql_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct planner p = {.arena = arena,
		.request = request,
		.diagnostics = diagnostics,
		.sql = STRBUF_INIT,
		.concurrently = all_stand_alone(request->changes)};
	ddl->no_transaction = p.concurrently;
	plan_lookup_init(&p);
	catalog_init(arena, &p.catalogs[SIDE_BEFORE], request->before);
	catalog_init(arena, &p.catalogs[SIDE_AFTER], request->after);
	collect_replaced_types(&p);
	plan_obstacle_collect(&p);
	plan_cut_collect(&p);
	plan_object_drop(&p, true);
	plan_constraint_drop(&p);
	plan_obstacle_drop(&p, THING_DEFAULT);
	plan_index_drop(&p);
	plan_obstacle_drop(&p, THING_INDEX);
	plan_recreate_column_drop(&p);
	plan_table_drop(&p);
	plan_table_create_schemas(&p);
	plan_object_create(&p, true);
	plan_enum_change(&p);
	plan_domain_replace(&p);
	plan_table_rename(&p);
	plan_column_rename(&p);
	plan_constraint_rename(&p);
	plan_index_rename(&p);
	plan_table_create(&p);
	change_tables(&p);
	plan_obstacle_restore(&p, THING_DEFAULT);
	plan_enum_drop(&p);
	plan_constraint_add(&p, false);
	plan_index_create(&p);
	plan_obstacle_restore(&p, THING_INDEX);
	plan_constraint_add(&p, true);
	plan_recreate_column_end(&p);
	change_comments(&p);
	plan_object_create(&p, false);
	plan_object_change_comments(&p);
	plan_object_drop(&p, false);
	plan_table_drop_schemas(&p);
	int result = plan_sort(&p, ddl);
	strbuf_release(&p.sql);
	return result;
}
