#include "postgresql/plan/plan_part.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/postgresql_print.h"
#include "schema/sql_text.h"

void
plan_part_add_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	plan_step_create(p, thing_of_constraint(table, constraint));
	plan_add_table(p, "ALTER TABLE ", table);
	strbuf_addstr(&p->sql, " ADD ");
	postgresql_print_constraint(&p->sql, constraint, table);
	strbuf_addstr(&p->sql, constraint->not_valid ? " NOT VALID" : "");
	plan_emit(p);
}

void
plan_part_restore_constraint(struct planner *p, const struct table *table,
	const struct constraint *constraint, bool kept)
{
	plan_part_add_constraint(p, table, constraint);
	if (kept)
		plan_emit_keep_constraint_end(p, table, constraint);
	if (constraint->comment != NULL)
		plan_emit_comment_on_constraint(p, table, constraint);
}

void
plan_part_drop_constraint(struct planner *p, const struct table *table,
	const struct constraint *constraint, bool kept)
{
	plan_step_drop(p, thing_of_constraint(table, constraint));
	plan_step_named(p, SIDE_BEFORE, thing_of_table(table));
	if (kept)
		plan_emit_keep_constraint(p, table, constraint);
	plan_add_table(p, "ALTER TABLE ", table);
	plan_add_name(p, " DROP CONSTRAINT ", constraint->name);
	plan_emit(p);
}

void
plan_part_create_index(
	struct planner *p, const struct table *table, const struct index *index, bool kept)
{
	plan_step_create(p, thing_of_index(table, index));
	strbuf_addf(&p->sql, "CREATE %sINDEX %s", index->unique ? "UNIQUE " : "",
		p->concurrently ? "CONCURRENTLY IF NOT EXISTS " : "");
	postgresql_print_index_body(&p->sql, index, table);
	plan_emit(p);
	if (kept)
		plan_emit_keep_index_end(p, table, index);
	if (index->comment != NULL)
		plan_emit_comment_on_index(p, table, index);
}

void
plan_part_drop_index(
	struct planner *p, const struct table *table, const struct index *index, bool kept)
{
	const struct qualified_name name = {table->name.schema, index->name};
	plan_step_drop(p, thing_of_index(table, index));
	plan_step_named(p, SIDE_BEFORE, thing_of_table(table));
	if (kept)
		plan_emit_keep_index(p, table, index);
	strbuf_addf(&p->sql, "DROP INDEX %s", p->concurrently ? "CONCURRENTLY IF EXISTS " : "");
	sql_add_qualified(&p->sql, &name);
	plan_emit(p);
}
