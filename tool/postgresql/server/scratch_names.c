#include "postgresql/server/scratch_names.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

static const char *
key_of(struct arena *arena, const char *schema, const char *name)
{
	return arena_printf(arena, "%s.%s", schema, name);
}

/* The scratch schema, which is added if it is new. */
static const char *
add_schema(struct scratch_names *names, const char *schema)
{
	VEC_EACH (const struct scratch_schema, item, names->schemas)
		if (text_equal(item->name, schema))
			return item->scratch;
	struct scratch_schema *item = VEC_ADD(names->arena, &names->schemas);
	item->name = schema;
	item->scratch = arena_printf(names->arena, SCRATCH_SCHEMA "_%zu", names->schemas.len);
	return item->scratch;
}

static void
add_name(struct scratch_names *names, const struct qualified_name *name)
{
	struct arena *arena = names->arena;
	const char *schema = name->schema != NULL ? name->schema : names->current;
	const char *bare = arena_strndup(arena, name->name, strcspn(name->name, "("));
	map_put(arena, &names->known, key_of(arena, schema, bare),
		(void *)add_schema(names, name->schema));
}

void
scratch_names_init(struct arena *arena, struct scratch_names *out, const struct schema *schema,
	const char *current)
{
	*out = (struct scratch_names){.arena = arena, .current = current};
	*VEC_ADD(arena, &out->schemas) = (struct scratch_schema){NULL, SCRATCH_SCHEMA};
	VEC_EACH (struct table *, table, schema->tables)
		add_name(out, &(*table)->name);
	VEC_EACH (struct enum_type *, type, schema->enums)
		add_name(out, &(*type)->name);
	VEC_EACH (struct sql_object *, object, schema->objects)
		if ((*object)->kind != OBJECT_SCHEMA && (*object)->kind != OBJECT_EXTENSION &&
			!object_kind_is_of_table((*object)->kind))
			add_name(out, &(*object)->name);
}

const char *
scratch_names_schema(const struct scratch_names *names, const char *schema)
{
	VEC_EACH (const struct scratch_schema, item, names->schemas)
		if (item->name != NULL && text_equal(item->name, schema))
			return item->scratch;
	return NULL;
}

/* ------------------------------------------------------------------ rewriting */

static bool
is_name(const struct sql_token *token)
{
	return token->kind == SQL_WORD || (token->kind == SQL_QUOTED_NAME && token->text[0] == '"');
}

/* The name that the token denotes: without quotes in lower case. */
static const char *
name_of(struct arena *arena, const struct sql_token *token)
{
	char *name = sql_name(arena, token);
	return token->kind == SQL_WORD ? text_lower(arena, name) : name;
}

/* The scratch schema of the two names; NULL if they are not a name of the schema. */
static const char *
find(const struct scratch_names *names, const struct sql_token *schema,
	const struct sql_token *name)
{
	if (!is_name(schema) || !is_name(name))
		return NULL;
	return map_find(&names->known,
		key_of(names->arena, name_of(names->arena, schema), name_of(names->arena, name)));
}

/* Whether the string is a name, because of the token after it or those before it. */
static bool
is_reference(const struct sql_token *function, const struct sql_token *open,
	const struct sql_token *string, const struct sql_token *after, const char *rest)
{
	static const char *const functions[] = {"nextval", "currval", "setval"};
	if (string->kind != SQL_STRING || string->text[0] != '\'')
		return false;
	if (sql_is(after, "::"))
		return text_starts_with(rest, "reg");
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (sql_is(open, "(") && sql_is(function, functions[i]))
			return true;
	return false;
}

/* The text that replaces "schema." before a name of the schema. */
typedef const char *prefix_function(const struct scratch_names *names, const char *scratch);

static void
add_replaced_string(const struct scratch_names *names, struct strbuf *out,
	const struct sql_token *string, prefix_function *to)
{
	struct sql_lexer lexer;
	const char *value = sql_string_value(names->arena, string);
	sql_lexer_init(&lexer, value, strlen(value));
	struct sql_token schema = sql_next(&lexer), dot = sql_next(&lexer), name = sql_next(&lexer),
			 end = sql_next(&lexer);
	const char *scratch =
		sql_is(&dot, ".") && end.kind == SQL_END ? find(names, &schema, &name) : NULL;
	if (scratch == NULL)
		strbuf_add(out, string->text, string->length);
	else
		sql_add_literal(out, arena_printf(names->arena, "%s%s", to(names, scratch),
					     value + name.offset));
}

static const char *
replace(const struct scratch_names *names, const char *sql, prefix_function *to)
{
	struct strbuf out = STRBUF_INIT;
	struct sql_lexer lexer;
	struct sql_token before[3] = {{.kind = SQL_END}, {.kind = SQL_END}, {.kind = SQL_END}};
	size_t copied = 0;
	sql_lexer_init(&lexer, sql, strlen(sql));
	struct sql_token token = sql_next(&lexer);
	while (token.kind != SQL_END && token.kind != SQL_BROKEN) {
		struct sql_token next = sql_next(&lexer);
		struct sql_lexer ahead = lexer;
		struct sql_token third = sql_next(&ahead);
		const char *scratch = sql_is(&next, ".") && !sql_is(&before[0], ".")
					      ? find(names, &token, &third)
					      : NULL;
		if (scratch != NULL) {
			strbuf_add(&out, sql + copied, token.offset - copied);
			strbuf_addstr(&out, to(names, scratch));
			copied = third.offset;
		} else if (is_reference(&before[1], &before[0], &token, &next, third.text)) {
			strbuf_add(&out, sql + copied, token.offset - copied);
			add_replaced_string(names, &out, &token, to);
			copied = token.offset + token.length;
		}
		before[1] = before[0];
		before[0] = token;
		token = next;
	}
	const char *copy = sql;
	if (copied > 0) {
		strbuf_addstr(&out, sql + copied);
		copy = arena_strdup(names->arena, out.buf);
	}
	strbuf_release(&out);
	return copy;
}

static const char *
to_scratch(const struct scratch_names *names, const char *scratch)
{
	return arena_printf(names->arena, "%s.", scratch);
}

const char *
scratch_names_apply(const struct scratch_names *names, const char *sql)
{
	return sql != NULL ? replace(names, sql, to_scratch) : NULL;
}

/* "" or "audit.", for the scratch schema. */
static const char *
to_original(const struct scratch_names *names, const char *scratch)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct scratch_schema, item, names->schemas)
		if (item->name != NULL && strcmp(item->scratch, scratch) == 0) {
			sql_add_name(&text, item->name);
			strbuf_addch(&text, '.');
		}
	return strbuf_finish(&text, names->arena);
}

/* Replaces the scratch schemas, whose names occur nowhere else. */
static const char *
replace_scratch(const struct scratch_names *names, const char *sql)
{
	struct strbuf out = STRBUF_INIT;
	const char *at = sql, *found;
	while ((found = strstr(at, SCRATCH_SCHEMA)) != NULL) {
		size_t length = strcspn(found, ".");
		const char *scratch = arena_strndup(names->arena, found, length);
		strbuf_add(&out, at, (size_t)(found - at));
		strbuf_addstr(&out, to_original(names, scratch));
		at = found + length + (found[length] == '.');
	}
	strbuf_addstr(&out, at);
	return strbuf_finish(&out, names->arena);
}

/*
 * The server prints a name with its schema if a name of an earlier schema hides it: an object of
 * the default schema that was bound before the expected one was created.
 */
const char *
scratch_names_undo(const struct scratch_names *names, const char *sql)
{
	if (sql == NULL)
		return NULL;
	if (strstr(sql, SCRATCH_SCHEMA) != NULL)
		sql = replace_scratch(names, sql);
	return replace(names, sql, to_original);
}

bool
scratch_names_undo_name(const struct scratch_names *names, struct qualified_name *name)
{
	if (name->name == NULL || name->schema == NULL)
		return true;
	VEC_EACH (const struct scratch_schema, item, names->schemas)
		if (strcmp(item->scratch, name->schema) == 0) {
			name->schema = item->name;
			return true;
		}
	return false;
}
