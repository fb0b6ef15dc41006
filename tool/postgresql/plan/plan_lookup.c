/* What the changes are about, so that nobody looks through all of them for one thing. */
#include "base/text.h"
#include "postgresql/plan/plan_internal.h"

#include <stdio.h>

/* A pointer as the key of a map: it is looked up and never ordered by. */
struct pointer_key {
	char text[2 * sizeof(void *) + 3];
};

static struct pointer_key
key_of(const void *thing)
{
	struct pointer_key key;
	snprintf(key.text, sizeof(key.text), "%p", thing);
	return key;
}

const char *
plan_pointer_key(const struct planner *p, const void *thing)
{
	return arena_strdup(p->arena, key_of(thing).text);
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
add_thing(struct planner *p, const void *thing, const struct change *change)
{
	if (thing != NULL)
		add(p, &p->about, key_of(thing).text, change);
}

static void
add_name(struct planner *p, const struct change *change)
{
	const struct qualified_name *name = &change->table->name;
	add(p, &p->about_names, qualified_name_print(p->arena, name), change);
	map_put(p->arena, &p->changed_names, text_lower(p->arena, name->name), p);
}

void
plan_index_changes(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		add_thing(p, change->table_before, change);
		if (change->table != change->table_before)
			add_thing(p, change->table, change);
		add_thing(p, change->constraint_before, change);
		add_thing(p, change->constraint, change);
		add_thing(p, change->object_before, change);
		if (change->table != NULL)
			add_name(p, change);
	}
	VEC_EACH (struct table *, table, p->request->after->tables)
		map_put(p->arena, &p->tables_after,
			qualified_name_print(p->arena, &(*table)->name), *table);
}

static const struct change_list *
find(const struct map *map, const char *key)
{
	static const struct change_list none = {0};
	const struct change_list *list = map_find(map, key);
	return list != NULL ? list : &none;
}

const struct change_list *
plan_about(const struct planner *p, const void *thing)
{
	return find(&p->about, key_of(thing).text);
}

const struct change_list *
plan_about_name(const struct planner *p, const struct qualified_name *name)
{
	return find(&p->about_names, qualified_name_print(p->arena, name));
}

const struct table *
plan_table_after(const struct planner *p, const struct table *before)
{
	VEC_EACH (const struct change *, change, *plan_about(p, before))
		if ((*change)->table_before == before && (*change)->table != NULL)
			return (*change)->table;
	return map_find(&p->tables_after, qualified_name_print(p->arena, &before->name));
}
