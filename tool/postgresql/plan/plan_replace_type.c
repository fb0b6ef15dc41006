#include "postgresql/plan/plan_replace_type.h"

#include "base/text.h"
#include "postgresql/postgresql_dialect.h"
#include "postgresql/plan/plan_recreate_column.h"
#include "schema/sql.h"

#include <string.h>

/* ------------------------------------------------------------------ what is swapped */

void
plan_collect_swaps(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_ALTER_ENUM && plan_enum_is_swapped(p, change)) ||
			(change->kind == CHANGE_REPLACE_OBJECT &&
				change->object->kind == OBJECT_DOMAIN))
			*VEC_ADD(p->arena, &p->swaps) = change;
}

bool
plan_is_swap(const struct planner *p, const struct change *change)
{
	VEC_EACH (const struct change *, swap, p->swaps)
		if (*swap == change)
			return true;
	return false;
}

bool
plan_has_type(const struct planner *p, const struct column *column,
	const struct qualified_name *type, bool *array)
{
	struct strbuf name = STRBUF_INIT;
	sql_add_qualified(&name, type);
	const char *own = postgresql_type_name(p->arena, column->type.common);
	const char *wanted = postgresql_type_name(p->arena, name.buf);
	strbuf_release(&name);
	*array = text_ends_with(own, "[]");
	size_t length = strlen(own) - (*array ? strlen("[]") : 0);
	return strlen(wanted) == length && strncmp(own, wanted, length) == 0;
}

static const struct qualified_name *
name_of(const struct change *change)
{
	return change->kind == CHANGE_ALTER_ENUM ? &change->enum_before->name
						 : &change->object_before->name;
}

bool
plan_is_swapped(const struct planner *p, const struct column *column)
{
	bool array;
	VEC_EACH (const struct change *, swap, p->swaps)
		if (plan_has_type(p, column, name_of(*swap), &array))
			return true;
	return false;
}

static bool
is_dropped(const struct planner *p, const void *thing)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if ((change->kind == CHANGE_DROP_CONSTRAINT && change->constraint_before == thing) ||
			(change->kind == CHANGE_DROP_INDEX && change->index_before == thing) ||
			(change->kind == CHANGE_DROP_COLUMN && change->column_before == thing))
			return true;
	return false;
}

void
plan_swap_init(struct planner *p, struct type_swap *swap, const char *kind,
	const struct qualified_name *name)
{
	bool array;
	*swap = (struct type_swap){.kind = kind, .name = name, .old = *name};
	swap->old.name = arena_printf(p->arena, "%.56s__old", name->name);
	VEC_EACH (struct table *, table, p->request->before->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if (plan_has_type(p, *column, name, &array) && !plan_is_remade(p, *column) &&
				plan_table_after(p, *table) != NULL)
				*VEC_ADD(p->arena, &swap->uses) = (struct type_use){
					*table, *column, array, is_dropped(p, *column)};
}

/* ------------------------------------------------------------------ what hangs on a column */

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

/* Whether one of the uses before that one in the list has seen to it already. */
static bool
is_first_use(const struct type_swap *swap, const struct type_use *use,
	const struct constraint *key, const struct index *index)
{
	VEC_EACH (const struct type_use, other, swap->uses) {
		if (other == use)
			return true;
		if (other->table == use->table &&
			(key != NULL ? binds(&key->expression, other->column)
				     : index_binds(index, other->column)))
			return false;
	}
	return true;
}

static bool
key_is_bound(const struct planner *p, const struct type_swap *swap, const struct type_use *use,
	const struct constraint *key)
{
	return binds(&key->expression, use->column) && !is_dropped(p, key) &&
	       is_first_use(swap, use, key, NULL);
}

static bool
index_is_bound(const struct planner *p, const struct type_swap *swap, const struct type_use *use,
	const struct index *index)
{
	return index_binds(index, use->column) && !is_dropped(p, index) &&
	       is_first_use(swap, use, NULL, index);
}

static void
drop_bound(struct planner *p, const struct type_swap *swap, const struct type_use *use)
{
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (key_is_bound(p, swap, use, *item)) {
			plan_add_table(p, "ALTER TABLE ", use->table);
			plan_add(p, " DROP CONSTRAINT ", (*item)->name);
			plan_emit(p);
		}
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_is_bound(p, swap, use, *item)) {
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
default_changes(const struct planner *p, const struct type_use *use)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ALTER_DEFAULT && change->column_before == use->column)
			return true;
	return false;
}

static void
restore_bound(struct planner *p, const struct type_swap *swap, const struct type_use *use)
{
	if (use->column->default_value.common != NULL && !default_changes(p, use))
		plan_set_default(p, use->table, use->column);
	VEC_EACH (struct constraint *, item, use->table->constraints)
		if (key_is_bound(p, swap, use, *item))
			plan_restore_constraint(p, use->table, *item);
	VEC_EACH (struct index *, item, use->table->indexes)
		if (index_is_bound(p, swap, use, *item))
			plan_restore_index(p, use->table, *item);
}

/* ------------------------------------------------------------------ statements */

void
plan_swap_begin(struct planner *p, const struct type_swap *swap)
{
	strbuf_addf(&p->sql, "ALTER %s ", swap->kind);
	sql_add_qualified(&p->sql, swap->name);
	plan_add(p, " RENAME TO ", swap->old.name);
	plan_emit(p);
}

/* By way of the text: two enums have no cast to each other. */
static void
convert(struct planner *p, const struct type_swap *swap, const struct type_use *use)
{
	const char *array = use->array ? "[]" : "";
	plan_begin_column(p, use->table, use->column);
	strbuf_addstr(&p->sql, " TYPE ");
	sql_add_qualified(&p->sql, swap->name);
	plan_add(p, arena_printf(p->arena, "%s USING ", array), use->column->name);
	strbuf_addf(&p->sql, "::text%s::", array);
	sql_add_qualified(&p->sql, swap->name);
	strbuf_addstr(&p->sql, array);
	plan_emit(p);
}

void
plan_swap_end(struct planner *p, const struct type_swap *swap)
{
	VEC_EACH (const struct type_use, use, swap->uses) {
		if (!use->gone) {
			drop_bound(p, swap, use);
			continue;
		}
		plan_add_table(p, "ALTER TABLE ", use->table);
		plan_add(p, " DROP COLUMN ", use->column->name);
		plan_emit(p);
		*VEC_ADD(p->arena, &p->gone) = use->column;
	}
	VEC_EACH (const struct type_use, use, swap->uses)
		if (!use->gone)
			convert(p, swap, use);
	VEC_EACH (const struct type_use, use, swap->uses)
		if (!use->gone)
			restore_bound(p, swap, use);
	strbuf_addf(&p->sql, "DROP %s ", swap->kind);
	sql_add_qualified(&p->sql, &swap->old);
	plan_emit(p);
}

/*
 * The names of a domain's constraints are taken in all of its schema: the new domain could not have
 * those that the server chooses while the old one bears them.
 */
static void
drop_constraints(struct planner *p, const struct type_swap *swap)
{
	struct strbuf name = STRBUF_INIT, code = STRBUF_INIT;
	sql_add_qualified(&name, &swap->old);
	strbuf_addstr(&code, "DECLARE c text; BEGIN FOR c IN SELECT conname FROM pg_constraint"
			     " WHERE contypid = ");
	sql_add_literal(&code, name.buf);
	strbuf_addstr(&code, "::regtype LOOP EXECUTE format('ALTER DOMAIN %s DROP CONSTRAINT %I', ");
	sql_add_literal(&code, name.buf);
	strbuf_addstr(&code, ", c); END LOOP; END");
	strbuf_addf(&p->sql, "DO $schemac$ %s $schemac$", code.buf);
	plan_emit(p);
	strbuf_release(&code);
	strbuf_release(&name);
}

void
plan_domains(struct planner *p)
{
	VEC_EACH (const struct change *, change, p->swaps) {
		struct type_swap swap;
		if ((*change)->kind == CHANGE_ALTER_ENUM)
			continue;
		plan_swap_init(p, &swap, "DOMAIN", &(*change)->object->name);
		plan_swap_begin(p, &swap);
		drop_constraints(p, &swap);
		plan_create_object(p, (*change)->object);
		plan_swap_end(p, &swap);
	}
}
