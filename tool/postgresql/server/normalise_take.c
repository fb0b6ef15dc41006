#include "postgresql/server/normalise_take.h"

#include "base/text.h"
#include "postgresql/postgresql_dialect.h"
#include "schema/sql.h"

#include <string.h>

/* Takes the text of the database if the own text equals it, otherwise the server's. */
static void
take_text(struct dialect_text *own, const struct dialect_text *server,
	const struct dialect_text *live)
{
	if (own->common == NULL || server->common == NULL)
		return;
	bool same = live != NULL && postgresql_dialect.expressions_equal(own->common, live->common);
	*own = dialect_text_all(same ? live->common : server->common);
}

static void
take_default(struct column *own, const struct column *server, const struct column *live)
{
	const char *text = own->default_value.common;
	bool same = live != NULL && text != NULL &&
		    postgresql_dialect.defaults_equal(
			    own->type.common, text, live->default_value.common);
	if (same)
		own->default_value = live->default_value;
	else
		take_text(&own->default_value, &server->default_value, NULL);
}

static void
take_columns(struct table *own, const struct table *server, const struct table *live)
{
	VEC_EACH (struct column *, item, own->columns) {
		const struct column *column = table_find_column(server, (*item)->name);
		const struct column *known =
			live != NULL ? table_find_column(live, (*item)->name) : NULL;
		if (column == NULL)
			continue;
		take_text(&(*item)->type, &column->type, NULL);
		take_default(*item, column, known);
		take_text(&(*item)->generated_expression, &column->generated_expression,
			known != NULL ? &known->generated_expression : NULL);
		(*item)->collation = column->collation;
		if ((*item)->identity != IDENTITY_NONE)
			(*item)->identity_options = column->identity_options;
	}
}

static void
take_keys(struct table *own, const struct table *server, const struct table *live)
{
	VEC_EACH (struct constraint *, item, own->constraints) {
		const struct constraint *key = table_find_constraint(server, (*item)->name);
		const struct constraint *known =
			live != NULL ? table_find_constraint(live, (*item)->name) : NULL;
		if (key != NULL && key->kind == (*item)->kind)
			take_text(&(*item)->expression, &key->expression,
				known != NULL ? &known->expression : NULL);
	}
}

/* The key of the server's index, where each expression that equals the database's remains. */
static void
take_parts(struct index *own, const struct index *server, const struct index *live)
{
	bool comparable = live != NULL && live->parts.len == own->parts.len;
	for (size_t i = 0; i < own->parts.len; i++) {
		struct key_part *part = &own->parts.items[i];
		struct dialect_text expression = part->expression;
		*part = server->parts.items[i];
		if (part->column != NULL || expression.common == NULL)
			continue;
		take_text(&expression, &part->expression,
			comparable ? &live->parts.items[i].expression : NULL);
		part->expression = expression;
	}
}

static void
take_indexes(struct table *own, const struct table *server, const struct table *live)
{
	VEC_EACH (struct index *, item, own->indexes) {
		const struct index *index = table_find_index(server, (*item)->name);
		const struct index *known =
			live != NULL ? table_find_index(live, (*item)->name) : NULL;
		if (index == NULL || index->parts.len != (*item)->parts.len)
			continue;
		take_parts(*item, index, known);
		(*item)->with = index->with;
		take_text(&(*item)->where, &index->where, known != NULL ? &known->where : NULL);
	}
}

static size_t
bare_length(const char *name)
{
	return strcspn(name, "(");
}

/*
 * The server may spell the arguments differently. In that case the function is found by its name
 * without arguments, if that is unique.
 */
static const struct sql_object *
find_object(const struct schema *server, const struct sql_object *object)
{
	const struct sql_object *found = schema_find_same_object(server, object);
	if (found != NULL || object->kind != OBJECT_FUNCTION)
		return found;
	size_t length = bare_length(object->name.name), count = 0;
	VEC_EACH (struct sql_object *, other, server->objects)
		if ((*other)->kind == OBJECT_FUNCTION &&
			text_equal((*other)->name.schema, object->name.schema) &&
			bare_length((*other)->name.name) == length &&
			strncmp((*other)->name.name, object->name.name, length) == 0) {
			found = *other;
			count++;
		}
	return count == 1 ? found : NULL;
}

static void
undo(const struct scratch_names *names, struct dialect_text *text)
{
	text->common = scratch_names_undo(names, text->common);
}

static void
undo_table(const struct scratch_names *names, struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		undo(names, &(*column)->type);
		undo(names, &(*column)->default_value);
		undo(names, &(*column)->generated_expression);
	}
	VEC_EACH (struct constraint *, key, table->constraints)
		undo(names, &(*key)->expression);
	VEC_EACH (struct index *, index, table->indexes) {
		undo(names, &(*index)->where);
		VEC_EACH (struct key_part, part, (*index)->parts)
			undo(names, &part->expression);
	}
	undo(names, &table->options);
}

/* Keeps what is in the scratch schemas, with its original names. */
static void
undo_schema(const struct scratch_names *names, struct schema *server)
{
	size_t kept = 0;
	VEC_EACH (struct table *, table, server->tables)
		if (scratch_names_undo_name(names, &(*table)->name)) {
			undo_table(names, *table);
			server->tables.items[kept++] = *table;
		}
	server->tables.len = kept;
	kept = 0;
	VEC_EACH (struct sql_object *, item, server->objects) {
		struct sql_object *object = *item;
		if (object->kind == OBJECT_SCHEMA || object->kind == OBJECT_EXTENSION ||
			!scratch_names_undo_name(names, &object->name) ||
			!scratch_names_undo_name(names, &object->table))
			continue;
		undo(names, &object->sql);
		if (object->kind == OBJECT_FUNCTION)
			object->name.name = scratch_names_undo(names, object->name.name);
		server->objects.items[kept++] = object;
	}
	server->objects.len = kept;
}

/* The schema in a CREATE EXTENSION statement, or NULL. */
static const char *
extension_schema(struct arena *arena, const char *sql)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, sql, strlen(sql));
	sql_skip_past(&lexer, "SCHEMA");
	struct sql_token token = sql_next(&lexer);
	return token.kind != SQL_END ? sql_name(arena, &token) : NULL;
}

/*
 * The catalogue does not show the version that CREATE EXTENSION requested, or the default schema
 * that it used, nor how a schema was created.
 */
static void
take_from_database(struct arena *arena, struct sql_object *own, const struct schema *live)
{
	const struct sql_object *known = schema_find_same_object(live, own);
	if (known == NULL || own->sql.common == NULL)
		return;
	const char *schema =
		own->kind == OBJECT_EXTENSION ? extension_schema(arena, own->sql.common) : NULL;
	const char *known_schema = schema != NULL ? extension_schema(arena, known->sql.common) : NULL;
	if (schema == NULL || text_equal(schema, known_schema != NULL ? known_schema : "public"))
		own->sql = known->sql;
}

void
normalise_take_texts(struct schema *schema, const struct scratch_names *names,
	struct schema *server, const struct schema *live)
{
	undo_schema(names, server);
	VEC_EACH (struct table *, item, schema->tables) {
		const struct table *table = schema_find_table(server, &(*item)->name);
		const struct table *known = schema_find_table(live, &(*item)->name);
		if (table == NULL)
			continue;
		take_columns(*item, table, known);
		take_keys(*item, table, known);
		take_indexes(*item, table, known);
		take_text(
			&(*item)->options, &table->options, known != NULL ? &known->options : NULL);
	}
	VEC_EACH (struct sql_object *, item, schema->objects) {
		if ((*item)->kind == OBJECT_SCHEMA || (*item)->kind == OBJECT_EXTENSION)
			take_from_database(names->arena, *item, live);
		if ((*item)->kind == OBJECT_FUNCTION)
			(*item)->name.name = scratch_names_undo(names, (*item)->name.name);
		const struct sql_object *object = find_object(server, *item);
		if (object == NULL)
			continue;
		(*item)->name = object->name;
		const struct sql_object *known = schema_find_same_object(live, *item);
		take_text(&(*item)->sql, &object->sql, known != NULL ? &known->sql : NULL);
	}
}
