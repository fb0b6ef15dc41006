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
	map_put(p->arena, &p->changed_names, text_lower(p->arena, name->name), p);
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

/* ------------------------------------------------------------------ columns */

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
