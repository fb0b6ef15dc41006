/*
 * plan_fill: whether SC_BACKFILL and SC_USING use columns that existing rows have. SQLite would
 * find the mistake only when the upgrade runs.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"

#include <sqlite3.h>
#include <string.h>

static void
add_column(struct strbuf *out, const char *name, const char *separator)
{
	strbuf_addstr(out, separator);
	sql_add_name(out, name);
}

/* The columns after the changes and those before them: an expression may use both. */
static void
create_table(sqlite3 *db, const struct table *after, const struct table *before)
{
	struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, "CREATE TABLE ");
	sql_add_name(&sql, after->name.name);
	VEC_EACH (struct column *, column, after->columns)
		add_column(&sql, (*column)->name, column == after->columns.items ? " (" : ", ");
	VEC_EACH (struct column *, column, before->columns) {
		bool known = false;
		VEC_EACH (struct column *, other, after->columns)
			known = known || text_equal_nocase((*other)->name, (*column)->name);
		if (!known)
			add_column(&sql, (*column)->name, ", ");
	}
	strbuf_addch(&sql, ')');
	sqlite3_exec(db, sql.buf, NULL, NULL, NULL);
	strbuf_release(&sql);
}

/* Functions, collations and other tables are not checked. */
static bool
is_certain(const char *problem)
{
	static const char *const certain[] = {
		"no such column", "misuse of", "syntax error", "unrecognized token", "incomplete input"};
	for (size_t i = 0; i < sizeof(certain) / sizeof(*certain); i++)
		if (strstr(problem, certain[i]) != NULL)
			return true;
	return false;
}

static int
check_expression(const struct change *change, const char *expression, const char *marker,
	struct diagnostics *diagnostics)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	struct strbuf sql = STRBUF_INIT;
	int result = 0;
	if (sqlite3_open(":memory:", &db) == SQLITE_OK) {
		create_table(db, change->table, change->table_before);
		strbuf_addstr(&sql, "UPDATE ");
		sql_add_name(&sql, change->table->name.name);
		strbuf_addstr(&sql, " SET ");
		sql_add_name(&sql, change->column->name);
		strbuf_addf(&sql, " = (%s\n)", expression);
		int code = sqlite3_prepare_v2(db, sql.buf, -1, &statement, NULL);
		bool wrong = code != SQLITE_OK && is_certain(sqlite3_errmsg(db));
		if (wrong)
			result = diag_add(diagnostics, DIAG_BAD_EXPRESSION, change->column->at,
				"column '%s.%s': %s in %s: %s", change->table->name.name,
				change->column->name, sqlite3_errmsg(db), marker, expression);
		if (wrong && strstr(expression, "::") != NULL)
			diag_note(diagnostics, (struct location){0},
				"write CAST(… AS …), which both engines accept, instead of `::`");
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	strbuf_release(&sql);
	return result;
}

int
sqlite_check_fills(const struct ddl_request *request, struct diagnostics *diagnostics)
{
	int result = 0;
	if (request->direction == DDL_DOWN)
		return 0;
	VEC_EACH (const struct change, change, *request->changes) {
		if (change->column == NULL || change->table_before == NULL)
			continue;
		const char *fill = change->column->backfill.common;
		const char *conversion = change->column->using_expression.common;
		bool fills = change->kind == CHANGE_ADD_COLUMN ||
			     change->kind == CHANGE_ALTER_NULLABILITY;
		if (fills && fill != NULL &&
			check_expression(change, fill, "SC_BACKFILL", diagnostics) != 0)
			result = -1;
		if (change->kind == CHANGE_ALTER_TYPE && conversion != NULL &&
			check_expression(change, conversion, "SC_USING", diagnostics) != 0)
			result = -1;
	}
	return result;
}
