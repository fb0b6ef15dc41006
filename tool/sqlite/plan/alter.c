/*
 * alter: the changes that SQLite's ALTER TABLE supports. The rules are in lang_altertable.html: ADD
 * COLUMN in section 4, DROP COLUMN in section 5. Each rule was tested on 3.40.1 with a table that
 * has rows, because several rules apply only then.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

enum {
	VERSION_DROP_COLUMN = 3035000, /* ALTER TABLE … DROP COLUMN */
};

static bool
has_version(const struct ddl_request *request, unsigned needed)
{
	return request->settings->version == 0 || request->settings->version >= needed;
}

bool
sqlite_is_constant(const char *expression)
{
	struct sql_lexer lexer;
	if (expression == NULL)
		return true;
	sql_lexer_init(&lexer, expression, strlen(expression));
	struct sql_token token = sql_next(&lexer);
	bool sign = sql_is(&token, "-") || sql_is(&token, "+");
	if (sign)
		token = sql_next(&lexer);
	bool constant = token.kind == SQL_NUMBER ||
			(!sign && (token.kind == SQL_STRING || sql_is(&token, "NULL") ||
					  sql_is(&token, "TRUE") || sql_is(&token, "FALSE")));
	return constant && sql_next(&lexer).kind == SQL_END;
}

static bool
uses_column(const struct constraint *constraint, const char *column)
{
	VEC_EACH (const struct key_part, part, constraint->parts)
		if (text_equal(part->column, column))
			return true;
	return constraint->expression.common != NULL &&
	       sql_mentions(constraint->expression.common, column);
}

/* Whether ADD COLUMN accepts the constraint in the definition of the column. */
static bool
can_add_with_column(const struct constraint *constraint, const struct column *column)
{
	bool null_default = column->default_value.common == NULL ||
			    sql_equal(column->default_value.common, "NULL");
	if (constraint->kind == CONSTRAINT_CHECK)
		return text_equal(constraint->on_column, column->name);
	return constraint->kind == CONSTRAINT_FOREIGN_KEY && constraint->parts.len == 1 &&
	       null_default;
}

/* An UPDATE of the existing rows would fire the triggers of the table. A rebuild does not. */
static bool
has_triggers(const struct table_work *work, const struct ddl_request *request)
{
	VEC_EACH (struct sql_object *, object, request->before->objects)
		if ((*object)->kind == OBJECT_TRIGGER &&
			text_equal_nocase((*object)->table.name, work->before->name.name))
			return true;
	return false;
}

static bool
can_add_column(const struct table_work *work, const struct column *column,
	const struct ddl_request *request)
{
	bool no_value =
		column->not_null && (column->default_value.common == NULL ||
					    sql_equal(column->default_value.common, "NULL"));
	if (column->generated == GENERATED_STORED || column->autoincrement ||
		!sqlite_is_constant(column->default_value.common))
		return false;
	if (column->not_null && column->generated == GENERATED_NONE &&
		(column->backfill.common != NULL || (no_value && request->direction == DDL_DOWN)))
		return false;
	if (column->backfill.common != NULL && has_triggers(work, request))
		return false;
	VEC_EACH (struct constraint *, constraint, work->after->constraints)
		if (uses_column(*constraint, column->name) &&
			!can_add_with_column(*constraint, column))
			return false;
	return true;
}

/*
 * DROP COLUMN also drops every CHECK that is written inside the definition of the column, whatever
 * it is about, and is rejected if a CHECK elsewhere uses the column. The models do not tell where
 * the database has a CHECK: two schemas are equal if only that differs, and an adopted database was
 * not created by schemac. Therefore a table with a CHECK is rebuilt.
 */
static bool
can_drop_column(const struct table_work *work, const struct column *column,
	const struct ddl_request *request)
{
	if (!has_version(request, VERSION_DROP_COLUMN))
		return false;
	VEC_EACH (struct constraint *, constraint, work->before->constraints)
		if ((*constraint)->kind == CONSTRAINT_CHECK ||
			uses_column(*constraint, column->name))
			return false;
	VEC_EACH (struct column *, other, work->before->columns)
		if ((*other)->generated != GENERATED_NONE &&
			sql_mentions((*other)->generated_expression.common, column->name))
			return false;
	return work->before->columns.len > 1;
}

/* Whether ADD COLUMN adds the constraint together with its column. */
static bool
is_added_with_column(const struct table_work *work, const struct constraint *added,
	const struct ddl_request *request)
{
	if (added->on_column == NULL && added->parts.len != 1)
		return false;
	const char *name =
		added->on_column != NULL ? added->on_column : added->parts.items[0].column;
	const struct change *column = sqlite_find_change(work, CHANGE_ADD_COLUMN, name);
	return column != NULL && can_add_column(work, column->column, request);
}

static bool
is_within_alter(const struct table_work *work, const struct change *change,
	const struct ddl_request *request)
{
	switch (change->kind) {
	case CHANGE_RENAME_TABLE:
	case CHANGE_ADD_INDEX:
	case CHANGE_DROP_INDEX:
	case CHANGE_RENAME_INDEX:
	case CHANGE_RENAME_COLUMN: /* since 3.25; schemac.ini does not accept an older version */
		return true;
	case CHANGE_RENUMBER:
		return sqlite_can_renumber(work, change, has_triggers(work, request));
	case CHANGE_ADD_COLUMN:
		return can_add_column(work, change->column, request);
	case CHANGE_DROP_COLUMN:
		return can_drop_column(work, change->column_before, request);
	case CHANGE_ADD_CONSTRAINT:
		return is_added_with_column(work, change->constraint, request);
	default:
		return false;
	}
}

bool
sqlite_needs_rebuild(const struct table_work *work, const struct ddl_request *request)
{
	for (size_t i = 0; i < work->count; i++)
		if (!is_within_alter(work, &work->changes[i], request))
			return true;
	return false;
}

const struct change *
sqlite_find_change(const struct table_work *work, enum change_kind kind, const char *column)
{
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		const struct column *subject =
			change->column != NULL ? change->column : change->column_before;
		if (change->kind == kind && subject != NULL && text_equal(subject->name, column))
			return change;
	}
	return NULL;
}
