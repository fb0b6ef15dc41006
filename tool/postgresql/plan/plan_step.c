#include "postgresql/plan/plan_step.h"

#include "base/text.h"
#include "postgresql/plan/plan_depend.h"
#include "postgresql/plan/plan_lookup.h"

#include <string.h>

void
plan_step_begin(struct planner *p)
{
	struct step *step = ARENA_NEW(p->arena, struct step);
	*VEC_ADD(p->arena, &p->steps) = step;
	p->step = step;
	p->ddl = &step->ddl;
}

/* ------------------------------------------------------------------ demands */

static void
demand(struct planner *p, enum step_role role, enum plan_side side, const char *key,
	enum reference_strength strength)
{
	*VEC_ADD(p->arena, &p->step->demands) = (struct demand){role, side, strength, key};
}

void
plan_step_uses(struct planner *p, enum plan_side side, struct thing thing)
{
	demand(p, STEP_USES, side, thing_key(p->arena, &thing), REFERENCE_DEFINITION);
}

void
plan_step_removes(struct planner *p, struct thing thing)
{
	demand(p, STEP_REMOVES, SIDE_BEFORE, thing_key(p->arena, &thing), REFERENCE_DEFINITION);
}

void
plan_step_provides(struct planner *p, struct thing thing)
{
	demand(p, STEP_PROVIDES, SIDE_AFTER, thing_key(p->arena, &thing), REFERENCE_DEFINITION);
}

/* The name that a thing has before the changes. */
static const char *
old_name(struct planner *p, const struct thing *thing)
{
	return arena_printf(p->arena, "name %s", thing_key(p->arena, thing));
}

void
plan_step_named(struct planner *p, enum plan_side side, struct thing thing)
{
	if (side == SIDE_BEFORE)
		demand(p, STEP_USES, side, old_name(p, &thing), REFERENCE_DEFINITION);
	else
		plan_step_uses(p, side, thing);
}

void
plan_step_loses_name(struct planner *p, struct thing before)
{
	demand(p, STEP_REMOVES, SIDE_BEFORE, old_name(p, &before), REFERENCE_DEFINITION);
	plan_step_frees(p, before);
}

void
plan_step_renames(struct planner *p, struct thing before, struct thing after)
{
	plan_step_loses_name(p, before);
	plan_step_provides(p, after);
	plan_step_takes(p, after);
}

static void
add_uses(struct planner *p, enum plan_side side, const struct uses *uses)
{
	VEC_EACH (const struct use, use, *uses)
		demand(p, STEP_USES, side, thing_key(p->arena, &use->thing), use->strength);
}

void
plan_step_uses_of(struct planner *p, enum plan_side side, struct thing thing)
{
	add_uses(p, side, plan_depend_uses(p, side, &thing));
}

void
plan_step_uses_routines(struct planner *p, struct thing before, bool routines)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(p, SIDE_BEFORE, &before)) {
		const struct sql_object *object = use->thing.item;
		bool routine = use->thing.kind == THING_OBJECT && object->kind == OBJECT_FUNCTION;
		if (routine == routines)
			plan_step_uses(p, SIDE_BEFORE, use->thing);
	}
}

void
plan_step_uses_broken(struct planner *p, struct thing thing)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(p, SIDE_BEFORE, &thing)) {
		const char *key = thing_key(p->arena, &use->thing);
		/* A default changes together with its column. */
		if (use->thing.item != thing.item && map_find(&p->broken, key) != NULL)
			demand(p, STEP_USES, SIDE_BEFORE, key, use->strength);
	}
}

void
plan_step_uses_expression(struct planner *p, const struct table *before, const struct table *after,
	const char *expression)
{
	struct uses old = {0}, now = {0};
	plan_depend_add_expression(p, &now, SIDE_AFTER, after, expression);
	add_uses(p, SIDE_AFTER, &now);
	plan_depend_add_expression(p, &old, SIDE_BEFORE, before, expression);
	VEC_EACH (const struct use, use, old)
		if (plan_lookup_is_dropped(p, &use->thing))
			plan_step_uses(p, SIDE_BEFORE, use->thing);
}

/* ------------------------------------------------------------------ names */

/*
 * The names that a thing has in the catalogs. Relations, indexes and types share a namespace,
 * because every table and view is also a type.
 */
static const char *
name_of(struct planner *p, const struct thing *thing)
{
	const char *schema = thing_schema(thing);
	const char *in = schema != NULL ? schema : "";
	const struct sql_object *object = thing->kind == THING_OBJECT ? thing->item : NULL;
	switch (thing->kind) {
	case THING_TABLE:
		return arena_printf(
			p->arena, "r %s.%s", in, ((const struct table *)thing->item)->name.name);
	case THING_ENUM:
		return arena_printf(p->arena, "r %s.%s", in,
			((const struct enum_type *)thing->item)->name.name);
	case THING_INDEX:
		return arena_printf(
			p->arena, "r %s.%s", in, ((const struct index *)thing->item)->name);
	case THING_CONSTRAINT:
		return arena_printf(p->arena, "c %s.%s.%s", in, thing->table->name.name,
			((const struct constraint *)thing->item)->name);
	case THING_COLUMN:
		return arena_printf(p->arena, "a %s.%s.%s", in, thing->table->name.name,
			((const struct column *)thing->item)->name);
	case THING_OBJECT:
		if (object->table.name != NULL)
			return arena_printf(p->arena, "t %d %s.%s.%s", (int)object->kind, in,
				object->table.name, object->name.name);
		if (object->kind == OBJECT_VIEW || object->kind == OBJECT_MATERIALIZED_VIEW ||
			object->kind == OBJECT_SEQUENCE || object->kind == OBJECT_DOMAIN)
			return arena_printf(p->arena, "r %s.%s", in, object->name.name);
		return arena_printf(
			p->arena, "o %d %s.%s", (int)object->kind, in, object->name.name);
	default:
		return NULL;
	}
}

static void
mark_relation(struct planner *p, enum step_role role, const struct qualified_name *name)
{
	const char *schema = thing_plain_schema(name->schema);
	demand(p, role, SIDE_AFTER,
		arena_printf(p->arena, "r %s.%s", schema != NULL ? schema : "", name->name),
		REFERENCE_DEFINITION);
}

static void
mark_name(struct planner *p, enum step_role role, const struct thing *thing)
{
	const char *name = name_of(p, thing);
	if (name != NULL)
		demand(p, role, SIDE_AFTER, name, REFERENCE_DEFINITION);
	if (thing->kind != THING_CONSTRAINT)
		return;
	const struct constraint *constraint = thing->item;
	const struct qualified_name index = {thing->table->name.schema, constraint->name};
	if (constraint->kind != CONSTRAINT_CHECK && constraint->kind != CONSTRAINT_FOREIGN_KEY)
		mark_relation(p, role, &index);
}

void
plan_step_frees(struct planner *p, struct thing thing)
{
	mark_name(p, STEP_FREES, &thing);
}

void
plan_step_takes(struct planner *p, struct thing thing)
{
	mark_name(p, STEP_TAKES, &thing);
}

void
plan_step_frees_relation(struct planner *p, const struct qualified_name *name)
{
	mark_relation(p, STEP_FREES, name);
}

void
plan_step_takes_relation(struct planner *p, const struct qualified_name *name)
{
	mark_relation(p, STEP_TAKES, name);
}

/* ------------------------------------------------------------------ kinds of steps */

/* An object of the kind schema is also the schema of others. */
static struct thing
as_schema(const struct thing *thing)
{
	const struct sql_object *object = thing->kind == THING_OBJECT ? thing->item : NULL;
	bool schema = object != NULL && object->kind == OBJECT_SCHEMA;
	return thing_of_schema(schema ? object->name.name : NULL);
}

/* A function is dropped by its name and the names of its argument types. */
static void
name_argument_types(struct planner *p, const struct thing *thing)
{
	const struct sql_object *object = thing->kind == THING_OBJECT ? thing->item : NULL;
	if (object == NULL || object->kind != OBJECT_FUNCTION)
		return;
	VEC_EACH (const struct use, use, *plan_depend_uses(p, SIDE_BEFORE, thing))
		if (use->strength == REFERENCE_DEFINITION)
			plan_step_named(p, SIDE_BEFORE, use->thing);
}

void
plan_step_drop(struct planner *p, struct thing thing)
{
	struct thing schema = as_schema(&thing);
	plan_step_begin(p);
	p->step->thing = thing;
	plan_step_removes(p, thing);
	plan_step_uses_of(p, SIDE_BEFORE, thing);
	plan_step_frees(p, thing);
	name_argument_types(p, &thing);
	if (schema.item != NULL)
		plan_step_removes(p, schema);
}

void
plan_step_create(struct planner *p, struct thing thing)
{
	struct thing schema = as_schema(&thing);
	plan_step_begin(p);
	p->step->thing = thing;
	p->step->creates = true;
	plan_step_provides(p, thing);
	plan_step_uses_of(p, SIDE_AFTER, thing);
	plan_step_takes(p, thing);
	if (schema.item != NULL)
		plan_step_provides(p, schema);
}

void
plan_step_change(struct planner *p, struct thing before, struct thing after)
{
	plan_step_begin(p);
	p->step->thing = after;
	p->step->creates = true;
	plan_step_uses_broken(p, before);
	plan_step_provides(p, after);
	plan_step_uses_of(p, SIDE_AFTER, after);
}

void
plan_step_drop_column(struct planner *p, const struct table *before, const struct table *table,
	const struct column *column)
{
	enum plan_side side = table == before ? SIDE_BEFORE : SIDE_AFTER;
	plan_step_drop(p, thing_of_column(before, column));
	plan_step_named(p, side, thing_of_table(table));
}

void
plan_step_alter_column(struct planner *p, const struct change *change)
{
	plan_step_change(p, thing_of_column(change->table_before, change->column_before),
		thing_of_column(change->table, change->column));
	plan_step_removes(p, thing_of_column(change->table_before, change->column_before));
}
