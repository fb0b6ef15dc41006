#include "postgresql/plan/plan_unique_down.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_set_constraints.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/cast.h"

static bool
is_unique(const struct table *table, const struct column *column)
{
	const char *name = column->name;
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (((*constraint)->kind == CONSTRAINT_UNIQUE ||
			    (*constraint)->kind == CONSTRAINT_PRIMARY_KEY) &&
			constraint_is_on(*constraint, &name, 1))
			return true;
	VEC_EACH (struct index *, index, table->indexes)
		if ((*index)->unique && (*index)->parts.len == 1 &&
			text_equal((*index)->parts.items[0].column, name))
			return true;
	return false;
}

static bool
has_own_values(const struct column *column)
{
	return column->generated != GENERATED_NONE || column->identity != IDENTITY_NONE ||
	       column->serial;
}

bool
plan_unique_down_applies(struct planner *p, const struct table *table, const struct column *column)
{
	if (p->request->direction != DDL_DOWN || has_own_values(column) ||
		!is_unique(table, column))
		return false;
	return !column->not_null || postgresql_numbered_value(p->arena, column) != NULL;
}

/* Rows are identified by ctid: the table need not have a primary key. */
static void
number_rows(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "UPDATE ", table);
	plan_add_name(p, " AS t SET ", column->name);
	strbuf_addf(&p->sql, " = %s", postgresql_numbered_value(p->arena, column));
	plan_add_table(p, " FROM (SELECT ctid AS place, row_number() OVER () AS n FROM ", table);
	strbuf_addstr(&p->sql, ") AS r WHERE t.ctid = r.place");
	plan_emit(p);
	plan_set_constraints(p, table);
}

void
plan_unique_down_add(struct planner *p, const struct table *table, const struct column *column)
{
	struct column bare = *column;
	bare.default_value = (struct dialect_text){0};
	plan_step_create(p, thing_of_column(table, column));
	plan_emit_add_column(p, table, &bare, false);
	if (column->not_null) {
		number_rows(p, table, column);
		plan_emit_set_not_null(p, table, column);
	}
	if (column->default_value.common != NULL)
		plan_emit_set_default(p, table, column);
}
