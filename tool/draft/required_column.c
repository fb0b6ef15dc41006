#include "draft/required_column.h"

static bool
lacks_value(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ADD_COLUMN && column->not_null &&
	       column->generated == GENERATED_NONE && column->identity == IDENTITY_NONE &&
	       !column->serial && !column->autoincrement &&
	       column->default_value.common == NULL && column->backfill.common == NULL;
}

/* Whether existing rows may contain NULL in a column that becomes NOT NULL. */
static bool
lacks_replacement(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ALTER_NULLABILITY && column->not_null &&
	       !change->column_before->not_null && !change->column_before->is_rowid &&
	       column->generated == GENERATED_NONE &&
	       column->backfill.common == NULL;
}

static void
report_replacement(struct workspace *workspace, const struct change *change)
{
	diag_add(&workspace->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"existing rows of '%s' may contain NULL in '%s', which becomes NOT NULL",
		change->table->name.name, change->column->name);
	diag_note(&workspace->diagnostics, (struct location){0},
		"add SC_BACKFILL(…); otherwise the upgrade stops if the table contains such rows");
}

static void
report_required(struct workspace *workspace, const struct change *change)
{
	diag_add(&workspace->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"existing rows of '%s' have no value for the new NOT NULL column '%s'",
		change->table->name.name, change->column->name);
	diag_note(&workspace->diagnostics, (struct location){0},
		"add SC_DEFAULT(…) or SC_BACKFILL(…); otherwise the upgrade stops if the table has rows");
}

void
required_column_report(struct workspace *workspace, const struct examination *found)
{
	for (size_t i = 0; i < found->changes.len; i++)
		VEC_EACH (const struct change, change, found->changes.items[i].changes)
			if (lacks_value(change))
				report_required(workspace, change);
			else if (lacks_replacement(change))
				report_replacement(workspace, change);
}
