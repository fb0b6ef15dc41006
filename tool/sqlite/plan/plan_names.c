/*
 * plan_names: the names of tables, views and indexes must be distinct in SQLite, and those of
 * triggers, whichever table they belong to. Both namespaces are without schemas, and the letters A to Z are equal to a to z (lang_naming.html, and
 * sqlite3FindTable() of 3.40). Names that are distinct in PostgreSQL may therefore collide.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/map.h"
#include "base/text.h"

/* A table, view or index. */
struct named {
	const char *kind, *name;
	struct location at;
};

struct names {
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct map seen;    /* lower-case name to struct named * */
	const char *remark; /* on two equal declarations */
	int result;
};

static void
add_name(struct names *names, const char *kind, const char *name, struct location at)
{
	struct named *named = ARENA_NEW(names->arena, struct named);
	*named = (struct named){.kind = kind, .name = name, .at = at};
	const struct named *first =
		map_put(names->arena, &names->seen, text_lower(names->arena, name), named);
	if (first == NULL)
		return;
	names->result = -1;
	if (text_equal(first->kind, kind) && text_equal(first->name, name)) {
		diag_add(names->diagnostics, DIAG_DUPLICATE_NAME, at, "%s '%s' is declared twice",
			kind, name);
		diag_note(names->diagnostics, first->at, "the other declaration is here; %s",
			names->remark);
		return;
	}
	diag_add(names->diagnostics, DIAG_DUPLICATE_NAME, at,
		"SQLite treats %s '%s' and %s '%s' as the same name", first->kind, first->name,
		kind, name);
	diag_note(names->diagnostics, first->at, "the other declaration is here");
}

int
sqlite_check_names(struct arena *arena, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct names names = {.arena = arena,
		.diagnostics = diagnostics,
		.remark = "SQLite has no schemas"};
	struct names triggers = names;
	triggers.remark = "in SQLite, triggers of different tables need different names";
	if (request->direction == DDL_DOWN)
		return 0;
	VEC_EACH (struct table *, table, request->after->tables)
		add_name(&names, "table", (*table)->name.name, (*table)->at);
	VEC_EACH (struct sql_object *, object, request->after->objects)
		add_name((*object)->kind == OBJECT_TRIGGER ? &triggers : &names,
			object_kind_name((*object)->kind), (*object)->name.name, (*object)->at);
	VEC_EACH (struct table *, table, request->after->tables)
		VEC_EACH (struct index *, index, (*table)->indexes)
			if ((*index)->name != NULL)
				add_name(&names, "index", (*index)->name, (*index)->at);
	return names.result != 0 ? names.result : triggers.result;
}
