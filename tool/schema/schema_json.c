/*
 * schema_json: reading and writing use the same table of fields per struct, so that they always
 * agree.
 */
#include "schema/schema_json.h"

#include "base/json_print.h"
#include "base/text.h"
#include "schema/fields.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)FIELD_HINT == SCHEMA_JSON_HINTS && (int)FIELD_SOURCE == SCHEMA_JSON_PLACES,
	"write_fields() compares the flags of fields with those of its caller");

/* The position of the reader, for messages: "table users: columns: item 2". */
struct path {
	const struct path *above;
	const char *name;
	size_t item; /* from 1; 0: not an item of a list */
};

struct schema_reader {
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
wrong(const struct schema_reader *reader, const struct path *path, const char *what)
{
	struct strbuf text = STRBUF_INIT;
	add_path(&text, path);
	strbuf_addstr(&text, what);
	*reader->problem = arena_strdup(reader->arena, text.buf);
	strbuf_release(&text);
	return -1;
}

static void
write_dialect_text(struct json_writer *writer, const char *key, const struct dialect_text *text)
{
	bool plain = true;
	for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
		plain = plain && text->only[dialect] == NULL;
	if (plain) {
		json_write_text(writer, key, text->common);
		return;
	}
	json_write_begin(writer, key, JSON_MEMBERS);
	json_write_text(writer, "all", text->common);
	json_write_text(writer, "postgresql", text->only[DIALECT_POSTGRESQL]);
	json_write_text(writer, "sqlite", text->only[DIALECT_SQLITE]);
	json_write_end(writer);
}

static void
write_name(struct json_writer *writer, const char *key, const struct qualified_name *name)
{
	json_write_begin(writer, key, JSON_MEMBERS);
	json_write_text(writer, "name", name->name);
	json_write_text(writer, "schema", name->schema);
	json_write_end(writer);
}

static void write_fields(struct json_writer *writer, const char *key, const struct field *fields,
	const void *item, int flags);

static void
write_list(struct json_writer *writer, const struct field *field, const struct any_list *list,
	int flags)
{
	json_write_begin(writer, field->key, JSON_LIST);
	for (size_t i = 0; i < list->len; i++) {
		if (field->kind == FIELD_NAMES)
			json_write_text(writer, NULL, ((const char **)list->items)[i]);
		else
			write_fields(writer, NULL, field->members, field_list_item(field, list, i),
				flags);
	}
	json_write_end(writer);
}

/*
 * "user.h:12:14+5": file, line, column and length. A single string, because there are many of them.
 */
static void
write_place(struct json_writer *writer, const char *key, const struct location *at)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, at->file);
	strbuf_addch(&text, ':');
	strbuf_add_number(&text, at->line);
	strbuf_addch(&text, ':');
	strbuf_add_number(&text, at->column);
	strbuf_addch(&text, '+');
	strbuf_add_number(&text, at->length);
	const char *tree = writer->arena != NULL ? arena_strdup(writer->arena, text.buf) : NULL;
	json_write_text(writer, key, tree != NULL ? tree : text.buf);
	strbuf_release(&text);
}

/* Writes a value that is not the default. */
static void
write_field(struct json_writer *writer, const struct field *field, const void *value, int flags)
{
	switch (field->kind) {
	case FIELD_TEXT:
		json_write_text(writer, field->key, *(const char *const *)value);
		break;
	case FIELD_FLAG:
		json_write_bool(writer, field->key, true);
		break;
	case FIELD_CHOICE:
		json_write_text(writer, field->key, field->choices[*(const unsigned *)value]);
		break;
	case FIELD_DIALECT_TEXT:
		write_dialect_text(writer, field->key, value);
		break;
	case FIELD_QUALIFIED_NAME:
		write_name(writer, field->key, value);
		break;
	case FIELD_NAMES:
	case FIELD_STRUCTS:
	case FIELD_POINTERS:
		write_list(writer, field, value, flags);
		break;
	case FIELD_PLACE:
		write_place(writer, field->key, value);
		break;
	}
}

static void
write_fields(struct json_writer *writer, const char *key, const struct field *fields,
	const void *item, int flags)
{
	json_write_begin(writer, key, JSON_MEMBERS);
	for (const struct field *field = fields; field->key != NULL; field++) {
		const void *value = (const char *)item + field->offset;
		if ((field->flags & ~flags) == 0 && !field_is_default(field, value))
			write_field(writer, field, value, flags);
	}
	json_write_end(writer);
}

static int
read_text(const struct schema_reader *reader, const struct path *path, const struct json *json,
	const char **out)
{
	if (json->type != JSON_TEXT)
		return wrong(reader, path, "expected a string");
	*out = json->text;
	return 0;
}

static int
read_dialect_text(const struct schema_reader *reader, const struct path *path,
	const struct json *json, struct dialect_text *out)
{
	if (json->type == JSON_TEXT) {
		out->common = json->text;
		return 0;
	}
	if (json->type != JSON_MEMBERS)
		return wrong(
			reader, path, "expected a string, or an object with a string per dialect");
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
read_name(const struct schema_reader *reader, const struct path *path, const struct json *json,
	struct qualified_name *out)
{
	const struct json *name = json_find(json, "name");
	const struct json *schema = json_find(json, "schema");
	if (name == NULL || name->type != JSON_TEXT)
		return wrong(reader, path, "expected an object with a name");
	out->name = name->text;
	return schema != NULL ? read_text(reader, path, schema, &out->schema) : 0;
}

static int
read_choice(const struct schema_reader *reader, const struct path *path, const struct field *field,
	const struct json *json, unsigned *out)
{
	const char *text = NULL;
	if (read_text(reader, path, json, &text) != 0)
		return -1;
	for (*out = 0; field->choices[*out] != NULL; ++*out)
		if (strcmp(field->choices[*out], text) == 0)
			return 0;
	*out = 0;
	return wrong(reader, path, "unknown value");
}

/*
 * Parses the number before *length and the separator before it. *length becomes the offset of the
 * separator.
 */
static bool
number_before(const char *text, size_t *length, char separator, unsigned *out)
{
	size_t at = *length;
	while (at > 0 && char_is_digit(text[at - 1]))
		at--;
	size_t digits = *length - at;
	if (digits == 0 || digits > 9 || at == 0 || text[at - 1] != separator)
		return false;
	*out = (unsigned)strtoul(text + at, NULL, 10);
	*length = at - 1;
	return true;
}

static int
read_place(const struct schema_reader *reader, const struct path *path, const struct json *json,
	struct location *out)
{
	const char *text = NULL;
	if (read_text(reader, path, json, &text) != 0)
		return -1;
	size_t length = strlen(text);
	struct location at = {0};
	if (!number_before(text, &length, '+', &at.length) ||
		!number_before(text, &length, ':', &at.column) ||
		!number_before(text, &length, ':', &at.line) || length == 0)
		return wrong(reader, path, "expected a source location: file:line:column+length");
	at.file = arena_strndup(reader->arena, text, length);
	*out = at;
	return 0;
}

static int read_fields(const struct schema_reader *reader, const struct path *path,
	const struct field *fields, const struct json *json, void *item);

static int
read_list(const struct schema_reader *reader, const struct path *path, const struct field *field,
	const struct json *json, struct any_list *list)
{
	if (json->type != JSON_LIST)
		return wrong(reader, path, "expected an array");
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
read_field(const struct schema_reader *reader, const struct path *path, const struct field *field,
	const struct json *json, void *value)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return read_text(reader, path, json, value);
	case FIELD_FLAG:
		if (json->type != JSON_BOOL)
			return wrong(reader, path, "expected true or false");
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
read_fields(const struct schema_reader *reader, const struct path *path, const struct field *fields,
	const struct json *json, void *item)
{
	if (json->type != JSON_MEMBERS)
		return wrong(reader, path, "expected an object");
	VEC_EACH (struct json_member, member, json->members) {
		struct path inner = {.above = path, .name = member->key};
		const struct field *field = fields;
		while (field->key != NULL && strcmp(field->key, member->key) != 0)
			field++;
		if (field->key == NULL)
			return wrong(reader, &inner, "unknown to this version of schemac");
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
object_key(struct arena *arena, const struct sql_object *object)
{
	const char *kind = object_kind_name(object->kind);
	if (object_kind_is_of_table(object->kind) && object->table.name != NULL)
		return arena_printf(arena, "%s %s on %s", kind, object->name.name,
			qualified_name_print(arena, &object->table));
	return arena_printf(arena, "%s %s", kind, qualified_name_print(arena, &object->name));
}

/* A table, enum or object with its key. */
struct entry {
	const char *key;
	const struct field *fields;
	const void *item;
};

VEC_STRUCT(entries, struct entry);

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static void
collect(struct arena *arena, const struct schema *schema, struct entries *out)
{
	out->cap = schema->tables.len + schema->enums.len + schema->objects.len;
	out->items = arena_alloc(arena, out->cap * sizeof(*out->items));
	VEC_EACH (struct table *, table, schema->tables)
		*VEC_ADD(arena, out) = (struct entry){
			table_key(arena, &(*table)->name), table_fields, *table};
	VEC_EACH (struct enum_type *, type, schema->enums)
		*VEC_ADD(arena, out) =
			(struct entry){enum_key(arena, &(*type)->name), enum_fields, *type};
	VEC_EACH (struct sql_object *, item, schema->objects)
		*VEC_ADD(arena, out) = (struct entry){
			object_key(arena, *item), object_fields, *item};
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(*out->items), compare_entries);
}

void
schema_write(struct arena *arena, struct json_writer *writer, const char *key,
	const struct schema *schema, int flags)
{
	struct entries entries = {0};
	collect(arena, schema, &entries);
	json_write_begin(writer, key, JSON_MEMBERS);
	VEC_EACH (struct entry, entry, entries)
		write_fields(
			writer, entry->key, entry->fields, entry->item, flags | FIELD_REQUIRED);
	json_write_end(writer);
}

struct json *
schema_to_json(struct arena *arena, const struct schema *schema, int flags)
{
	struct json_writer writer;
	json_writer_init_tree(&writer, arena);
	schema_write(arena, &writer, NULL, schema, flags);
	return writer.root;
}

enum object_kind
object_key_kind(const char *key)
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

bool
object_key_split(struct arena *arena, const char *key, const char **name, const char **table)
{
	static const char word[] = " on ";
	enum object_kind kind = object_key_kind(key);
	const char *last = NULL;
	if (!object_kind_is_of_table(kind))
		return false;
	*name = key + strlen(object_kind_name(kind)) + 1;
	for (const char *at = *name; (at = strstr(at, word)) != NULL; at++)
		last = at;
	if (last == NULL)
		return false;
	*table = last + strlen(word);
	*name = arena_strndup(arena, *name, (size_t)(last - *name));
	return true;
}

static int
add_object(const struct schema_reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct sql_object *object = ARENA_NEW(reader->arena, struct sql_object);
	object->kind = object_key_kind(path->name);
	if (object->kind == OBJECT_KIND_COUNT)
		return wrong(reader, path, "unknown kind of object");
	if (read_fields(reader, path, object_fields, value, object) != 0)
		return -1;
	if (strcmp(object_key(reader->arena, object), path->name) != 0)
		return wrong(reader, path, "the name in the object does not match this key");
	*VEC_ADD(reader->arena, &schema->objects) = object;
	return 0;
}

static int
add_table(const struct schema_reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct table *table = ARENA_NEW(reader->arena, struct table);
	if (read_fields(reader, path, table_fields, value, table) != 0)
		return -1;
	if (strcmp(table_key(reader->arena, &table->name), path->name) != 0)
		return wrong(reader, path, "the name in the object does not match this key");
	*VEC_ADD(reader->arena, &schema->tables) = table;
	return 0;
}

static int
add_enum(const struct schema_reader *reader, struct schema *schema, const struct path *path,
	const struct json *value)
{
	struct enum_type *type = ARENA_NEW(reader->arena, struct enum_type);
	if (read_fields(reader, path, enum_fields, value, type) != 0)
		return -1;
	if (strcmp(enum_key(reader->arena, &type->name), path->name) != 0)
		return wrong(reader, path, "the name in the object does not match this key");
	*VEC_ADD(reader->arena, &schema->enums) = type;
	return 0;
}

int
schema_add_json(struct arena *arena, struct schema *schema, const char *key,
	const struct json *value, const char **problem)
{
	const struct schema_reader reader = {.arena = arena, .problem = problem};
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
	const struct schema_reader reader = {.arena = arena, .problem = problem};
	const struct path path = {.name = "schema"};
	if (object == NULL || object->type != JSON_MEMBERS)
		return wrong(&reader, &path, "expected an object");
	VEC_EACH (struct json_member, member, object->members)
		if (schema_add_json(arena, schema, member->key, member->value, problem) != 0)
			return -1;
	return 0;
}
