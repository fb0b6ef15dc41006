#include "postgresql/plan/plan_lookup.h"

#include "base/text.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql_text.h"

#include <stdio.h>
#include <string.h>

/* A pointer as the key of a map. Its order is never used. */
struct pointer_key {
	char text[2 * sizeof(void *) + 3];
};

static struct pointer_key
key_of(const void *item)
{
	struct pointer_key key;
	snprintf(key.text, sizeof(key.text), "%p", item);
	return key;
}

const char *
plan_lookup_key(const struct planner *p, const void *item)
{
	return arena_strdup(p->arena, key_of(item).text);
}

static void
add(struct planner *p, struct map *map, const char *key, const struct change *change)
{
	struct change_list *list = map_find(map, key);
	if (list == NULL) {
		list = ARENA_NEW(p->arena, struct change_list);
		map_put(p->arena, map, arena_strdup(p->arena, key), list);
	}
	*VEC_ADD(p->arena, list) = change;
}

static void
add_item(struct planner *p, const void *item, const struct change *change)
{
	if (item != NULL)
		add(p, &p->changes_by_item, key_of(item).text, change);
}

static void
add_name(struct planner *p, const struct change *change)
{
	const struct qualified_name *name = &change->table->name;
	add(p, &p->changes_by_name, qualified_name_print(p->arena, name), change);
}

void
plan_lookup_init(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		add_item(p, change->table_before, change);
		if (change->table != change->table_before)
			add_item(p, change->table, change);
		add_item(p, change->constraint_before, change);
		add_item(p, change->constraint, change);
		add_item(p, change->object_before, change);
		add_item(p, change->object, change);
		if (change->table != NULL)
			add_name(p, change);
	}
	VEC_EACH (struct table *, table, p->request->after->tables)
		map_put(p->arena, &p->tables_after, qualified_name_print(p->arena, &(*table)->name),
			*table);
}

static const struct change_list *
find(const struct map *map, const char *key)
{
	static const struct change_list none = {0};
	const struct change_list *list = map_find(map, key);
	return list != NULL ? list : &none;
}

const struct change_list *
plan_lookup_changes(const struct planner *p, const void *item)
{
	return find(&p->changes_by_item, key_of(item).text);
}

const struct change_list *
plan_lookup_changes_to(const struct planner *p, const struct qualified_name *name)
{
	return find(&p->changes_by_name, qualified_name_print(p->arena, name));
}

const struct table *
plan_lookup_table_after(const struct planner *p, const struct table *before)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		if ((*change)->table_before == before && (*change)->table != NULL)
			return (*change)->table;
	return map_find(&p->tables_after, qualified_name_print(p->arena, &before->name));
}

const struct table *
plan_lookup_table_before(const struct planner *p, const struct table *after)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, after))
		if ((*change)->table == after)
			return (*change)->table_before;
	return schema_find_table(p->request->before, &after->name);
}

/* ------------------------------------------------------------------ objects */

static bool
is_same_object(const struct planner *p, const struct sql_object *before,
	const struct sql_object *after)
{
	if (sql_object_is_same(before, after))
		return true;
	if (before->kind != after->kind || !object_kind_is_of_table(after->kind) ||
		!text_equal(before->name.name, after->name.name))
		return false;
	const struct table *table = schema_find_table(p->request->after, &after->table);
	const struct table *was = table != NULL ? plan_lookup_table_before(p, table) : NULL;
	return was != NULL && qualified_name_equal(&was->name, &before->table);
}

const struct sql_object *
plan_lookup_object_before(const struct planner *p, const struct sql_object *after)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, after))
		return (*change)->object_before;
	VEC_EACH (struct sql_object *, object, p->request->before->objects)
		if (is_same_object(p, *object, after))
			return *object;
	return NULL;
}

const struct sql_object *
plan_lookup_object_after(const struct planner *p, const struct sql_object *before)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		return (*change)->object;
	VEC_EACH (struct sql_object *, object, p->request->after->objects)
		if (is_same_object(p, before, *object))
			return *object;
	return NULL;
}

/* ------------------------------------------------------------------ columns */

const struct column *
plan_lookup_column_before(
	const struct planner *p, const struct table *after, const struct column *column)
{
	const struct table *before = plan_lookup_table_before(p, after);
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, after))
		if ((*change)->column == column && (*change)->kind != CHANGE_DROP_COLUMN)
			return (*change)->column_before;
	return before != NULL ? table_find_column(before, column->name) : NULL;
}

const struct column *
plan_lookup_column_after(
	const struct planner *p, const struct table *before, const struct column *column)
{
	const struct table *after = plan_lookup_table_after(p, before);
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before))
		if ((*change)->column_before == column && (*change)->kind != CHANGE_ADD_COLUMN)
			return (*change)->column;
	return after != NULL ? table_find_column(after, column->name) : NULL;
}

bool
plan_lookup_is_dropped(const struct planner *p, const struct thing *thing)
{
	switch (thing->kind) {
	case THING_TABLE:
		return plan_lookup_table_after(p, thing->item) == NULL;
	case THING_COLUMN:
		return plan_lookup_column_after(p, thing->table, thing->item) == NULL;
	case THING_OBJECT:
		return plan_lookup_object_after(p, thing->item) == NULL;
	case THING_ENUM:
		return schema_find_enum(p->request->after,
			       &((const struct enum_type *)thing->item)->name) == NULL;
	default:
		return false;
	}
}

const struct recreated_column *
plan_lookup_recreated(const struct planner *p, const struct column *column)
{
	VEC_EACH (const struct recreated_column, recreated, p->recreated)
		if (recreated->column_before == column || recreated->column == column)
			return recreated;
	return NULL;
}

bool
plan_lookup_is_recreated(const struct planner *p, const struct column *column)
{
	const struct recreated_column *recreated = plan_lookup_recreated(p, column);
	return recreated != NULL && !recreated->in_place;
}

bool
plan_lookup_has_type(const struct planner *p, const struct column *column,
	const struct qualified_name *type, bool *array)
{
	struct strbuf name = STRBUF_INIT;
	sql_add_qualified(&name, type);
	const char *own = postgresql_type_name(p->arena, column->type.common);
	const char *wanted = postgresql_type_name(p->arena, name.buf);
	strbuf_release(&name);
	*array = text_ends_with(own, "[]");
	size_t length = strlen(own) - (*array ? strlen("[]") : 0);
	return strlen(wanted) == length && strncmp(own, wanted, length) == 0;
}

bool
plan_lookup_same_type(const struct column *a, const struct column *b)
{
	return text_equal(a->type.common, b->type.common) ||
	       postgresql_types_equal(a->type.common, b->type.common);
}

static const struct qualified_name *
type_name_of(const struct change *change)
{
	return change->kind == CHANGE_ALTER_ENUM ? &change->enum_before->name
						 : &change->object_before->name;
}

bool
plan_lookup_type_is_replaced(const struct planner *p, const struct column *column)
{
	bool array;
	VEC_EACH (const struct change *, replacement, p->replaced_types)
		if (plan_lookup_has_type(p, column, type_name_of(*replacement), &array))
			return true;
	return false;
}

bool
plan_lookup_is_replacement(const struct planner *p, const struct change *change)
{
	VEC_EACH (const struct change *, replacement, p->replaced_types)
		if (*replacement == change)
			return true;
	return false;
}
