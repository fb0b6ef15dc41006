/*
 * guard: directives that report, before a table is changed, the rows that violate a new constraint.
 * SQLite itself would report only the name of the constraint.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"

void
sqlite_begin_guard(struct arena *arena, struct strbuf *out, const struct table_work *work)
{
	const struct constraint *key = table_primary_key(work->before);
	const struct column *column =
		key != NULL ? table_find_column(work->before, key->parts.items[0].column) : NULL;
	strbuf_addstr(out, "expect-no-rows SELECT ");
	sql_add_name(out, column != NULL ? sqlite_current_name(arena, work, column) : "rowid");
	strbuf_addstr(out, " FROM ");
	sql_add_name(out, work->after->name.name);
}

/* ------------------------------------------------------------------ NOT NULL */

static void
add_null_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct column *column)
{
	struct strbuf sql = STRBUF_INIT;
	const struct change *change =
		sqlite_find_change(work, CHANGE_ALTER_NULLABILITY, column->name);
	bool tightened = change != NULL && !change->column_before->is_rowid;
	bool added = sqlite_find_change(work, CHANGE_ADD_COLUMN, column->name) != NULL &&
		     column->default_value.common == NULL;
	if (!tightened && !added)
		return;
	sqlite_begin_guard(arena, &sql, work);
	if (tightened) {
		strbuf_addstr(&sql, " WHERE ");
		sql_add_name(&sql, column->name);
		strbuf_addstr(&sql, " IS NULL");
	}
	sqlite_emit_directive(arena, ddl, &sql);
	strbuf_release(&sql);
}

/* ------------------------------------------------------------------ CHECK */

/* Whether the change leaves the values of the column unchanged. */
static bool
keeps_values(const struct table_work *work, const struct column *column)
{
	return sqlite_find_change(work, CHANGE_ADD_COLUMN, column->name) == NULL &&
	       sqlite_find_change(work, CHANGE_ALTER_TYPE, column->name) == NULL &&
	       sqlite_find_change(work, CHANGE_RENUMBER, column->name) == NULL &&
	       sqlite_find_change(work, CHANGE_ALTER_GENERATED, column->name) == NULL &&
	       column->backfill.common == NULL;
}

static bool
has_renamed_values(const struct column *column)
{
	if (column->check_enum == NULL)
		return false;
	VEC_EACH (const struct enum_value, value, column->check_enum->values)
		if (value->renamed_from != NULL)
			return true;
	return false;
}

static bool
can_guard_check(const struct table_work *work, const struct constraint *check)
{
	VEC_EACH (struct column *, column, work->after->columns)
		if (sql_mentions(check->expression.common, (*column)->name) &&
			(!keeps_values(work, *column) || has_renamed_values(*column)))
			return false;
	VEC_EACH (struct column *, column, work->before->columns)
		if (has_renamed_values(*column) &&
			sql_mentions(check->expression.common, (*column)->name))
			return false;
	return true;
}

static void
add_check_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct constraint *check)
{
	struct strbuf sql = STRBUF_INIT;
	if (!can_guard_check(work, check))
		return;
	sqlite_begin_guard(arena, &sql, work);
	strbuf_addf(&sql, " WHERE NOT (%s)", sql_normalise(arena, check->expression.common));
	sqlite_emit_directive(arena, ddl, &sql);
	strbuf_release(&sql);
}

/* ------------------------------------------------------------------ UNIQUE */

static bool
can_guard_parts(const struct table_work *work, const struct key_parts *parts)
{
	VEC_EACH (const struct key_part, part, *parts) {
		const struct column *column =
			part->column != NULL ? table_find_column(work->after, part->column) : NULL;
		if (column == NULL || part->collation != NULL || !keeps_values(work, column))
			return false;
	}
	return parts->len > 0;
}

/* SELECT a FROM t WHERE a IS NOT NULL GROUP BY a HAVING count(*) > 1. NULLs are distinct. */
static void
add_unique_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct key_parts *parts, const char *condition)
{
	struct strbuf sql = STRBUF_INIT, names = STRBUF_INIT, present = STRBUF_INIT;
	if (!can_guard_parts(work, parts))
		return;
	VEC_EACH (const struct key_part, part, *parts) {
		strbuf_addstr(&names, names.len > 0 ? ", " : "");
		sql_add_name(&names, part->column);
		strbuf_addstr(&present, present.len > 0 ? " AND " : "");
		sql_add_name(&present, part->column);
		strbuf_addstr(&present, " IS NOT NULL");
	}
	if (condition != NULL)
		strbuf_addf(&present, " AND (%s)", sql_normalise(arena, condition));
	strbuf_addf(&sql, "expect-no-rows SELECT %s FROM ", names.buf);
	sql_add_name(&sql, work->after->name.name);
	strbuf_addf(&sql, " WHERE %s GROUP BY %s HAVING count(*) > 1", present.buf, names.buf);
	sqlite_emit_directive(arena, ddl, &sql);
	strbuf_release(&sql);
	strbuf_release(&names);
	strbuf_release(&present);
}

static bool
is_unique_already(const struct table_work *work, const struct key_parts *parts)
{
	VEC_EACH (struct constraint *, constraint, work->before->constraints) {
		if ((*constraint)->kind != CONSTRAINT_UNIQUE &&
			(*constraint)->kind != CONSTRAINT_PRIMARY_KEY)
			continue;
		bool equal = (*constraint)->parts.len == parts->len;
		for (size_t i = 0; equal && i < parts->len; i++)
			equal = text_equal((*constraint)->parts.items[i].column,
				parts->items[i].column);
		if (equal)
			return true;
	}
	return false;
}

void
sqlite_add_index_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct index *index)
{
	if (index->unique && request->direction == DDL_UP &&
		!is_unique_already(work, &index->parts))
		add_unique_guard(arena, ddl, work, &index->parts, index->where.common);
}

void
sqlite_add_guards(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request)
{
	if (request->direction == DDL_UP)
		VEC_EACH (struct column *, column, work->after->columns)
			if ((*column)->not_null && (*column)->generated == GENERATED_NONE &&
				(*column)->backfill.common == NULL)
				add_null_guard(arena, ddl, work, *column);
	for (size_t i = 0; i < work->count; i++) {
		const struct constraint *added = work->changes[i].constraint;
		if (work->changes[i].kind == CHANGE_ADD_INDEX)
			sqlite_add_index_guard(arena, ddl, work, request, work->changes[i].index);
		if (work->changes[i].kind != CHANGE_ADD_CONSTRAINT)
			continue;
		if (added->kind == CONSTRAINT_CHECK)
			add_check_guard(arena, ddl, work, added);
		else if (request->direction == DDL_UP && !is_unique_already(work, &added->parts) &&
			 (added->kind == CONSTRAINT_UNIQUE ||
				 added->kind == CONSTRAINT_PRIMARY_KEY))
			add_unique_guard(arena, ddl, work, &added->parts, NULL);
	}
}
