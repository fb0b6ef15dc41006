/*
 * recreated: the unchanged views and triggers that are dropped before a plan and created after it.
 *
 * ALTER TABLE … DROP COLUMN and RENAME make SQLite compile every view and trigger of the database.
 * If a view that the plan drops is still missing then, those that read it do not compile, and the
 * statement fails, whatever its table is.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"

static bool
compiles_everything(const struct ddl_request *request)
{
	VEC_EACH (const struct change, change, *request->changes)
		if (change->kind == CHANGE_RENAME_TABLE || change->kind == CHANGE_RENAME_COLUMN ||
			change->kind == CHANGE_DROP_COLUMN)
			return true;
	return false;
}

static bool
is_changed(const struct ddl_request *request, const struct sql_object *object)
{
	VEC_EACH (const struct change, change, *request->changes)
		if (change->object_before == object)
			return true;
	return false;
}

/* Whether a different table is renamed to the name of the dropped table. */
static bool
is_replaced(const struct ddl_request *request, const struct table *dropped)
{
	VEC_EACH (const struct change, change, *request->changes)
		if (change->kind == CHANGE_RENAME_TABLE &&
			text_equal_nocase(change->table->name.name, dropped->name.name))
			return true;
	return false;
}

/*
 * Whether a rename gives the old name of the column to a different one. RENAME COLUMN rewrites the
 * views and triggers that read the column; one whose text stays the same names the other column.
 */
static bool
exchanges_names(const struct change *change)
{
	return change->kind == CHANGE_RENAME_COLUMN &&
	       table_find_column(change->table, change->column_before->name) != NULL;
}

/*
 * The names of the views and tables that are missing while tables are altered, and of tables whose
 * columns exchange names.
 */
static void
find_missing(struct arena *arena, struct texts *out, const struct ddl_request *request)
{
	VEC_EACH (const struct change, change, *request->changes) {
		const struct sql_object *object = change->object_before;
		if (object != NULL && object->kind != OBJECT_TRIGGER)
			*VEC_ADD(arena, out) = object->name.name;
		if (change->kind == CHANGE_DROP_TABLE && is_replaced(request, change->table_before))
			*VEC_ADD(arena, out) = change->table_before->name.name;
		if (exchanges_names(change))
			*VEC_ADD(arena, out) = change->table_before->name.name;
	}
}

static bool
reads_any(const struct sql_object *object, const struct texts *missing)
{
	VEC_EACH (const char *, name, *missing)
		if (sql_mentions(object->sql.common, *name))
			return true;
	return false;
}

void
sqlite_find_recreated(struct arena *arena, struct recreated *out, const struct ddl_request *request)
{
	struct texts missing = {0};
	if (!compiles_everything(request))
		return;
	find_missing(arena, &missing, request);
	for (bool found = missing.len > 0; found;) {
		found = false;
		VEC_EACH (struct sql_object *, object, request->before->objects) {
			bool candidate =
				(*object)->kind == OBJECT_VIEW || (*object)->kind == OBJECT_TRIGGER;
			if (!candidate || sqlite_is_recreated(out, *object) ||
				is_changed(request, *object) || !reads_any(*object, &missing))
				continue;
			*VEC_ADD(arena, out) = *object;
			if ((*object)->kind == OBJECT_VIEW)
				*VEC_ADD(arena, &missing) = (*object)->name.name;
			found = true;
		}
	}
}

bool
sqlite_is_recreated(const struct recreated *recreated, const struct sql_object *object)
{
	VEC_EACH (const struct sql_object *, item, *recreated)
		if ((*item)->kind == object->kind &&
			text_equal_nocase((*item)->name.name, object->name.name))
			return true;
	return false;
}
