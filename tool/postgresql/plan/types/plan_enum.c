#include "postgresql/plan/types/plan_enum.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/plan/types/plan_replace_type.h"
#include "schema/sql_text.h"

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

/*
 * The name of an old value in the new type; NULL: it is removed. In a downgrade the hint belongs to
 * the value before the change.
 */
static const char *
value_after_in(const struct enum_type *before, const struct enum_type *after, const char *value)
{
	const struct enum_value *old = find_value(before, value);
	if (find_value(after, value) != NULL)
		return value;
	VEC_EACH (const struct enum_value, now, after->values)
		if ((text_equal(now->renamed_from, value) ||
			    (old != NULL && text_equal(old->renamed_from, now->value))) &&
			find_value(before, now->value) == NULL)
			return now->value;
	return NULL;
}

static const char *
value_after(const struct change *change, const char *value)
{
	return value_after_in(change->enum_before, change->enum_type, value);
}

/* Whether the new type still has every old value, in the same order. */
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
rename_values(struct planner *p, const struct enum_type *before, const struct enum_type *after)
{
	VEC_EACH (const struct enum_value, value, before->values) {
		const char *now = value_after_in(before, after, value->value);
		if (now == NULL || text_equal(now, value->value))
			continue;
		strbuf_addstr(&p->sql, "ALTER TYPE ");
		sql_add_qualified(&p->sql, &after->name);
		strbuf_addstr(&p->sql, " RENAME VALUE ");
		sql_add_literal(&p->sql, value->value);
		strbuf_addstr(&p->sql, " TO ");
		sql_add_literal(&p->sql, now);
		plan_emit(p);
	}
}

static bool
is_old_value(const struct change *change, const char *value)
{
	VEC_EACH (const struct enum_value, old, change->enum_before->values)
		if (text_equal(value_after(change, old->value), value))
			return true;
	return false;
}

static bool
text_uses(const char *text, const char *value)
{
	struct strbuf literal = STRBUF_INIT;
	sql_add_literal(&literal, value);
	bool uses = text != NULL && strstr(text, literal.buf) != NULL;
	strbuf_release(&literal);
	return uses;
}

static bool
column_uses(const struct column *column, const char *value)
{
	return text_uses(column->default_value.common, value) ||
	       text_uses(column->backfill.common, value) ||
	       text_uses(column->using_expression.common, value) ||
	       text_uses(column->generated_expression.common, value);
}

static bool
index_uses(const struct index *index, const char *value)
{
	bool uses = text_uses(index->where.common, value);
	VEC_EACH (const struct key_part, part, index->parts)
		uses = uses || text_uses(part->expression.common, value);
	return uses;
}

static bool
table_uses(const struct table *table, const char *value)
{
	bool uses = false;
	VEC_EACH (struct column *, column, table->columns)
		uses = uses || column_uses(*column, value);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		uses = uses || text_uses((*constraint)->expression.common, value);
	VEC_EACH (struct index *, index, table->indexes)
		uses = uses || index_uses(*index, value);
	return uses;
}

static bool
change_uses(const struct change *change, const char *value)
{
	return (change->kind == CHANGE_ADD_TABLE && table_uses(change->table, value)) ||
	       (change->column != NULL && column_uses(change->column, value)) ||
	       (change->constraint != NULL &&
		       text_uses(change->constraint->expression.common, value)) ||
	       (change->index != NULL && index_uses(change->index, value)) ||
	       (change->object != NULL && text_uses(change->object->sql.common, value));
}

/* A new value cannot be used in the transaction that adds it (ALTER TYPE, Notes). */
static bool
is_used_at_once(const struct planner *p, const struct change *change)
{
	VEC_EACH (const struct enum_value, value, change->enum_type->values)
		VEC_EACH (const struct change, other, *p->request->changes)
			if (!is_old_value(change, value->value) && change_uses(other, value->value))
				return true;
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
		if (!is_old_value(change, value->value)) {
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
							  change->enum_before->values.items[0]
								  .value)
						: next->value);
			}
			plan_emit(p);
		}
		before = value->value;
	}
}

/* ------------------------------------------------------------------ replacing the type */

/* Rows with a removed value cannot be converted. */
static void
guard_values(struct planner *p, const struct change *change, const struct type_use *use)
{
	struct strbuf condition = STRBUF_INIT;
	const char *separator = use->array ? "::text[] && ARRAY[" : " IN (";
	size_t count = 0;
	sql_add_name(&condition, use->column->name);
	VEC_EACH (const struct enum_value, value, change->enum_before->values) {
		if (value_after(change, value->value) != NULL)
			continue;
		strbuf_addstr(&condition, count++ == 0 ? separator : ", ");
		sql_add_literal(&condition, value->value);
	}
	strbuf_addch(&condition, use->array ? ']' : ')');
	if (count > 0) {
		plan_step_named(p, SIDE_BEFORE, thing_of_table(use->table));
		plan_step_named(p, SIDE_BEFORE, thing_of_column(use->table, use->column));
		plan_emit_guard(p, use->table, condition.buf);
	}
	strbuf_release(&condition);
}

static void
replace_enum(struct planner *p, const struct change *change)
{
	struct type_replacement replacement;
	plan_replace_type_init(p, &replacement, change);
	plan_replace_type_begin(p, &replacement);
	VEC_EACH (const struct type_use, use, replacement.uses)
		if (!use->dropped)
			guard_values(p, change, use);
	rename_values(p, change->enum_before, change->enum_type);
	plan_replace_type_rename(p, &replacement);
	plan_replace_type_create(p, &replacement);
	create_enum(p, change->enum_type);
	plan_replace_type_end(p, &replacement);
}

bool
plan_enum_is_replaced(const struct planner *p, const struct change *change)
{
	return !only_grows(change) || is_used_at_once(p, change);
}

/* ------------------------------------------------------------------ renaming */

/* Whether the type of a column changes from one enum to the other. */
static bool
is_moved_to(const struct planner *p, const struct enum_type *from, const struct enum_type *to)
{
	bool a, b;
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ALTER_TYPE &&
			plan_lookup_has_type(p, change->column_before, &from->name, &a) &&
			plan_lookup_has_type(p, change->column, &to->name, &b) && a == b)
			return true;
	return false;
}

/* Whether the values are the same in the same order, apart from values that hints rename. */
static bool
only_renames(const struct enum_type *from, const struct enum_type *to)
{
	if (from->values.len != to->values.len)
		return false;
	for (size_t i = 0; i < from->values.len; i++)
		if (!text_equal(value_after_in(from, to, from->values.items[i].value),
			    to->values.items[i].value))
			return false;
	return true;
}

/* The added enum that the dropped one is renamed to, or NULL. */
static const struct enum_type *
renamed_to(const struct planner *p, const struct enum_type *dropped)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_ENUM &&
			only_renames(dropped, change->enum_type) &&
			is_moved_to(p, dropped, change->enum_type))
			return change->enum_type;
	return NULL;
}

/* The dropped enum that the added one is renamed from, or NULL. */
static const struct enum_type *
renamed_from(const struct planner *p, const struct enum_type *added)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_ENUM && renamed_to(p, change->enum_before) == added)
			return change->enum_before;
	return NULL;
}

bool
plan_enum_is_dropped(const struct planner *p, const struct change *change)
{
	return renamed_to(p, change->enum_before) == NULL;
}

bool
plan_enum_is_renamed(const struct planner *p, const struct change *change)
{
	bool a, b;
	VEC_EACH (const struct change, other, *p->request->changes) {
		if (other->kind != CHANGE_DROP_ENUM ||
			!plan_lookup_has_type(
				p, change->column_before, &other->enum_before->name, &a))
			continue;
		const struct enum_type *to = renamed_to(p, other->enum_before);
		return to != NULL && plan_lookup_has_type(p, change->column, &to->name, &b) &&
		       a == b;
	}
	return false;
}

static void
rename_enum(struct planner *p, const struct qualified_name *from, const struct qualified_name *to)
{
	struct qualified_name now = *from;
	if (!text_equal(from->schema, to->schema)) {
		strbuf_addstr(&p->sql, "ALTER TYPE ");
		sql_add_qualified(&p->sql, from);
		plan_add_name(p, " SET SCHEMA ", to->schema != NULL ? to->schema : "public");
		plan_emit(p);
		now.schema = to->schema;
	}
	if (text_equal(from->name, to->name))
		return;
	strbuf_addstr(&p->sql, "ALTER TYPE ");
	sql_add_qualified(&p->sql, &now);
	plan_add_name(p, " RENAME TO ", to->name);
	plan_emit(p);
}

static void
add_enum(struct planner *p, const struct enum_type *type)
{
	const struct enum_type *before = renamed_from(p, type);
	if (before == NULL) {
		plan_step_create(p, thing_of_enum(type));
		create_enum(p, type);
		return;
	}
	plan_step_begin(p);
	plan_step_renames(p, thing_of_enum(before), thing_of_enum(type));
	plan_step_uses_of(p, SIDE_AFTER, thing_of_enum(type));
	rename_enum(p, &before->name, &type->name);
	rename_values(p, before, type);
}

void
plan_enum_change(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ADD_ENUM)
			add_enum(p, change->enum_type);
		if (change->kind != CHANGE_ALTER_ENUM)
			continue;
		if (plan_enum_is_replaced(p, change)) {
			replace_enum(p, change);
		} else {
			plan_step_change(p, thing_of_enum(change->enum_before),
				thing_of_enum(change->enum_type));
			rename_values(p, change->enum_before, change->enum_type);
			add_values(p, change);
		}
	}
}

void
plan_enum_drop(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_ENUM && plan_enum_is_dropped(p, change)) {
			plan_step_drop(p, thing_of_enum(change->enum_before));
			strbuf_addstr(&p->sql, "DROP TYPE ");
			sql_add_qualified(&p->sql, &change->enum_before->name);
			plan_emit(p);
		}
}
