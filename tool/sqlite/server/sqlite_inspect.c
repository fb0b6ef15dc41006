#include "sqlite/server/inspect_internal.h"

#include "base/text.h"
#include "sqlite/parse/parse_index.h"
#include "sqlite/parse/parse_object.h"
#include "sqlite/parse/parse_table.h"

/* A row of sqlite_schema. */
struct row {
	const char *type; /* "table", "index", "view" or "trigger" */
	const char *name;
	const char *table;
	const char *sql; /* NULL: the index of a constraint */
	bool virtual;
};

VEC_STRUCT(rows, struct row);

static int
read_rows(struct inspection *in, struct rows *rows)
{
	sqlite3_stmt *query = inspection_ask(in, QUERY_OBJECTS, NULL, NULL);
	int status = query == NULL ? -1 : 0;

	while (query != NULL && (status = inspection_step(in, query)) > 0) {
		*VEC_ADD(in->arena, rows) = (struct row){
			.type = inspection_text(in, query, 0),
			.name = inspection_text(in, query, 1),
			.table = inspection_text(in, query, 2),
			.sql = inspection_text(in, query, 3),
			.virtual = sqlite3_column_int(query, 4) != 0,
		};
	}
	return status;
}

/* The query makes SQLite compile every view. Therefore it runs only if there are virtual tables. */
static int
read_shadows(struct inspection *in, const struct rows *rows)
{
	bool any = false;
	int status;

	VEC_EACH (struct row, row, *rows)
		any = any || row->virtual;
	if (!any)
		return 0;
	sqlite3_stmt *query = inspection_ask(in, QUERY_SHADOWS, NULL, NULL);
	if (query == NULL)
		return -1;
	while ((status = inspection_step(in, query)) > 0) {
		const char *name = inspection_text(in, query, 0);
		map_put(in->arena, &in->shadows, name, (void *)name);
	}
	return status;
}

static bool
is_schemac_table(const struct inspection *in, const char *table)
{
	return text_equal_nocase(table, in->options->version_table) ||
	       text_equal_nocase(table, in->options->history_table);
}

/* Names that begin with "sqlite_" are reserved (lang_createtable.html). */
static bool
is_internal(const char *name)
{
	static const char prefix[] = "sqlite_";
	for (size_t i = 0; prefix[i] != '\0'; i++)
		if (char_lower(name[i]) != prefix[i])
			return false;
	return true;
}

/* Whether the table, with its indexes and triggers, is excluded from the schema. */
static bool
is_excluded(const struct inspection *in, const char *table)
{
	return is_internal(table) || is_schemac_table(in, table) ||
	       map_find(&in->shadows, table) != NULL;
}

static int
add_table(struct inspection *in, const struct row *row)
{
	struct table parsed;
	const char *problem;

	if (sqlite_parse_table(in->arena, &parsed, row->sql, &problem) < 0)
		return inspection_misread(in, "table", row->name, problem);
	struct table *table =
		schema_add_table(in->arena, in->schema, (struct qualified_name){.name = row->name});
	*table = parsed;
	table->name = (struct qualified_name){.name = row->name};
	const char *lower = text_lower(in->arena, row->name);
	map_put(in->arena, &in->tables, lower, table);
	map_put(in->arena, &in->names, lower, (void *)row->name);
	return inspection_check_table(in, table);
}

static int
add_object(struct inspection *in, const struct row *row)
{
	const char *type = row->virtual ? "virtual table" : row->type;
	struct sql_object parsed;
	const char *problem;

	if (sqlite_parse_object(in->arena, &parsed, row->sql, &problem) < 0)
		return inspection_misread(in, type, row->name, problem);
	if (!text_equal(object_kind_name(parsed.kind), type))
		return inspection_misread(
			in, type, row->name, "the statement creates a different kind of object");
	if (parsed.kind != OBJECT_TRIGGER)
		map_put(in->arena, &in->names, text_lower(in->arena, row->name), (void *)row->name);
	struct sql_object *object = ARENA_NEW(in->arena, struct sql_object);
	*object = parsed;
	object->name = (struct qualified_name){.name = row->name};
	if (parsed.kind == OBJECT_TRIGGER)
		object->table = (struct qualified_name){.name = row->table};
	*VEC_ADD(in->arena, &in->schema->objects) = object;
	return 0;
}

static int
add_index(struct inspection *in, const struct row *row)
{
	struct table *table = inspection_find_table(in, row->table);
	struct qualified_name parsed_table;
	struct index parsed;
	const char *problem;

	if (table == NULL)
		return inspection_misread(in, "index", row->name, "its table cannot be read");
	if (sqlite_parse_index(in->arena, &parsed, &parsed_table, row->sql, &problem) < 0)
		return inspection_misread(in, "index", row->name, problem);
	struct index *index = table_add_index(in->arena, table, row->name);
	*index = parsed;
	index->name = row->name;
	return inspection_check_index(in, table, index);
}

/*
 * Adds the object of a row unless it is excluded. Tables have been added before the other objects.
 */
static int
add_row(struct inspection *in, const struct row *row)
{
	if (text_equal(row->type, "index"))
		return row->sql == NULL || is_excluded(in, row->table) ? 0 : add_index(in, row);
	if (is_excluded(in, row->name))
		return 0;
	if (row->sql == NULL)
		return inspection_misread(in, row->type, row->name, "it has no CREATE statement");
	if (text_equal(row->type, "table") && !row->virtual)
		return add_table(in, row);
	return add_object(in, row);
}

static bool
has_columns(const struct key_parts *parts, const struct texts *names)
{
	if (parts->len != names->len)
		return false;
	for (size_t i = 0; i < names->len; i++) {
		bool found = false;
		VEC_EACH (const struct key_part, part, *parts)
			found = found || text_equal_nocase(part->column, names->items[i]);
		if (!found)
			return false;
	}
	return true;
}

/*
 * Whether SQLite finds a key for the foreign key when it is first used
 * (https://www.sqlite.org/foreignkeys.html#fk_indexes). CREATE TABLE accepts any.
 */
static bool
is_resolved(const struct table *target, const struct constraint *key)
{
	const struct constraint *primary = table_primary_key(target);
	if (key->target_columns.len == 0)
		return primary != NULL && primary->parts.len == key->parts.len;
	VEC_EACH (struct constraint *, constraint, target->constraints)
		if (((*constraint)->kind == CONSTRAINT_PRIMARY_KEY ||
			    (*constraint)->kind == CONSTRAINT_UNIQUE) &&
			has_columns(&(*constraint)->parts, &key->target_columns))
			return true;
	VEC_EACH (struct index *, index, target->indexes)
		if ((*index)->unique && (*index)->where.common == NULL &&
			has_columns(&(*index)->parts, &key->target_columns))
			return true;
	return false;
}

/* Replaces the names in a foreign key with their spelling in the referenced table. */
static void
resolve_target(struct inspection *in, struct constraint *key)
{
	const struct table *target = inspection_find_table(in, key->target.name);

	if (key->kind != CONSTRAINT_FOREIGN_KEY)
		return;
	key->unchecked = target == NULL || !is_resolved(target, key);
	if (target == NULL)
		return;
	key->target.name = target->name.name;
	VEC_EACH (const char *, name, key->target_columns)
		VEC_EACH (struct column *, column, target->columns)
			if (text_equal_nocase((*column)->name, *name)) {
				*name = (*column)->name;
				break;
			}
}

/* The same for the table or view of a trigger. */
static void
resolve_trigger(struct inspection *in, struct sql_object *object)
{
	const char *name =
		object->table.name == NULL
			? NULL
			: map_find(&in->names, text_lower(in->arena, object->table.name));

	if (name != NULL)
		object->table.name = name;
}

static int
inspect_all(struct inspection *in)
{
	struct rows rows = {.items = NULL};
	int status = 0;

	if (read_rows(in, &rows) < 0 || read_shadows(in, &rows) < 0)
		return -1;
	VEC_EACH (struct row, row, rows)
		if (text_equal(row->type, "table") && add_row(in, row) < 0)
			status = -1;
	VEC_EACH (struct row, row, rows)
		if (!text_equal(row->type, "table") && add_row(in, row) < 0)
			status = -1;
	VEC_EACH (struct table *, table, in->schema->tables)
		VEC_EACH (struct constraint *, constraint, (*table)->constraints)
			resolve_target(in, *constraint);
	VEC_EACH (struct sql_object *, object, in->schema->objects)
		resolve_trigger(in, *object);
	schema_sort(in->schema);
	if (in->options->left_out && inspection_find_left_out(in) < 0)
		return -1;
	return status;
}

int
sqlite_inspect(struct arena *arena, struct schema *schema, sqlite3 *db,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	struct inspection in = {.arena = arena,
		.schema = schema,
		.db = db,
		.options = options,
		.diagnostics = diagnostics};

	if (sqlite3_exec(db, "SAVEPOINT schemac_inspect", NULL, NULL, NULL) != SQLITE_OK)
		return inspection_failed(&in);
	int status = inspect_all(&in);
	for (size_t i = 0; i < QUERY_COUNT; i++)
		sqlite3_finalize(in.queries[i]);
	sqlite3_exec(db, "RELEASE schemac_inspect", NULL, NULL, NULL);
	return status;
}
