#include "postgresql/plan/plan_catalog.h"

#include "base/text.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <ctype.h>
#include <string.h>

/* ------------------------------------------------------------------ filling */

static const char *
key_of(const struct catalog *catalog, const char *schema, const char *name)
{
	const char *plain = thing_plain_schema(schema);
	return arena_printf(catalog->arena, "%s.%s", plain != NULL ? plain : "", name);
}

/* Under its full name, and under "*name" for texts without a schema. */
static void
add(struct catalog *catalog, struct map *map, const struct qualified_name *name,
	const struct thing *thing)
{
	const char *keys[] = {key_of(catalog, name->schema, name->name),
		arena_printf(catalog->arena, "*%s", name->name)};
	for (size_t i = 0; i < 2; i++) {
		struct things *list = map_find(map, keys[i]);
		if (list == NULL) {
			list = ARENA_NEW(catalog->arena, struct things);
			map_put(catalog->arena, map, keys[i], list);
		}
		*VEC_ADD(catalog->arena, list) = *thing;
	}
	map_put(catalog->arena, &catalog->words, text_lower(catalog->arena, name->name), catalog);
}

static void
add_object(struct catalog *catalog, const struct sql_object *object)
{
	struct thing thing = thing_of_object(object);
	struct qualified_name name = object->name;
	switch (object->kind) {
	case OBJECT_VIEW:
	case OBJECT_MATERIALIZED_VIEW:
		add(catalog, &catalog->types, &name, &thing);
		add(catalog, &catalog->relations, &name, &thing);
		break;
	case OBJECT_SEQUENCE:
		add(catalog, &catalog->relations, &name, &thing);
		break;
	case OBJECT_DOMAIN:
		add(catalog, &catalog->types, &name, &thing);
		break;
	case OBJECT_FUNCTION:
		name.name = text_lower(catalog->arena,
			arena_strndup(catalog->arena, name.name, routine_name_length(object)));
		add(catalog, &catalog->routines, &name, &thing);
		break;
	default:
		break;
	}
}

void
catalog_init(struct arena *arena, struct catalog *catalog, const struct schema *schema)
{
	*catalog = (struct catalog){.arena = arena, .schema = schema};
	VEC_EACH (struct table *, table, schema->tables) {
		struct thing thing = thing_of_table(*table);
		add(catalog, &catalog->relations, &(*table)->name, &thing);
		add(catalog, &catalog->types, &(*table)->name, &thing);
	}
	VEC_EACH (struct enum_type *, type, schema->enums) {
		struct thing thing = thing_of_enum(*type);
		add(catalog, &catalog->types, &(*type)->name, &thing);
	}
	VEC_EACH (struct sql_object *, object, schema->objects)
		add_object(catalog, *object);
}

/* ------------------------------------------------------------------ finding */

static const struct things *
find(const struct catalog *catalog, const struct map *map, const char *schema, const char *name)
{
	static const struct things none = {0};
	const struct things *found = NULL;
	if (name != NULL)
		found = map_find(map, key_of(catalog, schema, name));
	if (name != NULL && found == NULL && schema == NULL)
		found = map_find(map, arena_printf(catalog->arena, "*%s", name));
	return found != NULL ? found : &none;
}

static void
append(const struct catalog *catalog, struct things *out, const struct things *found)
{
	VEC_EACH (const struct thing, thing, *found)
		*VEC_ADD(catalog->arena, out) = *thing;
}

void
catalog_find_relations(
	const struct catalog *catalog, struct things *out, const char *schema, const char *name)
{
	append(catalog, out, find(catalog, &catalog->relations, schema, name));
}

void
catalog_find_types(
	const struct catalog *catalog, struct things *out, const char *schema, const char *name)
{
	append(catalog, out, find(catalog, &catalog->types, schema, name));
}

/* ------------------------------------------------------------------ overloads */

/* The argument types in the signature "f(integer, text[])". */
static void
read_types(const struct catalog *catalog, struct texts *out, const struct sql_object *routine)
{
	const char *at = routine->name.name + routine_name_length(routine);
	if (*at++ != '(')
		return;
	while (*at != '\0' && *at != ')') {
		bool quoted = false;
		size_t length = 0;
		for (; at[length] != '\0' && (quoted || (at[length] != ',' && at[length] != ')'));
			length++)
			quoted = quoted != (at[length] == '"');
		*VEC_ADD(catalog->arena, out) = arena_strndup(catalog->arena, at, length);
		at += length + strspn(at + length, ", ");
	}
}

static bool
may_take(const struct sql_object *routine, const struct texts *types, const struct reference *call)
{
	size_t count = (size_t)call->argument_count;
	const char *sql = routine->sql.common;
	if (call->argument_count < 0)
		return true;
	if (count > types->len)
		return sql_mentions(sql, "VARIADIC");
	return count == types->len || sql_mentions(sql, "DEFAULT") || strchr(sql, '=') != NULL ||
	       sql_mentions(sql, "VARIADIC");
}

/* Whether every argument obviously has the type of the parameter. */
static bool
takes_exactly(const struct texts *types, const struct reference *call)
{
	if (call->argument_count < 0 || call->argument_types.len != types->len)
		return false;
	for (size_t i = 0; i < types->len; i++)
		if (!text_equal(types->items[i], call->argument_types.items[i]))
			return false;
	return true;
}

void
catalog_find_routines(
	const struct catalog *catalog, struct things *out, const struct reference *call)
{
	const char *name = call->name != NULL ? text_lower(catalog->arena, call->name) : NULL;
	const struct things *all = find(catalog, &catalog->routines, call->schema, name);
	size_t first = out->len;
	VEC_EACH (const struct thing, thing, *all) {
		struct texts types = {0};
		read_types(catalog, &types, thing->item);
		if (takes_exactly(&types, call)) {
			out->len = first;
			*VEC_ADD(catalog->arena, out) = *thing;
			return;
		}
		if (may_take(thing->item, &types, call))
			*VEC_ADD(catalog->arena, out) = *thing;
	}
}

/* Whether the word, without regard to case, is one of the words. */
static bool
is_name(const struct map *words, const char *word, size_t length)
{
	char lower[128];
	if (length >= sizeof(lower))
		return true;
	for (size_t i = 0; i < length; i++)
		lower[i] = (char)tolower((unsigned char)word[i]);
	lower[length] = '\0';
	return map_find(words, lower) != NULL;
}

/* Every sequence of word characters in a string: nextval('s.q'). */
static bool
has_name(const struct map *words, const char *text, size_t length)
{
	for (size_t i = 0, word; i < length; i += word + 1) {
		word = 0;
		while (i + word < length && char_is_word(text[i + word]))
			word++;
		if (word > 0 && is_name(words, text + i, word))
			return true;
	}
	return false;
}

bool
catalog_words_mention(const struct map *words, const char *text)
{
	struct sql_lexer lexer;
	struct sql_token token;
	if (text == NULL || words->len == 0)
		return false;
	sql_lexer_init(&lexer, text, strlen(text));
	while ((token = sql_next(&lexer)).kind != SQL_END && token.kind != SQL_BROKEN) {
		if (token.kind == SQL_WORD && is_name(words, token.text, token.length))
			return true;
		if (token.kind == SQL_QUOTED_NAME && token.length > 2 &&
			is_name(words, token.text + 1, token.length - 2))
			return true;
		if (token.kind == SQL_STRING && has_name(words, token.text, token.length))
			return true;
	}
	return false;
}
