/*
 * names: SQLite knows tables, views and indexes by one list of names, in which the letters A to Z are
 * those of the small alphabet (lang_naming.html, and sqlite3FindTable() of 3.40), and it has no
 * schemas: what PostgreSQL tells apart may be one name here.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/map.h"
#include "base/text.h"

/* Something that has a name in the list. */
struct named {
	const char *what, *name;
	struct location at;
};

struct names {
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct map seen; /* name in small letters to struct named * */
	int result;
};

static void
add_name(struct names *names, const char *what, const char *name, struct location at)
{
	struct named *named = ARENA_NEW(names->arena, struct named);
	*named = (struct named){.what = what, .name = name, .at = at};
	const struct named *first =
		map_put(names->arena, &names->seen, text_lower(names->arena, name), named);
	if (first == NULL)
		return;
	names->result = diag_add(names->diagnostics, DIAG_DUPLICATE_NAME, at,
		"to SQLite %s '%s' and %s '%s' have the same name", first->what, first->name, what,
		name);
	diag_note(names->diagnostics, first->at, "the first one is here");
}

int
sqlite_check_names(struct arena *arena, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct names names = {.arena = arena, .diagnostics = diagnostics};
	if (request->direction == DDL_DOWN)
		return 0;
	VEC_EACH (struct table *, table, request->after->tables)
		add_name(&names, "table", (*table)->name.name, (*table)->at);
	VEC_EACH (struct sql_object *, object, request->after->objects)
		if ((*object)->kind == OBJECT_VIEW || (*object)->kind == OBJECT_VIRTUAL_TABLE)
			add_name(&names, object_kind_name((*object)->kind), (*object)->name.name,
				(*object)->at);
	VEC_EACH (struct table *, table, request->after->tables)
		VEC_EACH (struct index *, index, (*table)->indexes)
			if ((*index)->name != NULL)
				add_name(&names, "index", (*index)->name, (*index)->at);
	return names.result;
}
