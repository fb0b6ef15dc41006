/*
 * inspect_check: compares parsed tables and indexes with the pragmas of SQLite.
 */
#include "sqlite/server/inspect_internal.h"

#include "base/text.h"
#include "sqlite/parse/token.h"
#include "sqlite/rules/table_rules.h"

#include <string.h>
#include <strings.h>

/* A column in the result of pragma table_xinfo. */
struct pragma_column {
	const char *name, *type;
	bool not_null, has_default;
	int key_place;  /* position in the primary key, from 1; 0: not in the key */
	bool any_place; /* the position is not comparable */
	int hidden; /* 0: an ordinary column, 2: generated and virtual, 3: generated and stored */
};

/*
 * Whether the types have the same tokens. The case is ignored: SQLite prints standard types in
 * upper case.
 */
static bool
types_equal(struct arena *arena, const char *a, const char *b)
{
	struct sql_lexer x, y;

	if (*a == '"') {
		sql_lexer_init(&x, a, strlen(a));
		struct sql_token token = sqlite_next(&x);
		a = sql_name(arena, &token);
		if (text_equal_nocase(a, b))
			return true;
	}
	sql_lexer_init(&x, a, strlen(a));
	sql_lexer_init(&y, b, strlen(b));
	for (;;) {
		struct sql_token p = sqlite_next(&x), q = sqlite_next(&y);
		if (p.length != q.length || strncasecmp(p.text, q.text, p.length) != 0)
			return false;
		if (p.kind == SQL_END)
			return true;
	}
}

/* The position of the column in the key, from 1; 0: it is not in the key. */
static int
key_place(const struct constraint *key, const char *column)
{
	for (size_t i = 0; key != NULL && i < key->parts.len; i++)
		if (text_equal(key->parts.items[i].column, column))
			return (int)i + 1;
	return 0;
}

/*
 * Whether a column is in the key twice. SQLite accepts this, but counts its positions
 * inconsistently.
 */
static bool
repeats_a_column(struct arena *arena, const struct constraint *key)
{
	struct map seen = {.slots = NULL};

	for (size_t i = 0; key != NULL && i < key->parts.len; i++) {
		const char *column = key->parts.items[i].column;
		if (column != NULL && map_put(arena, &seen, column, key->parts.items) != NULL)
			return true;
	}
	return false;
}

/* The columns of the key are implicitly NOT NULL in WITHOUT ROWID and in STRICT tables. */
static bool
is_not_null(const struct table *table, const struct column *column, int key_place)
{
	return column->not_null || (key_place > 0 && (table->without_rowid || table->strict) &&
					   column != sqlite_rowid_alias(table));
}

static int
hidden_value(const struct column *column)
{
	switch (column->generated) {
	case GENERATED_VIRTUAL:
		return 2;
	case GENERATED_STORED:
		return 3;
	default:
		return 0;
	}
}

/* The property in which the two differ, or NULL. */
static const char *
column_difference(struct arena *arena, const struct table *table, const struct column *column,
	const struct pragma_column *seen)
{
	int place = key_place(table_primary_key(table), column->name);

	if (!text_equal(column->name, seen->name))
		return "name";
	if (!types_equal(arena, column->type.common, seen->type))
		return "type";
	if (is_not_null(table, column, seen->key_place) != seen->not_null)
		return "NOT NULL";
	if (seen->any_place ? (place > 0) != (seen->key_place > 0) : place != seen->key_place)
		return "primary key";
	if (hidden_value(column) != seen->hidden)
		return "generated";
	/* no pragma reports the expression of a generated column */
	if (dialect_text_given(&column->default_value) != seen->has_default)
		return "default";
	return NULL;
}

static int
check_columns(struct inspection *in, const struct table *table)
{
	size_t count = 0;
	int status;
	sqlite3_stmt *query = inspection_ask(in, QUERY_COLUMNS, table->name.name, NULL);

	if (query == NULL)
		return -1;
	bool any_place = repeats_a_column(in->arena, table_primary_key(table));
	const char *problem = NULL;
	while ((status = inspection_step(in, query)) > 0) {
		struct pragma_column seen = {
			.name = inspection_text(in, query, 0),
			.type = inspection_text(in, query, 1),
			.not_null = sqlite3_column_int(query, 2) != 0,
			.has_default = sqlite3_column_int(query, 3) != 0,
			.key_place = sqlite3_column_int(query, 4),
			.any_place = any_place,
			.hidden = sqlite3_column_int(query, 5),
		};
		if (count++ >= table->columns.len || problem != NULL)
			continue;
		const char *difference =
			column_difference(in->arena, table, table->columns.items[count - 1], &seen);
		if (difference != NULL)
			problem = arena_printf(in->arena,
				"schemac and SQLite disagree about column '%s' (%s)", seen.name,
				difference);
	}
	if (status == 0 && problem == NULL && count != table->columns.len)
		problem =
			arena_printf(in->arena, "SQLite reports %zu columns, but schemac reads %zu",
				count, table->columns.len);
	if (problem != NULL)
		return inspection_misread(in, "table", table->name.name, problem);
	return status;
}

static int
check_foreign_keys(struct inspection *in, const struct table *table)
{
	int count = 0, seen = 0, status;
	sqlite3_stmt *query = inspection_ask(in, QUERY_FOREIGN_KEYS, table->name.name, NULL);

	if (query == NULL)
		return -1;
	while ((status = inspection_step(in, query)) > 0)
		seen = sqlite3_column_int(query, 0);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		count += (*constraint)->kind == CONSTRAINT_FOREIGN_KEY;
	if (status == 0 && seen != count)
		return inspection_misread(in, "table", table->name.name,
			arena_printf(in->arena,
				"SQLite reports %d foreign keys, but schemac reads %d", seen,
				count));
	return status;
}

int
inspection_check_table(struct inspection *in, const struct table *table)
{
	int columns = check_columns(in, table);
	return columns < 0 ? -1 : check_foreign_keys(in, table);
}

/* The property in which the part differs from the row of pragma index_xinfo, or NULL. */
static const char *
part_difference(struct inspection *in, sqlite3_stmt *query, struct key_part *part)
{
	enum { EXPRESSION = -2 }; /* the column number of an expression */
	const char *name = inspection_text(in, query, 1);
	const char *collation = inspection_text(in, query, 3);
	bool is_expression = sqlite3_column_int(query, 0) == EXPRESSION;

	if (is_expression && part->column != NULL) {
		part->expression =
			dialect_text_all(arena_printf(in->arena, "\"%s\"", part->column));
		part->column = NULL;
	}
	if (!is_expression && !text_equal_nocase(part->column, name))
		return "column";
	if (!is_expression)
		part->column = name;
	/* SQLite ignores DESC in databases of file format 1 to 3 */
	if (sqlite3_column_int(query, 2) != 0 && !part->descending)
		return "order";
	if (part->collation != NULL && !text_equal_nocase(part->collation, collation))
		return "collation";
	return NULL;
}

static int
check_parts(struct inspection *in, struct index *index)
{
	size_t count = 0;
	int status;
	sqlite3_stmt *query = inspection_ask(in, QUERY_PARTS, index->name, NULL);

	if (query == NULL)
		return -1;
	const char *problem = NULL;
	while ((status = inspection_step(in, query)) > 0) {
		if (count++ >= index->parts.len || problem != NULL)
			continue;
		const char *difference = part_difference(in, query, &index->parts.items[count - 1]);
		if (difference != NULL)
			problem = arena_printf(in->arena,
				"schemac and SQLite disagree about part %zu (%s)", count, difference);
	}
	if (status == 0 && problem == NULL && count != index->parts.len)
		problem = arena_printf(in->arena, "SQLite reports %zu parts, but schemac reads %zu",
			count, index->parts.len);
	if (problem != NULL)
		return inspection_misread(in, "index", index->name, problem);
	return status;
}

int
inspection_check_index(struct inspection *in, const struct table *table, struct index *index)
{
	bool agrees = false;
	int status;
	sqlite3_stmt *query = inspection_ask(in, QUERY_INDEX, table->name.name, index->name);

	if (query == NULL)
		return -1;
	while ((status = inspection_step(in, query)) > 0)
		agrees = (sqlite3_column_int(query, 0) != 0) == index->unique &&
			 (sqlite3_column_int(query, 1) != 0) == (index->where.common != NULL);
	if (status < 0)
		return -1;
	if (!agrees)
		return inspection_misread(in, "index", index->name,
			"schemac and SQLite disagree about UNIQUE or WHERE");
	return check_parts(in, index);
}
