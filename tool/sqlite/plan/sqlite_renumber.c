/*
 * sqlite_renumber: the rows follow constants that have new values: by an UPDATE or, if the table is
 * rebuilt, in the copy.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "diff/constant_change.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

static bool
moves_rows(const struct change *change)
{
	return change->column->constants_answer != CONSTANTS_KEEP &&
	       change->column->constants_answer != CONSTANTS_RECORD;
}

/* Whether a generated column depends on the column; its key, if it has one, does too. */
static bool
is_in_expression(const struct table *table, const char *column)
{
	VEC_EACH (struct column *, other, table->columns)
		if ((*other)->generated_expression.common != NULL &&
			sql_mentions((*other)->generated_expression.common, column))
			return true;
	return false;
}

bool
sqlite_can_renumber(const struct table_work *work, const struct change *change, bool triggers)
{
	const char *name = change->column->name;
	if (!moves_rows(change))
		return true;
	return !triggers && !table_has_in_unique_key(work->before, change->column_before->name) &&
	       !table_has_in_unique_key(work->after, name) && !is_in_expression(work->after, name);
}

void
sqlite_add_renumber_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct change *change)
{
	struct constant_change constants;
	struct strbuf sql = STRBUF_INIT;
	if (!moves_rows(change))
		return;
	constant_change_find(arena, &constants, change->column_before, change->column);
	const char *guard =
		constant_change_guard(arena, &constants, request->direction == DDL_UP);
	if (guard == NULL)
		return;
	sqlite_begin_guard(arena, &sql, work);
	strbuf_addf(&sql, " WHERE %s", guard);
	sqlite_emit_directive(arena, ddl, &sql);
	strbuf_release(&sql);
}

void
sqlite_add_renumber(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct change *change)
{
	struct constant_change constants;
	struct strbuf sql = STRBUF_INIT;
	constant_change_find(arena, &constants, change->column_before, change->column);
	const char *value = constant_change_expression(arena, &constants);
	if (!moves_rows(change) || value == NULL)
		return;
	strbuf_addstr(&sql, "UPDATE ");
	sql_add_name(&sql, work->after->name.name);
	strbuf_addstr(&sql, " SET ");
	sql_add_name(&sql, change->column->name);
	strbuf_addf(&sql, " = %s WHERE %s", value, constant_change_condition(arena, &constants));
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_release(&sql);
}

const char *
sqlite_renumbered(struct arena *arena, const struct table_work *work, const struct column *column)
{
	struct constant_change constants;
	const struct change *change = sqlite_find_change(work, CHANGE_RENUMBER, column->name);
	if (change == NULL || !moves_rows(change))
		return NULL;
	constant_change_find(arena, &constants, change->column_before, change->column);
	return constant_change_expression(arena, &constants);
}
