#include "draft/concurrent.h"
#include "schema/copy.h"

#include <string.h>

static void
take_index(struct table *table, const char *name)
{
	for (size_t i = table->indexes.len; i > 0; i--)
		if (strcmp(table->indexes.items[i - 1]->name, name) == 0)
			VEC_REMOVE(&table->indexes, i - 1);
}

/* Whether an index of the old table can be created on the new table. */
static bool
can_stay(const struct index *index, const struct table *before, const struct table *after)
{
	bool expressions = index->where.common != NULL;
	VEC_EACH (const struct key_part, part, index->parts) {
		expressions = expressions || part->column == NULL;
		if (part->column != NULL && table_find_column(after, part->column) == NULL)
			return false;
	}
	VEC_EACH (const char *, column, index->include)
		if (table_find_column(after, *column) == NULL)
			return false;
	VEC_EACH (struct column *, column, before->columns)
		if (expressions && table_find_column(after, (*column)->name) == NULL)
			return false;
	return true;
}

static void
hold_back(struct arena *arena, const struct schema *all_before, const struct change *change,
	struct schema *held)
{
	struct table *table = schema_find_table(held, &change->table->name);
	const struct table *before = schema_find_table(all_before, &change->table_before->name);
	if (table == NULL || before == NULL)
		return;
	if (change->kind == CHANGE_ADD_INDEX) {
		take_index(table, change->index->name);
		return;
	}
	struct index *index = table_find_index(before, change->index_before->name);
	if (index != NULL && can_stay(index, before, table))
		*VEC_ADD(arena, &table->indexes) = index;
}

/* Leaves the changes of one kind to the second revision. */
static void
hold_back_kind(struct arena *arena, const struct schema *before, const struct schema *after,
	const struct dialect_changes *changes, enum change_kind kind, struct schema **held)
{
	if (changes->dialect->stands_alone == NULL)
		return;
	VEC_EACH (const struct change, change, changes->changes) {
		if (change->kind != kind || !changes->dialect->stands_alone(change))
			continue;
		if (*held == NULL)
			*held = schema_copy(arena, after);
		hold_back(arena, before, change, *held);
	}
}

struct schema *
concurrent_hold_back(struct arena *arena, const struct schema *before, const struct schema *after,
	const struct schema_changes *changes)
{
	struct schema *held = NULL;
	for (size_t i = 0; i < changes->len; i++)
		hold_back_kind(arena, before, after, &changes->items[i], CHANGE_ADD_INDEX, &held);
	/*
	 * Added indexes are handled first, because a removed index may have the name of an added
	 * one.
	 */
	for (size_t i = 0; i < changes->len; i++)
		hold_back_kind(arena, before, after, &changes->items[i], CHANGE_DROP_INDEX, &held);
	return held;
}
