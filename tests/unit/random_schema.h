/*
 * random_schema: schemas for SQLite, edits of them and rows, out of a seed.
 *
 * Every edit is one that can be made with rows there: what becomes NOT NULL says how it is filled.
 * Names tell what a column is: id is the key, c… a plain column, r… a reference, g is generated.
 */
#ifndef SCHEMAC_TESTS_RANDOM_SCHEMA_H
#define SCHEMAC_TESTS_RANDOM_SCHEMA_H

#include "ddl_fixture.h"

#include "schema/sql.h"
#include "sqlite/print.h"

enum {
	TABLES = 3, /* of a new schema: t0, t1, … */
	ROWS = 3,   /* of each table */
};

struct random {
	uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood 2014). */
static inline unsigned
below(struct random *random, unsigned limit)
{
	uint64_t z = (random->state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ (z >> 31)) % limit);
}

static inline bool
chance(struct random *random, unsigned percent)
{
	return below(random, 100) < percent;
}

static const char *const types[] = {"INTEGER", "TEXT", "VARCHAR(20)", "REAL", "BLOB", "NUMERIC(8, 2)", "BIGINT", ""};
static const char *const integer_defaults[] = {"5", "-1", "'7'", "(1 + 2)"};
static const char *const text_defaults[] = {"'x'", "'it''s'", "CURRENT_TIMESTAMP", "('a' || 'b')"};

static inline bool
is_text(const struct column *column)
{
	return strcmp(sqlite_affinity(column->type.common), "TEXT") == 0;
}

static inline void
random_default(struct random *random, struct column *column, bool constant)
{
	unsigned choice = below(random, constant ? 2 : 4);
	column->default_value = dialect_text_all(
		is_text(column) ? text_defaults[choice] : integer_defaults[choice]);
}

static inline struct column *
add_random_column(struct arena *arena, struct random *random, struct table *table, unsigned number)
{
	struct column *column =
		table_add_column(arena, table, arena_printf(arena, "c%u", number));
	column->type = dialect_text_all(types[below(random, sizeof(types) / sizeof(*types))]);
	column->not_null = chance(random, 40);
	if (chance(random, 30))
		random_default(random, column, false);
	if (is_text(column) && chance(random, 15))
		column->collation = "NOCASE";
	return column;
}

static inline void
add_random_check(struct arena *arena, struct random *random, struct table *table,
	const struct column *column)
{
	struct constraint *check = table_add_constraint(arena, table, CONSTRAINT_CHECK);
	check->expression = dialect_text_all(
		arena_printf(arena, "%s IS NULL OR length(%s) < 1000", column->name, column->name));
	if (chance(random, 50))
		check->on_column = column->name;
	else
		check->name = arena_printf(arena, "ck_%s_%s", table->name.name, column->name);
}

static inline void
add_random_unique(struct arena *arena, struct random *random, struct table *table,
	const struct column *column)
{
	struct constraint *unique = table_add_constraint(arena, table, CONSTRAINT_UNIQUE);
	key_parts_add_column(arena, &unique->parts, column->name);
	if (chance(random, 30))
		key_parts_add_column(arena, &unique->parts, "id");
	if (chance(random, 30))
		unique->name = arena_printf(arena, "uq_%s_%s", table->name.name, column->name);
}

static inline void
add_random_index(struct arena *arena, struct random *random, struct table *table,
	const struct column *column)
{
	struct index *index = table_add_index(
		arena, table, arena_printf(arena, "ix_%s_%s", table->name.name, column->name));
	struct key_part *part = key_parts_add_column(arena, &index->parts, column->name);
	part->descending = chance(random, 30);
	if (chance(random, 30)) {
		part->column = NULL;
		part->expression = dialect_text_all(arena_printf(arena, "lower(%s)", column->name));
	}
	if (chance(random, 30))
		index->where =
			dialect_text_all(arena_printf(arena, "%s IS NOT NULL", column->name));
}

static inline void
add_random_reference(struct arena *arena, struct random *random, struct table *table, unsigned number)
{
	struct column *column =
		table_add_column(arena, table, arena_printf(arena, "r%u", number));
	column->type = dialect_text_all("INTEGER");
	struct constraint *key = table_add_constraint(arena, table, CONSTRAINT_FOREIGN_KEY);
	key_parts_add_column(arena, &key->parts, column->name);
	key->target.name = arena_printf(arena, "t%u", below(random, TABLES));
	*VEC_ADD(arena, &key->target_columns) = "id";
	key->on_delete = (enum fk_action)below(random, 4);
	key->deferrable = key->initially_deferred = chance(random, 20);
}

static inline void
add_random_table(struct arena *arena, struct random *random, struct schema *schema, unsigned number)
{
	struct qualified_name name = {.name = arena_printf(arena, "t%u", number)};
	struct table *table = schema_add_table(arena, schema, name);
	struct column *id = table_add_column(arena, table, "id");
	id->type = dialect_text_all("INTEGER");
	struct constraint *key = table_add_constraint(arena, table, CONSTRAINT_PRIMARY_KEY);
	key_parts_add_column(arena, &key->parts, "id");
	id->autoincrement = chance(random, 30);
	unsigned count = 1 + below(random, 5);
	for (unsigned i = 0; i < count; i++) {
		struct column *column = add_random_column(arena, random, table, i);
		if (chance(random, 20))
			add_random_check(arena, random, table, column);
		if (chance(random, 20))
			add_random_unique(arena, random, table, column);
		if (chance(random, 25))
			add_random_index(arena, random, table, column);
	}
	if (chance(random, 40))
		add_random_reference(arena, random, table, 0);
	if (chance(random, 20)) {
		struct column *made = table_add_column(arena, table, "g");
		made->type = dialect_text_all("TEXT");
		made->generated = chance(random, 50) ? GENERATED_STORED : GENERATED_VIRTUAL;
		made->generated_expression = dialect_text_all("id || '-'");
	}
}

/* ------------------------------------------------------------------ edits */

/* A column that is neither the key, a reference nor generated; NULL if there is none. */
static inline struct column *
pick_column(struct random *random, struct table *table)
{
	struct column *column = table->columns.items[below(random, (unsigned)table->columns.len)];
	return column->name[0] == 'c' ? column : NULL;
}

static inline bool
part_mentions(const struct key_parts *parts, const char *name)
{
	VEC_EACH (const struct key_part, part, *parts)
		if (part->column != NULL ? strcmp(part->column, name) == 0
					 : strstr(part->expression.common, name) != NULL)
			return true;
	return false;
}

static inline void
drop_column(struct table *table, const struct column *column)
{
	for (size_t i = table->constraints.len; i > 0; i--) {
		const struct constraint *constraint = table->constraints.items[i - 1];
		if (part_mentions(&constraint->parts, column->name) ||
			(constraint->expression.common != NULL &&
				strstr(constraint->expression.common, column->name) != NULL))
			VEC_REMOVE(&table->constraints, i - 1);
	}
	for (size_t i = table->indexes.len; i > 0; i--)
		if (part_mentions(&table->indexes.items[i - 1]->parts, column->name))
			VEC_REMOVE(&table->indexes, i - 1);
	for (size_t i = 0; i < table->columns.len; i++)
		if (table->columns.items[i] == column) {
			VEC_REMOVE(&table->columns, i);
			return;
		}
}

static inline bool
is_used(const struct table *table, const struct column *column)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (part_mentions(&(*constraint)->parts, column->name) ||
			((*constraint)->expression.common != NULL &&
				strstr((*constraint)->expression.common, column->name) != NULL))
			return true;
	VEC_EACH (struct index *, index, table->indexes)
		if (part_mentions(&(*index)->parts, column->name))
			return true;
	return false;
}

static inline void
edit_column(struct arena *arena, struct random *random, struct table *table, struct column *column)
{
	switch (below(random, 7)) {
	case 0:
		column->type = dialect_text_all(types[below(random, sizeof(types) / sizeof(*types))]);
		column->collation = NULL;
		break;
	case 1:
		column->not_null = !column->not_null;
		break;
	case 2:
		random_default(random, column, false);
		break;
	case 3:
		column->default_value = (struct dialect_text){0};
		break;
	case 4:
		drop_column(table, column);
		break;
	case 5:
		if (!is_used(table, column)) {
			column->renamed_from = column->name;
			column->name = arena_printf(arena, "d%s", column->name);
		}
		break;
	default:
		if (!is_used(table, column))
			add_random_index(arena, random, table, column);
		break;
	}
}

static inline void
edit_table(struct arena *arena, struct random *random, struct table *table, unsigned number)
{
	struct column *column;
	switch (below(random, 6)) {
	case 0:
		column = add_random_column(arena, random, table, 10 + number);
		if (chance(random, 20))
			add_random_check(arena, random, table, column);
		break;
	case 1:
		add_random_reference(arena, random, table, 10 + number);
		break;
	case 2:
		if (table->indexes.len > 0) {
			size_t at = below(random, (unsigned)table->indexes.len);
			VEC_REMOVE(&table->indexes, at);
		}
		break;
	case 3: {
		size_t at = below(random, (unsigned)table->constraints.len);
		if (table->constraints.items[at]->kind != CONSTRAINT_PRIMARY_KEY)
			VEC_REMOVE(&table->constraints, at);
		break;
	}
	default:
		column = pick_column(random, table);
		if (column != NULL)
			edit_column(arena, random, table, column);
		break;
	}
}

/* Rows that are there get a value for what must not be NULL; without one the edit is an error. */
static inline void
give_values(struct schema *after)
{
	VEC_EACH (struct table *, table, after->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if ((*column)->not_null && (*column)->backfill.common == NULL)
				(*column)->backfill = dialect_text_all("'b'");
}

static inline struct schema *
edited(struct arena *arena, struct random *random, const struct schema *before)
{
	struct schema *after = schema_copy(arena, before);
	unsigned edits = 1 + below(random, 4);
	for (unsigned i = 0; i < edits; i++) {
		unsigned at = below(random, (unsigned)after->tables.len);
		if (chance(random, 8))
			add_random_table(arena, random, after, TABLES + i);
		else if (chance(random, 5) && after->tables.len > 1)
			VEC_REMOVE(&after->tables, at);
		else
			edit_table(arena, random, after->tables.items[at], i);
	}
	give_values(after);
	return after;
}

/* ------------------------------------------------------------------ rows */

static inline void
insert_row(struct random *random, struct strbuf *sql, const struct table *table, unsigned row)
{
	struct strbuf values = STRBUF_INIT;
	strbuf_addstr(sql, "INSERT INTO ");
	sql_add_name(sql, table->name.name);
	strbuf_addstr(sql, " (");
	for (size_t i = 0; i < table->columns.len; i++) {
		const struct column *column = table->columns.items[i];
		if (column->generated != GENERATED_NONE)
			continue;
		strbuf_addf(sql, "%s%s", i > 0 ? ", " : "", column->name);
		strbuf_addstr(&values, i > 0 ? ", " : "");
		if (column->name[0] == 'c' && !column->not_null && row == 1 && chance(random, 50))
			strbuf_addstr(&values, "NULL");
		else if (column->name[0] == 'c' && is_text(column))
			strbuf_addf(&values, "'v%u_%zu'", row, i);
		else
			strbuf_addf(&values, "%u", row);
	}
	strbuf_addf(sql, ") VALUES (%s);\n", values.buf);
	strbuf_release(&values);
}

static inline sqlite3 *
database_of(struct arena *arena, const struct schema *schema)
{
	struct strbuf sql = STRBUF_INIT;
	(void)arena;
	sqlite_print_schema(&sql, schema);
	sqlite3 *db = database(sql.buf);
	strbuf_release(&sql);
	return db;
}

static inline void
fill(struct random *random, sqlite3 *db, const struct schema *schema)
{
	struct strbuf sql = STRBUF_INIT;
	VEC_EACH (struct table *, table, schema->tables)
		for (unsigned row = 1; row <= ROWS; row++)
			insert_row(random, &sql, *table, row);
	execute(db, sql.buf);
	strbuf_release(&sql);
}

#endif
