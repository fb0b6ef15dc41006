/*
 * plan_check: the checks before a plan is made. The target version of SQLite must support the
 * changes, and the views and triggers must compile afterwards.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/print/print_index.h"
#include "sqlite/print/print_table.h"
#include "sqlite/rules/stubs.h"

#include <sqlite3.h>
#include <string.h>

/* ------------------------------------------------------------------ versions */

enum {
	VERSION_GENERATED = 3031000, /* gencol.html */
	VERSION_STRICT = 3037000,    /* stricttables.html */
};

static int
require(const struct ddl_request *request, unsigned needed, const char *feature,
	struct location at, struct diagnostics *diagnostics)
{
	unsigned has = request->settings->version;
	if (has == 0 || has >= needed)
		return 0;
	diag_add(diagnostics, DIAG_ENGINE_VERSION, at,
		"%s require SQLite %u.%u, but the target is %u.%u.%u", feature,
		needed / 1000000, needed / 1000 % 1000, has / 1000000, has / 1000 % 1000,
		has % 1000);
	diag_note(diagnostics, (struct location){0},
		"if the target is newer, change sqlite_version in schemac.ini");
	return -1;
}

static int
check_table(const struct ddl_request *request, const struct table *table,
	struct diagnostics *diagnostics)
{
	int result = 0;
	if (table->strict)
		result = require(request, VERSION_STRICT, "STRICT tables", table->at, diagnostics);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->generated != GENERATED_NONE &&
			require(request, VERSION_GENERATED, "generated columns", (*column)->at,
				diagnostics) != 0)
			result = -1;
	return result;
}

int
sqlite_check_version(const struct ddl_request *request, struct diagnostics *diagnostics)
{
	const struct table *last = NULL;
	int result = 0;
	if (request->direction == DDL_DOWN)
		return 0;
	VEC_EACH (const struct change, change, *request->changes) {
		if (change->table == NULL || change->table == last)
			continue;
		last = change->table;
		if (check_table(request, last, diagnostics) != 0)
			result = -1;
	}
	return result;
}

/* ------------------------------------------------------------------ views and triggers */

struct broken {
	const struct sql_object *object; /* NULL: the table is broken */
	const struct table *table;
	const char *problem;
};

VEC_STRUCT(broken_list, struct broken);

/* A function, module or tokenizer that only the program has is not an error. */
static void
execute(sqlite3 *db, const char *sql, char **message)
{
	if (sqlite3_exec(db, sql, NULL, NULL, message) == SQLITE_OK || *message == NULL ||
		!sqlite_is_missing_stub(*message) || !sqlite_stub_names(db, sql))
		return;
	sqlite3_free(*message);
	*message = NULL;
	sqlite3_exec(db, sql, NULL, NULL, message);
}

/* Runs the statement in *sql and empties it. If it fails, the table is added to the list; false. */
static bool
run_statement(struct arena *arena, struct broken_list *out, sqlite3 *db, struct strbuf *sql,
	const struct table *table)
{
	char *message = NULL;
	execute(db, sql->buf, &message);
	bool done = message == NULL;
	if (!done)
		*VEC_ADD(arena, out) = (struct broken){
			.table = table, .problem = arena_strdup(arena, message)};
	sqlite3_free(message);
	strbuf_reset(sql);
	return done;
}

/* Creates a view, trigger or virtual table. If that fails, it is added to the list. */
static void
create_object(struct arena *arena, struct broken_list *out, sqlite3 *db,
	const struct sql_object *object)
{
	char *message = NULL;
	execute(db, object->sql.common, &message);
	if (message != NULL)
		*VEC_ADD(arena, out) = (struct broken){
			.object = object, .problem = arena_strdup(arena, message)};
	sqlite3_free(message);
}

/* Creates the schema. */
static void
create_schema(
	struct arena *arena, struct broken_list *out, sqlite3 *db, const struct schema *schema)
{
	struct strbuf sql = STRBUF_INIT;
	VEC_EACH (struct table *, table, schema->tables) {
		sqlite_print_table(&sql, *table, NULL);
		if (!run_statement(arena, out, db, &sql, *table))
			continue;
		VEC_EACH (struct index *, index, (*table)->indexes) {
			sqlite_print_index(&sql, *index, *table);
			run_statement(arena, out, db, &sql, *table);
		}
	}
	for (int kind = OBJECT_VIRTUAL_TABLE; kind <= OBJECT_TRIGGER; kind++)
		VEC_EACH (struct sql_object *, object, schema->objects)
			if ((int)(*object)->kind == kind)
				create_object(arena, out, db, *object);
	strbuf_release(&sql);
}

/* "error in view v: …", "error in trigger t after rename: …" (alter.c of SQLite 3.40). */
static const struct sql_object *
find_culprit(const struct schema *schema, const char *message, const char **problem)
{
	VEC_EACH (struct sql_object *, object, schema->objects) {
		char start[512];
		sqlite3_snprintf(sizeof(start), start, "error in %s %s",
			object_kind_name((*object)->kind), (*object)->name.name);
		if (!text_starts_with(message, start))
			continue;
		const char *rest = message + strlen(start);
		if (*rest != ':' && !text_starts_with(rest, " after"))
			continue;
		const char *colon = strstr(rest, ": ");
		*problem = colon != NULL ? colon + 2 : rest;
		return *object;
	}
	return NULL;
}

/* A view may fail because of a function in a view that it reads. False: nothing was missing. */
static bool
stub_all(sqlite3 *db, const struct schema *schema)
{
	bool added = false;
	VEC_EACH (struct sql_object *, object, schema->objects)
		added = sqlite_stub_names(db, (*object)->sql.common) || added;
	return added;
}

/*
 * A rename makes SQLite compile every view and trigger. SQLite reports the first one that fails,
 * which is then dropped before the next attempt.
 */
static void
find_broken(struct arena *arena, struct broken_list *out, const struct schema *schema)
{
	sqlite3 *db = NULL;
	if (sqlite3_open(":memory:", &db) != SQLITE_OK) {
		sqlite3_close(db);
		return;
	}
	/*
	 * a text may contain several statements, but none may access a file (ATTACH, VACUUM INTO)
	 */
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite_stub_collations(db);
	create_schema(arena, out, db, schema);
	sqlite3_exec(db, "CREATE TABLE schemac__probe (x)", NULL, NULL, NULL);
	for (size_t i = 0; i <= 2 * schema->objects.len; i++) {
		char *message = NULL;
		const char *problem = NULL;
		int code = sqlite3_exec(db, "ALTER TABLE schemac__probe RENAME TO schemac__probed",
			NULL, NULL, &message);
		const struct sql_object *culprit = NULL;
		if (code != SQLITE_OK && message != NULL)
			culprit = find_culprit(schema, message, &problem);
		bool again = culprit != NULL && sqlite_is_missing_stub(problem) &&
			     stub_all(db, schema);
		if (culprit != NULL && !again) {
			*VEC_ADD(arena, out) =
				(struct broken){.object = culprit,
					.problem = arena_strdup(arena, problem)};
			struct strbuf drop = STRBUF_INIT;
			strbuf_addf(&drop, "DROP %s ", object_kind_name(culprit->kind));
			sql_add_name(&drop, culprit->name.name);
			sqlite3_exec(db, drop.buf, NULL, NULL, NULL);
			strbuf_release(&drop);
		}
		sqlite3_free(message);
		if (culprit == NULL)
			break;
	}
	sqlite3_close(db);
}

/* Other problems, of functions for example, may not exist on the connections of the program. */
static bool
is_certain(const char *problem)
{
	static const char *const certain[] = {"no such column", "no such table", "syntax error",
		"incomplete input", "unrecognized token", "prohibited in", "misuse of aggregate",
		"misuse of window", "is not constant"};
	for (size_t i = 0; i < sizeof(certain) / sizeof(*certain); i++)
		if (strstr(problem, certain[i]) != NULL)
			return true;
	return false;
}

/* Whether the same object was broken in the same way before the changes. */
static bool
was_broken(const struct broken_list *before, const struct broken *now)
{
	VEC_EACH (const struct broken, broken, *before) {
		if (now->object == NULL && broken->object == NULL &&
			text_equal(broken->table->name.name, now->table->name.name) &&
			text_equal(broken->problem, now->problem))
			return true;
		if (now->object != NULL && broken->object != NULL &&
			text_equal(broken->object->name.name, now->object->name.name) &&
			sql_equal(broken->object->sql.common, now->object->sql.common))
			return true;
	}
	return false;
}

static int
report(struct arena *arena, const struct broken *broken, struct diagnostics *diagnostics)
{
	if (broken->object == NULL)
		return diag_add(diagnostics, DIAG_BROKEN_OBJECT,
			sqlite_place_of_problem(arena, broken->table, broken->problem),
			"table '%s' is not valid: %s", broken->table->name.name,
			broken->problem);
	return diag_add(diagnostics, DIAG_BROKEN_OBJECT, broken->object->at,
		"%s '%s' does not compile: %s",
		object_kind_name(broken->object->kind), broken->object->name.name,
		broken->problem);
}

/*
 * The part of the schema that the changes can break: only the changed tables if there are no
 * objects.
 */
static const struct schema *
schema_to_check(struct arena *arena, const struct ddl_request *request)
{
	const struct table *last = NULL;
	if (request->after->objects.len > 0)
		return request->after;
	struct schema *changed = schema_new(arena);
	VEC_EACH (const struct change, change, *request->changes) {
		if (change->table == NULL || change->table == last)
			continue;
		last = change->table;
		*VEC_ADD(arena, &changed->tables) = (struct table *)last;
	}
	return changed;
}

int
sqlite_check_objects(struct arena *arena, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct broken_list before = {0}, after = {0};
	int result = 0;
	if (request->direction == DDL_DOWN || request->changes->len == 0)
		return 0;
	find_broken(arena, &after, schema_to_check(arena, request));
	if (after.len > 0)
		find_broken(arena, &before, request->before);
	VEC_EACH (const struct broken, broken, after)
		if (is_certain(broken->problem) && !was_broken(&before, broken))
			result = report(arena, broken, diagnostics);
	return result;
}
