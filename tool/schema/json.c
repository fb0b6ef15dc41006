/*
 * json: one table of fields per struct drives writing, reading and comparing, so that the three
 * cannot part.
 */
#include "schema/json.h"

#include "base/text.h"
#include "schema/fields.h"

#include <limits.h>
#include <string.h>

/* Where a reader is, for messages: "table users: columns: item 2". */
struct path {
	const struct path *above;
	const char *name;
	size_t item; /* from 1; 0: not an item of a list */
};

struct reader {
	struct arena *arena;
	const char **problem;
};

static void
add_path(struct strbuf *out, const struct path *path)
{
	if (path->above != NULL)
		add_path(out, path->above);
	if (path->item > 0)
		strbuf_addf(out, "item %zu: ", path->item);
	else
		strbuf_addf(out, "%s: ", path->name);
}

static int
wrong(const struct reader *reader, const struct path *path, const char *what)
{
	struct strbuf text = STRBUF_INIT;
	add_path(&text, path);
	strbuf_addstr(&text, what);
	*reader->problem = arena_strdup(reader->arena, text.buf);
	strbuf_release(&text);
	return -1;
}

static struct json *
write_dialect_text(struct arena *arena, const struct dialect_text *text)
{
	bool plain = true;
	for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
		plain = plain && text->only[dialect] == NULL;
	if (plain)
		return json_new_text(arena, text->common);
	struct json *object = json_new_object(arena);
	json_set_text(arena, object, "all", text->common);
	for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
		json_set_text(arena, object, dialect_name((enum dialect_id)dialect),
			text->only[dialect]);
	return object;
}

static struct json *
write_name(struct arena *arena, const struct qualified_name *name)
{
	struct json *object = json_new_object(arena);
	json_set_text(arena, object, "name", name->name);
	json_set_text(arena, object, "schema", name->schema);
	return object;
}

static struct json *write_fields(
	struct arena *arena, const struct field *fields, const void *item, int flags);

static struct json *
write_list(struct arena *arena, const struct field *field, const struct any_list *list, int flags)
{
	struct json *json = json_new_list(arena);
	for (size_t i = 0; i < list->len; i++) {
		if (field->kind == FIELD_NAMES)
			json_push(arena, json, json_new_text(arena, ((const char **)list->items)[i]));
		else
			json_push(arena, json,
				write_fields(arena, field->members, field_list_item(field, list, i),
					flags));
	}
	return json;
}

static struct json *
write_place(struct arena *arena, const struct location *at)
{
	struct json *object = json_new_object(arena);
	json_set_text(arena, object, "file", at->file);
	json_set(arena, object, "line", json_new_number(arena, at->line));
	json_set(arena, object, "column", json_new_number(arena, at->column));
	json_set(arena, object, "length", json_new_number(arena, at->length));
	return object;
}

/* NULL where the member says what is so anyway. */
static struct json *
write_field(struct arena *arena, const struct field *field, const void *value, int flags)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return field_is_default(field, value)
			       ? NULL
			       : json_new_text(arena, *(const char *const *)value);
	case FIELD_FLAG:
		return *(const bool *)value ? json_new_bool(arena, true) : NULL;
	case FIELD_CHOICE:
		return field_is_default(field, value)
			       ? NULL
			       : json_new_text(arena, field->choices[*(const unsigned *)value]);
	case FIELD_DIALECT_TEXT:
		return field_is_default(field, value) ? NULL : write_dialect_text(arena, value);
	case FIELD_QUALIFIED_NAME:
		return field_is_default(field, value) ? NULL : write_name(arena, value);
	case FIELD_NAMES:
	case FIELD_STRUCTS:
	case FIELD_POINTERS:
		return field_is_default(field, value) ? NULL
						      : write_list(arena, field, value, flags);
	case FIELD_PLACE:
		return field_is_default(field, value) ? NULL : write_place(arena, value);
	}
	return NULL;
}

static struct json *
write_fields(struct arena *arena, const struct field *fields, const void *item, int flags)
{
	struct json *object = json_new_object(arena);
	for (const struct field *field = fields; field->key != NULL; field++) {
		if ((field->flags & ~flags) != 0)
			continue;
		struct json *value =
			write_field(arena, field, (const char *)item + field->offset, flags);
		if (value != NULL)
			json_set(arena, object, field->key, value);
	}
	return object;
}

static int
read_text(const struct reader *reader, const struct path *path, const struct json *json,
	const char **out)
{
	if (json->type != JSON_TEXT)
		return wrong(reader, path, "a text is expected");
	*out = json->text;
	return 0;
}

static int
read_dialect_text(const struct reader *reader, const struct path *path, const struct json *json,
	struct dialect_text *out)
{
	if (json->type == JSON_TEXT) {
		out->common = json->text;
		return 0;
	}
	if (json->type != JSON_MEMBERS)
		return wrong(reader, path, "a text, or an object with one per dialect is expected");
	VEC_EACH (struct json_member, member, json->members) {
		struct path inner = {.above = path, .name = member->key};
		enum dialect_id dialect = dialect_find(member->key);
		if (dialect == DIALECT_COUNT && strcmp(member->key, "all") != 0)
			return wrong(reader, &inner, "unknown dialect");
		if (read_text(reader, &inner, member->value,
			    dialect == DIALECT_COUNT ? &out->common : &out->only[dialect]) != 0)
			return -1;
	}
	return 0;
}

static int
read_name(const struct reader *reader, const struct path *path, const struct json *json,
	struct qualified_name *out)
{
	const struct json *name = json_find(json, "name");
	const struct json *schema = json_find(json, "schema");
	if (name == NULL || name->type != JSON_TEXT)
		return wrong(reader, path, "an object with a name is expected");
	out->name = name->text;
	return schema != NULL ? read_text(reader, path, schema, &out->schema) : 0;
}

static int
read_choice(const struct reader *reader, const struct path *path, const struct field *field,
	const struct json *json, unsigned *out)
{
	const char *text = NULL;
	if (read_text(reader, path, json, &text) != 0)
		return -1;
	for (*out = 0; field->choices[*out] != NULL; ++*out)
		if (strcmp(field->choices[*out], text) == 0)
			return 0;
	*out = 0;
	return wrong(reader, path, "a word that is not known here");
}

static unsigned
number_or_zero(const struct json *json)
{
	bool good = json != NULL && json->type == JSON_NUMBER && json->number > 0 &&
		    json->number <= INT_MAX;
	return good ? (unsigned)json->number : 0;
}

static int
read_place(const struct reader *reader, const struct path *path, const struct json *json,
	struct location *out)
{
	const struct json *file = json_find(json, "file");
	if (file == NULL || file->type != JSON_TEXT)
		return wrong(reader, path, "an object with a file is expected");
	out->file = file->text;
	out->line = number_or_zero(json_find(json, "line"));
	out->column = number_or_zero(json_find(json, "column"));
	out->length = number_or_zero(json_find(json, "length"));
	return 0;
}

static int read_fields(const struct reader *reader, const struct path *path,
	const struct field *fields, const struct json *json, void *item);

static int
read_list(const struct reader *reader, const struct path *path, const struct field *field,
	const struct json *json, struct any_list *list)
{
	if (json->type != JSON_LIST)
		return wrong(reader, path, "a list is expected");
	for (size_t i = 0; i < json->items.len; i++) {
		struct path inner = {.above = path, .item = i + 1};
		void *item = field_list_add(reader->arena, field, list);
		int result = field->kind == FIELD_NAMES
				     ? read_text(reader, &inner, json->items.items[i], item)
				     : read_fields(reader, &inner, field->members,
					       json->items.items[i], item);
		if (result != 0)
			return -1;
	}
	return 0;
}

static int
read_field(const struct reader *reader, const struct path *path, const struct field *field,
	const struct json *json, void *value)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return read_text(reader, path, json, value);
	case FIELD_FLAG:
		if (json->type != JSON_BOOL)
			return wrong(reader, path, "true or false is expected");
		*(bool *)value = json->truth;
		return 0;
	case FIELD_CHOICE:
		return read_choice(reader, path, field, json, value);
	case FIELD_DIALECT_TEXT:
		return read_dialect_text(reader, path, json, value);
	case FIELD_QUALIFIED_NAME:
		return read_name(reader, path, json, value);
	case FIELD_NAMES:
	case FIELD_STRUCTS:
	case FIELD_POINTERS:
		return read_list(reader, path, field, json, value);
	case FIELD_PLACE:
		return read_place(reader, path, json, value);
	}
	return -1;
}

static int
read_fields(const struct reader *reader, const struct path *path, const struct field *fields,
	const struct json *json, void *item)
{
	if (json->type != JSON_MEMBERS)
		return wrong(reader, path, "an object is expected");
	VEC_EACH (struct json_member, member, json->members) {
		struct path inner = {.above = path, .name = member->key};
		const struct field *field = fields;
		while (field->key != NULL && strcmp(field->key, member->key) != 0)
			field++;
		if (field->key == NULL)
			return wrong(reader, &inner, "not known to this version of schemac");
		if (read_field(reader, &inner, field, member->value,
			    (char *)item + field->offset) != 0)
			return -1;
	}
	for (const struct field *field = fields; field->key != NULL; field++)
		if ((field->flags & FIELD_REQUIRED) != 0 && json_find(json, field->key) == NULL) {
			struct path inner = {.above = path, .name = field->key};
			return wrong(reader, &inner, "missing");
		}
	return 0;
}

struct json *
table_to_json(struct arena *arena, const struct table *table, int flags)
{
	return write_fields(arena, table_fields, table, flags | FIELD_REQUIRED);
}

struct json *
enum_to_json(struct arena *arena, const struct enum_type *type)
{
	return write_fields(arena, enum_fields, type, FIELD_REQUIRED);
}

struct json *
object_to_json(struct arena *arena, const struct sql_object *object)
{
	return write_fields(arena, object_fields, object, FIELD_REQUIRED);
}

const char *
table_key(struct arena *arena, const struct qualified_name *name)
{
	return arena_printf(arena, "table %s", qualified_name_print(arena, name));
}

const char *
enum_key(struct arena *arena, const struct qualified_name *name)
{
	return arena_printf(arena, "enum %s", qualified_name_print(arena, name));
}

const char *
object_key(struct arena *arena, enum object_kind kind, const struct qualified_name *name)
{
	return arena_printf(
		arena, "%s %s", object_kind_name(kind), qualified_name_print(arena, name));
}

struct json *
schema_to_json(struct arena *arena, const struct schema *schema, int flags)
{
	struct json *object = json_new_object(arena);
	VEC_EACH (struct table *, table, schema->tables)
		json_set(arena, object, table_key(arena, &(*table)->name),
			table_to_json(arena, *table, flags));
	VEC_EACH (struct enum_type *, type, schema->enums)
		json_set(arena, object, enum_key(arena, &(*type)->name),
			write_fields(arena, enum_fields, *type, flags | FIELD_REQUIRED));
	VEC_EACH (struct sql_object *, item, schema->objects)
		json_set(arena, object, object_key(arena, (*item)->kind, &(*item)->name),
			write_fields(arena, object_fields, *item, flags | FIELD_REQUIRED));
	return object;
}

/* The kind of SQL object that the key begins with, or OBJECT_KIND_COUNT. */
static enum object_kind
object_kind_of_key(const char *key)
{
	int kind = 0;
	while (kind < OBJECT_KIND_COUNT) {
		const char *name = object_kind_name((enum object_kind)kind);
		if (text_starts_with(key, name) && key[strlen(name)] == ' ')
			break;
		kind++;
	}
	return (enum object_kind)kind;
}

static int
add_object(const struct reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct sql_object *object = ARENA_NEW(reader->arena, struct sql_object);
	object->kind = object_kind_of_key(path->name);
	if (object->kind == OBJECT_KIND_COUNT)
		return wrong(reader, path, "no such kind of object is known");
	if (read_fields(reader, path, object_fields, value, object) != 0)
		return -1;
	if (strcmp(object_key(reader->arena, object->kind, &object->name), path->name) != 0)
		return wrong(reader, path, "the name inside is another one");
	*VEC_ADD(reader->arena, &schema->objects) = object;
	return 0;
}

static int
add_table(const struct reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct table *table = ARENA_NEW(reader->arena, struct table);
	if (read_fields(reader, path, table_fields, value, table) != 0)
		return -1;
	if (strcmp(table_key(reader->arena, &table->name), path->name) != 0)
		return wrong(reader, path, "the name inside is another one");
	*VEC_ADD(reader->arena, &schema->tables) = table;
	return 0;
}

static int
add_enum(const struct reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct enum_type *type = ARENA_NEW(reader->arena, struct enum_type);
	if (read_fields(reader, path, enum_fields, value, type) != 0)
		return -1;
	if (strcmp(enum_key(reader->arena, &type->name), path->name) != 0)
		return wrong(reader, path, "the name inside is another one");
	*VEC_ADD(reader->arena, &schema->enums) = type;
	return 0;
}

int
schema_add_json(struct arena *arena, struct schema *schema, const char *key,
	const struct json *value, const char **problem)
{
	const struct reader reader = {.arena = arena, .problem = problem};
	const struct path path = {.name = key};
	if (text_starts_with(key, "table "))
		return add_table(&reader, schema, &path, value);
	if (text_starts_with(key, "enum "))
		return add_enum(&reader, schema, &path, value);
	return add_object(&reader, schema, &path, value);
}

int
schema_from_json(struct arena *arena, struct schema *schema, const struct json *object,
	const char **problem)
{
	const struct reader reader = {.arena = arena, .problem = problem};
	const struct path path = {.name = "schema"};
	if (object == NULL || object->type != JSON_MEMBERS)
		return wrong(&reader, &path, "an object is expected");
	VEC_EACH (struct json_member, member, object->members)
		if (schema_add_json(arena, schema, member->key, member->value, problem) != 0)
			return -1;
	return 0;
}

bool
table_equal(const struct table *a, const struct table *b)
{
	return fields_equal(table_fields, a, b);
}
