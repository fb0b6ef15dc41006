#include "sqlite/print/print_table.h"

#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/print/print_parts.h"
#include "sqlite/rules/table_rules.h"

static void
add_conflict(struct strbuf *out, const char *conflict)
{
	if (conflict != NULL)
		strbuf_addf(out, " ON CONFLICT %s", conflict);
}

static void
add_constraint_name(struct strbuf *out, const struct constraint *constraint)
{
	if (constraint->name == NULL)
		return;
	strbuf_addstr(out, "CONSTRAINT ");
	sql_add_name(out, constraint->name);
	strbuf_addch(out, ' ');
}

/* REFERENCES … with all of its clauses. */
static void
add_references(struct strbuf *out, const struct constraint *key)
{
	strbuf_addstr(out, "REFERENCES ");
	sql_add_name(out, key->target.name);
	VEC_EACH (const char *, column, key->target_columns) {
		strbuf_addstr(out, column == key->target_columns.items ? " (" : ", ");
		sql_add_name(out, *column);
	}
	if (key->target_columns.len > 0)
		strbuf_addch(out, ')');
	if (key->on_update != FK_NO_ACTION)
		strbuf_addf(out, " ON UPDATE %s", fk_action_name(key->on_update));
	if (key->on_delete != FK_NO_ACTION)
		strbuf_addf(out, " ON DELETE %s", fk_action_name(key->on_delete));
	if (key->match != NULL)
		strbuf_addf(out, " MATCH %s", key->match);
	if (key->deferrable)
		strbuf_addstr(out, " DEFERRABLE");
	if (key->deferrable && key->initially_deferred)
		strbuf_addstr(out, " INITIALLY DEFERRED");
}

void
sqlite_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table)
{
	const struct column *first =
		constraint->parts.len != 1
			? NULL
			: table_find_column(table, constraint->parts.items[0].column);

	add_constraint_name(out, constraint);
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		strbuf_addstr(out, "PRIMARY KEY ");
		sqlite_print_parts(out, &constraint->parts,
			first != NULL && first->autoincrement ? " AUTOINCREMENT" : "");
		break;
	case CONSTRAINT_UNIQUE:
		strbuf_addstr(out, "UNIQUE ");
		sqlite_print_parts(out, &constraint->parts, "");
		break;
	case CONSTRAINT_FOREIGN_KEY:
		strbuf_addstr(out, "FOREIGN KEY ");
		sqlite_print_parts(out, &constraint->parts, "");
		strbuf_addch(out, ' ');
		add_references(out, constraint);
		break;
	default:
		strbuf_addstr(out, "CHECK ");
		sqlite_print_wrapped(out, constraint->expression.common);
		break;
	}
	add_conflict(out, constraint->conflict);
}

/* A column constraint. */
static void
add_column_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct column *column)
{
	strbuf_addch(out, ' ');
	add_constraint_name(out, constraint);
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		strbuf_addstr(out, "PRIMARY KEY");
		if (constraint->parts.items[0].descending)
			strbuf_addstr(out, " DESC");
		add_conflict(out, constraint->conflict);
		if (column->autoincrement)
			strbuf_addstr(out, " AUTOINCREMENT");
		return;
	case CONSTRAINT_UNIQUE:
		strbuf_addstr(out, "UNIQUE");
		add_conflict(out, constraint->conflict);
		return;
	case CONSTRAINT_FOREIGN_KEY:
		add_references(out, constraint);
		return;
	default:
		strbuf_addstr(out, "CHECK ");
		sqlite_print_wrapped(out, constraint->expression.common);
		return;
	}
}

static void
add_default(struct strbuf *out, const char *value)
{
	if (value == NULL)
		return;
	strbuf_addstr(out, " DEFAULT ");
	if (sqlite_is_plain_default(value))
		sqlite_print_expression(out, value);
	else
		sqlite_print_wrapped(out, value);
}

/* The name, the type and the clauses that are not a struct constraint. */
static void
add_definition(struct strbuf *out, const struct column *column)
{
	sql_add_name(out, column->name);
	if (column->type.common != NULL && column->type.common[0] != '\0')
		strbuf_addf(out, " %s", column->type.common);
	if (column->generated != GENERATED_NONE) {
		strbuf_addstr(out, " GENERATED ALWAYS AS ");
		sqlite_print_wrapped(out, column->generated_expression.common);
		strbuf_addstr(out, column->generated == GENERATED_STORED ? " STORED" : "");
	}
	bool not_null = column->not_null || column->rowid_not_null;
	if (not_null)
		strbuf_addstr(out, " NOT NULL");
	add_conflict(out, not_null ? column->not_null_conflict : NULL);
	add_default(out, column->default_value.common);
	if (column->collation != NULL)
		sqlite_print_collation(out, column->collation);
}

void
sqlite_print_column(struct strbuf *out, const struct column *column, const struct table *table)
{
	add_definition(out, column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (sqlite_is_column_constraint(*constraint, column, table))
			add_column_constraint(out, *constraint, column);
}

void
sqlite_print_added_column(
	struct strbuf *out, const struct column *column, const struct table *table)
{
	add_definition(out, column);
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (sqlite_fits_column(*constraint, column))
			add_column_constraint(out, *constraint, column);
}

static bool
is_in_column_definition(const struct constraint *constraint, const struct table *table)
{
	const char *name = sqlite_single_column(constraint);
	const struct column *column = name == NULL ? NULL : table_find_column(table, name);
	return column != NULL && sqlite_is_column_constraint(constraint, column, table);
}

/* STRICT, WITHOUT ROWID and the options of the model, separated by commas. */
static void
add_options(struct strbuf *out, const struct table *table)
{
	const char *separator = " ";

	if (table->strict) {
		strbuf_addf(out, "%sSTRICT", separator);
		separator = ", ";
	}
	if (table->without_rowid) {
		strbuf_addf(out, "%sWITHOUT ROWID", separator);
		separator = ", ";
	}
	if (table->options.common != NULL)
		strbuf_addf(out, "%s%s", separator, table->options.common);
}

void
sqlite_print_table(struct strbuf *out, const struct table *table, const char *name_override)
{
	const char *separator = " (\n\t";

	strbuf_addstr(out, "CREATE TABLE ");
	if (name_override != NULL)
		sql_add_name(out, name_override);
	else
		sql_add_qualified(out, &table->name);
	VEC_EACH (struct column *, column, table->columns) {
		strbuf_addstr(out, separator);
		sqlite_print_column(out, *column, table);
		separator = ",\n\t";
	}
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		if (is_in_column_definition(*constraint, table))
			continue;
		strbuf_addstr(out, separator);
		sqlite_print_constraint(out, *constraint, table);
		separator = ",\n\t";
	}
	strbuf_addstr(out, "\n)");
	add_options(out, table);
}
