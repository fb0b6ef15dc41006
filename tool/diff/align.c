#include "diff/align.h"

#include "base/map.h"
#include "base/text.h"

struct spellings {
	struct arena *arena;
	struct map tables;  /* name in lower case → struct table * of `before` */
	const struct table *before; /* the table being aligned, or NULL */
	struct map others;  /* of indexes and objects: name in lower case → spelling */
};

/* Returns the name in lower case, usually the name itself. */
static const char *
lower(struct spellings *s, const char *name)
{
	for (const char *c = name; *c != '\0'; c++)
		if (char_lower(*c) != *c)
			return text_lower(s->arena, name);
	return name;
}

static void
remember_name(struct spellings *s, const char *name)
{
	map_put(s->arena, &s->others, lower(s, name), (void *)name);
}

static void
align_name(struct spellings *s, const char **name)
{
	const char *known = *name != NULL ? map_find(&s->others, lower(s, *name)) : NULL;
	if (known != NULL)
		*name = known;
}

/* Gives the name of a column the spelling of the table. */
static void
align_column(const struct table *table, const char **name)
{
	if (*name == NULL || table_find_column(table, *name) != NULL)
		return;
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal_nocase((*column)->name, *name))
			*name = (*column)->name;
}

static const struct table *
table_before(struct spellings *s, const char *name)
{
	return name != NULL ? map_find(&s->tables, lower(s, name)) : NULL;
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
		align_column(s->before, &part->column);
}

/* Aligns the table and columns that a foreign key references. */
static void
align_targets(struct spellings *s, struct constraint *key)
{
	const struct table *target = table_before(s, key->target.name);
	struct texts names = {0};
	if (target == NULL)
		return;
	VEC_EACH (const char *, name, key->target_columns) {
		const char *spelling = *name;
		align_column(target, &spelling);
		*VEC_ADD(s->arena, &names) = spelling;
	}
	key->target_columns = names;
	key->target.name = target->name.name;
}

static void
align_constraint(struct spellings *s, struct constraint *constraint)
{
	align_parts(s, &constraint->parts);
	align_column(s->before, &constraint->on_column);
	align_targets(s, constraint);
	if (constraint->name == NULL)
		return;
	VEC_EACH (struct constraint *, known, s->before->constraints)
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
	s->before = before;
	VEC_EACH (struct column *, column, table->columns) {
		align_column(before, &(*column)->name);
		align_column(before, &(*column)->renamed_from);
	}
	VEC_EACH (struct constraint *, constraint, table->constraints)
		align_constraint(s, *constraint);
	VEC_EACH (struct index *, index, table->indexes) {
		align_name(s, &(*index)->name);
		align_parts(s, &(*index)->parts);
	}
}

void
schema_align(struct arena *arena, const struct schema *before, struct schema *after)
{
	struct spellings s = {.arena = arena};
	VEC_EACH (struct table *, table, before->tables) {
		map_put(arena, &s.tables, lower(&s, (*table)->name.name), *table);
		VEC_EACH (struct index *, index, (*table)->indexes)
			remember_name(&s, (*index)->name);
	}
	VEC_EACH (struct sql_object *, object, before->objects)
		remember_name(&s, (*object)->name.name);
	VEC_EACH (struct table *, table, after->tables)
		align_table(&s, *table);
	VEC_EACH (struct sql_object *, object, after->objects) {
		align_name(&s, &(*object)->name.name);
		align_table_name(&s, &(*object)->table.name);
	}
}
