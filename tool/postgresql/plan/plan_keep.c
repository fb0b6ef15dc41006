#include "postgresql/plan/plan_keep.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_lookup.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

static void
emit(struct planner *p)
{
	ddl_add(p->arena, p->ddl, STATEMENT_DIRECTIVE, arena_strdup(p->arena, p->sql.buf));
	strbuf_reset(&p->sql);
}

static void
begin(struct planner *p, bool ends, const char *kind)
{
	strbuf_addf(&p->sql, "%s %s ", ends ? "keep-end" : "keep", kind);
}

/* ------------------------------------------------------------------ objects */

/* The words of the directive; NULL: nothing is lost. */
static const char *const kind_words[OBJECT_KIND_COUNT] = {
	[OBJECT_DOMAIN] = "domain",
	[OBJECT_FUNCTION] = "function",
	[OBJECT_VIEW] = "view",
	[OBJECT_MATERIALIZED_VIEW] = "materialized view",
	[OBJECT_TRIGGER] = "trigger",
	[OBJECT_RULE] = "rule",
};

static void
add_object(struct planner *p, const struct sql_object *object)
{
	size_t bare = routine_name_length(object);
	const struct qualified_name name = {
		object->name.schema, arena_strndup(p->arena, object->name.name, bare)};
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE) {
		sql_add_name(&p->sql, name.name);
		strbuf_addstr(&p->sql, " ON ");
		sql_add_qualified(&p->sql, &object->table);
		return;
	}
	sql_add_qualified(&p->sql, &name);
	strbuf_addstr(&p->sql, object->name.name + bare);
}

static void
emit_object(struct planner *p, const struct sql_object *object, bool ends)
{
	begin(p, ends, kind_words[object->kind]);
	add_object(p, object);
	emit(p);
}

void
plan_emit_keep(struct planner *p, const struct sql_object *before)
{
	if (kind_words[before->kind] != NULL)
		emit_object(p, before, false);
}

/* The options of a view, which follow WITH between its name and AS. */
static void
read_options(struct planner *p, const char *sql, struct texts *out)
{
	struct sql_lexer lexer;
	struct sql_token token = {0}, last;
	bool inside = false;
	sql_lexer_init(&lexer, sql, strlen(sql));
	do {
		last = token;
		token = sql_next(&lexer);
		inside = inside || sql_is(&token, "WITH");
		if (inside && (sql_is(&last, "(") || sql_is(&last, ",")))
			*VEC_ADD(p->arena, out) = arena_strndup(p->arena, token.text, token.length);
	} while (token.kind != SQL_END && !sql_is(&token, inside ? ")" : "AS"));
}

static bool
contains(const struct texts *texts, const char *text)
{
	VEC_EACH (const char *, item, *texts)
		if (text_equal_nocase(*item, text))
			return true;
	return false;
}

/* keep-end gives back the options that the new definition does not set. */
static void
reset_options(struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	struct texts old = {0}, now = {0};
	read_options(p, before->sql.common, &old);
	read_options(p, after->sql.common, &now);
	VEC_EACH (const char *, option, old) {
		if (contains(&now, *option))
			continue;
		strbuf_addf(&p->sql, "ALTER %sVIEW ",
			after->kind == OBJECT_MATERIALIZED_VIEW ? "MATERIALIZED " : "");
		sql_add_qualified(&p->sql, &after->name);
		strbuf_addf(&p->sql, " RESET (%s)", *option);
		plan_emit(p);
	}
}

void
plan_emit_keep_end(
	struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	if (kind_words[after->kind] == NULL)
		return;
	emit_object(p, after, true);
	if (after->kind == OBJECT_VIEW || after->kind == OBJECT_MATERIALIZED_VIEW)
		reset_options(p, before, after);
}

void
plan_emit_keep_replaced(struct planner *p, const struct sql_object *object, bool ends)
{
	if (object->kind == OBJECT_TRIGGER) {
		emit_object(p, object, ends);
		return;
	}
	if (object->kind != OBJECT_VIEW)
		return;
	begin(p, ends, "options");
	add_object(p, object);
	emit(p);
	if (ends)
		reset_options(p, plan_lookup_object_before(p, object), object);
}

/* ------------------------------------------------------------------ types */

static void
emit_type(struct planner *p, const char *kind, const struct qualified_name *name, bool ends)
{
	begin(p, ends, kind);
	sql_add_qualified(&p->sql, name);
	emit(p);
}

void
plan_emit_keep_type(struct planner *p, const char *kind, const struct qualified_name *name)
{
	emit_type(p, kind, name, false);
}

void
plan_emit_keep_type_end(struct planner *p, const char *kind, const struct qualified_name *name)
{
	emit_type(p, kind, name, true);
}

/* ------------------------------------------------------------------ parts of tables */

static void
emit_column(struct planner *p, const char *kind, const struct table *table,
	const struct column *column, bool ends)
{
	begin(p, ends, kind);
	plan_add_table(p, "", table);
	plan_add_name(p, ".", column->name);
	emit(p);
}

void
plan_emit_keep_column(struct planner *p, const struct table *table, const struct column *column)
{
	emit_column(p, "column", table, column, false);
}

void
plan_emit_keep_column_end(struct planner *p, const struct table *table, const struct column *column)
{
	emit_column(p, "column", table, column, true);
}

void
plan_emit_keep_sequence(struct planner *p, const struct table *table, const struct column *column)
{
	emit_column(p, "sequence", table, column, false);
}

void
plan_emit_keep_sequence_end(
	struct planner *p, const struct table *table, const struct column *column)
{
	emit_column(p, "sequence", table, column, true);
}

static void
emit_index(struct planner *p, const struct table *table, const struct index *index, bool ends)
{
	const struct qualified_name name = {table->name.schema, index->name};
	begin(p, ends, "index");
	sql_add_qualified(&p->sql, &name);
	emit(p);
}

void
plan_emit_keep_index(struct planner *p, const struct table *table, const struct index *index)
{
	emit_index(p, table, index, false);
}

void
plan_emit_keep_index_end(struct planner *p, const struct table *table, const struct index *index)
{
	emit_index(p, table, index, true);
}

static void
emit_constraint(struct planner *p, const struct table *table, const struct constraint *constraint,
	bool ends)
{
	begin(p, ends, "constraint");
	sql_add_name(&p->sql, constraint->name);
	plan_add_table(p, " ON ", table);
	emit(p);
}

void
plan_emit_keep_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	emit_constraint(p, table, constraint, false);
}

void
plan_emit_keep_constraint_end(
	struct planner *p, const struct table *table, const struct constraint *constraint)
{
	emit_constraint(p, table, constraint, true);
}
