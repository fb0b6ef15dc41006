#include "postgresql/plan/types/plan_retyped_expr.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
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
			sql_mentions(expression, (*change)->column_before->name) &&
			is_other_type(p->arena, (*change)->column_before->type.common,
				(*change)->column->type.common))
			return true;
	return false;
}

/* Whether the changes neither drop nor rename the index. */
static bool
is_unchanged(const struct planner *p, const struct table *before, const struct index *index)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		if ((*change)->index_before == index &&
			((*change)->kind == CHANGE_DROP_INDEX ||
				(*change)->kind == CHANGE_RENAME_INDEX))
			return false;
	return true;
}

static bool
is_recreated(const struct planner *p, const struct table *before, const struct index *index)
{
	if (!is_unchanged(p, before, index))
		return false;
	VEC_EACH (const struct key_part, part, index->parts)
		if (part->column == NULL &&
			plan_retyped_expr_applies(p, before, part->expression.common))
			return true;
	return plan_retyped_expr_applies(p, before, index->where.common);
}

void
plan_retyped_expr_drop_indexes(struct planner *p)
{
	VEC_EACH (struct table *, table, p->request->before->tables)
		VEC_EACH (struct index *, index, (*table)->indexes)
			if (plan_lookup_table_after(p, *table) != NULL &&
				is_recreated(p, *table, *index))
				plan_emit_drop_index(p, *table, *index);
}

static const struct index *
find_index(const struct table *table, const char *name)
{
	VEC_EACH (struct index *, index, table->indexes)
		if (text_equal((*index)->name, name))
			return *index;
	return NULL;
}

void
plan_retyped_expr_restore_indexes(struct planner *p)
{
	VEC_EACH (struct table *, table, p->request->before->tables) {
		const struct table *after = plan_lookup_table_after(p, *table);
		if (after == NULL)
			continue;
		VEC_EACH (struct index *, index, (*table)->indexes) {
			const struct index *now = find_index(after, (*index)->name);
			if (now != NULL && is_recreated(p, *table, *index))
				plan_emit_create_index(p, after, now);
		}
	}
}
