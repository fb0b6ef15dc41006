/*
 * An object is given as a complete CREATE statement, or as the part of it that follows the name:
 *
 *	SC_VIEW(active_users, "SELECT * FROM users WHERE deleted_at IS NULL")
 *	SC_TRIGGER(users_touch, users, sqlite("CREATE TRIGGER …"), postgresql("BEFORE UPDATE ON …"))
 */
#include "front/model/object.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/marker_options.h"
#include "front/model/take.h"
#include "schema/schema_json.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>
#include <strings.h>

struct object_marker {
	enum marker_id marker;
	enum object_kind kind;
	bool on_table;       /* the second argument is a table */
	bool optional;       /* the SQL may be omitted */
	bool whole;          /* the SQL must be a complete CREATE statement */
	enum dialect_id only; /* the only dialect that supports it; DIALECT_COUNT: all */
	const char *begin;   /* "CREATE VIEW" */
	const char *middle;  /* between the name and the text */
};

static const struct object_marker object_markers[] = {
	{MARKER_SCHEMA, OBJECT_SCHEMA, false, true, false, DIALECT_POSTGRESQL, "CREATE SCHEMA", ""},
	{MARKER_EXTENSION, OBJECT_EXTENSION, false, true, false, DIALECT_POSTGRESQL,
		"CREATE EXTENSION", ""},
	{MARKER_DOMAIN, OBJECT_DOMAIN, false, false, false, DIALECT_POSTGRESQL, "CREATE DOMAIN",
		"AS "},
	{MARKER_SEQUENCE, OBJECT_SEQUENCE, false, true, false, DIALECT_POSTGRESQL,
		"CREATE SEQUENCE", ""},
	{MARKER_FUNCTION, OBJECT_FUNCTION, false, false, true, DIALECT_POSTGRESQL, "", ""},
	{MARKER_VIRTUAL_TABLE, OBJECT_VIRTUAL_TABLE, false, false, false, DIALECT_SQLITE,
		"CREATE VIRTUAL TABLE", "USING "},
	{MARKER_VIEW, OBJECT_VIEW, false, false, false, DIALECT_COUNT, "CREATE VIEW", "AS "},
	{MARKER_MATERIALIZED_VIEW, OBJECT_MATERIALIZED_VIEW, false, false, false,
		DIALECT_POSTGRESQL, "CREATE MATERIALIZED VIEW", "AS "},
	{MARKER_TRIGGER, OBJECT_TRIGGER, true, false, false, DIALECT_COUNT, "CREATE TRIGGER", ""},
	{MARKER_RULE, OBJECT_RULE, true, false, false, DIALECT_POSTGRESQL, "CREATE RULE", ""},
};

static const struct option object_options[] = {
	{"schema", OPTION_NAME, offsetof(struct sql_object, name.schema), DIALECT_COUNT},
	{"comment", OPTION_TEXT, offsetof(struct sql_object, comment), DIALECT_COUNT},
};

enum { OBJECT_OPTIONS = sizeof(object_options) / sizeof(*object_options) };

static bool
begins_with_create(const char *text)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, text, strlen(text));
	struct sql_token token = sql_next(&lexer);
	return sql_is(&token, "CREATE");
}

/* The complete CREATE statement. The text is either this or the part that follows the name. */
static const char *
complete(struct model_builder *builder, const struct object_marker *kind,
	const struct sql_object *object, const char *text)
{
	if (text == NULL || begins_with_create(text))
		return text != NULL ? sql_trim(builder->arena, text) : NULL;
	struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "%s ", kind->begin);
	bool on_table = kind->on_table;
	struct qualified_name name = object->name;
	if (on_table)
		name.schema = NULL; /* a trigger is in its table's schema */
	sql_add_qualified(&sql, &name);
	if (*text != '\0')
		strbuf_addf(&sql, " %s%s", kind->middle, text);
	const char *copy = sql_trim(builder->arena, sql.buf);
	strbuf_release(&sql);
	return copy;
}

/* Stores the SQL for the dialects that support this kind of object. */
static int
take_object_sql(struct model_builder *builder, const struct annotation *annotation,
	const struct object_marker *kind, struct sql_object *object, struct dialect_text *given)
{
	bool any = dialect_text_given(given);
	if (!any && !kind->optional)
		return annotation_expect(builder, annotation, "its SQL in a string literal");
	if (!any)
		given->common = "";
	for (int d = -1; d < DIALECT_COUNT; d++) {
		const char *text = d < 0 ? given->common : given->only[d];
		if (text != NULL && kind->whole && !begins_with_create(text))
			return annotation_report(builder, annotation, annotation->at,
				"expected a complete CREATE statement");
	}
	object->sql.common = complete(builder, kind, object, given->common);
	for (int d = 0; d < DIALECT_COUNT; d++)
		object->sql.only[d] = complete(builder, kind, object, given->only[d]);
	if (kind->only != DIALECT_COUNT && object->sql.common != NULL) {
		if (object->sql.only[kind->only] == NULL)
			object->sql.only[kind->only] = object->sql.common;
		object->sql.common = NULL;
	}
	return 0;
}

void
object_add(struct model_builder *builder, const struct sql_object *object)
{
	const char *key = object_key(builder->arena, object);
	struct sql_object *before = map_find(&builder->objects, key);
	if (before != NULL) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_NAME, object->at,
			"%s is declared twice", key);
		diag_note(builder->diagnostics, before->at, "the first declaration is here");
		return;
	}
	struct sql_object *copy = ARENA_NEW(builder->arena, struct sql_object);
	*copy = *object;
	*VEC_ADD(builder->arena, &builder->schema->objects) = copy;
	map_put(builder->arena, &builder->objects, key, copy);
}

/* name, [table,] ["SQL",] options… */
static void
build(struct model_builder *builder, const struct annotation *annotation,
	const struct object_marker *kind)
{
	size_t positional =
		marker_options_count_positional(annotation, object_options, OBJECT_OPTIONS);
	struct argument *const *items = annotation->items.items;
	size_t names = kind->on_table ? 2 : 1;
	struct dialect_text given = {0};
	struct sql_object object = {.kind = kind->kind};
	if (positional < names || positional > names + 1) {
		annotation_expect(builder, annotation,
			kind->on_table ? "a name, a table and SQL in a string literal"
				       : "a name and SQL in a string literal");
		return;
	}
	object.at = items[0]->at;
	int result = take_qualified(builder, annotation, items[0], &object.name);
	if (kind->on_table && take_qualified(builder, annotation, items[1], &object.table) != 0)
		result = -1;
	if (positional > names && take_text(builder, annotation, items[names], &given.common) != 0)
		result = -1;
	if (marker_options_take(builder, annotation, positional, object_options, OBJECT_OPTIONS,
		    &object, &given) != 0)
		result = -1;
	if (result == 0 && take_object_sql(builder, annotation, kind, &object, &given) == 0)
		object_add(builder, &object);
}

void
object_build(struct model_builder *builder, const struct annotation *annotation)
{
	for (size_t i = 0; i < sizeof(object_markers) / sizeof(*object_markers); i++)
		if (object_markers[i].marker == annotation->id)
			build(builder, annotation, &object_markers[i]);
}
