#include "sqlite/plan/sqlite_plan.h"

#include "base/map.h"
#include "base/text.h"
#include "diff/order.h"
#include "schema/copy.h"
#include "schema/sql_text.h"
#include "sqlite/plan/sqlite_plan_internal.h"
#include "sqlite/print/print_index.h"
#include "sqlite/print/print_table.h"

#include <string.h>

struct planner {
	struct arena *arena;
	struct ddl *ddl;
	const struct ddl_request *request;
	struct recreated recreated;
	struct strbuf sql; /* the statement being written */
};

static void
emit(struct planner *p)
{
	sqlite_emit_sql(p->arena, p->ddl, &p->sql);
}

/* "DROP VIEW name", "ALTER TABLE name": the statement so far. */
static void
begin(struct planner *p, const char *verb, const char *name)
{
	strbuf_addf(&p->sql, "%s ", verb);
	sql_add_name(&p->sql, name);
}

static void
drop_named(struct planner *p, const struct table *table, const struct map *names)
{
	VEC_EACH (struct index *, index, table->indexes)
		if (map_find(names, text_lower(p->arena, (*index)->name)) != NULL) {
			begin(p, "DROP INDEX", (*index)->name);
			emit(p);
		}
}

/* Index names are unique in the whole database: an index whose name is reused is dropped first. */
static void
drop_indexes(struct planner *p)
{
	struct map names = {0};
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_DROP_INDEX || change->kind == CHANGE_RENAME_INDEX) {
			begin(p, "DROP INDEX", change->index_before->name);
			emit(p);
		}
		if (change->kind == CHANGE_ADD_INDEX || change->kind == CHANGE_RENAME_INDEX)
			map_put(p->arena, &names, text_lower(p->arena, change->index->name), p);
		if (change->kind == CHANGE_ADD_TABLE)
			VEC_EACH (struct index *, index, change->table->indexes)
				map_put(p->arena, &names, text_lower(p->arena, (*index)->name), p);
	}
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE)
			drop_named(p, change->table_before, &names);
}

/* ------------------------------------------------------------------ dropped tables */

static bool
refers_to(const struct constraint *constraint, const struct table *table)
{
	return constraint->kind == CONSTRAINT_FOREIGN_KEY &&
	       text_equal_nocase(constraint->target.name, table->name.name);
}

/*
 * Removes the foreign keys of a dropped table to tables that are dropped before it. DROP TABLE
 * deletes the rows first, and the foreign keys of other tables may reject that or cascade
 * (foreignkeys.html, section 5). Only tables that reference each other in a cycle need this.
 */
static void
remove_keys(struct planner *p, const struct tables *dropped, size_t later)
{
	const struct table *before = dropped->items[later];
	struct table *after = table_copy(p->arena, before);
	struct change change = {
		.kind = CHANGE_DROP_CONSTRAINT, .table_before = before, .table = after};
	for (size_t i = after->constraints.len; i-- > 0;) {
		bool remove = false;
		for (size_t j = later + 1; j < dropped->len; j++)
			remove =
				remove || refers_to(after->constraints.items[i], dropped->items[j]);
		if (!remove)
			continue;
		change.constraint_before = before->constraints.items[i];
		VEC_REMOVE(&after->constraints, i);
	}
	if (change.constraint_before == NULL)
		return;
	const struct table_work work = {
		.before = before, .after = after, .changes = &change, .count = 1};
	sqlite_add_rebuild(p->arena, p->ddl, &work, p->request, &p->recreated);
}

/* Whether a different table is renamed to the name of the dropped table. */
static bool
frees_name(const struct planner *p, const struct table *dropped)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_RENAME_TABLE &&
			text_equal_nocase(change->table->name.name, dropped->name.name))
			return true;
	return false;
}

/*
 * Drops tables, the referencing ones before the referenced ones. Most tables are dropped at the
 * end, when the remaining tables no longer reference them, so that nothing cascades. A table whose
 * name is reused is dropped early.
 */
static void
drop_tables(struct planner *p, bool early)
{
	struct tables tables = {0};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE &&
			frees_name(p, change->table_before) == early)
			*VEC_ADD(p->arena, &tables) = change->table_before;
	order_tables(p->arena, &tables);
	for (size_t i = 0; i < tables.len; i++)
		remove_keys(p, &tables, i);
	for (size_t i = tables.len; i > 0; i--) {
		begin(p, "DROP TABLE", tables.items[i - 1]->name.name);
		emit(p);
	}
}

/* ------------------------------------------------------------------ renames */

static void
add_names(struct planner *p, struct texts *out, const struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		*VEC_ADD(p->arena, out) = (*table)->name.name;
	VEC_EACH (struct sql_object *, object, schema->objects)
		*VEC_ADD(p->arena, out) = (*object)->name.name;
}

static void
rename_tables(struct planner *p)
{
	struct sqlite_renames renames = {0};
	struct texts used = {0};
	add_names(p, &used, p->request->before);
	add_names(p, &used, p->request->after);
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_RENAME_TABLE)
			*VEC_ADD(p->arena, &renames) = (struct sqlite_rename){
				change->table_before->name.name, change->table->name.name};
	sqlite_order_renames(p->arena, &renames, &used);
	VEC_EACH (const struct sqlite_rename, rename, renames) {
		begin(p, "ALTER TABLE", rename->from);
		begin(p, " RENAME TO", rename->to);
		emit(p);
	}
}

static void
create_indexes(struct planner *p, const struct table *table)
{
	VEC_EACH (struct index *, index, table->indexes) {
		sqlite_print_index(&p->sql, *index, table);
		emit(p);
	}
}

static void
create_tables(struct planner *p)
{
	struct tables tables = {0};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table;
	order_tables(p->arena, &tables);
	VEC_EACH (const struct table *, table, tables) {
		sqlite_print_table(&p->sql, *table, NULL);
		emit(p);
		create_indexes(p, *table);
	}
}

/*
 * A NOT NULL column without a value for existing rows: the upgrade must stop if the table has rows.
 */
static void
guard_added_column(struct planner *p, const struct table_work *work, const struct column *column)
{
	bool has_value = !column->not_null || column->generated != GENERATED_NONE ||
			 (column->default_value.common != NULL &&
				 !sql_equal(column->default_value.common, "NULL"));
	if (has_value)
		return;
	sqlite_begin_guard(p->arena, &p->sql, work);
	sqlite_emit_directive(p->arena, p->ddl, &p->sql);
}

/*
 * The table with the added constraints only: a CHECK that moves into the definition of an added
 * column is in the table already.
 */
static struct table
with_added_constraints(struct planner *p, const struct table_work *work)
{
	struct table table = *work->after;
	table.constraints.items = NULL;
	table.constraints.len = 0;
	table.constraints.cap = 0;
	for (size_t i = 0; i < work->count; i++)
		if (work->changes[i].kind == CHANGE_ADD_CONSTRAINT)
			*VEC_ADD(p->arena, &table.constraints) =
				(struct constraint *)work->changes[i].constraint;
	return table;
}

static void
add_column(struct planner *p, const struct table_work *work, const struct column *column)
{
	const struct table table = with_added_constraints(p, work);
	guard_added_column(p, work, column);
	begin(p, "ALTER TABLE", table.name.name);
	strbuf_addstr(&p->sql, " ADD COLUMN ");
	sqlite_print_added_column(&p->sql, column, &table);
	emit(p);
	if (column->backfill.common == NULL || column->generated != GENERATED_NONE)
		return;
	begin(p, "UPDATE", table.name.name);
	begin(p, " SET", column->name);
	strbuf_addf(&p->sql, " = %s", column->backfill.common);
	emit(p);
}

static void
alter_table(struct planner *p, const struct table_work *work)
{
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind != CHANGE_RENUMBER)
			continue;
		sqlite_add_renumber_guard(p->arena, p->ddl, work, p->request, change);
		sqlite_add_renumber(p->arena, p->ddl, work, change);
	}
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind == CHANGE_DROP_COLUMN) {
			begin(p, "ALTER TABLE", work->after->name.name);
			begin(p, " DROP COLUMN",
				sqlite_current_name(p->arena, work, change->column_before));
			emit(p);
		} else if (change->kind == CHANGE_ADD_COLUMN) {
			add_column(p, work, change->column);
		}
	}
	for (size_t i = 0; i < work->count; i++) {
		const struct index *index = work->changes[i].index;
		if (index == NULL)
			continue;
		sqlite_add_index_guard(p->arena, p->ddl, work, p->request, index);
		sqlite_print_index(&p->sql, index, work->after);
		emit(p);
	}
}

/* Also renames dropped columns whose names are reused. */
static void
rename_columns(struct planner *p, const struct table_work *work)
{
	struct sqlite_renames renames = {0};
	struct texts used = {0};
	for (size_t i = 0; i < work->count; i++) {
		const struct column *before = work->changes[i].column_before;
		if (work->changes[i].kind != CHANGE_RENAME_COLUMN &&
			work->changes[i].kind != CHANGE_DROP_COLUMN)
			continue;
		const char *name = sqlite_current_name(p->arena, work, before);
		if (!text_equal(name, before->name))
			*VEC_ADD(p->arena, &renames) = (struct sqlite_rename){before->name, name};
	}
	sqlite_column_names(p->arena, &used, work);
	sqlite_order_renames(p->arena, &renames, &used);
	VEC_EACH (const struct sqlite_rename, rename, renames) {
		begin(p, "ALTER TABLE", work->after->name.name);
		begin(p, " RENAME COLUMN", rename->from);
		begin(p, " TO", rename->to);
		emit(p);
	}
}

/*
 * The changes of each table that exists before and after. changes_sort() has put the changes of one
 * table next to each other.
 */
static void
list_works(struct planner *p, struct table_works *out)
{
	const struct changes *changes = p->request->changes;
	for (size_t i = 0, end; i < changes->len; i = end) {
		const struct change *first = &changes->items[i];
		end = i + 1;
		if (first->table == NULL || first->table_before == NULL)
			continue;
		while (end < changes->len && changes->items[end].table == first->table &&
			changes->items[end].table_before == first->table_before)
			end++;
		*VEC_ADD(p->arena, out) = (struct table_work){.before = first->table_before,
			.after = first->table,
			.changes = first,
			.count = end - i};
	}
}

int
sqlite_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct planner p = {.arena = arena, .ddl = ddl, .request = request, .sql = STRBUF_INIT};
	struct table_works works = {0};
	if (sqlite_check_version(request, diagnostics) != 0 ||
		sqlite_check_names(arena, request, diagnostics) != 0 ||
		sqlite_check_fills(request, diagnostics) != 0 ||
		sqlite_check_objects(arena, request, diagnostics) != 0)
		return -1;
	list_works(&p, &works);
	sqlite_find_recreated(arena, &p.recreated, request);
	sqlite_drop_objects(arena, ddl, request, &p.recreated);
	drop_indexes(&p);
	drop_tables(&p, true);
	/* all renames precede the first rebuild: legacy_alter_table would limit their effect */
	rename_tables(&p);
	VEC_EACH (const struct table_work, work, works)
		rename_columns(&p, work);
	create_tables(&p);
	VEC_EACH (const struct table_work, work, works) {
		if (sqlite_needs_rebuild(work, request))
			sqlite_add_rebuild(arena, ddl, work, request, &p.recreated);
		else
			alter_table(&p, work);
	}
	drop_tables(&p, false);
	sqlite_create_objects(arena, ddl, request, &p.recreated);
	strbuf_release(&p.sql);
	return 0;
}
