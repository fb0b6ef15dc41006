#include "postgresql/plan/plan_options.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/equal.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* One parameter of WITH (fillfactor = 70, toast.autovacuum_enabled = false). */
struct parameter {
	const char *name; /* in lower case */
	const char *text; /* as written, with its value */
};

VEC_STRUCT(parameters, struct parameter);

/* Reads up to the ',' or ')' that ends the parameter, and stores that token in *end. */
static bool
read_parameter(
	struct planner *p, struct sql_lexer *lexer, struct parameters *out, struct sql_token *end)
{
	struct strbuf name = STRBUF_INIT;
	struct sql_token token = sql_next(lexer);
	const char *start = token.text;
	bool named = false;
	for (*end = token; !sql_is(end, ",") && !sql_is(end, ")"); *end = sql_next(lexer)) {
		if (end->kind == SQL_END || end->kind == SQL_BROKEN)
			break;
		named = named || sql_is(end, "=");
		if (!named)
			strbuf_add(&name, end->text, end->length);
	}
	bool whole = name.len > 0 && (sql_is(end, ",") || sql_is(end, ")"));
	if (whole)
		*VEC_ADD(p->arena, out) = (struct parameter){text_lower(p->arena, name.buf),
			arena_strndup(p->arena, start, (size_t)(end->text - start))};
	strbuf_release(&name);
	return whole;
}

/* False if the text is not WITH (…). An empty text has no parameters. */
static bool
read_parameters(struct planner *p, struct parameters *out, const char *options)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(
		&lexer, options != NULL ? options : "", options != NULL ? strlen(options) : 0);
	token = sql_next(&lexer);
	if (token.kind == SQL_END)
		return true;
	if (!sql_is(&token, "WITH"))
		return false;
	token = sql_next(&lexer);
	if (!sql_is(&token, "("))
		return false;
	do {
		if (!read_parameter(p, &lexer, out, &token))
			return false;
	} while (sql_is(&token, ","));
	return sql_next(&lexer).kind == SQL_END;
}

static const struct parameter *
find_parameter(const struct parameters *parameters, const char *name)
{
	VEC_EACH (const struct parameter, parameter, *parameters)
		if (strcmp(parameter->name, name) == 0)
			return parameter;
	return NULL;
}

/* ALTER TABLE t SET (a = 1, b = 2), or RESET (c). */
static void
change_parameters(struct planner *p, const struct table *table, const struct parameters *from,
	const struct parameters *to, bool reset)
{
	const char *separator = reset ? " RESET (" : " SET (";
	const struct parameters *all = reset ? from : to, *others = reset ? to : from;
	size_t count = 0;
	VEC_EACH (const struct parameter, parameter, *all) {
		const struct parameter *other = find_parameter(others, parameter->name);
		if (other != NULL && (reset || sql_equal(other->text, parameter->text)))
			continue;
		if (count++ == 0)
			plan_add_table(p, "ALTER TABLE ", table);
		strbuf_addf(&p->sql, "%s%s", separator, reset ? parameter->name : parameter->text);
		separator = ", ";
	}
	if (count == 0)
		return;
	strbuf_addch(&p->sql, ')');
	plan_emit(p);
}

void
plan_options_alter(struct planner *p, const struct change *change)
{
	const struct table *table = change->table;
	const char *before = change->table_before->options.common, *after = table->options.common;
	struct parameters from = {0}, to = {0};
	plan_step_begin(p);
	plan_step_named(p, SIDE_AFTER, thing_of_table(table));
	if (table->unlogged != change->table_before->unlogged) {
		plan_add_table(p, "ALTER TABLE ", table);
		strbuf_addf(&p->sql, " SET %s", table->unlogged ? "UNLOGGED" : "LOGGED");
		plan_emit(p);
	}
	if (postgresql_expressions_equal(after, before))
		return;
	if (!read_parameters(p, &from, before) || !read_parameters(p, &to, after)) {
		p->result = diag_add(p->diagnostics, DIAG_CANNOT_CHANGE, table->at,
			"table '%s': PostgreSQL has no statement that changes its options to '%s'",
			table->name.name, after != NULL ? after : "");
		diag_note(p->diagnostics, (struct location){0}, "write the revision by hand");
		return;
	}
	change_parameters(p, table, &from, &to, true);
	change_parameters(p, table, &from, &to, false);
}
