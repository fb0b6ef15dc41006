#include "sqlite/rules/table_rules.h"

#include "base/text.h"

const struct column *
sqlite_rowid_alias(const struct table *table)
{
	const struct constraint *key = table_primary_key(table);

	if (table->without_rowid || key == NULL || key->parts.len != 1 ||
		key->parts.items[0].descending)
		return NULL;
	const struct column *column = table_find_column(table, key->parts.items[0].column);
	return column != NULL && text_equal_nocase(column->type.common, "INTEGER") ? column : NULL;
}

const char *
sqlite_single_column(const struct constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_CHECK)
		return constraint->on_column;
	return constraint->parts.len == 1 ? constraint->parts.items[0].column : NULL;
}

bool
sqlite_fits_column(const struct constraint *constraint, const struct column *column)
{
	const struct key_part *part = constraint->parts.items;

	if (constraint->kind == CONSTRAINT_CHECK)
		return text_equal(constraint->on_column, column->name) &&
		       constraint->conflict == NULL;
	if (constraint->parts.len != 1 || !text_equal(part->column, column->name) ||
		part->collation != NULL)
		return false;
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		return true;
	case CONSTRAINT_UNIQUE:
		return !part->descending;
	case CONSTRAINT_FOREIGN_KEY:
		return constraint->target_columns.len <= 1;
	default:
		return false;
	}
}

bool
sqlite_is_column_constraint(
	const struct constraint *constraint, const struct column *column, const struct table *table)
{
	if (!sqlite_fits_column(constraint, column))
		return false;
	if (constraint->name == NULL || constraint->kind == CONSTRAINT_CHECK)
		return true;
	return constraint->kind == CONSTRAINT_PRIMARY_KEY &&
	       (column->autoincrement ||
		       (constraint->parts.items[0].descending && !table->without_rowid &&
			       text_equal_nocase(column->type.common, "INTEGER")));
}
