#include "postgresql/plan/plan_obstacle.h"

#include "base/text.h"
#include "postgresql/plan/plan_constraint.h"
#include "postgresql/plan/plan_depend.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_recreate_column.h"
#include "postgresql/plan/plan_routine.h"
#include "postgresql/plan/plan_sequence.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/plan/plan_view.h"
#include "postgresql/plan/types/plan_enum.h"
#include "postgresql/plan/types/plan_retyped_expr.h"
#include "schema/sql_text.h"

#include <string.h>

/* The search for obstacles. */
struct search {
	struct planner *p;
	struct map words;  /* in lower case: names by which texts mention a broken thing */
	bool grew;         /* whether this pass found something */
};

static bool
is_broken(const struct search *s, const struct thing *thing)
{
	return map_find(&s->p->broken, thing_key(s->p->arena, thing)) != NULL;
}

/* `word`: how a text mentions the thing. */
static void
break_thing(struct search *s, struct thing thing, const char *word)
{
	if (map_put(s->p->arena, &s->p->broken, thing_key(s->p->arena, &thing), s) != NULL)
		return;
	map_put(s->p->arena, &s->words, text_lower(s->p->arena, word), s);
	s->grew = true;
}

static void
break_column(struct search *s, const struct table *table, const struct column *column)
{
	break_thing(s, thing_of_column(table, column), table->name.name);
	map_put(s->p->arena, &s->words, text_lower(s->p->arena, column->name), s);
}

static void
break_object(struct search *s, const struct sql_object *object)
{
	break_thing(s, thing_of_object(object),
		arena_strndup(s->p->arena, object->name.name, routine_name_length(object)));
}

static bool
contains(const struct sql_object *const *items, size_t count, const struct sql_object *object)
{
	for (size_t i = 0; i < count; i++)
		if (items[i] == object)
			return true;
	return false;
}

static void
drop_object(struct search *s, const struct sql_object *before)
{
	struct planner *p = s->p;
	if (contains(p->dropped_objects.items, p->dropped_objects.len, before))
		return;
	const struct sql_object *after = plan_lookup_object_after(p, before);
	*VEC_ADD(p->arena, &p->dropped_objects) = before;
	for (size_t i = p->replaced_objects.len; i > 0; i--)
		if (p->replaced_objects.items[i - 1] == after)
			VEC_REMOVE(&p->replaced_objects, i - 1);
	break_object(s, before);
}

/* ------------------------------------------------------------------ what the changes break */

static bool
is_type_changed(const struct planner *p, const struct change *change)
{
	return !plan_enum_is_renamed(p, change) &&
	       !plan_lookup_same_type(change->column_before, change->column);
}

static void
break_by_change(struct search *s, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ALTER_TYPE:
		if (!is_type_changed(s->p, change))
			break;
		/* fall through */
	case CHANGE_DROP_COLUMN:
	case CHANGE_ALTER_COLLATION:
	case CHANGE_ALTER_GENERATED:
		break_column(s, change->table_before, change->column_before);
		break;
	case CHANGE_DROP_TABLE:
		break_thing(s, thing_of_table(change->table_before), change->table_before->name.name);
		break;
	case CHANGE_DROP_ENUM:
		if (!plan_enum_is_dropped(s->p, change))
			break;
		break_thing(s, thing_of_enum(change->enum_before), change->enum_before->name.name);
		break;
	default:
		break;
	}
}

/* Whether the object is altered in place, because tables may use it. */
static bool
is_altered(enum object_kind kind)
{
	return kind == OBJECT_SEQUENCE || kind == OBJECT_EXTENSION;
}

/* Whether CREATE OR REPLACE changes the object. */
static bool
is_replaceable(struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	switch (after->kind) {
	case OBJECT_FUNCTION:
		return plan_routine_is_replaceable(p, before, after);
	case OBJECT_VIEW:
		return plan_view_is_replaceable(p, before, after);
	case OBJECT_RULE:
		return true;
	case OBJECT_TRIGGER: /* since PostgreSQL 14 */
		return p->request->settings != NULL && p->request->settings->version >= 140000 &&
		       !sql_mentions(before->sql.common, "CONSTRAINT") &&
		       !sql_mentions(after->sql.common, "CONSTRAINT");
	default:
		return is_altered(after->kind);
	}
}

static void
sort_objects(struct search *s)
{
	VEC_EACH (const struct change, change, *s->p->request->changes) {
		if (change->object_before == NULL || plan_lookup_is_replacement(s->p, change) ||
			change->kind == CHANGE_ALTER_OBJECT_COMMENT ||
			(change->kind == CHANGE_DROP_OBJECT &&
				plan_sequence_is_handed_over(s->p, change->object_before)))
			continue;
		if (change->kind == CHANGE_REPLACE_OBJECT &&
			is_replaceable(s->p, change->object_before, change->object))
			*VEC_ADD(s->p->arena, &s->p->replaced_objects) = change->object;
		else
			drop_object(s, change->object_before);
	}
}

/* Columns of a type that is replaced. */
static void
break_columns_of(struct search *s, const struct qualified_name *type)
{
	bool array;
	VEC_EACH (struct table *, table, s->p->request->before->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if (plan_lookup_has_type(s->p, *column, type, &array))
				break_column(s, *table, *column);
}

static void
break_replaced_type(struct search *s, const struct change *change)
{
	bool is_enum = change->kind == CHANGE_ALTER_ENUM;
	const struct qualified_name *name =
		is_enum ? &change->enum_before->name : &change->object_before->name;
	break_thing(s,
		is_enum ? thing_of_enum(change->enum_before) : thing_of_object(change->object_before),
		name->name);
	break_columns_of(s, name);
}

/* ------------------------------------------------------------------ what uses something broken */

static bool
mentions_broken(const struct search *s, const char *text)
{
	return text != NULL && catalog_words_mention(&s->words, text);
}

/* The thing of `before` that is the same as one of `after`; item NULL if it is new. */
static struct thing
thing_before(const struct planner *p, const struct thing *after)
{
	struct thing thing = *after;
	switch (after->kind) {
	case THING_TABLE:
		thing.item = plan_lookup_table_before(p, after->item);
		break;
	case THING_COLUMN:
		thing.table = plan_lookup_table_before(p, after->table);
		thing.item = plan_lookup_column_before(p, after->table, after->item);
		break;
	case THING_ENUM:
		thing.item = schema_find_enum(
			p->request->before, &((const struct enum_type *)after->item)->name);
		break;
	case THING_OBJECT:
		thing.item = plan_lookup_object_before(p, after->item);
		break;
	default:
		thing.item = NULL;
		break;
	}
	return thing;
}

/* Whether the replaced object still uses something that is dropped and created again. */
static bool
still_uses_broken(struct search *s, const struct sql_object *after)
{
	struct thing thing = thing_of_object(after);
	VEC_EACH (const struct use, use, *plan_depend_uses(s->p, SIDE_AFTER, &thing)) {
		struct thing before = thing_before(s->p, &use->thing);
		if (use->strength == REFERENCE_DEFINITION && before.item != NULL &&
			is_broken(s, &before))
			return true;
	}
	return false;
}

static bool
uses_broken(struct search *s, struct thing thing)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(s->p, SIDE_BEFORE, &thing))
		if (use->strength == REFERENCE_DEFINITION && is_broken(s, &use->thing))
			return true;
	return false;
}

/* For a part of a table: something that is not a column. */
static bool
uses_broken_object(struct search *s, struct thing thing)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(s->p, SIDE_BEFORE, &thing))
		if ((use->thing.kind == THING_OBJECT || use->thing.kind == THING_ENUM) &&
			is_broken(s, &use->thing))
			return true;
	return false;
}

/* A domain over a broken type or function is replaced as well. */
static void
replace_domain(struct search *s, const struct sql_object *before)
{
	const struct sql_object *after = plan_lookup_object_after(s->p, before);
	if (after == NULL)
		return;
	struct change *change = ARENA_NEW(s->p->arena, struct change);
	change->kind = CHANGE_REPLACE_OBJECT;
	change->object_before = before;
	change->object = after;
	*VEC_ADD(s->p->arena, &s->p->replaced_types) = change;
	break_replaced_type(s, change);
}

static void
check_object(struct search *s, const struct sql_object *object)
{
	struct planner *p = s->p;
	struct thing thing = thing_of_object(object);
	if (is_broken(s, &thing) || object->kind == OBJECT_SCHEMA ||
		is_altered(object->kind) || !mentions_broken(s, object->sql.common) ||
		!uses_broken(s, thing))
		return;
	const struct sql_object *after = plan_lookup_object_after(p, object);
	if (object->kind == OBJECT_DOMAIN)
		replace_domain(s, object);
	else if (!contains(p->replaced_objects.items, p->replaced_objects.len, after) ||
		 still_uses_broken(s, after))
		drop_object(s, object);
}

/* ------------------------------------------------------------------ parts of tables */

static void
detach(struct search *s, struct thing thing)
{
	struct planner *p = s->p;
	if (map_put(p->arena, &p->obstacles, thing_key(p->arena, &thing), p) == NULL)
		*VEC_ADD(p->arena, &p->obstacle_list) = thing;
}

static bool
is_dropped(const struct planner *p, const struct table *table, const void *item)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, table))
		if (((*change)->kind == CHANGE_DROP_CONSTRAINT &&
			    (*change)->constraint_before == item) ||
			((*change)->kind == CHANGE_DROP_INDEX && (*change)->index_before == item) ||
			((*change)->kind == CHANGE_DROP_COLUMN &&
				(*change)->column_before == item))
			return true;
	return false;
}

/* Whether an expression is bound to a column whose type is replaced, or gets a different name. */
static bool
is_bound(struct search *s, const struct table *table, const char *expression)
{
	if (expression == NULL)
		return false;
	VEC_EACH (struct column *, column, table->columns)
		if (plan_lookup_type_is_replaced(s->p, *column) &&
			sql_mentions(expression, (*column)->name))
			return true;
	return plan_retyped_expr_applies(s->p, table, expression);
}

static void
check_constraint(struct search *s, const struct table *table, const struct constraint *constraint)
{
	const char *text = constraint->expression.common;
	struct thing thing = thing_of_constraint(table, constraint);
	if (text == NULL || is_dropped(s->p, table, constraint))
		return;
	if ((constraint->kind == CONSTRAINT_CHECK && is_bound(s, table, text)) ||
		(mentions_broken(s, text) && uses_broken_object(s, thing)))
		detach(s, thing);
}

static void
check_index(struct search *s, const struct table *table, const struct index *index)
{
	struct thing thing = thing_of_index(table, index);
	bool bound = is_bound(s, table, index->where.common);
	bool mentions = mentions_broken(s, index->where.common);
	if (is_dropped(s->p, table, index))
		return;
	VEC_EACH (const struct key_part, part, index->parts) {
		bound = bound || is_bound(s, table, part->expression.common);
		mentions = mentions || mentions_broken(s, part->expression.common);
	}
	if (bound || (mentions && uses_broken_object(s, thing)))
		detach(s, thing);
}

static void
check_column(struct search *s, const struct table *table, const struct column *column)
{
	struct thing value = thing_of_default(table, column);
	if (column->generated != GENERATED_NONE &&
		mentions_broken(s, column->generated_expression.common) &&
		uses_broken_object(s, thing_of_column(table, column)))
		plan_recreate_column_add_one(s->p, table, column);
	if (column->default_value.common == NULL || is_dropped(s->p, table, column))
		return;
	if (plan_lookup_type_is_replaced(s->p, column) ||
		(mentions_broken(s, column->default_value.common) && uses_broken_object(s, value)))
		detach(s, value);
}

static void
check_table(struct search *s, const struct table *table)
{
	if (plan_lookup_table_after(s->p, table) == NULL)
		return;
	VEC_EACH (struct column *, column, table->columns)
		check_column(s, table, *column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		check_constraint(s, table, *constraint);
	VEC_EACH (struct index *, index, table->indexes)
		check_index(s, table, *index);
}

/* ------------------------------------------------------------------ collecting */

static void
break_recreated(struct search *s)
{
	plan_recreate_column_collect(s->p);
	VEC_EACH (const struct recreated_column, recreated, s->p->recreated)
		break_column(s, recreated->table_before, recreated->column_before);
}

/* A view whose '*' has other columns after the changes has the same text, but must be replaced. */
static void
check_stars(struct search *s)
{
	VEC_EACH (struct sql_object *, item, s->p->request->before->objects) {
		const struct sql_object *before = *item;
		struct thing thing = thing_of_object(before);
		if ((before->kind != OBJECT_VIEW && before->kind != OBJECT_MATERIALIZED_VIEW) ||
			is_broken(s, &thing) || strchr(before->sql.common, '*') == NULL)
			continue;
		const struct sql_object *after = plan_lookup_object_after(s->p, before);
		if (after == NULL ||
			contains(s->p->replaced_objects.items, s->p->replaced_objects.len, after) ||
			!plan_view_star_differs(s->p, before, after))
			continue;
		if (plan_view_is_replaceable(s->p, before, after))
			*VEC_ADD(s->p->arena, &s->p->replaced_objects) = after;
		else
			drop_object(s, before);
	}
}

/* Whether the name of the column belongs to a different one after the changes. */
static bool
lost_its_name(const struct planner *p, const struct thing *before)
{
	const struct column *column = before->item;
	const struct table *table = plan_lookup_table_after(p, before->table);
	const struct column *after = plan_lookup_column_after(p, before->table, column);
	const struct column *other = table != NULL ? table_find_column(table, column->name) : NULL;
	return other != NULL && other != after;
}

static bool
uses_lost_name(struct planner *p, struct thing view)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(p, SIDE_BEFORE, &view))
		if (use->thing.kind == THING_COLUMN && lost_its_name(p, &use->thing))
			return true;
	return false;
}

/* A view follows a column that is renamed. If its text stays the same, it names a different one. */
static void
check_lost_names(struct search *s)
{
	VEC_EACH (struct sql_object *, object, s->p->request->before->objects) {
		struct thing thing = thing_of_object(*object);
		if (((*object)->kind == OBJECT_VIEW ||
			    (*object)->kind == OBJECT_MATERIALIZED_VIEW) &&
			!is_broken(s, &thing) && uses_lost_name(s->p, thing))
			drop_object(s, *object);
	}
}

static void
collect_created(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_ADD_OBJECT &&
			!plan_sequence_is_handed_over(p, change->object))
			*VEC_ADD(p->arena, &p->created_objects) = change->object;
	VEC_EACH (const struct sql_object *, before, p->dropped_objects) {
		const struct sql_object *after = plan_lookup_object_after(p, *before);
		if (after != NULL)
			*VEC_ADD(p->arena, &p->created_objects) = after;
	}
}

void
plan_obstacle_collect(struct planner *p)
{
	struct search search = {.p = p};
	VEC_EACH (const struct change, change, *p->request->changes)
		break_by_change(&search, change);
	for (size_t i = 0; i < p->replaced_types.len; i++)
		break_replaced_type(&search, p->replaced_types.items[i]);
	sort_objects(&search);
	break_recreated(&search);
	check_stars(&search);
	check_lost_names(&search);
	for (search.grew = p->broken.len > 0; search.grew;) {
		search.grew = false;
		VEC_EACH (struct sql_object *, object, p->request->before->objects)
			check_object(&search, *object);
		VEC_EACH (struct table *, table, p->request->before->tables)
			check_table(&search, *table);
		break_recreated(&search);
	}
	collect_created(p);
}

/* ------------------------------------------------------------------ statements */

bool
plan_obstacle_is(const struct planner *p, struct thing thing)
{
	return map_find(&p->obstacles, thing_key(p->arena, &thing)) != NULL;
}

/* The index after the changes, which may rename it; NULL: it is dropped. */
static const struct index *
index_after(const struct planner *p, const struct thing *before)
{
	const struct index *index = before->item;
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before->table))
		if ((*change)->kind == CHANGE_RENAME_INDEX && (*change)->index_before == index)
			return (*change)->index;
	return table_find_index(plan_lookup_table_after(p, before->table), index->name);
}

/* Whether the constraint or index is created again under the same name. */
static bool
keeps_name(const struct planner *p, const struct thing *thing)
{
	const struct table *after = plan_lookup_table_after(p, thing->table);
	if (after == NULL || !qualified_name_equal(&after->name, &thing->table->name))
		return false;
	if (thing->kind == THING_INDEX) {
		const struct index *index = index_after(p, thing);
		return index != NULL &&
		       text_equal(index->name, ((const struct index *)thing->item)->name);
	}
	const struct constraint *key = plan_constraint_after(p, thing->table, thing->item);
	return key != NULL && text_equal(key->name, ((const struct constraint *)thing->item)->name);
}

static void
drop_default(struct planner *p, const struct thing *thing)
{
	plan_step_drop(p, *thing);
	plan_step_named(p, SIDE_BEFORE, thing_of_table(thing->table));
	plan_step_named(p, SIDE_BEFORE, thing_of_column(thing->table, thing->item));
	plan_emit_drop_default(p, thing->table, thing->item);
}

void
plan_obstacle_drop(struct planner *p, enum thing_kind kind)
{
	VEC_EACH (const struct thing, thing, p->obstacle_list) {
		if (thing->kind != kind)
			continue;
		if (kind == THING_CONSTRAINT)
			plan_part_drop_constraint(
				p, thing->table, thing->item, keeps_name(p, thing));
		else if (kind == THING_INDEX)
			plan_part_drop_index(
				p, thing->table, thing->item, keeps_name(p, thing));
		else
			drop_default(p, thing);
	}
}

bool
plan_obstacle_restores(const struct planner *p, const void *item)
{
	VEC_EACH (const struct thing, thing, p->obstacle_list)
		if ((thing->kind == THING_CONSTRAINT &&
			    plan_constraint_after(p, thing->table, thing->item) == item) ||
			(thing->kind == THING_INDEX && index_after(p, thing) == item))
			return true;
	return false;
}

static void
restore_default(struct planner *p, const struct table *after, const struct thing *before)
{
	const struct column *column = plan_lookup_column_after(p, before->table, before->item);
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, before->table))
		if ((*change)->kind == CHANGE_ALTER_DEFAULT &&
			(*change)->column_before == before->item)
			return;
	if (column == NULL || plan_lookup_is_recreated(p, column))
		return;
	plan_step_create(p, thing_of_default(after, column));
	plan_emit_set_default(p, after, column);
}

void
plan_obstacle_restore(struct planner *p, enum thing_kind kind)
{
	VEC_EACH (const struct thing, thing, p->obstacle_list) {
		const struct table *after = plan_lookup_table_after(p, thing->table);
		if (thing->kind != kind)
			continue;
		if (kind == THING_DEFAULT) {
			restore_default(p, after, thing);
			continue;
		}
		const struct constraint *key =
			kind == THING_CONSTRAINT
				? plan_constraint_after(p, thing->table, thing->item)
				: NULL;
		const struct index *index = kind == THING_INDEX ? index_after(p, thing) : NULL;
		if (key != NULL)
			plan_part_restore_constraint(p, after, key, keeps_name(p, thing));
		if (index != NULL)
			plan_part_create_index(p, after, index, keeps_name(p, thing));
	}
}
