#include "postgresql/plan/plan_object.h"

#include "base/text.h"
#include "postgresql/plan/plan_depend.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_lookup.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

static bool
depends_on_tables(enum object_kind kind)
{
	return kind == OBJECT_VIEW || kind == OBJECT_MATERIALIZED_VIEW || kind == OBJECT_TRIGGER ||
	       kind == OBJECT_RULE;
}

/* The name of a function without its arguments. */
static const char *
bare_name(struct planner *p, const struct sql_object *object)
{
	return arena_strndup(p->arena, object->name.name, strcspn(object->name.name, "("));
}

/* ------------------------------------------------------------------ the objects to drop and create
 */

/* Whether the change fails while a view or trigger uses the table. */
static bool
needs_drop_of_views(const struct change *change)
{
	switch (change->kind) {
	case CHANGE_DROP_COLUMN:
	case CHANGE_ALTER_TYPE:
	case CHANGE_ALTER_COLLATION:
	case CHANGE_ALTER_GENERATED:
		return true;
	default:
		return false;
	}
}

static bool
has_replaced_type(const struct planner *p, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns)
		if (plan_lookup_type_is_replaced(p, *column))
			return true;
	return false;
}

static bool
is_table_affected(const struct planner *p, const struct table *table)
{
	VEC_EACH (const struct change *, change, *plan_lookup_changes(p, table))
		if ((*change)->table_before == table && needs_drop_of_views(*change))
			return true;
	return has_replaced_type(p, table);
}

/* The names of the affected tables, in lower case: a set. */
static void
collect_affected(struct planner *p, struct map *affected)
{
	VEC_EACH (struct table *, table, p->request->before->tables)
		if (is_table_affected(p, *table))
			map_put(p->arena, affected, text_lower(p->arena, (*table)->name.name),
				*table);
}

static const struct change *
find_change(const struct planner *p, const struct sql_object *before)
{
	const struct change_list *changes = plan_lookup_changes(p, before);
	return changes->len > 0 ? changes->items[0] : NULL;
}

/* Whether two functions differ only in their bodies, so that CREATE OR REPLACE is enough. */
static bool
is_same_head(const char *a, const char *b)
{
	struct sql_lexer x, y;
	sql_lexer_init(&x, a, strlen(a));
	sql_lexer_init(&y, b, strlen(b));
	for (;;) {
		struct sql_token s = sql_next(&x), t = sql_next(&y);
		if (s.kind == SQL_STRING && t.kind == SQL_STRING)
			return true;
		if (s.kind != t.kind || s.length != t.length ||
			strncasecmp(s.text, t.text, s.length) != 0)
			return false;
		if (s.kind == SQL_END)
			return true;
	}
}

static bool
is_replaced_in_place(const struct change *change)
{
	return change->kind == CHANGE_REPLACE_OBJECT && change->object->kind == OBJECT_FUNCTION &&
	       is_same_head(change->object_before->sql.common, change->object->sql.common);
}

/* Whether the object is altered in place, because tables may use it. */
static bool
is_altered(enum object_kind kind)
{
	return kind == OBJECT_SEQUENCE || kind == OBJECT_EXTENSION;
}

static bool
contains(const struct planner *p, const struct sql_object *object)
{
	VEC_EACH (const struct sql_object *, item, p->dropped_objects)
		if (*item == object)
			return true;
	return false;
}

static void
add_dropped(struct planner *p, struct map *names, const struct sql_object *object)
{
	const char *word = plan_depend_word(p, object);
	if (word != NULL)
		map_put(p->arena, names, word, p);
}

/* Adds views that use dropped views, triggers that call dropped functions, and so on. */
static void
close_dropped(struct planner *p)
{
	struct map names = {0};
	size_t before = 0;
	while (before < p->dropped_objects.len) {
		for (; before < p->dropped_objects.len; before++)
			add_dropped(p, &names, p->dropped_objects.items[before]);
		VEC_EACH (struct sql_object *, object, p->request->before->objects)
			if (depends_on_tables((*object)->kind) && !contains(p, *object) &&
				plan_depend_mentions_any(p, *object, &names))
				*VEC_ADD(p->arena, &p->dropped_objects) = *object;
	}
}

static bool
is_recreated(struct planner *p, const struct sql_object *after)
{
	const struct sql_object *before =
		schema_find_same_object(p->request->before, after);
	return before != NULL && contains(p, before);
}

void
plan_object_collect(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->object_before == NULL || plan_lookup_is_replacement(p, change))
			continue;
		if (is_replaced_in_place(change))
			*VEC_ADD(p->arena, &p->replaced_objects) = change->object;
		else if (change->kind == CHANGE_DROP_OBJECT || !is_altered(change->object->kind))
			*VEC_ADD(p->arena, &p->dropped_objects) = change->object_before;
		else
			*VEC_ADD(p->arena, &p->replaced_objects) = change->object;
	}
	struct map affected = {0};
	collect_affected(p, &affected);
	VEC_EACH (struct sql_object *, object, p->request->before->objects)
		if (depends_on_tables((*object)->kind) && !contains(p, *object) &&
			(find_change(p, *object) == NULL ||
				!is_replaced_in_place(find_change(p, *object))) &&
			plan_depend_mentions_any(p, *object, &affected))
			*VEC_ADD(p->arena, &p->dropped_objects) = *object;
	close_dropped(p);
	plan_depend_sort(p, p->dropped_objects.items, p->dropped_objects.len);
	VEC_EACH (struct sql_object *, object, p->request->after->objects)
		if (schema_find_same_object(p->request->before, *object) ==
				NULL ||
			is_recreated(p, *object))
			*VEC_ADD(p->arena, &p->created_objects) = *object;
	plan_depend_sort(p, p->created_objects.items, p->created_objects.len);
}

/* ------------------------------------------------------------------ statements */

/* f(integer): the name may need quotes; the argument types are already SQL. */
static void
add_object_name(struct planner *p, const struct sql_object *object)
{
	struct qualified_name name = {object->name.schema, bare_name(p, object)};
	sql_add_qualified(&p->sql, &name);
	strbuf_addstr(&p->sql, object->name.name + strlen(name.name));
}

static const char *const kind_words[OBJECT_KIND_COUNT] = {
	[OBJECT_SCHEMA] = "SCHEMA",
	[OBJECT_EXTENSION] = "EXTENSION",
	[OBJECT_DOMAIN] = "DOMAIN",
	[OBJECT_SEQUENCE] = "SEQUENCE",
	[OBJECT_FUNCTION] = "ROUTINE",
	[OBJECT_VIEW] = "VIEW",
	[OBJECT_MATERIALIZED_VIEW] = "MATERIALIZED VIEW",
	[OBJECT_TRIGGER] = "TRIGGER",
	[OBJECT_RULE] = "RULE",
};

static void
drop_object(struct planner *p, const struct sql_object *object)
{
	if (schema_find_same_object(p->request->after, object) != NULL)
		plan_emit_keep(p, object);
	strbuf_addf(&p->sql, "DROP %s ", kind_words[object->kind]);
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE) {
		sql_add_name(&p->sql, object->name.name);
		strbuf_addstr(&p->sql, " ON ");
		sql_add_qualified(&p->sql, &object->table);
	} else {
		add_object_name(p, object);
	}
	plan_emit(p);
}

/*
 * An object that is created again must be dropped first. A function, type or sequence that tables
 * may use is dropped after the tables have been changed.
 */
static bool
is_dropped_first(struct planner *p, const struct sql_object *object)
{
	return depends_on_tables(object->kind) ||
	       schema_find_same_object(p->request->after, object) != NULL;
}

void
plan_object_drop(struct planner *p, bool first)
{
	for (size_t i = p->dropped_objects.len; i > 0; i--)
		if (is_dropped_first(p, p->dropped_objects.items[i - 1]) == first)
			drop_object(p, p->dropped_objects.items[i - 1]);
}

void
plan_object_comment(
	struct planner *p, const struct sql_object *before, const struct sql_object *object)
{
	if (object->comment == NULL && (before == NULL || before->comment == NULL))
		return;
	strbuf_addf(&p->sql, "COMMENT ON %s ", kind_words[object->kind]);
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE) {
		sql_add_name(&p->sql, object->name.name);
		strbuf_addstr(&p->sql, " ON ");
		sql_add_qualified(&p->sql, &object->table);
	} else {
		add_object_name(p, object);
	}
	strbuf_addstr(&p->sql, " IS ");
	if (object->comment != NULL)
		sql_add_literal(&p->sql, object->comment);
	else
		strbuf_addstr(&p->sql, "NULL");
	plan_emit(p);
}

/* The text after its first `count` tokens. */
static const char *
skip_tokens(const char *sql, unsigned count)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, strlen(sql));
	do
		token = sql_next(&lexer);
	while (count-- > 0 && token.kind != SQL_END);
	return token.text;
}

/* The default of each option of a sequence (PostgreSQL 15, CREATE SEQUENCE). */
static const struct {
	const char *word, *reset;
} sequence_options[] = {
	{"INCREMENT", "INCREMENT BY 1"},
	{"START", "START WITH 1"},
	{"MINVALUE", "NO MINVALUE"},
	{"MAXVALUE", "NO MAXVALUE"},
	{"CACHE", "CACHE 1"},
	{"CYCLE", "NO CYCLE"},
	{"AS", "AS bigint"},
};

/* ALTER SEQUENCE leaves omitted options unchanged. */
static void
replace_sequence(struct planner *p, const struct sql_object *object)
{
	const struct sql_object *before =
		schema_find_same_object(p->request->before, object);
	strbuf_addf(&p->sql, "ALTER %s", skip_tokens(object->sql.common, 1));
	for (size_t i = 0; i < sizeof(sequence_options) / sizeof(*sequence_options); i++)
		if (sql_mentions(before->sql.common, sequence_options[i].word) &&
			!sql_mentions(object->sql.common, sequence_options[i].word))
			strbuf_addf(&p->sql, " %s", sequence_options[i].reset);
	plan_emit(p);
}

/* The token after the word; NULL if the text does not contain the word. */
static const char *
find_option(struct planner *p, const char *sql, const char *word)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, strlen(sql));
	do
		token = sql_next(&lexer);
	while (token.kind != SQL_END && !sql_is(&token, word));
	token = sql_next(&lexer);
	return token.kind != SQL_END ? arena_strndup(p->arena, token.text, token.length) : NULL;
}

static void
alter_extension(
	struct planner *p, const struct sql_object *object, const char *action, const char *option)
{
	plan_add_name(p, "ALTER EXTENSION ", object->name.name);
	strbuf_addf(&p->sql, " %s%s%s", action, option != NULL ? " TO " : "",
		option != NULL ? option : "");
	plan_emit(p);
}

/*
 * Columns may use the types of the extension. Therefore it is updated and moved to its new schema
 * in place.
 */
static void
replace_extension(struct planner *p, const struct sql_object *object)
{
	const char *before =
		schema_find_same_object(p->request->before, object)->sql.common;
	const char *schema = find_option(p, object->sql.common, "SCHEMA");
	const char *version = find_option(p, object->sql.common, "VERSION");
	if (schema != NULL && !sql_equal(schema, find_option(p, before, "SCHEMA")))
		alter_extension(p, object, arena_printf(p->arena, "SET SCHEMA %s", schema), NULL);
	if (sql_equal(version, find_option(p, before, "VERSION")))
		return;
	if (p->request->direction == DDL_UP)
		alter_extension(p, object, "UPDATE", version);
	else
		ddl_addf(p->arena, p->ddl, STATEMENT_COMMENT,
			"extension %s is not downgraded: most extensions have no downgrade script",
			object->name.name);
}

/* CREATE FUNCTION … → CREATE OR REPLACE FUNCTION … */
static void
replace_object(struct planner *p, const struct sql_object *object)
{
	const char *rest = skip_tokens(object->sql.common, 1);
	if (object->kind == OBJECT_SEQUENCE) {
		replace_sequence(p, object);
		return;
	}
	if (object->kind == OBJECT_EXTENSION) {
		replace_extension(p, object);
		return;
	}
	if (strncasecmp(rest, "OR", 2) == 0 && !char_is_word(rest[2]))
		strbuf_addstr(&p->sql, object->sql.common);
	else
		strbuf_addf(&p->sql, "CREATE OR REPLACE %s", rest);
	plan_emit(p);
}

/* A function that mentions a table which this plan adds or changes is created after that table. */
static bool
is_created_early(struct planner *p, const struct sql_object *object)
{
	if (depends_on_tables(object->kind))
		return false;
	if (object->kind != OBJECT_FUNCTION)
		return true;
	return !plan_depend_mentions_any(p, object, &p->changed_names);
}

void
plan_object_create(struct planner *p, const struct sql_object *object)
{
	const struct sql_object *before =
		schema_find_same_object(p->request->before, object);
	strbuf_addstr(&p->sql, object->sql.common);
	plan_emit(p);
	if (before != NULL)
		plan_emit_keep_end(p, before, object);
	plan_object_comment(p, before, object);
}

void
plan_object_create_all(struct planner *p, bool early)
{
	VEC_EACH (const struct sql_object *, object, p->created_objects)
		if (is_created_early(p, *object) == early)
			plan_object_create(p, *object);
	VEC_EACH (const struct sql_object *, object, p->replaced_objects)
		if (is_created_early(p, *object) == early)
			replace_object(p, *object);
}
