#include "postgresql/server/libpq/postgresql_inspect.h"

#include "base/map.h"
#include "base/text.h"
#include "postgresql/server/libpq/left_out.h"
#include "postgresql/server/libpq/queries.h"
#include "postgresql/server/libpq/read_transaction.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/short_in.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

struct inspection {
	struct arena *arena;
	struct schema *schema;
	PGconn *handle;
	const struct inspect_options *options;
	struct diagnostics *diagnostics;
	struct map tables; /* struct table by oid, as text */
	PGresult *rows;    /* the result of the current query */
	int row;           /* index of the current row, from 0 */
};

static int
fail(struct inspection *in, const PGresult *result)
{
	return diag_add(in->diagnostics, DIAG_DATABASE_FAILED, in->options->at, "%s",
		read_transaction_error(in->arena, in->handle, result));
}

/* The text of a column of the current row, in the arena; NULL if the value is NULL. */
static const char *
text(struct inspection *in, int column)
{
	if (PQgetisnull(in->rows, in->row, column))
		return NULL;
	return arena_strdup(in->arena, PQgetvalue(in->rows, in->row, column));
}

static bool
truth(struct inspection *in, int column)
{
	return PQgetvalue(in->rows, in->row, column)[0] == 't';
}

static long
number(struct inspection *in, int column)
{
	return strtol(PQgetvalue(in->rows, in->row, column), NULL, 10);
}

static char
letter(struct inspection *in, int column)
{
	return PQgetvalue(in->rows, in->row, column)[0];
}

/* Calls take() for each row of the query. */
static int
read_rows(struct inspection *in, const char *sql, void (*take)(struct inspection *in))
{
	in->rows = PQexec(in->handle, sql);
	int result = PQresultStatus(in->rows) == PGRES_TUPLES_OK ? 0 : fail(in, in->rows);
	for (in->row = 0; result == 0 && in->row < PQntuples(in->rows); in->row++)
		take(in);
	PQclear(in->rows);
	in->rows = NULL;
	return result;
}

static bool
is_own_table(const struct inspection *in, const char *name)
{
	return text_equal(name, in->options->version_table) ||
	       text_equal(name, in->options->history_table);
}

static void
take_table(struct inspection *in)
{
	const struct qualified_name name = {text(in, TABLE_SCHEMA), text(in, TABLE_NAME)};
	if (is_own_table(in, name.name) || truth(in, TABLE_LEFT_OUT))
		return;
	struct table *table = schema_add_table(in->arena, in->schema, name);
	table->unlogged = truth(in, TABLE_UNLOGGED);
	table->options = dialect_text_all(text(in, TABLE_OPTIONS));
	table->comment = text(in, TABLE_COMMENT);
	map_put(in->arena, &in->tables, text(in, TABLE_ID), table);
}

/* The table of the current row; NULL if it is not part of the schema. */
static struct table *
find_table(struct inspection *in, int column)
{
	return map_find(&in->tables, PQgetvalue(in->rows, in->row, column));
}

static void
take_column(struct inspection *in)
{
	struct table *table = find_table(in, COLUMN_TABLE);
	if (table == NULL)
		return;
	struct column *column = table_add_column(in->arena, table, text(in, COLUMN_NAME));
	column->not_null = truth(in, COLUMN_NOT_NULL);
	column->comment = text(in, COLUMN_COMMENT);
	column->collation = text(in, COLUMN_COLLATION);
	column->enum_type.name = text(in, COLUMN_ENUM);
	column->enum_type.schema = text(in, COLUMN_ENUM_SCHEMA);
	if (column->enum_type.name == NULL)
		column->type = dialect_text_all(text(in, COLUMN_TYPE));
	char identity = letter(in, COLUMN_IDENTITY);
	if (identity != '\0') {
		column->identity = identity == 'a' ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
		column->identity_options = text(in, COLUMN_OPTIONS);
	}
	const char *expression = text(in, COLUMN_DEFAULT);
	char generated = letter(in, COLUMN_GENERATED);
	if (identity != '\0' || truth(in, COLUMN_OWNS_SEQUENCE))
		column->sequence_type = text(in, COLUMN_SEQUENCE_TYPE);
	if (truth(in, COLUMN_OWNS_SEQUENCE)) {
		column->serial = true;
	} else if (generated != '\0') {
		column->generated = generated == 's' ? GENERATED_STORED : GENERATED_VIRTUAL;
		column->generated_expression = dialect_text_all(expression);
	} else {
		column->default_value = dialect_text_all(expression);
	}
}

static enum constraint_kind
constraint_kind_of(char kind)
{
	switch (kind) {
	case 'p':
		return CONSTRAINT_PRIMARY_KEY;
	case 'u':
		return CONSTRAINT_UNIQUE;
	case 'f':
		return CONSTRAINT_FOREIGN_KEY;
	case 'c':
		return CONSTRAINT_CHECK;
	default:
		return CONSTRAINT_EXCLUDE;
	}
}

/* pg_constraint.confdeltype */
static enum fk_action
action_of(char action)
{
	switch (action) {
	case 'r':
		return FK_RESTRICT;
	case 'c':
		return FK_CASCADE;
	case 'n':
		return FK_SET_NULL;
	case 'd':
		return FK_SET_DEFAULT;
	default:
		return FK_NO_ACTION;
	}
}

static struct constraint *
add_constraint(struct inspection *in, struct table *table)
{
	struct constraint *key =
		table_add_constraint(in->arena, table, constraint_kind_of(letter(in, KEY_KIND)));
	key->name = text(in, KEY_NAME);
	key->deferrable = truth(in, KEY_DEFERRABLE);
	key->initially_deferred = truth(in, KEY_DEFERRED);
	key->not_valid = !truth(in, KEY_VALID);
	key->no_inherit = truth(in, KEY_NO_INHERIT);
	key->comment = text(in, KEY_COMMENT);
	key->nulls_not_distinct = truth(in, KEY_NULLS_NOT_DISTINCT);
	key->expression = dialect_text_all(text(in, KEY_EXPRESSION));
	if (key->kind == CONSTRAINT_CHECK && number(in, KEY_COLUMN_COUNT) == 1)
		key->on_column = text(in, KEY_COLUMN);
	if (key->kind != CONSTRAINT_FOREIGN_KEY)
		return key;
	key->target.schema = text(in, KEY_TARGET_SCHEMA);
	key->target.name = text(in, KEY_TARGET);
	key->on_update = action_of(letter(in, KEY_ON_UPDATE));
	key->on_delete = action_of(letter(in, KEY_ON_DELETE));
	key->match = letter(in, KEY_MATCH) == 'f' ? "FULL" : NULL;
	return key;
}

/* Whether the row belongs to the same item as the previous row. */
static bool
continues(const struct inspection *in, int id)
{
	return in->row > 0 && strcmp(PQgetvalue(in->rows, in->row, id),
				      PQgetvalue(in->rows, in->row - 1, id)) == 0;
}

static void
take_constraint(struct inspection *in)
{
	struct table *table = find_table(in, KEY_TABLE);
	if (table == NULL || (letter(in, KEY_KIND) == 'f' && find_table(in, KEY_TARGET_TABLE) == NULL))
		return;
	struct constraint *key = continues(in, KEY_ID)
					 ? table->constraints.items[table->constraints.len - 1]
					 : add_constraint(in, table);
	const char *column = text(in, KEY_COLUMN), *target = text(in, KEY_TARGET_COLUMN);
	if (column != NULL && key->kind != CONSTRAINT_CHECK && key->kind != CONSTRAINT_EXCLUDE)
		key_parts_add_column(in->arena, &key->parts, column);
	if (target != NULL)
		*VEC_ADD(in->arena, &key->target_columns) = target;
	key->name_from_template =
		text_equal(key->name, postgresql_constraint_name(in->arena, table, key));
}

static struct index *
add_index(struct inspection *in, struct table *table)
{
	struct index *index = table_add_index(in->arena, table, text(in, INDEX_NAME));
	index->unique = truth(in, INDEX_UNIQUE);
	index->method = text(in, INDEX_METHOD);
	index->where = dialect_text_all(text(in, INDEX_WHERE));
	index->with = text(in, INDEX_WITH);
	index->nulls_not_distinct = truth(in, INDEX_NULLS_NOT_DISTINCT);
	index->comment = text(in, INDEX_COMMENT);
	return index;
}

/* pg_index.indoption: 1 is DESC, 2 NULLS FIRST (src/include/catalog/pg_index.h). */
static void
take_index(struct inspection *in)
{
	struct table *table = find_table(in, INDEX_TABLE);
	if (table == NULL)
		return;
	struct index *index = continues(in, INDEX_ID) ? table->indexes.items[table->indexes.len - 1]
						      : add_index(in, table);
	const char *column = text(in, INDEX_COLUMN);
	if (truth(in, INDEX_INCLUDED)) {
		*VEC_ADD(in->arena, &index->include) = column;
		return;
	}
	long option = number(in, INDEX_OPTION);
	struct key_part *part = key_parts_add_column(in->arena, &index->parts, column);
	if (column == NULL)
		part->expression = dialect_text_all(text(in, INDEX_EXPRESSION));
	part->opclass = text(in, INDEX_OPCLASS);
	part->collation = text(in, INDEX_COLLATION);
	part->descending = (option & 1) != 0;
	part->nulls_first = (option & 2) != 0 && !part->descending;
	part->nulls_last = (option & 2) == 0 && part->descending;
}

static void
take_enum(struct inspection *in)
{
	const struct qualified_name name = {text(in, ENUM_SCHEMA), text(in, ENUM_NAME)};
	struct enum_type *type = schema_find_enum(in->schema, &name);
	if (type == NULL) {
		type = ARENA_NEW(in->arena, struct enum_type);
		type->name = name;
		*VEC_ADD(in->arena, &in->schema->enums) = type;
	}
	const char *value = text(in, ENUM_VALUE);
	if (value != NULL)
		VEC_ADD(in->arena, &type->values)->value = value;
}

/*
 * pg_get_ruledef() prints the table of a rule with its schema. In the default schema it is omitted,
 * as in all other texts.
 */
static const char *
without_default_schema(struct inspection *in, const char *rule)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, rule, strlen(rule));
	sql_skip_past(&lexer, "TO");
	struct sql_token schema = sql_next(&lexer), dot = sql_next(&lexer), table = sql_next(&lexer);
	if (!sql_is(&dot, "."))
		return rule;
	return arena_printf(
		in->arena, "%.*s%s", (int)schema.offset, rule, rule + table.offset);
}

static void
take_object(struct inspection *in)
{
	struct sql_object *object = ARENA_NEW(in->arena, struct sql_object);
	object->kind = object_kind_find(PQgetvalue(in->rows, in->row, OBJECT_ROW_KIND));
	object->name.schema = text(in, OBJECT_ROW_SCHEMA);
	object->name.name = text(in, OBJECT_ROW_NAME);
	object->table.schema = text(in, OBJECT_ROW_TABLE_SCHEMA);
	object->table.name = text(in, OBJECT_ROW_TABLE);
	object->sql = dialect_text_all(text(in, OBJECT_ROW_SQL));
	if (object->kind == OBJECT_RULE && object->table.schema == NULL)
		object->sql.common = without_default_schema(in, object->sql.common);
	object->comment = text(in, OBJECT_ROW_COMMENT);
	*VEC_ADD(in->arena, &in->schema->objects) = object;
}

/*
 * Expressions contain constants, which are printed by the session's settings. In a header they must
 * mean the same to every session. The values are those of pg_dump.
 */
static const char text_settings[] =
	"SELECT set_config(name, value, true) FROM (VALUES ('datestyle', 'ISO'),"
	" ('intervalstyle', 'postgres'), ('timezone', 'UTC'), ('extra_float_digits', '3'),"
	" ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'),"
	" ('standard_conforming_strings', 'on')) s (name, value)";

static void
take_nothing(struct inspection *in)
{
	(void)in;
}

static void
shorten(struct inspection *in, const struct table *table, struct dialect_text *text)
{
	text->common = postgresql_short_in(in->arena, table, text->common);
}

/* Prints IN in the short form in all expressions about the columns of one table. */
static void
shorten_expressions(struct inspection *in)
{
	VEC_EACH (struct table *, item, in->schema->tables) {
		const struct table *table = *item;
		VEC_EACH (struct column *, column, table->columns)
			shorten(in, table, &(*column)->generated_expression);
		VEC_EACH (struct constraint *, key, table->constraints)
			if ((*key)->kind == CONSTRAINT_CHECK)
				shorten(in, table, &(*key)->expression);
		VEC_EACH (struct index *, index, table->indexes) {
			shorten(in, table, &(*index)->where);
			VEC_EACH (struct key_part, part, (*index)->parts)
				shorten(in, table, &part->expression);
		}
	}
}

static int
read_all(struct inspection *in)
{
	if (read_rows(in, text_settings, take_nothing) != 0)
		return -1;
	int version = PQserverVersion(in->handle);
	bool has_generated = version >= 120000, has_distinct = version >= 150000;
	if (read_rows(in, tables_query, take_table) != 0 ||
		read_rows(in, has_generated ? columns_query : columns_query_11, take_column) != 0 ||
		read_rows(in, has_distinct ? constraints_query : constraints_query_11,
			take_constraint) != 0 ||
		read_rows(in, has_distinct ? indexes_query : indexes_query_11, take_index) != 0 ||
		read_rows(in, enums_query, take_enum) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(objects_queries) / sizeof(*objects_queries); i++)
		if (read_rows(in, objects_queries[i], take_object) != 0)
			return -1;
	return 0;
}

int
postgresql_inspect_here(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	struct inspection in = {.arena = arena,
		.schema = schema,
		.handle = handle,
		.options = options,
		.diagnostics = diagnostics};
	int result = read_all(&in);
	shorten_expressions(&in);
	schema_sort(schema);
	return result;
}

int
postgresql_inspect(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	if (!read_transaction_begin(
		    handle, "REPEATABLE READ, READ ONLY", options->lock_timeout_ms)) {
		diag_add(diagnostics, DIAG_DATABASE_FAILED, options->at, "%s",
			read_transaction_message(arena, handle));
		PQclear(PQexec(handle, "ROLLBACK"));
		return -1;
	}
	int result = postgresql_inspect_here(arena, schema, handle, options, diagnostics);
	if (result == 0 && options->left_out)
		result = left_out_read(arena, schema, handle, options, diagnostics);
	PQclear(PQexec(handle, "ROLLBACK"));
	return result;
}
