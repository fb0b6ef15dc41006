#include "postgresql/plan/types/plan_retyped_expr.h"

#include "base/text.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/types/plan_enum.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql_text.h"

#include <string.h>

/*
 * Whether types differ in more than their arguments. VARCHAR(20) and VARCHAR(40) count as equal.
 * All integer types count as equal.
 */
static bool
is_other_type(struct arena *arena, const char *before, const char *after)
{
	if (postgresql_is_integer(before) && postgresql_is_integer(after))
		return false;
	before = postgresql_type_name(arena, before);
	after = postgresql_type_name(arena, after);
	size_t length = strcspn(before, "(");
	return length != strcspn(after, "(") || strncmp(before, after, length) != 0;
}

bool
plan_retyped_expr_applies(
	const struct planner *p, const struct table *before, const char *expression)
{
	if (expression == NULL)
		return false;
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		if ((*change)->kind == CHANGE_ALTER_TYPE && (*change)->table_before == before &&
			!plan_enum_is_renamed(p, *change) &&
			sql_mentions(expression, (*change)->column_before->name) &&
			is_other_type(p->arena, (*change)->column_before->type.common,
				(*change)->column->type.common))
			return true;
	return false;
}
