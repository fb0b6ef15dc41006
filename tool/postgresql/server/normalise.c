#include "postgresql/server/normalise.h"
#include "schema/copy.h"

#include "base/map.h"
#include "base/text.h"
#include "postgresql/postgresql_dialect.h"

#include <string.h>

/* Foreign keys have no texts to normalise. Without them, no existing table is read or locked. */
static void
remove_foreign_keys(struct table *table)
{
	size_t kept = 0;
	VEC_EACH (struct constraint *, key, table->constraints)
		if ((*key)->kind != CONSTRAINT_FOREIGN_KEY)
			table->constraints.items[kept++] = *key;
	table->constraints.len = kept;
}

/*
 * An object with a schema of its own would be created in that schema, not in the scratch schema.
 * An extension exists at most once per database.
 */
static struct schema *
copy_without_schemas(struct arena *arena, const struct schema *schema)
{
	struct schema *copy = schema_copy(arena, schema);
	size_t kept = 0;
	VEC_EACH (struct table *, table, copy->tables)
		if ((*table)->name.schema == NULL) {
			remove_foreign_keys(*table);
			copy->tables.items[kept++] = *table;
		}
	copy->tables.len = kept;
	kept = 0;
	VEC_EACH (struct enum_type *, type, copy->enums)
		if ((*type)->name.schema == NULL)
			copy->enums.items[kept++] = *type;
	copy->enums.len = kept;
	kept = 0;
	VEC_EACH (struct sql_object *, object, copy->objects)
		if ((*object)->name.schema == NULL && (*object)->kind != OBJECT_SCHEMA &&
			(*object)->kind != OBJECT_EXTENSION)
			copy->objects.items[kept++] = *object;
	copy->objects.len = kept;
	return copy;
}

int
normalise_print_sql(struct arena *arena, const char **out, const struct schema *schema,
	struct diagnostics *diagnostics)
{
	struct schema *empty = schema_new(arena), *after = copy_without_schemas(arena, schema);
	const struct compare_settings settings = {0};
	struct changes changes = {0};
	struct ddl ddl = {0};
	struct strbuf text = STRBUF_INIT;
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, empty, after);
	const struct ddl_request request = {.before = empty,
		.after = after,
		.changes = &changes,
		.direction = DDL_UP,
		.settings = &settings};
	int result = postgresql_dialect.plan(arena, &ddl, &request, diagnostics);
	ddl_print(&text, &ddl);
	*out = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return result;
}

/* ------------------------------------------------------------------ taking the server's texts */

static void
take_text(struct dialect_text *own, const struct dialect_text *server)
{
	if (own->common != NULL && server->common != NULL)
		*own = dialect_text_all(server->common);
}

static void
take_columns(struct table *own, const struct table *server)
{
	VEC_EACH (struct column *, item, own->columns) {
		const struct column *column = table_find_column(server, (*item)->name);
		if (column == NULL)
			continue;
		take_text(&(*item)->default_value, &column->default_value);
		take_text(&(*item)->generated_expression, &column->generated_expression);
		take_text(&(*item)->type, &column->type);
		(*item)->collation = column->collation;
		if ((*item)->identity != IDENTITY_NONE)
			(*item)->identity_options = column->identity_options;
	}
}

static void
take_keys(struct table *own, const struct table *server)
{
	VEC_EACH (struct constraint *, item, own->constraints) {
		const struct constraint *key = table_find_constraint(server, (*item)->name);
		if (key != NULL && key->kind == (*item)->kind)
			take_text(&(*item)->expression, &key->expression);
	}
}

static void
take_indexes(struct table *own, const struct table *server)
{
	VEC_EACH (struct index *, item, own->indexes) {
		const struct index *index = table_find_index(server, (*item)->name);
		if (index == NULL || index->parts.len != (*item)->parts.len)
			continue;
		(*item)->parts = index->parts;
		(*item)->with = index->with;
		take_text(&(*item)->where, &index->where);
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
		if ((*other)->kind == OBJECT_FUNCTION && (*other)->name.schema == NULL &&
			bare_length((*other)->name.name) == length &&
			strncmp((*other)->name.name, object->name.name, length) == 0) {
			found = *other;
			count++;
		}
	return count == 1 ? found : NULL;
}

void
normalise_take_texts(struct schema *schema, const struct schema *server)
{
	VEC_EACH (struct table *, item, schema->tables) {
		const struct table *table = schema_find_table(server, &(*item)->name);
		if ((*item)->name.schema != NULL || table == NULL)
			continue;
		take_columns(*item, table);
		take_keys(*item, table);
		take_indexes(*item, table);
		take_text(&(*item)->options, &table->options);
	}
	VEC_EACH (struct sql_object *, item, schema->objects) {
		const struct sql_object *object = find_object(server, *item);
		if ((*item)->name.schema != NULL || object == NULL)
			continue;
		(*item)->name = object->name;
		take_text(&(*item)->sql, &object->sql);
	}
}
