/*
 * parse_resolve: the properties of a table that are known only at the end of its text.
 */
#include "sqlite/parse/parse_table_internal.h"

#include "base/map.h"
#include "base/text.h"
#include "sqlite/rules/table_rules.h"

#include <stdlib.h>

/* The spelling of the name in the column definition; the name itself if there is no such column. */
static const char *
spelling(const struct table *table, const char *name)
{
	if (name == NULL || table_find_column(table, name) != NULL)
		return name;
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal_nocase((*column)->name, name))
			return (*column)->name;
	return name;
}

/*
 * With PRIMARY KEY (id DESC) as a table constraint, id is an alias of the rowid, and DESC has no
 * effect.
 */
static void
resolve_rowid_alias(const struct table *table, struct constraint *key)
{
	struct key_part *part = key->parts.items;

	if (key->parts.len != 1 || table->without_rowid || part->column == NULL)
		return;
	const struct column *column = table_find_column(table, part->column);
	if (column != NULL && text_equal_nocase(column->type.common, "INTEGER"))
		part->descending = false;
}

static void
resolve_names(const struct table *table, struct constraint *constraint)
{
	VEC_EACH (struct key_part, part, constraint->parts)
		part->column = spelling(table, part->column);
	if (text_equal_nocase(constraint->target.name, table->name.name)) {
		constraint->target.name = table->name.name;
		VEC_EACH (const char *, column, constraint->target_columns)
			*column = spelling(table, *column);
	}
}

/* The key by which constraints are ordered. */
struct position {
	size_t column; /* index of the column that contains it, or the number of columns */
	size_t serial; /* index of the constraint in the text */
	struct constraint *constraint;
};

static int
compare_positions(const void *a, const void *b)
{
	const struct position *x = a, *y = b;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return (x->serial > y->serial) - (x->serial < y->serial);
}

static size_t
column_index(
	const struct constraint *constraint, const struct table *table, const struct map *columns)
{
	const char *name = sqlite_single_column(constraint);
	struct column **column = name == NULL ? NULL : map_find(columns, name);
	if (column == NULL || !sqlite_is_column_constraint(constraint, *column, table))
		return table->columns.len;
	return (size_t)(column - table->columns.items);
}

/* Column constraints first, in the order of the columns: the order in which they are printed. */
static void
resolve_order(struct arena *arena, struct table *table)
{
	struct map columns = {.slots = NULL};
	size_t count = table->constraints.len;
	struct position *positions = arena_alloc(arena, count * sizeof(*positions));

	if (count < 2)
		return;
	VEC_EACH (struct column *, column, table->columns)
		map_put(arena, &columns, (*column)->name, column);
	for (size_t i = 0; i < count; i++) {
		positions[i].constraint = table->constraints.items[i];
		positions[i].serial = i;
		positions[i].column = column_index(positions[i].constraint, table, &columns);
	}
	qsort(positions, count, sizeof(*positions), compare_positions);
	for (size_t i = 0; i < count; i++)
		table->constraints.items[i] = positions[i].constraint;
}

void
ddl_parse_resolve(struct ddl_table_parser *in)
{
	VEC_EACH (struct constraint *, constraint, in->table->constraints)
		resolve_names(in->table, *constraint);
	if (in->table_key != NULL)
		resolve_rowid_alias(in->table, in->table_key);
	resolve_order(in->parser.arena, in->table);
}
