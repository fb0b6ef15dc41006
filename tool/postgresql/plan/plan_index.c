#include "postgresql/plan/plan_index.h"

#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_obstacle.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_step.h"
#include "schema/sql_text.h"

void
plan_index_drop(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_INDEX)
			plan_part_drop_index(p, change->table_before, change->index_before, false);
}

void
plan_index_rename(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_INDEX)
			continue;
		struct thing before = thing_of_index(change->table_before, change->index_before);
		struct thing after = thing_of_index(change->table, change->index);
		if (plan_obstacle_is(p, before))
			continue; /* restored under its new name */
		plan_step_begin(p);
		plan_step_renames(p, before, after);
		plan_step_named(p, SIDE_AFTER, thing_of_table(change->table));
		const struct qualified_name name = {
			change->table->name.schema, change->index_before->name};
		strbuf_addstr(&p->sql, "ALTER INDEX ");
		sql_add_qualified(&p->sql, &name);
		plan_add_name(p, " RENAME TO ", change->index->name);
		plan_emit(p);
	}
}

void
plan_index_create(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_INDEX)
			plan_part_create_index(p, change->table, change->index, false);
}
