/*
 * parse_resolve: what can be said of a table only when all of its text was read.
 */
#include "sqlite/parse/parse_table_internal.h"

#include "base/map.h"
#include "base/text.h"
#include "sqlite/rules/table_rules.h"

#include <stdlib.h>

/* The spelling of the column that SQLite means, whatever the case; name if there is none. */
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

/* PRIMARY KEY (id DESC) behind the columns does not keep id from being the rowid. */
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

/* A constraint and where it belongs: the number of its column, or behind them all. */
struct place {
	size_t column;
	size_t serial;
	struct constraint *constraint;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return (x->serial > y->serial) - (x->serial < y->serial);
}

static size_t
place_of(const struct constraint *constraint, const struct table *table, const struct map *columns)
{
	const char *name = sqlite_single_column(constraint);
	struct column **column = name == NULL ? NULL : map_find(columns, name);
	if (column == NULL || !sqlite_is_column_constraint(constraint, *column, table))
		return table->columns.len;
	return (size_t)(column - table->columns.items);
}

/* Those at a column first, in the order of columns, as they are printed. */
static void
resolve_order(struct arena *arena, struct table *table)
{
	struct map columns = {.slots = NULL};
	size_t count = table->constraints.len;
	struct place *places = arena_alloc(arena, count * sizeof(*places));

	if (count < 2)
		return;
	VEC_EACH (struct column *, column, table->columns)
		map_put(arena, &columns, (*column)->name, column);
	for (size_t i = 0; i < count; i++) {
		places[i].constraint = table->constraints.items[i];
		places[i].serial = i;
		places[i].column = place_of(places[i].constraint, table, &columns);
	}
	qsort(places, count, sizeof(*places), compare_places);
	for (size_t i = 0; i < count; i++)
		table->constraints.items[i] = places[i].constraint;
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
