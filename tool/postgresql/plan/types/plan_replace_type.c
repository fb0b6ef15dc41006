#include "postgresql/plan/types/plan_replace_type.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_step.h"
#include "schema/sql_text.h"

static bool
is_dropped(const struct planner *p, const void *thing)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_DROP_CONSTRAINT &&
			    change->constraint_before == thing) ||
			(change->kind == CHANGE_DROP_INDEX && change->index_before == thing) ||
			(change->kind == CHANGE_DROP_COLUMN && change->column_before == thing))
			return true;
	return false;
}

void
plan_replace_type_init(
	struct planner *p, struct type_replacement *replacement, const struct change *change)
{
	bool array, is_enum = change->kind == CHANGE_ALTER_ENUM;
	const struct qualified_name *name =
		is_enum ? &change->enum_type->name : &change->object->name;
	*replacement = (struct type_replacement){
		.kind = is_enum ? "TYPE" : "DOMAIN", .name = name, .old = *name};
	replacement->before = is_enum ? thing_of_enum(change->enum_before)
				      : thing_of_object(change->object_before);
	replacement->after =
		is_enum ? thing_of_enum(change->enum_type) : thing_of_object(change->object);
	replacement->old.name = arena_printf(p->arena, "%.56s__old", name->name);
	VEC_EACH (struct table *, table, p->request->before->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if (plan_lookup_has_type(p, *column, name, &array) &&
				!plan_lookup_is_recreated(p, *column) &&
				plan_lookup_table_after(p, *table) != NULL)
				*VEC_ADD(p->arena, &replacement->uses) = (struct type_use){
					*table, *column, array, is_dropped(p, *column)};
}

/* ------------------------------------------------------------------ statements */

void
plan_replace_type_begin(struct planner *p, const struct type_replacement *replacement)
{
	plan_step_begin(p);
	p->step->thing = replacement->before;
	plan_step_loses_name(p, replacement->before);
	plan_step_uses_routines(p, replacement->before, true);
}

void
plan_replace_type_rename(struct planner *p, const struct type_replacement *replacement)
{
	plan_emit_keep_type(p, text_lower(p->arena, replacement->kind), replacement->name);
	strbuf_addf(&p->sql, "ALTER %s ", replacement->kind);
	sql_add_qualified(&p->sql, replacement->name);
	plan_add_name(p, " RENAME TO ", replacement->old.name);
	plan_emit(p);
}

void
plan_replace_type_create(struct planner *p, const struct type_replacement *replacement)
{
	plan_step_create(p, replacement->after);
}

/* Converts via text, because there is no cast between two enums. */
static void
convert(struct planner *p, const struct type_replacement *replacement, const struct type_use *use)
{
	const char *array = use->array ? "[]" : "";
	const struct table *after = plan_lookup_table_after(p, use->table);
	const struct column *now = plan_lookup_column_after(p, use->table, use->column);
	plan_step_begin(p);
	plan_step_removes(p, thing_of_column(use->table, use->column));
	plan_step_uses(p, SIDE_BEFORE, replacement->before);
	plan_step_uses(p, SIDE_AFTER, replacement->after);
	if (now != NULL)
		plan_step_provides(p, thing_of_column(after, now));
	plan_step_named(p, SIDE_BEFORE, thing_of_table(use->table));
	plan_step_named(p, SIDE_BEFORE, thing_of_column(use->table, use->column));
	plan_add_alter_column(p, use->table, use->column);
	strbuf_addstr(&p->sql, " TYPE ");
	sql_add_qualified(&p->sql, replacement->name);
	plan_add_name(p, arena_printf(p->arena, "%s USING ", array), use->column->name);
	strbuf_addf(&p->sql, "::text%s::", array);
	sql_add_qualified(&p->sql, replacement->name);
	strbuf_addstr(&p->sql, array);
	plan_emit(p);
}

static void
drop_old_type(struct planner *p, const struct type_replacement *replacement)
{
	plan_step_begin(p);
	plan_step_removes(p, replacement->before);
	plan_step_uses_routines(p, replacement->before, false);
	plan_step_uses(p, SIDE_AFTER, replacement->after);
	strbuf_addf(&p->sql, "DROP %s ", replacement->kind);
	sql_add_qualified(&p->sql, &replacement->old);
	plan_emit(p);
	plan_emit_keep_type_end(p, text_lower(p->arena, replacement->kind), replacement->name);
}

void
plan_replace_type_end(struct planner *p, const struct type_replacement *replacement)
{
	VEC_EACH (const struct type_use, use, replacement->uses) {
		if (!use->dropped)
			continue;
		plan_step_drop_column(p, use->table, use->table, use->column);
		plan_emit_drop_column(p, use->table, use->column);
		*VEC_ADD(p->arena, &p->dropped_columns) = use->column;
	}
	VEC_EACH (const struct type_use, use, replacement->uses)
		if (!use->dropped)
			convert(p, replacement, use);
	drop_old_type(p, replacement);
}
