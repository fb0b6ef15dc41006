/*
 * Enums in a plan. Values can be renamed and added; a value that goes or moves needs a new type of
 * the same name, and every column its values by it.
 */
#include "base/text.h"
#include "postgresql/dialect.h"
#include "postgresql/plan.h"
#include "postgresql/print.h"
#include "schema/sql.h"

#include <string.h>

static void
create_enum(struct planner *p, const struct enum_type *type)
{
	strbuf_addstr(&p->sql, "CREATE TYPE ");
	sql_add_qualified(&p->sql, &type->name);
	strbuf_addstr(&p->sql, " AS ENUM (");
	VEC_EACH (const struct enum_value, value, type->values) {
		strbuf_addstr(&p->sql, value == type->values.items ? "" : ", ");
		sql_add_literal(&p->sql, value->value);
	}
	strbuf_addch(&p->sql, ')');
	plan_emit(p);
}

static const struct enum_value *
find_value(const struct enum_type *type, const char *text)
{
	VEC_EACH (const struct enum_value, value, type->values)
		if (text_equal(value->value, text))
			return value;
	return NULL;
}

/* What the value of the old type is called in the new one; NULL: it is gone. */
static const char *
value_after(const struct change *change, const char *value)
{
	if (find_value(change->enum_type, value) != NULL)
		return value;
	VEC_EACH (const struct enum_value, now, change->enum_type->values)
		if (text_equal(now->renamed_from, value) &&
			find_value(change->enum_before, now->value) == NULL)
			return now->value;
	return NULL;
}

/* Whether every old value is there still, in the old order. */
static bool
only_grows(const struct change *change)
{
	size_t at = 0;
	VEC_EACH (const struct enum_value, value, change->enum_before->values) {
		const char *now = value_after(change, value->value);
		while (at < change->enum_type->values.len &&
			!text_equal(change->enum_type->values.items[at].value, now))
			at++;
		if (now == NULL || at++ >= change->enum_type->values.len)
			return false;
	}
	return true;
}

static void
rename_values(struct planner *p, const struct change *change)
{
	VEC_EACH (const struct enum_value, value, change->enum_before->values) {
		const char *now = value_after(change, value->value);
		if (now == NULL || text_equal(now, value->value))
			continue;
		strbuf_addstr(&p->sql, "ALTER TYPE ");
		sql_add_qualified(&p->sql, &change->enum_type->name);
		strbuf_addstr(&p->sql, " RENAME VALUE ");
		sql_add_literal(&p->sql, value->value);
		strbuf_addstr(&p->sql, " TO ");
		sql_add_literal(&p->sql, now);
		plan_emit(p);
	}
}

static bool
was_there(const struct change *change, const char *value)
{
	VEC_EACH (const struct enum_value, old, change->enum_before->values)
		if (text_equal(value_after(change, old->value), value))
			return true;
	return false;
}

static bool
text_uses(struct planner *p, const char *text, const char *value)
{
	struct strbuf literal = STRBUF_INIT;
	sql_add_literal(&literal, value);
	bool uses = text != NULL && strstr(text, literal.buf) != NULL;
	strbuf_release(&literal);
	(void)p;
	return uses;
}

/* A value that is added cannot be used in the transaction that adds it (ALTER TYPE, Notes). */
static bool
is_used_at_once(struct planner *p, const struct change *change)
{
	VEC_EACH (const struct enum_value, value, change->enum_type->values) {
		if (was_there(change, value->value))
			continue;
		VEC_EACH (const struct change, other, *p->request->changes) {
			const struct column *column = other->column;
			const struct table *table =
				other->kind == CHANGE_ADD_TABLE ? other->table : NULL;
			if ((column != NULL &&
				    (text_uses(p, column->default_value.common, value->value) ||
					    text_uses(p, column->backfill.common, value->value) ||
					    text_uses(p, column->using_expression.common,
						    value->value))) ||
				(other->constraint != NULL &&
					text_uses(p, other->constraint->expression.common,
						value->value)) ||
				(other->index != NULL &&
					text_uses(p, other->index->where.common, value->value)))
				return true;
			if (table == NULL)
				continue;
			VEC_EACH (struct column *, own, table->columns)
				if (text_uses(p, (*own)->default_value.common, value->value))
					return true;
		}
	}
	return false;
}

static void
add_values(struct planner *p, const struct change *change)
{
	const char *before = NULL;
	VEC_EACH (const struct enum_value, value, change->enum_type->values) {
		const struct enum_value *next = value + 1;
		const struct enum_value *end =
			change->enum_type->values.items + change->enum_type->values.len;
		if (!was_there(change, value->value)) {
			strbuf_addstr(&p->sql, "ALTER TYPE ");
			sql_add_qualified(&p->sql, &change->enum_type->name);
			strbuf_addstr(&p->sql, " ADD VALUE ");
			sql_add_literal(&p->sql, value->value);
			if (before != NULL && next < end) {
				strbuf_addstr(&p->sql, " AFTER ");
				sql_add_literal(&p->sql, before);
			} else if (before == NULL && next < end) {
				strbuf_addstr(&p->sql, " BEFORE ");
				sql_add_literal(&p->sql,
					change->enum_before->values.len > 0
						? value_after(change,
							  change->enum_before->values.items[0].value)
						: next->value);
			}
			plan_emit(p);
		}
		before = value->value;
	}
}

/* ------------------------------------------------------------------ a type in place of another */

/* The columns that have the type before, and stay. */
struct use {
	const struct table *table; /* as it was */
	const struct column *column;
};

VEC_STRUCT(uses, struct use);

static void
find_uses(struct planner *p, struct uses *out, const struct enum_type *type)
{
	VEC_EACH (struct table *, table, p->request->before->tables) {
		bool dropped = false;
		VEC_EACH (const struct change, change, *p->request->changes)
			dropped = dropped || (change->kind == CHANGE_DROP_TABLE &&
						     change->table_before == *table);
		VEC_EACH (struct column *, column, (*table)->columns)
			if (!dropped && qualified_name_equal(&(*column)->enum_type, &type->name))
				*VEC_ADD(p->arena, out) = (struct use){*table, *column};
	}
}

/* Rows with a value that goes cannot be kept. */
static void
guard_values(struct planner *p, const struct change *change, const struct use *use)
{
	struct strbuf condition = STRBUF_INIT;
	size_t count = 0;
	VEC_EACH (const struct enum_value, value, change->enum_before->values) {
		if (value_after(change, value->value) != NULL)
			continue;
		if (count++ == 0) {
			sql_add_name(&condition, use->column->name);
			strbuf_addstr(&condition, " IN (");
		} else {
			strbuf_addstr(&condition, ", ");
		}
		sql_add_literal(&condition, value->value);
	}
	strbuf_addch(&condition, ')');
	if (count > 0)
		plan_guard(p, use->table, condition.buf);
	strbuf_release(&condition);
}

/* Whether a condition over the column binds it to the old type. */
static bool
binds(const struct dialect_text *text, const struct column *column)
{
	return text->common != NULL && sql_mentions(text->common, column->name);
}

static bool
index_binds(const struct index *index, const struct column *column)
{
	bool bound = binds(&index->where, column);
	VEC_EACH (const struct key_part, part, index->parts)
		bound = bound || (part->column == NULL && binds(&part->expression, column));
	return bound;
}

static bool
is_dropped(const struct planner *p, const void *thing)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_DROP_CONSTRAINT && change->constraint_before == thing) ||
			(change->kind == CHANGE_DROP_INDEX && change->index_before == thing))
			return true;
	return false;
}

static void
drop_bound(struct planner *p, const struct use *use)
{
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (binds(&(*item)->expression, use->column) && !is_dropped(p, *item)) {
			plan_add_table(p, "ALTER TABLE ", use->table);
			plan_add(p, " DROP CONSTRAINT ", (*item)->name);
			plan_emit(p);
		}
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_binds(*item, use->column) && !is_dropped(p, *item)) {
			const struct qualified_name name = {
				use->table->name.schema, (*item)->name};
			strbuf_addstr(&p->sql, "DROP INDEX ");
			sql_add_qualified(&p->sql, &name);
			plan_emit(p);
		}
	if (use->column->default_value.common != NULL) {
		plan_begin_column(p, use->table, use->column);
		strbuf_addstr(&p->sql, " DROP DEFAULT");
		plan_emit(p);
	}
}

/* The default may name a value that is gone: then the change of default brings the new one. */
static bool
default_changes(const struct planner *p, const struct use *use)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ALTER_DEFAULT && change->column_before == use->column)
			return true;
	return false;
}

static void
restore_bound(struct planner *p, const struct use *use)
{
	if (use->column->default_value.common != NULL && !default_changes(p, use)) {
		plan_begin_column(p, use->table, use->column);
		strbuf_addstr(&p->sql, " SET DEFAULT ");
		postgresql_print_default(&p->sql, use->column->default_value.common);
		plan_emit(p);
	}
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (binds(&(*item)->expression, use->column) && !is_dropped(p, *item)) {
			plan_add_table(p, "ALTER TABLE ", use->table);
			strbuf_addstr(&p->sql, " ADD ");
			postgresql_print_constraint(&p->sql, *item, use->table);
			plan_emit(p);
		}
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_binds(*item, use->column) && !is_dropped(p, *item)) {
			postgresql_print_index(&p->sql, *item, use->table);
			plan_emit(p);
		}
}

static void
convert(struct planner *p, const struct use *use, const struct qualified_name *type)
{
	plan_begin_column(p, use->table, use->column);
	strbuf_addstr(&p->sql, " TYPE ");
	sql_add_qualified(&p->sql, type);
	plan_add(p, " USING ", use->column->name);
	strbuf_addstr(&p->sql, "::text::");
	sql_add_qualified(&p->sql, type);
	plan_emit(p);
}

static void
swap_type(struct planner *p, const struct change *change)
{
	struct uses uses = {0};
	struct qualified_name old = change->enum_type->name;
	old.name = postgresql_made_name(p->arena, change->enum_type->name.name, "", "_old");
	find_uses(p, &uses, change->enum_before);
	VEC_EACH (const struct use, use, uses)
		guard_values(p, change, use);
	rename_values(p, change);
	strbuf_addstr(&p->sql, "ALTER TYPE ");
	sql_add_qualified(&p->sql, &change->enum_type->name);
	plan_add(p, " RENAME TO ", old.name);
	plan_emit(p);
	create_enum(p, change->enum_type);
	VEC_EACH (const struct use, use, uses)
		drop_bound(p, use);
	VEC_EACH (const struct use, use, uses)
		convert(p, use, &change->enum_type->name);
	VEC_EACH (const struct use, use, uses)
		restore_bound(p, use);
	strbuf_addstr(&p->sql, "DROP TYPE ");
	sql_add_qualified(&p->sql, &old);
	plan_emit(p);
}

void
plan_enums(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ADD_ENUM)
			create_enum(p, change->enum_type);
		if (change->kind != CHANGE_ALTER_ENUM)
			continue;
		if (!only_grows(change) || is_used_at_once(p, change)) {
			swap_type(p, change);
		} else {
			rename_values(p, change);
			add_values(p, change);
		}
	}
}

void
plan_drop_enums(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_ENUM) {
			strbuf_addstr(&p->sql, "DROP TYPE ");
			sql_add_qualified(&p->sql, &change->enum_before->name);
			plan_emit(p);
		}
}
