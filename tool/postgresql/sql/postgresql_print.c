#include "postgresql/sql/postgresql_print.h"

#include "base/text.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* A line comment must not hide the text that follows the expression. */
static void
add_expression(struct strbuf *out, const char *expression)
{
	strbuf_addstr(out, expression);
	if (strstr(expression, "--") != NULL)
		strbuf_addch(out, '\n');
}

void
postgresql_print_wrapped(struct strbuf *out, const char *expression)
{
	strbuf_addch(out, '(');
	add_expression(out, expression);
	strbuf_addch(out, ')');
}

/*
 * Whether the grammar accepts the expression after DEFAULT: a b_expr (src/backend/parser/gram.y).
 */
static bool
is_b_expression(const char *expression)
{
	static const char *const words[] = {"AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "SIMILAR",
		"BETWEEN", "IS", "ISNULL", "NOTNULL", "COLLATE", "AT"};
	struct sql_lexer lexer;
	int depth = 0;
	sql_lexer_init(&lexer, expression, strlen(expression));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END)
			return true;
		depth += sql_is(&token, "(") - sql_is(&token, ")");
		for (size_t i = 0; depth == 0 && i < sizeof(words) / sizeof(*words); i++)
			if (sql_is(&token, words[i]))
				return false;
	}
}

void
postgresql_print_default(struct strbuf *out, const char *expression)
{
	if (is_b_expression(expression))
		add_expression(out, expression);
	else
		postgresql_print_wrapped(out, expression);
}

static void
add_names(struct strbuf *out, const struct texts *names)
{
	strbuf_addch(out, '(');
	VEC_EACH (const char *, name, *names) {
		strbuf_addstr(out, name == names->items ? "" : ", ");
		sql_add_name(out, *name);
	}
	strbuf_addch(out, ')');
}

void
postgresql_print_collation(struct strbuf *out, const char *collation)
{
	strbuf_addstr(out, " COLLATE ");
	if (text_is_identifier(collation))
		sql_add_name(out, collation);
	else if (collation[0] == '"')
		strbuf_addstr(out, collation);
	else
		strbuf_addf(out, "\"%s\"", collation);
}

/* Whether the expression is a single call: word(…). */
static bool
is_call(const char *expression)
{
	struct sql_lexer lexer;
	int depth = 0;
	sql_lexer_init(&lexer, expression, strlen(expression));
	if (sql_next(&lexer).kind != SQL_WORD)
		return false;
	do {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END || token.kind == SQL_BROKEN)
			return false;
		depth += sql_is(&token, "(") - sql_is(&token, ")");
	} while (depth > 0);
	return expression[lexer.offset - 1] == ')' && sql_next(&lexer).kind == SQL_END;
}

/* In an index, a call needs no parentheses; every other expression does. */
static void
add_part(struct strbuf *out, const struct key_part *part)
{
	if (part->column != NULL)
		sql_add_name(out, part->column);
	else if (is_call(part->expression.common))
		add_expression(out, part->expression.common);
	else
		postgresql_print_wrapped(out, part->expression.common);
	if (part->collation != NULL)
		postgresql_print_collation(out, part->collation);
	if (part->opclass != NULL)
		strbuf_addf(out, " %s", part->opclass);
	strbuf_addstr(out, part->descending ? " DESC" : "");
	strbuf_addstr(out, part->nulls_first  ? " NULLS FIRST"
			   : part->nulls_last ? " NULLS LAST"
					      : "");
}

static void
add_parts(struct strbuf *out, const struct key_parts *parts)
{
	strbuf_addch(out, '(');
	VEC_EACH (const struct key_part, part, *parts) {
		strbuf_addstr(out, part == parts->items ? "" : ", ");
		add_part(out, part);
	}
	strbuf_addch(out, ')');
}

static void
add_deferrable(struct strbuf *out, const struct constraint *constraint)
{
	if (constraint->deferrable)
		strbuf_addstr(out, " DEFERRABLE");
	if (constraint->initially_deferred)
		strbuf_addstr(out, " INITIALLY DEFERRED");
}

static void
add_references(struct strbuf *out, const struct constraint *key)
{
	strbuf_addstr(out, "REFERENCES ");
	sql_add_qualified(out, &key->target);
	if (key->target_columns.len > 0) {
		strbuf_addch(out, ' ');
		add_names(out, &key->target_columns);
	}
	if (key->match != NULL)
		strbuf_addf(out, " MATCH %s", key->match);
	if (key->on_update != FK_NO_ACTION)
		strbuf_addf(out, " ON UPDATE %s", fk_action_name(key->on_update));
	if (key->on_delete != FK_NO_ACTION)
		strbuf_addf(out, " ON DELETE %s", fk_action_name(key->on_delete));
	add_deferrable(out, key);
}

/* Whether the server would choose the constraint's name. */
static bool
is_own_choice(const struct constraint *constraint, const struct table *table)
{
	struct arena arena;
	arena_init(&arena);
	bool own =
		constraint->name_from_template &&
		text_equal(constraint->name, postgresql_constraint_name(&arena, table, constraint));
	arena_release(&arena);
	return own;
}

static void
add_constraint_name(
	struct strbuf *out, const struct constraint *constraint, const struct table *table)
{
	if (constraint->name == NULL || is_own_choice(constraint, table))
		return;
	strbuf_addstr(out, "CONSTRAINT ");
	sql_add_name(out, constraint->name);
	strbuf_addch(out, ' ');
}

static void
add_unique(struct strbuf *out, const struct constraint *constraint)
{
	strbuf_addstr(out, "UNIQUE ");
	if (constraint->nulls_not_distinct)
		strbuf_addstr(out, "NULLS NOT DISTINCT ");
}

void
postgresql_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table)
{
	add_constraint_name(out, constraint, table);
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		strbuf_addstr(out, "PRIMARY KEY ");
		add_parts(out, &constraint->parts);
		add_deferrable(out, constraint);
		break;
	case CONSTRAINT_UNIQUE:
		add_unique(out, constraint);
		add_parts(out, &constraint->parts);
		add_deferrable(out, constraint);
		break;
	case CONSTRAINT_FOREIGN_KEY:
		strbuf_addstr(out, "FOREIGN KEY ");
		add_parts(out, &constraint->parts);
		strbuf_addch(out, ' ');
		add_references(out, constraint);
		break;
	case CONSTRAINT_EXCLUDE:
		strbuf_addf(out, "EXCLUDE %s", constraint->expression.common);
		add_deferrable(out, constraint);
		break;
	default:
		strbuf_addstr(out, "CHECK ");
		postgresql_print_wrapped(out, constraint->expression.common);
		strbuf_addstr(out, constraint->no_inherit ? " NO INHERIT" : "");
		break;
	}
}

/*
 * Whether the constraint is printed with the column: it covers only this column, and the server
 * chooses its name.
 */
static bool
is_at_column(
	const struct constraint *constraint, const struct column *column, const struct table *table)
{
	if (constraint->not_valid || !is_own_choice(constraint, table))
		return false;
	if (constraint->kind == CONSTRAINT_CHECK)
		return text_equal(constraint->on_column, column->name);
	return constraint->kind != CONSTRAINT_EXCLUDE && constraint->parts.len == 1 &&
	       text_equal(constraint->parts.items[0].column, column->name) &&
	       constraint->target_columns.len <= 1;
}

static bool
is_at_some_column(const struct constraint *constraint, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns)
		if (is_at_column(constraint, *column, table))
			return true;
	return false;
}

static void
add_column_constraint(struct strbuf *out, const struct constraint *constraint)
{
	strbuf_addch(out, ' ');
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		strbuf_addstr(out, "PRIMARY KEY");
		add_deferrable(out, constraint);
		break;
	case CONSTRAINT_UNIQUE:
		strbuf_addstr(out, "UNIQUE");
		strbuf_addstr(out, constraint->nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
		add_deferrable(out, constraint);
		break;
	case CONSTRAINT_FOREIGN_KEY:
		add_references(out, constraint);
		break;
	default:
		strbuf_addstr(out, "CHECK ");
		postgresql_print_wrapped(out, constraint->expression.common);
		strbuf_addstr(out, constraint->no_inherit ? " NO INHERIT" : "");
		break;
	}
}

static const char *
serial_name(const char *type)
{
	if (postgresql_types_equal(type, "bigint"))
		return "BIGSERIAL";
	return postgresql_types_equal(type, "smallint") ? "SMALLSERIAL" : "SERIAL";
}

void
postgresql_print_identity(struct strbuf *out, const struct column *column)
{
	strbuf_addf(out, "GENERATED %s AS IDENTITY",
		column->identity == IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT");
	if (column->identity_options != NULL)
		strbuf_addf(out, " (%s)", column->identity_options);
}

void
postgresql_print_column(struct strbuf *out, const struct column *column, bool not_null)
{
	sql_add_name(out, column->name);
	strbuf_addf(out, " %s",
		column->serial ? serial_name(column->type.common) : column->type.common);
	if (column->collation != NULL)
		postgresql_print_collation(out, column->collation);
	if (column->generated != GENERATED_NONE) {
		strbuf_addstr(out, " GENERATED ALWAYS AS ");
		postgresql_print_wrapped(out, column->generated_expression.common);
		strbuf_addstr(out, " STORED");
	}
	if (column->identity != IDENTITY_NONE) {
		strbuf_addch(out, ' ');
		postgresql_print_identity(out, column);
	}
	if (column->not_null && not_null)
		strbuf_addstr(out, " NOT NULL");
	if (column->default_value.common != NULL) {
		strbuf_addstr(out, " DEFAULT ");
		postgresql_print_default(out, column->default_value.common);
	}
}

/* Whether another property makes the column NOT NULL. */
static bool
is_not_null_anyway(const struct column *column, const struct table *table)
{
	const struct constraint *key = table_primary_key(table);
	if (column->identity != IDENTITY_NONE || column->serial)
		return true;
	VEC_EACH (const struct key_part, part, key != NULL ? key->parts : (struct key_parts){0})
		if (text_equal(part->column, column->name))
			return true;
	return false;
}

static void
add_table_column(struct strbuf *out, const struct column *column, const struct table *table,
	bool (*later)(const void *data, const struct constraint *key), const void *data)
{
	postgresql_print_column(out, column, !is_not_null_anyway(column, table));
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (is_at_column(*constraint, column, table) && !later(data, *constraint))
			add_column_constraint(out, *constraint);
}

void
postgresql_print_table(struct strbuf *out, const struct table *table,
	bool (*later)(const void *data, const struct constraint *key), const void *data)
{
	const char *separator = " (\n\t";
	strbuf_addf(out, "CREATE %sTABLE ", table->unlogged ? "UNLOGGED " : "");
	sql_add_qualified(out, &table->name);
	if (table->columns.len == 0)
		strbuf_addstr(out, " (");
	VEC_EACH (struct column *, column, table->columns) {
		strbuf_addstr(out, separator);
		add_table_column(out, *column, table, later, data);
		separator = ",\n\t";
	}
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		if (is_at_some_column(*constraint, table) || later(data, *constraint))
			continue;
		strbuf_addstr(out, separator);
		postgresql_print_constraint(out, *constraint, table);
		separator = ",\n\t";
	}
	strbuf_addstr(out, "\n)");
	if (table->options.common != NULL)
		strbuf_addf(out, " %s", table->options.common);
}

void
postgresql_print_index_body(
	struct strbuf *out, const struct index *index, const struct table *table)
{
	sql_add_name(out, index->name);
	strbuf_addstr(out, " ON ");
	sql_add_qualified(out, &table->name);
	if (index->method != NULL)
		strbuf_addf(out, " USING %s", index->method);
	strbuf_addch(out, ' ');
	add_parts(out, &index->parts);
	if (index->include.len > 0) {
		strbuf_addstr(out, " INCLUDE ");
		add_names(out, &index->include);
	}
	if (index->nulls_not_distinct)
		strbuf_addstr(out, " NULLS NOT DISTINCT");
	if (index->with != NULL)
		strbuf_addf(out, " WITH (%s)", index->with);
	if (index->where.common != NULL)
		strbuf_addf(out, " WHERE %s", index->where.common);
}
