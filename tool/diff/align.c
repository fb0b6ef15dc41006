/*
 * align: one spelling for names that a database takes for the same. On SQLite Users and users are
 * one table, so that a difference in case is none: the schema afterwards gets the spelling of before.
 */
#include "base/map.h"
#include "base/text.h"
#include "diff/compare.h"

struct spellings {
	struct arena *arena;
	struct map tables;  /* lower case → struct table * of before */
	struct map columns; /* of the table at hand: lower case → spelling before */
	struct map others;  /* indexes and objects */
};

static void
learn(struct spellings *s, struct map *map, const char *name)
{
	map_put(s->arena, map, text_lower(s->arena, name), (void *)name);
}

static void
align(struct spellings *s, const struct map *map, const char **name)
{
	const char *known = *name != NULL ? map_find(map, text_lower(s->arena, *name)) : NULL;
	if (known != NULL)
		*name = known;
}

static const struct table *
table_before(struct spellings *s, const char *name)
{
	return name != NULL ? map_find(&s->tables, text_lower(s->arena, name)) : NULL;
}

static void
align_table_name(struct spellings *s, const char **name)
{
	const struct table *before = table_before(s, *name);
	if (before != NULL)
		*name = before->name.name;
}

static void
align_parts(struct spellings *s, struct key_parts *parts)
{
	VEC_EACH (struct key_part, part, *parts)
		align(s, &s->columns, &part->column);
}

/* The columns of another table that a foreign key refers to. */
static void
align_targets(struct spellings *s, struct constraint *key)
{
	const struct table *target = table_before(s, key->target.name);
	struct column_names names = {0};
	if (target == NULL)
		return;
	VEC_EACH (const char *, name, key->target_columns) {
		const char *spelling = *name;
		VEC_EACH (struct column *, column, target->columns)
			if (text_equal_nocase((*column)->name, *name))
				spelling = (*column)->name;
		*VEC_ADD(s->arena, &names) = spelling;
	}
	key->target_columns = names;
	key->target.name = target->name.name;
}

static void
align_constraint(struct spellings *s, const struct table *before, struct constraint *constraint)
{
	align_parts(s, &constraint->parts);
	align(s, &s->columns, &constraint->on_column);
	align_targets(s, constraint);
	if (constraint->name == NULL)
		return;
	VEC_EACH (struct constraint *, known, before->constraints)
		if (text_equal_nocase((*known)->name, constraint->name))
			constraint->name = (*known)->name;
}

static void
align_table(struct spellings *s, struct table *table)
{
	const struct table *before = table_before(s, table->name.name);
	align_table_name(s, &table->renamed_from.name);
	if (before == NULL)
		before = table_before(s, table->renamed_from.name);
	if (before == NULL) {
		VEC_EACH (struct constraint *, constraint, table->constraints)
			align_targets(s, *constraint);
		return;
	}
	align_table_name(s, &table->name.name);
	s->columns = (struct map){0};
	VEC_EACH (struct column *, column, before->columns)
		learn(s, &s->columns, (*column)->name);
	VEC_EACH (struct column *, column, table->columns) {
		align(s, &s->columns, &(*column)->name);
		align(s, &s->columns, &(*column)->renamed_from);
	}
	VEC_EACH (struct constraint *, constraint, table->constraints)
		align_constraint(s, before, *constraint);
	VEC_EACH (struct index *, index, table->indexes) {
		align(s, &s->others, &(*index)->name);
		align_parts(s, &(*index)->parts);
	}
}

void
schema_align(struct arena *arena, const struct schema *before, struct schema *after)
{
	struct spellings s = {.arena = arena};
	VEC_EACH (struct table *, table, before->tables) {
		map_put(arena, &s.tables, text_lower(arena, (*table)->name.name), *table);
		VEC_EACH (struct index *, index, (*table)->indexes)
			learn(&s, &s.others, (*index)->name);
	}
	VEC_EACH (struct sql_object *, object, before->objects)
		learn(&s, &s.others, (*object)->name.name);
	VEC_EACH (struct table *, table, after->tables)
		align_table(&s, *table);
	VEC_EACH (struct sql_object *, object, after->objects) {
		align(&s, &s.others, &(*object)->name.name);
		align_table_name(&s, &(*object)->table.name);
	}
}
