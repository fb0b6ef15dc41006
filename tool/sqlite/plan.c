#include "sqlite/plan.h"

#include "base/text.h"
#include "diff/order.h"
#include "schema/sql.h"
#include "sqlite/dialect.h"
#include "sqlite/print.h"

#include <string.h>

struct planner {
	struct arena *arena;
	struct ddl *ddl;
	const struct ddl_request *request;
	struct strbuf sql; /* the statement being written */
};

void
sqlite_add_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql)
{
	while (sql->len > 0 && (char_is_space(sql->buf[sql->len - 1]) || sql->buf[sql->len - 1] == ';'))
		strbuf_cut(sql, sql->len - 1);
	ddl_add(arena, ddl, STATEMENT_SQL, arena_strdup(arena, sql->buf));
	strbuf_reset(sql);
}

void
sqlite_add_guard(struct strbuf *out, const struct table *before, const char *table)
{
	const struct constraint *key = table_primary_key(before);
	const char *column = key != NULL ? key->parts.items[0].column : NULL;
	strbuf_addstr(out, "expect-no-rows SELECT ");
	sql_add_name(out, column != NULL ? column : "rowid");
	strbuf_addstr(out, " FROM ");
	sql_add_name(out, table);
}

static void
emit(struct planner *p)
{
	sqlite_add_sql(p->arena, p->ddl, &p->sql);
}

/* "DROP VIEW name", "ALTER TABLE name": the statement so far. */
static void
begin(struct planner *p, const char *verb, const char *name)
{
	strbuf_addf(&p->sql, "%s ", verb);
	sql_add_name(&p->sql, name);
}

static void
drop_objects(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->object_before == NULL)
			continue;
		switch (change->object_before->kind) {
		case OBJECT_VIEW:
			begin(p, "DROP VIEW", change->object_before->name.name);
			break;
		case OBJECT_TRIGGER:
			begin(p, "DROP TRIGGER", change->object_before->name.name);
			break;
		default:
			begin(p, "DROP TABLE", change->object_before->name.name);
			break;
		}
		emit(p);
	}
}

static void
create_objects(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->object == NULL)
			continue;
		strbuf_addstr(&p->sql, change->object->sql.common);
		emit(p);
	}
}

static void
drop_indexes(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_INDEX || change->kind == CHANGE_RENAME_INDEX) {
			begin(p, "DROP INDEX", change->index_before->name);
			emit(p);
		}
}

/* Those that refer to others first, so that nothing is left that refers to what is gone. */
static void
drop_tables(struct planner *p)
{
	struct tables tables = {0};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table_before;
	order_tables(p->arena, &tables);
	for (size_t i = tables.len; i > 0; i--) {
		begin(p, "DROP TABLE", tables.items[i - 1]->name.name);
		emit(p);
	}
}

static void
rename_tables(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_RENAME_TABLE) {
			begin(p, "ALTER TABLE", change->table_before->name.name);
			begin(p, " RENAME TO", change->table->name.name);
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

/* Rows cannot get a value that nothing gives: then the upgrade stops before it touches them. */
static void
guard_added_column(struct planner *p, const struct table *table, const struct column *column)
{
	bool has_value = !column->not_null || column->generated != GENERATED_NONE ||
			 (column->default_value.common != NULL &&
				 !sql_equal(column->default_value.common, "NULL"));
	if (has_value)
		return;
	sqlite_add_guard(&p->sql, table, table->name.name);
	ddl_add(p->arena, p->ddl, STATEMENT_DIRECTIVE, arena_strdup(p->arena, p->sql.buf));
	strbuf_reset(&p->sql);
}

static void
add_column(struct planner *p, const struct table *table, const struct column *column)
{
	guard_added_column(p, table, column);
	begin(p, "ALTER TABLE", table->name.name);
	strbuf_addstr(&p->sql, " ADD COLUMN ");
	sqlite_print_added_column(&p->sql, column, table);
	emit(p);
	if (column->backfill.common == NULL || column->generated != GENERATED_NONE)
		return;
	begin(p, "UPDATE", table->name.name);
	begin(p, " SET", column->name);
	strbuf_addf(&p->sql, " = %s", column->backfill.common);
	emit(p);
}

static void
alter_table(struct planner *p, const struct table_work *work)
{
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind == CHANGE_DROP_COLUMN) {
			begin(p, "ALTER TABLE", work->after->name.name);
			begin(p, " DROP COLUMN", change->column_before->name);
			emit(p);
		} else if (change->kind == CHANGE_ADD_COLUMN) {
			add_column(p, work->after, change->column);
		}
	}
	for (size_t i = 0; i < work->count; i++)
		if (work->changes[i].index != NULL) {
			sqlite_print_index(&p->sql, work->changes[i].index, work->after);
			emit(p);
		}
}

static void
rename_columns(struct planner *p, const struct table_work *work)
{
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind != CHANGE_RENAME_COLUMN)
			continue;
		begin(p, "ALTER TABLE", work->after->name.name);
		begin(p, " RENAME COLUMN", change->column_before->name);
		begin(p, " TO", change->column->name);
		emit(p);
	}
}

/* Changes of one table stand together: see changes_sort(). */
static void
change_tables(struct planner *p)
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
		struct table_work work = {.before = first->table_before,
			.after = first->table,
			.changes = first,
			.count = end - i};
		rename_columns(p, &work);
		if (sqlite_needs_rebuild(&work, p->request))
			sqlite_add_rebuild(p->arena, p->ddl, &work, p->request);
		else
			alter_table(p, &work);
	}
}

int
sqlite_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	(void)diagnostics;
	struct planner p = {.arena = arena, .ddl = ddl, .request = request, .sql = STRBUF_INIT};
	drop_objects(&p);
	drop_indexes(&p);
	drop_tables(&p);
	rename_tables(&p);
	create_tables(&p);
	change_tables(&p);
	create_objects(&p);
	strbuf_release(&p.sql);
	return 0;
}
