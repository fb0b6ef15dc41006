#include "rev/file/snapshot_keys.h"

#include "base/text.h"
#include "schema/schema_json.h"

#include <string.h>

/* The name in the state's member, or NULL: `name` or `table` of a trigger. */
static struct qualified_name
name_in(const struct json *state, const char *member)
{
	const struct json *object = json_find(state, member);
	const struct json *name = json_find(object, "name"), *schema = json_find(object, "schema");
	struct qualified_name out = {0};
	if (name != NULL && name->type == JSON_TEXT)
		out.name = name->text;
	if (schema != NULL && schema->type == JSON_TEXT)
		out.schema = schema->text;
	return out;
}

static bool
is_of_table(const char *key)
{
	return object_kind_is_of_table(object_key_kind(key));
}

/* The key in format 1; the key itself if the state does not determine it. */
static const char *
old_key(struct arena *arena, const char *key, const struct json *state)
{
	const struct qualified_name name = name_in(state, "name");
	if (!is_of_table(key) || name.name == NULL)
		return key;
	return arena_printf(arena, "%s %s", object_kind_name(object_key_kind(key)),
		qualified_name_print(arena, &name));
}

/* The key in format 2; the key itself if the state does not determine it. */
static const char *
new_key(struct arena *arena, const char *key, const struct json *state)
{
	const struct sql_object object = {.kind = object_key_kind(key),
		.name = name_in(state, "name"),
		.table = name_in(state, "table")};
	if (!is_of_table(key) || object.name.name == NULL || object.table.name == NULL)
		return key;
	return object_key(arena, &object);
}

bool
snapshot_key_is_old(struct arena *arena, const char *key)
{
	const char *name, *table;
	return is_of_table(key) && !object_key_split(arena, key, &name, &table);
}

bool
snapshot_key_names(struct arena *arena, const char *old, const char *key, const struct json *state)
{
	return is_of_table(key) && strcmp(old_key(arena, key, state), old) == 0;
}

struct json *
snapshot_keys_from_old(struct arena *arena, const struct json *objects)
{
	struct json *out = json_new_object(arena);
	bool any = false;
	VEC_EACH (struct json_member, member, objects->members) {
		const char *key = new_key(arena, member->key, member->value);
		bool differs = strcmp(key, member->key) != 0;
		json_set(arena, out, key, member->value);
		if (differs)
			json_set(arena, out, member->key, json_new_null(arena));
		any = any || differs || snapshot_key_is_old(arena, key);
	}
	return any ? out : NULL;
}

struct json *
snapshot_keys_to_old(struct arena *arena, const struct json *objects)
{
	struct json *out = json_new_object(arena);
	VEC_EACH (struct json_member, member, objects->members)
		if (member->value->type != JSON_NULL_VALUE)
			json_set(arena, out, old_key(arena, member->key, member->value),
				member->value);
	VEC_EACH (struct json_member, member, objects->members)
		if (member->value->type == JSON_NULL_VALUE && json_find(out, member->key) == NULL)
			json_set(arena, out, member->key, member->value);
	return out;
}

bool
snapshot_keys_are_new(struct arena *arena, const struct json *objects)
{
	VEC_EACH (const struct json_member, member, objects->members)
		if (is_of_table(member->key) && !snapshot_key_is_old(arena, member->key))
			return true;
	return false;
}

/* Adds JSON null for each trigger of `before` that the old key names and `touched` lacks. */
static void
drop_named(struct arena *arena, struct json *out, const char *old, const struct json *touched,
	const struct json *before)
{
	VEC_EACH (const struct json_member, member, before->members)
		if (json_find(touched, member->key) == NULL &&
			snapshot_key_names(arena, old, member->key, member->value))
			json_set(arena, out, member->key, json_new_null(arena));
}

struct json *
snapshot_keys_resolve(struct arena *arena, struct json *touched, const struct json *before)
{
	struct json *out = json_new_object(arena);
	bool any = false;
	VEC_EACH (const struct json_member, member, touched->members) {
		bool old = member->value->type == JSON_NULL_VALUE &&
			   snapshot_key_is_old(arena, member->key);
		if (old)
			drop_named(arena, out, member->key, touched, before);
		else
			json_set(arena, out, member->key, member->value);
		any = any || old;
	}
	return any ? out : touched;
}
