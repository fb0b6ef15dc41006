#include "postgresql/plan/plan_object.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/plan/plan_step.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* ------------------------------------------------------------------ statements */

/* f(integer): the name may need quotes; the argument types are already SQL. */
static void
add_object_name(struct planner *p, const struct sql_object *object)
{
	size_t length = routine_name_length(object);
	struct qualified_name name = {object->name.schema,
		arena_strndup(p->arena, object->name.name, length)};
	sql_add_qualified(&p->sql, &name);
	strbuf_addstr(&p->sql, object->name.name + length);
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

/* A trigger or rule of a renamed table has a different name: it keeps nothing. */
static bool
is_kept(const struct sql_object *before, const struct sql_object *after)
{
	return before != NULL && after != NULL && sql_object_is_same(before, after);
}

/* A sequence that a column owns is dropped with the column. A model does not declare the owner. */
static bool
may_be_gone(const struct planner *p, const struct sql_object *object)
{
	if (object->kind != OBJECT_SEQUENCE)
		return false;
	VEC_EACH (const struct change, change, *p->request->changes)
		if (change->kind == CHANGE_DROP_TABLE || change->kind == CHANGE_DROP_COLUMN)
			return true;
	return false;
}

static void
drop_object(struct planner *p, const struct sql_object *object)
{
	const struct table *table = object->table.name != NULL
					    ? schema_find_table(p->request->before, &object->table)
					    : NULL;
	plan_step_drop(p, thing_of_object(object));
	if (table != NULL)
		plan_step_named(p, SIDE_BEFORE, thing_of_table(table));
	if (is_kept(object, plan_lookup_object_after(p, object)))
		plan_emit_keep(p, object);
	strbuf_addf(&p->sql, "DROP %s %s", kind_words[object->kind],
		may_be_gone(p, object) ? "IF EXISTS " : "");
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE) {
		sql_add_name(&p->sql, object->name.name);
		strbuf_addstr(&p->sql, " ON ");
		sql_add_qualified(&p->sql, &object->table);
	} else {
		add_object_name(p, object);
	}
	plan_emit(p);
}

static bool
depends_on_tables(enum object_kind kind)
{
	return kind == OBJECT_VIEW || kind == OBJECT_MATERIALIZED_VIEW || kind == OBJECT_TRIGGER ||
	       kind == OBJECT_RULE;
}

/*
 * An object that is created again must be dropped first. A function, type or sequence that tables
 * may use is dropped after the tables have been changed.
 */
static bool
is_dropped_first(struct planner *p, const struct sql_object *object)
{
	return depends_on_tables(object->kind) || plan_lookup_object_after(p, object) != NULL;
}

/* In descending order of the kinds: a trigger before a view before a function. */
void
plan_object_drop(struct planner *p, bool first)
{
	for (size_t kind = OBJECT_KIND_COUNT; kind > 0; kind--)
		for (size_t i = p->dropped_objects.len; i > 0; i--) {
			const struct sql_object *object = p->dropped_objects.items[i - 1];
			if (object->kind == kind - 1 && is_dropped_first(p, object) == first)
				drop_object(p, object);
		}
}

/* Without a comment of the model an extension has that of its control file. */
static void
restore_extension_comment(struct planner *p, const char *name)
{
	struct strbuf literal = STRBUF_INIT;
	sql_add_literal(&literal, name);
	strbuf_addf(&p->sql,
		"DO $schemac$ BEGIN EXECUTE format('COMMENT ON EXTENSION %%I IS %%L', %s, (SELECT "
		"comment FROM pg_available_extensions WHERE name = %s)); END $schemac$",
		literal.buf, literal.buf);
	plan_emit(p);
	strbuf_release(&literal);
}

void
plan_object_comment(
	struct planner *p, const struct sql_object *before, const struct sql_object *object)
{
	if (object->comment == NULL && (before == NULL || before->comment == NULL))
		return;
	if (object->comment == NULL && object->kind == OBJECT_EXTENSION) {
		restore_extension_comment(p, object->name.name);
		return;
	}
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

void
plan_object_alter_sequence(struct planner *p, const char *before, const char *after)
{
	strbuf_addf(&p->sql, "ALTER %s", skip_tokens(after, 1));
	for (size_t i = 0; i < sizeof(sequence_options) / sizeof(*sequence_options); i++)
		if (sql_mentions(before, sequence_options[i].word) &&
			!sql_mentions(after, sequence_options[i].word))
			strbuf_addf(&p->sql, " %s", sequence_options[i].reset);
	plan_emit(p);
}

/* The token after the word; NULL if the text does not contain the word. */
static const char *
find_option(struct planner *p, const char *sql, const char *word)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, sql, strlen(sql));
	sql_skip_past(&lexer, word);
	struct sql_token token = sql_next(&lexer);
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
		plan_lookup_object_before(p, object)->sql.common;
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
	plan_step_change(p, thing_of_object(plan_lookup_object_before(p, object)),
		thing_of_object(object));
	if (object->kind == OBJECT_SEQUENCE) {
		plan_object_alter_sequence(p,
			plan_lookup_object_before(p, object)->sql.common,
			object->sql.common);
		return;
	}
	if (object->kind == OBJECT_EXTENSION) {
		replace_extension(p, object);
		return;
	}
	plan_emit_keep_replaced(p, object, false);
	if (strncasecmp(rest, "OR", 2) == 0 && !char_is_word(rest[2]))
		strbuf_addstr(&p->sql, object->sql.common);
	else
		strbuf_addf(&p->sql, "CREATE OR REPLACE %s", rest);
	plan_emit(p);
	plan_emit_keep_replaced(p, object, true);
}

static void
create_object(struct planner *p, const struct sql_object *object)
{
	const struct sql_object *before = plan_lookup_object_before(p, object);
	plan_step_create(p, thing_of_object(object));
	strbuf_addstr(&p->sql, object->sql.common);
	plan_emit(p);
	if (is_kept(before, object))
		plan_emit_keep_end(p, before, object);
	plan_object_comment(p, before, object);
}

void
plan_object_create(struct planner *p, bool early)
{
	for (size_t kind = 0; kind < OBJECT_KIND_COUNT; kind++)
		VEC_EACH (const struct sql_object *, object, p->created_objects)
			if ((*object)->kind == kind && depends_on_tables((*object)->kind) != early)
				create_object(p, *object);
	VEC_EACH (const struct sql_object *, object, p->replaced_objects)
		if (depends_on_tables((*object)->kind) != early)
			replace_object(p, *object);
}

/* Whether the plan writes the comment where it creates the object. */
static bool
is_commented(const struct planner *p, const struct change *change)
{
	VEC_EACH (const struct sql_object *, object, p->created_objects)
		if (*object == change->object)
			return true;
	VEC_EACH (const struct change *, replacement, p->replaced_types)
		if ((*replacement)->object == change->object)
			return true;
	return false;
}

void
plan_object_change_comments(struct planner *p)
{
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_ALTER_OBJECT_COMMENT || is_commented(p, change))
			continue;
		plan_step_begin(p);
		plan_step_uses(p, SIDE_AFTER, thing_of_object(change->object));
		plan_object_comment(p, change->object_before, change->object);
	}
}
