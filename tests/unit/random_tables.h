/*
 * random_tables: random schemas, edits and rows for all engines, reproducible from a seed.
 *
 * Each edit is possible on tables with rows: a column that becomes NOT NULL has a backfill. The
 * name of a column shows its kind: id is the key, c… a plain column, r… a reference, and g a
 * generated column. Other letters are reserved for the engine.
 */
#ifndef SCHEMAC_TESTS_RANDOM_TABLES_H
#define SCHEMAC_TESTS_RANDOM_TABLES_H

#include "diff/compare.h"
#include "schema/copy.h"
#include "schema/sql_text.h"

#include <stdint.h>
#include <string.h>

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

/* The SQL that depends on the engine. */
struct random_words {
	const char *const *types;
	unsigned type_count;
	const char *key_type;
	const char *collation; /* for some text columns; NULL: no collations */
	bool targets_must_be;  /* dropping a table drops the foreign keys that reference it */
	const char *generated_type, *generated_expression; /* for column g */

	bool (*is_text)(const struct column *column);
	/* choice is 0 to 3; 0 and 1 are constants. */
	const char *(*default_value)(const struct column *column, unsigned choice);
	const char *(*check)(struct arena *arena, const struct column *column);
	/* The part of an index; NULL: the column. */
	const char *(*expression)(struct arena *arena, const struct column *column);
	/* Whether the values and the users of the column allow the type; NULL: always. */
	bool (*may_become)(const struct column *column, const char *type, bool used);
	/* The value for existing rows. */
	const char *(*backfill)(const struct column *column);
	/* The value for row number `row` in column number `place`. */
	const char *(*value)(
		struct arena *arena, const struct column *column, unsigned row, size_t place);
};

/* Defined by the file that includes this header. */
static const struct random_words random_words;

static inline void
random_default(struct random *random, struct column *column, bool constant)
{
	column->default_value = dialect_text_all(
		random_words.default_value(column, below(random, constant ? 2 : 4)));
}

static inline const char *
random_type(struct random *random)
{
	return random_words.types[below(random, random_words.type_count)];
}

static inline struct column *
add_random_column(struct arena *arena, struct random *random, struct table *table, unsigned number)
{
	struct column *column =
		table_add_column(arena, table, arena_printf(arena, "c%u", number));
	column->type = dialect_text_all(random_type(random));
	column->not_null = chance(random, 40);
	if (chance(random, 30))
		random_default(random, column, false);
	if (random_words.is_text(column) && chance(random, 15))
		column->collation = random_words.collation;
	return column;
}

static inline void
add_random_check(struct arena *arena, struct random *random, struct table *table,
	const struct column *column)
{
	struct constraint *check = table_add_constraint(arena, table, CONSTRAINT_CHECK);
	check->expression = dialect_text_all(random_words.check(arena, column));
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
	const char *expression =
		chance(random, 30) ? random_words.expression(arena, column) : NULL;
	if (expression != NULL) {
		part->column = NULL;
		part->expression = dialect_text_all(expression);
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
	column->type = dialect_text_all(random_words.key_type);
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
	id->type = dialect_text_all(random_words.key_type);
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
		made->type = dialect_text_all(random_words.generated_type);
		made->generated = chance(random, 50) ? GENERATED_STORED : GENERATED_VIRTUAL;
		made->generated_expression = dialect_text_all(random_words.generated_expression);
	}
}

/* ------------------------------------------------------------------ edits */

/* A column that is neither the key nor a reference nor generated; NULL if there is none. */
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
change_type(struct random *random, struct column *column, bool used)
{
	const char *type = random_type(random);
	if (random_words.may_become != NULL && !random_words.may_become(column, type, used))
		return;
	bool was_text = random_words.is_text(column);
	column->type = dialect_text_all(type);
	column->collation = NULL;
	if (random_words.may_become != NULL && random_words.is_text(column) != was_text)
		column->default_value = (struct dialect_text){0};
}

static inline void
edit_column(struct arena *arena, struct random *random, struct table *table, struct column *column)
{
	switch (below(random, 7)) {
	case 0:
		change_type(random, column, is_used(table, column));
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

/* Gives columns that become NOT NULL a value for existing rows; the edit would otherwise fail. */
static inline void
give_values(struct schema *after)
{
	VEC_EACH (struct table *, table, after->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if ((*column)->not_null && (*column)->backfill.common == NULL)
				(*column)->backfill =
					dialect_text_all(random_words.backfill(*column));
}

static inline void
drop_references_to_nothing(struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		for (size_t i = (*table)->constraints.len; i > 0; i--) {
			const struct constraint *key = (*table)->constraints.items[i - 1];
			if (key->kind == CONSTRAINT_FOREIGN_KEY &&
				schema_find_table(schema, &key->target) == NULL)
				VEC_REMOVE(&(*table)->constraints, i - 1);
		}
}

/*
 * New columns and tables are numbered from `first`, so that two edits of a schema use different
 * names.
 */
static inline struct schema *
edited_from(struct arena *arena, struct random *random, const struct schema *before, unsigned first)
{
	struct schema *after = schema_copy(arena, before);
	unsigned edits = 1 + below(random, 4);
	for (unsigned i = 0; i < edits; i++) {
		unsigned at = below(random, (unsigned)after->tables.len);
		if (chance(random, 8))
			add_random_table(arena, random, after, TABLES + first + i);
		else if (chance(random, 5) && after->tables.len > 1)
			VEC_REMOVE(&after->tables, at);
		else
			edit_table(arena, random, after->tables.items[at], first + i);
	}
	if (random_words.targets_must_be)
		drop_references_to_nothing(after);
	give_values(after);
	return after;
}

static inline struct schema *
edited(struct arena *arena, struct random *random, const struct schema *before)
{
	return edited_from(arena, random, before, 0);
}

/* ------------------------------------------------------------------ rows */

static inline void
insert_row(struct arena *arena, struct random *random, struct strbuf *sql,
	const struct table *table, unsigned row)
{
	struct strbuf values = STRBUF_INIT;
	strbuf_addstr(sql, "INSERT INTO ");
	sql_add_name(sql, table->name.name);
	strbuf_addstr(sql, " (");
	for (size_t i = 0; i < table->columns.len; i++) {
		const struct column *column = table->columns.items[i];
		bool plain = column->name[0] != 'i' && column->name[0] != 'r';
		if (column->generated != GENERATED_NONE)
			continue;
		strbuf_addf(sql, "%s%s", i > 0 ? ", " : "", column->name);
		strbuf_addstr(&values, i > 0 ? ", " : "");
		if (plain && !column->not_null && row == 1 && chance(random, 50))
			strbuf_addstr(&values, "NULL");
		else if (plain)
			strbuf_addstr(&values, random_words.value(arena, column, row, i));
		else
			strbuf_addf(&values, "%u", row);
	}
	strbuf_addf(sql, ") VALUES (%s);\n", values.buf);
	strbuf_release(&values);
}

/* The INSERT statements for all tables. */
static inline const char *
random_rows(struct arena *arena, struct random *random, const struct schema *schema)
{
	struct strbuf sql = STRBUF_INIT;
	VEC_EACH (struct table *, table, schema->tables)
		for (unsigned row = 1; row <= ROWS; row++)
			insert_row(arena, random, &sql, *table, row);
	const char *copy = arena_strdup(arena, sql.buf);
	strbuf_release(&sql);
	return copy;
}

/* ------------------------------------------------------------------ unaffected values */

/* Whether the values of the column must not change. *name receives the column's new name. */
static inline bool
survives(const struct changes *changes, const struct table *table, const struct column *column,
	const char **name)
{
	*name = column->name;
	if (column->generated != GENERATED_NONE)
		return false;
	VEC_EACH (const struct change, change, *changes) {
		if (change->column_before == NULL || change->table_before != table ||
			strcmp(change->column_before->name, column->name) != 0)
			continue;
		if (change->kind == CHANGE_RENAME_COLUMN)
			*name = change->column->name;
		else if (change->kind == CHANGE_DROP_COLUMN || change->kind == CHANGE_ALTER_TYPE ||
			 change->kind == CHANGE_ALTER_NULLABILITY)
			return false;
	}
	return true;
}

/*
 * Queries for the values that must not change, one per line: "SELECT id, QUOTE(column) FROM
 * table…". `quote` is an SQL function that returns a distinct result for each value.
 */
static inline const char *
survivors_queries(struct arena *arena, const struct changes *changes, const struct schema *before,
	const struct schema *there, bool renamed, const char *quote)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (struct table *, table, before->tables) {
		if (schema_find_table(there, &(*table)->name) == NULL)
			continue;
		VEC_EACH (struct column *, column, (*table)->columns) {
			const char *name;
			if (survives(changes, *table, *column, &name))
				strbuf_addf(&text, "SELECT id, %s(%s) FROM %s ORDER BY id\n", quote,
					renamed ? name : (*column)->name, (*table)->name.name);
		}
	}
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/*
 * Removes everything that a database does not contain, so that the schema can be compared with an
 * inspected one.
 */
static inline void
copy_hints(struct schema *to, const struct schema *from)
{
	VEC_EACH (struct table *, table, from->tables) {
		struct table *own = schema_find_table(to, &(*table)->name);
		own->renamed_from = (*table)->renamed_from;
		VEC_EACH (struct column *, column, (*table)->columns) {
			struct column *same = table_find_column(own, (*column)->name);
			same->renamed_from = (*column)->renamed_from;
			same->backfill = (*column)->backfill;
		}
	}
}

#endif
