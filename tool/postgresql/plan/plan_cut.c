#include "postgresql/plan/plan_cut.h"

#include "base/text.h"
#include "postgresql/plan/plan_depend.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_part.h"
#include "postgresql/plan/plan_step.h"

/* ------------------------------------------------------------------ the order of tables */

struct table_place {
	size_t index;
};

static const char *
key_of(struct planner *p, const struct qualified_name *name)
{
	return qualified_name_print(p->arena, name);
}

static void
order(struct planner *p, enum plan_side side, struct tables *tables)
{
	order_tables(p->arena, tables);
	for (size_t i = 0; i < tables->len; i++) {
		struct table_place *place = ARENA_NEW(p->arena, struct table_place);
		place->index = i;
		map_put(p->arena, &p->places[side], key_of(p, &tables->items[i]->name), place);
	}
}

bool
plan_cut_is_later(struct planner *p, enum plan_side side, const struct table *table,
	const struct constraint *foreign)
{
	if (foreign->kind != CONSTRAINT_FOREIGN_KEY)
		return false;
	const struct table_place *own = map_find(&p->places[side], key_of(p, &table->name));
	const struct table_place *target = map_find(&p->places[side], key_of(p, &foreign->target));
	return own != NULL && target != NULL && target->index > own->index;
}

/* ------------------------------------------------------------------ the search for circles */

/* Whether something leads back to a table that is created or dropped. */
struct path {
	struct planner *p;
	enum plan_side side;
	struct thing goal;
	bool found;
	struct map seen;
	struct things open; /* reached, but not yet followed */
};

bool
plan_cut_is_separate(const struct planner *p, struct thing part)
{
	return p->separate.len > 0 && map_find(&p->separate, thing_key(p->arena, &part)) != NULL;
}

/* A body need not be satisfied to drop the function. */
static bool
binds(const struct path *path, const struct use *use)
{
	return use->strength == REFERENCE_DEFINITION ||
	       (use->strength == REFERENCE_BODY && path->side == SIDE_AFTER);
}

static void
follow(struct path *path, struct thing thing)
{
	VEC_EACH (const struct use, use, *plan_depend_uses(path->p, path->side, &thing)) {
		if (!binds(path, use) || (use->thing.kind != THING_TABLE &&
						 use->thing.kind != THING_OBJECT))
			continue;
		if (thing_equal(&use->thing, &path->goal)) {
			/* The part itself always uses its table. */
			path->found = path->found || thing.table != path->goal.item;
			continue;
		}
		const char *key = thing_key(path->p->arena, &use->thing);
		if (map_put(path->p->arena, &path->seen, key, path) == NULL)
			*VEC_ADD(path->p->arena, &path->open) = use->thing;
	}
}

/* A table that is neither created nor dropped leads nowhere. */
static void
follow_table(struct path *path, const struct table *table)
{
	if (map_find(&path->p->places[path->side], key_of(path->p, &table->name)) == NULL)
		return;
	VEC_EACH (struct column *, column, table->columns) {
		struct thing value = thing_of_default(table, *column);
		if (!plan_cut_is_separate(path->p, thing_of_column(table, *column)))
			follow(path, thing_of_column(table, *column));
		if ((*column)->default_value.common != NULL &&
			!plan_cut_is_separate(path->p, value))
			follow(path, value);
	}
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		struct thing part = thing_of_constraint(table, *constraint);
		if (!plan_cut_is_separate(path->p, part) &&
			!plan_cut_is_later(path->p, path->side, table, *constraint))
			follow(path, part);
	}
}

static bool
leads_back(struct planner *p, enum plan_side side, const struct table *table, struct thing part)
{
	struct path path = {.p = p, .side = side, .goal = thing_of_table(table)};
	follow(&path, part);
	for (size_t i = 0; i < path.open.len && !path.found; i++) {
		struct thing thing = path.open.items[i];
		if (thing.kind == THING_TABLE)
			follow_table(&path, thing.item);
		else
			follow(&path, thing);
	}
	return path.found;
}

static void
separate(struct planner *p, enum plan_side side, const struct table *table, struct thing part,
	const char *text)
{
	if (text != NULL && catalog_words_mention(&p->catalogs[side].words, text) &&
		leads_back(p, side, table, part))
		map_put(p->arena, &p->separate, thing_key(p->arena, &part), p);
}

static void
collect(struct planner *p, enum plan_side side, const struct tables *tables)
{
	VEC_EACH (const struct table *, item, *tables) {
		const struct table *table = *item;
		VEC_EACH (struct column *, column, table->columns) {
			separate(p, side, table, thing_of_default(table, *column),
				(*column)->default_value.common);
			separate(p, side, table, thing_of_column(table, *column),
				(*column)->generated_expression.common);
		}
		VEC_EACH (struct constraint *, constraint, table->constraints)
			separate(p, side, table, thing_of_constraint(table, *constraint),
				(*constraint)->expression.common);
	}
}

void
plan_cut_collect(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind == CHANGE_ADD_TABLE)
			*VEC_ADD(p->arena, &p->created_tables) = change->table;
		if (change->kind == CHANGE_DROP_TABLE)
			*VEC_ADD(p->arena, &p->dropped_tables) = change->table_before;
	}
	order(p, SIDE_AFTER, &p->created_tables);
	order(p, SIDE_BEFORE, &p->dropped_tables);
	collect(p, SIDE_AFTER, &p->created_tables);
	collect(p, SIDE_BEFORE, &p->dropped_tables);
}

/* ------------------------------------------------------------------ statements */

const struct table *
plan_cut_table(struct planner *p, const struct table *table)
{
	if (p->separate.len == 0)
		return table;
	struct table *copy = ARENA_NEW(p->arena, struct table);
	*copy = *table;
	copy->columns.len = copy->columns.cap = 0;
	copy->columns.items = NULL;
	VEC_EACH (struct column *, item, table->columns) {
		struct column *column = *item;
		if (plan_cut_is_separate(p, thing_of_column(table, column)))
			continue;
		if (plan_cut_is_separate(p, thing_of_default(table, column))) {
			struct column *bare = ARENA_NEW(p->arena, struct column);
			*bare = *column;
			bare->default_value = (struct dialect_text){0};
			column = bare;
		}
		*VEC_ADD(p->arena, &copy->columns) = column;
	}
	return copy;
}

void
plan_cut_drop_parts(struct planner *p, const struct table *table)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (plan_cut_is_separate(p, thing_of_constraint(table, *constraint)))
			plan_part_drop_constraint(p, table, *constraint, false);
	VEC_EACH (struct column *, column, table->columns) {
		struct thing value = thing_of_default(table, *column);
		if (plan_cut_is_separate(p, value)) {
			plan_step_drop(p, value);
			plan_emit_drop_default(p, table, *column);
		}
		if (plan_cut_is_separate(p, thing_of_column(table, *column))) {
			plan_step_drop_column(p, table, table, *column);
			plan_emit_drop_column(p, table, *column);
		}
	}
}

void
plan_cut_add_parts(struct planner *p, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		struct thing value = thing_of_default(table, *column);
		if (plan_cut_is_separate(p, value)) {
			plan_step_create(p, value);
			plan_emit_set_default(p, table, *column);
		}
		if (!plan_cut_is_separate(p, thing_of_column(table, *column)))
			continue;
		plan_step_create(p, thing_of_column(table, *column));
		plan_emit_add_column(p, table, *column, true);
	}
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (plan_cut_is_separate(p, thing_of_constraint(table, *constraint)))
			plan_part_restore_constraint(p, table, *constraint, false);
}
