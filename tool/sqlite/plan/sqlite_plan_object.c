/*
 * sqlite_plan_object: views, triggers and virtual tables that are added, dropped or replaced.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"

/* Whether the object is a trigger of the view, which DROP VIEW also drops. */
static bool
is_trigger_of(const struct sql_object *object, const struct sql_object *view)
{
	return object->kind == OBJECT_TRIGGER && view->kind == OBJECT_VIEW &&
	       text_equal_nocase(object->table.name, view->name.name);
}

/*
 * The order of drops. Triggers may depend on views and virtual tables, and views on virtual tables.
 */
static const struct {
	enum object_kind kind;
	const char *drop;
} object_verbs[] = {
	{OBJECT_TRIGGER, "DROP TRIGGER"},
	{OBJECT_VIEW, "DROP VIEW"},
	{OBJECT_VIRTUAL_TABLE, "DROP TABLE"},
};

static void
drop_object(struct arena *arena, struct ddl *ddl, const char *verb, const struct sql_object *object)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "%s ", verb);
	sql_add_name(&sql, object->name.name);
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_release(&sql);
}

/* Whether DROP VIEW of a different object of the plan also drops the trigger. */
static bool
goes_with_view(const struct sql_object *object, const struct ddl_request *request,
	const struct recreated *recreated)
{
	VEC_EACH (const struct change, change, *request->changes)
		if (change->object_before != NULL && is_trigger_of(object, change->object_before))
			return true;
	VEC_EACH (const struct sql_object *, view, *recreated)
		if (is_trigger_of(object, *view))
			return true;
	return false;
}

void
sqlite_drop_objects(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct recreated *recreated)
{
	for (size_t i = 0; i < sizeof(object_verbs) / sizeof(*object_verbs); i++) {
		VEC_EACH (const struct change, change, *request->changes)
			if (change->object_before != NULL &&
				change->object_before->kind == object_verbs[i].kind)
				drop_object(
					arena, ddl, object_verbs[i].drop, change->object_before);
		VEC_EACH (const struct sql_object *, object, *recreated)
			if ((*object)->kind == object_verbs[i].kind &&
				!goes_with_view(*object, request, recreated))
				drop_object(arena, ddl, object_verbs[i].drop, *object);
	}
}

static void
create_object(struct arena *arena, struct ddl *ddl, const struct sql_object *object)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, object->sql.common);
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_release(&sql);
}

/* Recreates the unchanged triggers that were dropped with a replaced view. */
static void
restore_triggers(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct sql_object *view, const struct recreated *recreated)
{
	VEC_EACH (struct sql_object *, object, request->after->objects) {
		bool changes = false;
		if (!is_trigger_of(*object, view) || sqlite_is_recreated(recreated, *object))
			continue;
		VEC_EACH (const struct change, change, *request->changes)
			changes = changes || change->object == *object;
		if (!changes)
			create_object(arena, ddl, *object);
	}
}

static void
recreate(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct recreated *recreated, enum object_kind kind)
{
	VEC_EACH (struct sql_object *, object, request->after->objects)
		if ((*object)->kind == kind && sqlite_is_recreated(recreated, *object))
			create_object(arena, ddl, *object);
}

void
sqlite_create_objects(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct recreated *recreated)
{
	for (size_t i = sizeof(object_verbs) / sizeof(*object_verbs); i-- > 0;) {
		VEC_EACH (const struct change, change, *request->changes)
			if (change->object != NULL && change->object->kind == object_verbs[i].kind)
				create_object(arena, ddl, change->object);
		recreate(arena, ddl, request, recreated, object_verbs[i].kind);
	}
	VEC_EACH (const struct change, change, *request->changes)
		if (change->kind == CHANGE_REPLACE_OBJECT)
			restore_triggers(arena, ddl, request, change->object, recreated);
}
