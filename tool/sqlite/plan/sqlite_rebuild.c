/*
 * sqlite_rebuild: the statements that rebuild a table. They are readable and can also be run
 * without the runtime.
 *
 * The directives around them allow the runtime to preserve what plain SQL cannot preserve
 * (schemac/runtime.h, SCHEMAC_STEP_REBUILD). With legacy_alter_table, the last RENAME neither
 * rewrites nor rejects views and triggers that use the table
 * (pragma.html#pragma_legacy_alter_table).
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/print/print_index.h"
#include "sqlite/print/print_table.h"
#include "sqlite/rules/sqlite_time.h"
#include "sqlite/rules/sqlite_types.h"
#include "sqlite/rules/table_rules.h"

#include <string.h>

enum {
	LINE_LIMIT = 80, /* maximum length of a list on one line, in bytes */
};

/* "notes__new", with more underscores if a table has this name. */
static const char *
new_name(struct arena *arena, const char *table, const struct ddl_request *request)
{
	const char *name = arena_printf(arena, "%s__new", table);
	for (;;) {
		struct qualified_name wanted = {.name = name};
		if (schema_find_table(request->before, &wanted) == NULL &&
			schema_find_table(request->after, &wanted) == NULL)
			return name;
		name = arena_printf(arena, "%s_", name);
	}
}

/* The new name of a renamed value, from a hint on either side; NULL: not renamed, or removed. */
static const char *
enum_value_after(
	const struct enum_type *old, const struct enum_type *new, const struct enum_value *value)
{
	if (enum_has_value(new, value->value))
		return NULL;
	VEC_EACH (const struct enum_value, item, new->values)
		if (text_equal(item->renamed_from, value->value) &&
			!enum_has_value(old, item->value))
			return item->value;
	if (value->renamed_from != NULL && enum_has_value(new, value->renamed_from) &&
		!enum_has_value(old, value->renamed_from))
		return value->renamed_from;
	return NULL;
}

static bool
is_unique(const struct table *table, const char *column)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (((*constraint)->kind == CONSTRAINT_UNIQUE ||
			    (*constraint)->kind == CONSTRAINT_PRIMARY_KEY) &&
			constraint_is_on(*constraint, &column, 1))
			return true;
	VEC_EACH (struct index *, index, table->indexes)
		if ((*index)->unique && (*index)->parts.len == 1 &&
			((*index)->parts.items[0].column == NULL ||
				text_equal((*index)->parts.items[0].column, column)))
			return true;
	return false;
}

/*
 * A value for a NOT NULL column: the row number if the column is unique, otherwise the default,
 * otherwise the empty value of its affinity.
 */
static const char *
zero_value(const struct table *table, const struct column *column)
{
	const char *affinity = sqlite_affinity(column->type.common);
	if (is_unique(table, column->name))
		return "row_number() OVER ()";
	if (column->default_value.common != NULL)
		return column->default_value.common;
	if (strcmp(affinity, "TEXT") == 0)
		return "''";
	return strcmp(affinity, "BLOB") == 0 ? "x''" : "0";
}

/* CASE column WHEN 'old' THEN 'new' …, if values of the enum are renamed. False if none are. */
static bool
add_renamed_values(struct strbuf *out, const struct column *before, const struct column *column)
{
	const struct enum_type *old = before->check_enum, *new = column->check_enum;
	bool any = false;
	if (old == NULL || new == NULL)
		return false;
	VEC_EACH (const struct enum_value, value, old->values) {
		const char *to = enum_value_after(old, new, value);
		if (to == NULL)
			continue;
		strbuf_addstr(out, any ? "" : "CASE ");
		if (!any)
			sql_add_name(out, column->name);
		strbuf_addstr(out, " WHEN ");
		sql_add_literal(out, value->value);
		strbuf_addstr(out, " THEN ");
		sql_add_literal(out, to);
		any = true;
	}
	if (!any)
		return false;
	strbuf_addstr(out, " ELSE ");
	sql_add_name(out, column->name);
	strbuf_addstr(out, " END");
	return true;
}

/* Whether the old default wrote texts into a column of numbers (sqlite/rules/sqlite_time.h). */
static bool
has_text_times(const struct column *before, const struct column *column)
{
	return strcmp(sqlite_affinity(before->type.common), "INTEGER") == 0 &&
	       sqlite_becomes_seconds(before->default_value.common, column->default_value.common);
}

/* The seconds of a value that is the text of a time; any other value as it is. */
static void
add_seconds(struct strbuf *out, const char *column)
{
	struct strbuf name = STRBUF_INIT;
	sql_add_name(&name, column);
	strbuf_addf(out, "CASE typeof(%s) WHEN 'text' THEN "
		"coalesce(CAST(strftime('%%s', %s) AS INTEGER), %s) ELSE %s END",
		name.buf, name.buf, name.buf, name.buf);
	strbuf_release(&name);
}

static void
add_copied(struct arena *arena, struct strbuf *out, const struct table_work *work,
	const struct column *before, const struct column *column,
	const struct ddl_request *request)
{
	const char *renumbered = sqlite_renumbered(arena, work, column);
	const struct change *tightened =
		sqlite_find_change(work, CHANGE_ALTER_NULLABILITY, column->name);
	const struct change *retyped = sqlite_find_change(work, CHANGE_ALTER_TYPE, column->name);
	bool plain = tightened == NULL && retyped == NULL;
	const char *replacement = column->backfill.common;
	if (replacement == NULL && request->direction == DDL_DOWN)
		replacement = zero_value(work->after, column);
	if (tightened != NULL && column->not_null && replacement != NULL) {
		strbuf_addstr(out, "coalesce(");
		if (renumbered != NULL)
			strbuf_addstr(out, renumbered);
		else
			sql_add_name(out, column->name);
		strbuf_addf(out, ", %s)", replacement);
	} else if (retyped != NULL && column->using_expression.common != NULL) {
		strbuf_addstr(out, column->using_expression.common);
	} else if (renumbered != NULL) {
		strbuf_addstr(out, renumbered);
	} else if (plain && has_text_times(before, column)) {
		add_seconds(out, column->name);
	} else if (!add_renamed_values(out, before, column)) {
		sql_add_name(out, column->name);
	}
}

/*
 * The value of a new column in existing rows, as an expression over the old table; NULL: the
 * default of the column.
 */
static const char *
new_value(const struct table *table, const struct column *column, const struct ddl_request *request)
{
	if (column->backfill.common != NULL)
		return column->backfill.common;
	if (request->direction == DDL_DOWN && is_unique(table, column->name))
		return column->not_null ? zero_value(table, column) : "NULL";
	if (!sqlite_is_constant(column->default_value.common))
		return column->default_value.common;
	if (request->direction == DDL_DOWN && column->not_null &&
		column->default_value.common == NULL)
		return zero_value(table, column);
	return NULL;
}

static bool
is_plain_column(const struct column *column)
{
	return column != NULL && column->generated == GENERATED_NONE;
}

/* The corresponding column before the changes; NULL if the column is new. */
static const struct column *
column_before(const struct table_work *work, const struct column *column)
{
	const struct change *renamed = sqlite_find_change(work, CHANGE_RENAME_COLUMN, column->name);
	if (renamed != NULL)
		return renamed->column_before;
	if (sqlite_find_change(work, CHANGE_ADD_COLUMN, column->name) != NULL)
		return NULL;
	return table_find_column(work->before, column->name);
}

/* A name of the rowid that is not the name of a column (lang_createtable.html#rowid). */
static const char *
rowid_name(const struct table *before, const struct table *after)
{
	static const char *const names[] = {"rowid", "_rowid_", "oid"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		bool taken = false;
		VEC_EACH (struct column *, column, before->columns)
			taken = taken || text_equal_nocase((*column)->name, names[i]);
		VEC_EACH (struct column *, column, after->columns)
			taken = taken || text_equal_nocase((*column)->name, names[i]);
		if (!taken)
			return names[i];
	}
	return NULL;
}

/*
 * Whether rowids are copied. Without an alias they are not visible as a column, but other tables
 * may reference them.
 */
static bool
keeps_rowid(const struct table_work *work)
{
	return !work->before->without_rowid && !work->after->without_rowid &&
	       sqlite_rowid_alias(work->before) == NULL &&
	       sqlite_rowid_alias(work->after) == NULL &&
	       rowid_name(work->before, work->after) != NULL;
}

/*
 * Copies the number of rows, if the tables have no column in common: every row has its rowid, and
 * the defaults of the new columns. SQLite chooses the rowid if the old table has none.
 */
static void
add_rowid_copy(struct strbuf *into, struct strbuf *from, const struct table_work *work)
{
	const struct column *alias = sqlite_rowid_alias(work->after);
	const char *name = rowid_name(work->before, work->after);
	if (name == NULL && alias == NULL)
		return;
	sql_add_name(into, alias != NULL ? alias->name : name);
	strbuf_addstr(from, work->before->without_rowid || name == NULL ? "NULL" : name);
}

/*
 * The same without a rowid. The key cannot be NULL: it has a default, or the draft was refused.
 */
static void
add_default_copy(struct strbuf *into, struct strbuf *from, const struct table_work *work)
{
	VEC_EACH (struct column *, item, work->after->columns) {
		const struct column *column = *item;
		if (column->generated != GENERATED_NONE)
			continue;
		sql_add_name(into, column->name);
		strbuf_addstr(from, column->default_value.common != NULL
					    ? column->default_value.common
					    : "NULL");
		return;
	}
}

/* Whether the list of column names is too long for one line. */
static bool
is_wide(const struct table *table)
{
	size_t length = 0;
	VEC_EACH (struct column *, column, table->columns)
		length += strlen((*column)->name) + strlen(", ");
	return length > LINE_LIMIT;
}

static void
add_copy(struct arena *arena, struct ddl *ddl, const struct table_work *work, const char *new_table,
	const struct ddl_request *request)
{
	struct strbuf into = STRBUF_INIT, from = STRBUF_INIT, sql = STRBUF_INIT;
	bool wide = is_wide(work->after);
	const char *separator = wide ? ",\n\t" : ", ";
	if (keeps_rowid(work)) {
		strbuf_addstr(&into, rowid_name(work->before, work->after));
		strbuf_addstr(&from, into.buf);
	}
	VEC_EACH (struct column *, item, work->after->columns) {
		const struct column *column = *item;
		const struct column *before = column_before(work, column);
		if (!is_plain_column(column) ||
			(before == NULL && new_value(work->after, column, request) == NULL))
			continue;
		strbuf_addstr(&into, into.len > 0 ? separator : "");
		strbuf_addstr(&from, from.len > 0 ? separator : "");
		sql_add_name(&into, column->name);
		if (before != NULL)
			add_copied(arena, &from, work, before, column, request);
		else
			strbuf_addstr(&from, new_value(work->after, column, request));
	}
	if (into.len == 0 && !work->after->without_rowid)
		add_rowid_copy(&into, &from, work);
	if (into.len == 0)
		add_default_copy(&into, &from, work);
	if (into.len > 0) {
		strbuf_addstr(&sql, "INSERT INTO ");
		sql_add_name(&sql, new_table);
		strbuf_addf(&sql,
			wide ? " (\n\t%s\n)\nSELECT\n\t%s\nFROM " : " (%s)\nSELECT %s FROM ",
			into.buf, from.buf);
		sql_add_name(&sql, work->after->name.name);
		sqlite_emit_sql(arena, ddl, &sql);
	}
	strbuf_release(&into);
	strbuf_release(&from);
	strbuf_release(&sql);
}

static bool
has_autoincrement(const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->autoincrement)
			return true;
	return false;
}

/* Copies the largest rowid that AUTOINCREMENT has used (autoinc.html). */
static void
add_sequence(struct arena *arena, struct ddl *ddl, const char *table, const char *new_table)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, "DELETE FROM sqlite_sequence WHERE name = ");
	sql_add_literal(&sql, new_table);
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_addstr(&sql, "INSERT INTO sqlite_sequence (name, seq)\nSELECT ");
	sql_add_literal(&sql, new_table);
	strbuf_addstr(&sql, ", seq FROM sqlite_sequence WHERE name = ");
	sql_add_literal(&sql, table);
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_release(&sql);
}

static void
add_begin(struct arena *arena, struct ddl *ddl, const struct table_work *work)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, "rebuild ");
	sql_add_name(&text, work->after->name.name);
	strbuf_addstr(&text, " (");
	VEC_EACH (struct column *, column, work->before->columns) {
		strbuf_addstr(&text, column > work->before->columns.items ? ", " : "");
		sql_add_name(&text, sqlite_current_name(arena, work, *column));
	}
	strbuf_addch(&text, ')');
	sqlite_emit_directive(arena, ddl, &text);
	strbuf_release(&text);
}

static void
add_dependants(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct recreated *later)
{
	struct strbuf sql = STRBUF_INIT;
	VEC_EACH (struct index *, index, work->after->indexes) {
		sqlite_print_index(&sql, *index, work->after);
		sqlite_emit_sql(arena, ddl, &sql);
	}
	VEC_EACH (struct sql_object *, object, request->after->objects) {
		const struct sql_object *before =
			schema_find_same_object(request->before, *object);
		if ((*object)->kind != OBJECT_TRIGGER || before == NULL ||
			sqlite_is_recreated(later, *object) ||
			!text_equal((*object)->table.name, work->after->name.name) ||
			!sql_equal(before->sql.common, (*object)->sql.common))
			continue;
		strbuf_addstr(&sql, (*object)->sql.common);
		sqlite_emit_sql(arena, ddl, &sql);
	}
	strbuf_release(&sql);
}

/* Names the rows that add_seconds() changes. */
static void
name_text_times(struct arena *arena, struct ddl *ddl, const struct table_work *work)
{
	VEC_EACH (struct column *, column, work->after->columns) {
		const struct column *before = column_before(work, *column);
		if (before != NULL && has_text_times(before, *column))
			ddl_addf(arena, ddl, STATEMENT_COMMENT,
				"rows of %s in which the default %s has written a text into %s: the"
				" text becomes the number of seconds since 1970",
				work->after->name.name, before->default_value.common,
				(*column)->name);
	}
}

void
sqlite_add_rebuild(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct recreated *later)
{
	const char *table = work->after->name.name;
	const char *new_table = new_name(arena, table, request);
	struct strbuf sql = STRBUF_INIT;
	sqlite_add_guards(arena, ddl, work, request);
	for (size_t i = 0; i < work->count; i++)
		if (work->changes[i].kind == CHANGE_RENUMBER)
			sqlite_add_renumber_guard(arena, ddl, work, request, &work->changes[i]);
	name_text_times(arena, ddl, work);
	add_begin(arena, ddl, work);
	ddl_add(arena, ddl, STATEMENT_SQL, "PRAGMA legacy_alter_table = ON");
	sqlite_print_table(&sql, work->after, new_table);
	sqlite_emit_sql(arena, ddl, &sql);
	add_copy(arena, ddl, work, new_table, request);
	if (has_autoincrement(work->before) && has_autoincrement(work->after))
		add_sequence(arena, ddl, table, new_table);
	strbuf_addstr(&sql, "DROP TABLE ");
	sql_add_name(&sql, table);
	sqlite_emit_sql(arena, ddl, &sql);
	strbuf_addstr(&sql, "ALTER TABLE ");
	sql_add_name(&sql, new_table);
	strbuf_addstr(&sql, " RENAME TO ");
	sql_add_name(&sql, table);
	sqlite_emit_sql(arena, ddl, &sql);
	add_dependants(arena, ddl, work, request, later);
	strbuf_addstr(&sql, "rebuild-end ");
	sql_add_name(&sql, table);
	sqlite_emit_directive(arena, ddl, &sql);
	strbuf_release(&sql);
}
