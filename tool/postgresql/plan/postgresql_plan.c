#include "postgresql/plan/plan_internal.h"

#include "base/text.h"
#include "diff/order.h"
#include "postgresql/postgresql_dialect.h"
#include "postgresql/plan/plan_constraint.h"
#include "postgresql/plan/plan_recreate_column.h"
#include "postgresql/plan/plan_replace_type.h"
#include "postgresql/sql/postgresql_print.h"
#include "schema/sql.h"

void
plan_emit(struct planner *p)
{
	while (p->sql.len > 0 && (char_is_space(p->sql.buf[p->sql.len - 1]) ||
					 p->sql.buf[p->sql.len - 1] == ';'))
		strbuf_cut(&p->sql, p->sql.len - 1);
	ddl_add(p->arena, p->ddl, STATEMENT_SQL, arena_strdup(p->arena, p->sql.buf));
	strbuf_reset(&p->sql);
}

void
plan_add(struct planner *p, const char *text, const char *name)
{
	strbuf_addstr(&p->sql, text);
	sql_add_name(&p->sql, name);
}

void
plan_add_table(struct planner *p, const char *text, const struct table *table)
{
	strbuf_addstr(&p->sql, text);
	sql_add_qualified(&p->sql, &table->name);
}

void
plan_begin_column(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "ALTER TABLE ", table);
	plan_add(p, " ALTER COLUMN ", column->name);
}

void
plan_guard(struct planner *p, const struct table *table, const char *condition)
{
	const struct constraint *key = table_primary_key(table);
	const char *column = key != NULL ? key->parts.items[0].column : NULL;
	strbuf_addstr(&p->sql, "expect-no-rows SELECT ");
	if (column != NULL)
		sql_add_name(&p->sql, column);
	else
		strbuf_addstr(&p->sql, "ctid");
	plan_add_table(p, " FROM ", table);
	if (condition != NULL)
		strbuf_addf(&p->sql, " WHERE %s", condition);
	ddl_add(p->arena, p->ddl, STATEMENT_DIRECTIVE, arena_strdup(p->arena, p->sql.buf));
	strbuf_reset(&p->sql);
}

/* ------------------------------------------------------------------ schemas that tables need */

static bool
has_schema(const struct schema *schema, const char *name)
{
	const struct qualified_name object = {.name = name};
	if (schema_find_object(schema, OBJECT_SCHEMA, &object) != NULL)
		return true;
	VEC_EACH (struct table *, table, schema->tables)
		if (text_equal((*table)->name.schema, name))
			return true;
	VEC_EACH (struct enum_type *, type, schema->enums)
		if (text_equal((*type)->name.schema, name))
			return true;
	return false;
}

/* Those that only b has, and that no SC_SCHEMA names there. */
static void
schemas_of_tables(struct planner *p, const struct schema *a, const struct schema *b, const char *verb)
{
	struct map seen = {0};
	VEC_EACH (struct table *, table, b->tables) {
		const char *name = (*table)->name.schema;
		const struct qualified_name object = {.name = name};
		if (name == NULL || has_schema(a, name) ||
			schema_find_object(b, OBJECT_SCHEMA, &object) != NULL ||
			map_put(p->arena, &seen, name, *table) != NULL)
			continue;
		plan_add(p, verb, name);
		plan_emit(p);
	}
}

/* ------------------------------------------------------------------ tables */

void
plan_drop_index(struct planner *p, const struct table *table, const struct index *index)
{
	const struct qualified_name name = {table->name.schema, index->name};
	strbuf_addf(&p->sql, "DROP INDEX %s", p->concurrently ? "CONCURRENTLY IF EXISTS " : "");
	sql_add_qualified(&p->sql, &name);
	plan_emit(p);
}

static void
drop_indexes(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_INDEX)
			plan_drop_index(p, change->table_before, change->index_before);
}

static void
drop_tables(struct planner *p)
{
	struct tables tables = {0};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table_before;
	order_tables(p->arena, &tables);
	for (size_t i = tables.len; i > 0; i--) {
		plan_drop_foreign_keys_to(p, tables.items[i - 1], tables.items, i - 1);
		plan_add_table(p, "DROP TABLE ", tables.items[i - 1]);
		plan_emit(p);
	}
}

static void
rename_tables(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_TABLE)
			continue;
		struct table moved = *change->table_before;
		if (!text_equal(moved.name.schema, change->table->name.schema)) {
			const char *schema = change->table->name.schema;
			plan_add_table(p, "ALTER TABLE ", &moved);
			plan_add(p, " SET SCHEMA ", schema != NULL ? schema : "public");
			plan_emit(p);
			moved.name.schema = schema;
		}
		if (text_equal(moved.name.name, change->table->name.name))
			continue;
		plan_add_table(p, "ALTER TABLE ", &moved);
		plan_add(p, " RENAME TO ", change->table->name.name);
		plan_emit(p);
	}
}

/* What is made anew is made as it will be. */
static bool
is_altered(const struct planner *p, const struct change *change)
{
	return change->column != NULL && change->column_before != NULL &&
	       !plan_is_remade(p, change->column);
}

static void
rename_columns(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_COLUMN || !is_altered(p, change))
			continue;
		plan_add_table(p, "ALTER TABLE ", change->table);
		plan_add(p, " RENAME COLUMN ", change->column_before->name);
		plan_add(p, " TO ", change->column->name);
		plan_emit(p);
	}
}

static void
rename_indexes(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_RENAME_INDEX)
			continue;
		const struct qualified_name name = {
			change->table->name.schema, change->index_before->name};
		strbuf_addstr(&p->sql, "ALTER INDEX ");
		sql_add_qualified(&p->sql, &name);
		plan_add(p, " RENAME TO ", change->index->name);
		plan_emit(p);
	}
}

static void
comment_on(struct planner *p, const char *comment)
{
	strbuf_addstr(&p->sql, " IS ");
	if (comment != NULL)
		sql_add_literal(&p->sql, comment);
	else
		strbuf_addstr(&p->sql, "NULL");
	plan_emit(p);
}

static void
comment_on_table(struct planner *p, const struct table *table)
{
	plan_add_table(p, "COMMENT ON TABLE ", table);
	comment_on(p, table->comment);
}

void
plan_comment_on_column(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "COMMENT ON COLUMN ", table);
	plan_add(p, ".", column->name);
	comment_on(p, column->comment);
}

static void
comment_on_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	plan_add(p, "COMMENT ON CONSTRAINT ", constraint->name);
	plan_add_table(p, " ON ", table);
	comment_on(p, constraint->comment);
}

static void
comment_on_index(struct planner *p, const struct table *table, const struct index *index)
{
	const struct qualified_name name = {table->name.schema, index->name};
	strbuf_addstr(&p->sql, "COMMENT ON INDEX ");
	sql_add_qualified(&p->sql, &name);
	comment_on(p, index->comment);
}

/*
 * A run that is cut off between the statement and the note that it ran does both again: hence IF NOT
 * EXISTS. An invalid index that a failed statement left is dropped by the runtime
 * (runtime/postgresql/invalid.c).
 */
static void
create_index(struct planner *p, const struct table *table, const struct index *index)
{
	strbuf_addf(&p->sql, "CREATE %sINDEX %s", index->unique ? "UNIQUE " : "",
		p->concurrently ? "CONCURRENTLY IF NOT EXISTS " : "");
	postgresql_print_index_body(&p->sql, index, table);
	plan_emit(p);
	if (index->comment != NULL)
		comment_on_index(p, table, index);
}

void
plan_restore_index(struct planner *p, const struct table *table, const struct index *index)
{
	create_index(p, table, index);
}

void
plan_restore_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	plan_add_table(p, "ALTER TABLE ", table);
	strbuf_addstr(&p->sql, " ADD ");
	postgresql_print_constraint(&p->sql, constraint, table);
	strbuf_addstr(&p->sql, constraint->not_valid ? " NOT VALID" : "");
	plan_emit(p);
	if (constraint->comment != NULL)
		comment_on_constraint(p, table, constraint);
}

static void
create_table(struct planner *p, struct key_plan *keys, const struct table *table)
{
	postgresql_print_table(&p->sql, table, plan_key_is_later, keys);
	plan_emit(p);
	plan_key_table_made(keys, table);
	if (table->comment != NULL)
		comment_on_table(p, table);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->comment != NULL)
			plan_comment_on_column(p, table, *column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->comment != NULL && !plan_key_is_later(keys, *constraint))
			comment_on_constraint(p, table, *constraint);
	VEC_EACH (struct index *, index, table->indexes)
		create_index(p, table, *index);
}

static void
create_tables(struct planner *p)
{
	struct tables tables = {0};
	struct key_plan keys = {.planner = p};
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_TABLE)
			*VEC_ADD(p->arena, &tables) = change->table;
	order_tables(p->arena, &tables);
	VEC_EACH (const struct table *, table, tables) {
		keys.table = *table;
		create_table(p, &keys, *table);
	}
	VEC_EACH (const struct table *, table, tables)
		plan_key_add_later(&keys, *table, tables.items, tables.len);
}

static bool
is_gone(const struct planner *p, const struct column *column)
{
	VEC_EACH (const struct column *, gone, p->gone)
		if (*gone == column)
			return true;
	return plan_is_remade(p, column);
}

static void
change_columns(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_COLUMN && !is_gone(p, change->column_before)) {
			plan_add_table(p, "ALTER TABLE ", change->table);
			plan_add(p, " DROP COLUMN ", change->column_before->name);
			plan_emit(p);
		}
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ALTER_OPTIONS)
			plan_alter_options(p, change);
		if (change->kind == CHANGE_ADD_COLUMN)
			plan_add_column(p, change);
		else if (is_altered(p, change))
			plan_alter_column(p, change);
	}
	plan_add_remade(p);
}

static void
create_indexes(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_INDEX)
			create_index(p, change->table, change->index);
}

static void
change_comments(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ALTER_TABLE_COMMENT)
			comment_on_table(p, change->table);
		if (change->kind == CHANGE_ALTER_COLUMN_COMMENT ||
			(change->kind == CHANGE_ADD_COLUMN && change->column->comment != NULL))
			plan_comment_on_column(p, change->table, change->column);
		if (change->kind == CHANGE_ALTER_CONSTRAINT_COMMENT ||
			(change->kind == CHANGE_ADD_CONSTRAINT &&
				change->constraint->comment != NULL))
			comment_on_constraint(p, change->table, change->constraint);
		if (change->kind == CHANGE_ALTER_INDEX_COMMENT)
			comment_on_index(p, change->table, change->index);
	}
}

bool
postgresql_stands_alone(const struct change *change)
{
	return (change->kind == CHANGE_ADD_INDEX && change->index->concurrently) ||
	       (change->kind == CHANGE_DROP_INDEX && change->index_before->concurrently);
}

/* CONCURRENTLY is for whoever has nothing else to do: all else belongs into a transaction. */
static bool
all_stand_alone(const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes)
		if (!postgresql_stands_alone(change))
			return false;
	return changes->len > 0;
}

int
postgresql_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics)
{
	struct planner p = {.arena = arena,
		.ddl = ddl,
		.request = request,
		.diagnostics = diagnostics,
		.sql = STRBUF_INIT,
		.concurrently = all_stand_alone(request->changes)};
	ddl->no_transaction = p.concurrently;
	plan_index_changes(&p);
	plan_collect_swaps(&p);
	plan_collect_remade(&p);
	plan_collect_objects(&p);
	plan_drop_objects(&p, true);
	plan_drop_keys(&p);
	drop_indexes(&p);
	plan_drop_retyped_indexes(&p);
	plan_drop_remade(&p);
	drop_tables(&p);
	schemas_of_tables(&p, request->before, request->after, "CREATE SCHEMA ");
	plan_create_objects(&p, true);
	plan_enums(&p);
	plan_domains(&p);
	rename_tables(&p);
	rename_columns(&p);
	plan_rename_keys(&p);
	rename_indexes(&p);
	create_tables(&p);
	change_columns(&p);
	plan_drop_enums(&p);
	plan_add_keys(&p, false);
	create_indexes(&p);
	plan_restore_retyped_indexes(&p);
	plan_add_keys(&p, true);
	change_comments(&p);
	plan_create_objects(&p, false);
	plan_drop_objects(&p, false);
	schemas_of_tables(&p, request->after, request->before, "DROP SCHEMA ");
	strbuf_release(&p.sql);
	return p.result;
}
