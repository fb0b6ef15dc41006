#include "postgresql/plan/plan_emit.h"

#include "base/text.h"
#include "postgresql/sql/postgresql_print.h"
#include "schema/sql_text.h"

/* ------------------------------------------------------------------ the statement being written */

void
plan_emit(struct planner *p)
{
	while (p->sql.len > 0 &&
		(char_is_space(p->sql.buf[p->sql.len - 1]) || p->sql.buf[p->sql.len - 1] == ';'))
		strbuf_cut(&p->sql, p->sql.len - 1);
	ddl_add(p->arena, p->ddl, STATEMENT_SQL, arena_strdup(p->arena, p->sql.buf));
	strbuf_reset(&p->sql);
}

void
plan_add_name(struct planner *p, const char *text, const char *name)
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
plan_add_alter_column(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "ALTER TABLE ", table);
	plan_add_name(p, " ALTER COLUMN ", column->name);
}

void
plan_emit_guard(struct planner *p, const struct table *table, const char *condition)
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

/* ------------------------------------------------------------------ comments */

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

void
plan_emit_comment_on_table(struct planner *p, const struct table *table)
{
	plan_add_table(p, "COMMENT ON TABLE ", table);
	comment_on(p, table->comment);
}

void
plan_emit_comment_on_column(
	struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "COMMENT ON COLUMN ", table);
	plan_add_name(p, ".", column->name);
	comment_on(p, column->comment);
}

void
plan_emit_comment_on_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	plan_add_name(p, "COMMENT ON CONSTRAINT ", constraint->name);
	plan_add_table(p, " ON ", table);
	comment_on(p, constraint->comment);
}

void
plan_emit_comment_on_index(struct planner *p, const struct table *table, const struct index *index)
{
	const struct qualified_name name = {table->name.schema, index->name};
	strbuf_addstr(&p->sql, "COMMENT ON INDEX ");
	sql_add_qualified(&p->sql, &name);
	comment_on(p, index->comment);
}

/* ------------------------------------------------------------------ columns */

void
plan_emit_add_column(
	struct planner *p, const struct table *table, const struct column *column, bool not_null)
{
	plan_add_table(p, "ALTER TABLE ", table);
	strbuf_addstr(&p->sql, " ADD COLUMN ");
	postgresql_print_column(&p->sql, column, not_null);
	plan_emit(p);
}

void
plan_emit_drop_column(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_table(p, "ALTER TABLE ", table);
	plan_add_name(p, " DROP COLUMN ", column->name);
	plan_emit(p);
}

void
plan_emit_set_not_null(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " SET NOT NULL");
	plan_emit(p);
}

void
plan_emit_drop_default(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " DROP DEFAULT");
	plan_emit(p);
}

void
plan_emit_set_default(struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " SET DEFAULT ");
	postgresql_print_default(&p->sql, column->default_value.common);
	plan_emit(p);
}
