/*
 * rename: drops that are probably one half of a rename, and renames that cannot be made. Never a
 * guess: the user is asked, by an error that says both ways to answer.
 */
#include "base/text.h"
#include "diff/compare.h"
#include "diff/match.h"

static bool
may_be_renamed_column(
	const struct dialect *dialect, const struct change *drop, const struct change *new)
{
	const struct column *a = drop->column_before, *b = new->column;
	return new->kind == CHANGE_ADD_COLUMN && new->table == drop->table &&
	       a->generated == b->generated &&
	       a->not_null == b->not_null &&
	       qualified_name_equal(&a->enum_type, &b->enum_type) &&
	       dialect->types_equal(a->type.common != NULL ? a->type.common : "",
		       b->type.common != NULL ? b->type.common : "");
}

static bool
may_be_renamed_table(
	const struct dialect *dialect, const struct change *drop, const struct change *new)
{
	(void)dialect;
	const struct table *a = drop->table_before, *b = new->table;
	if (new->kind != CHANGE_ADD_TABLE || a->columns.len != b->columns.len)
		return false;
	VEC_EACH (struct column *, column, a->columns)
		if (table_find_column(b, (*column)->name) == NULL)
			return false;
	return true;
}

/* The place behind what `at` marks. */
static struct location
end_of(struct location at)
{
	at.column += at.length;
	at.length = 0;
	return at;
}

static void
report_column(struct arena *arena, const struct change *drop, const struct change *new,
	struct diagnostics *diagnostics)
{
	const char *table = qualified_name_print(arena, &new->table->name);
	diag_add(diagnostics, DIAG_PROBABLE_RENAME, new->column->at,
		"column '%s.%s' is new and '%s' of the same type is gone: is this a rename?", table,
		new->column->name, drop->column_before->name);
	diag_note(diagnostics, new->column->at,
		"if it is, say SC_RENAMED_FROM(%s) behind the field, or `rename column %s.%s -> %s` in a file for --hints",
		drop->column_before->name, table, drop->column_before->name, new->column->name);
	diag_note(diagnostics, (struct location){0},
		"if it is not, say `drop column %s.%s` in the file for --hints, or -Wno-probable-rename: its values will be lost",
		table, drop->column_before->name);
	diag_fixit(diagnostics, end_of(new->column->at),
		arena_printf(arena, " SC_RENAMED_FROM(%s)", drop->column_before->name));
}

static void
report_table(struct arena *arena, const struct change *drop, const struct change *new,
	struct diagnostics *diagnostics)
{
	const char *before = qualified_name_print(arena, &drop->table_before->name);
	const char *after = qualified_name_print(arena, &new->table->name);
	diag_add(diagnostics, DIAG_PROBABLE_RENAME, new->table->at,
		"table '%s' is new and '%s' with the same columns is gone: is this a rename?", after,
		before);
	diag_note(diagnostics, new->table->at,
		"if it is, say renamed_from(%s) in its SC_TABLE, or `rename table %s -> %s` in a file for --hints",
		drop->table_before->name.name, before, after);
	diag_note(diagnostics, (struct location){0},
		"if it is not, say `drop table %s` in the file for --hints, or -Wno-probable-rename: its rows will be lost",
		before);
	diag_fixit(diagnostics, end_of(new->table->at),
		arena_printf(arena, ", renamed_from(%s)", drop->table_before->name.name));
}

void
report_probable_renames(struct arena *arena, const struct changes *changes,
	const struct hints *answers, const struct dialect *dialect,
	struct diagnostics *diagnostics)
{
	VEC_EACH (const struct change, drop, *changes) {
		bool column = drop->kind == CHANGE_DROP_COLUMN;
		if ((!column && drop->kind != CHANGE_DROP_TABLE) || hints_drop(answers, drop))
			continue;
		VEC_EACH (const struct change, new, *changes) {
			if (column && may_be_renamed_column(dialect, drop, new)) {
				report_column(arena, drop, new, diagnostics);
				break;
			}
			if (!column && may_be_renamed_table(dialect, drop, new)) {
				report_table(arena, drop, new, diagnostics);
				break;
			}
		}
	}
}

/* ------------------------------------------------------------------ renames that are none */

static void
report_stale(struct diagnostics *diagnostics, struct location at, const char *what,
	const char *from, bool kept, const char *reference)
{
	diag_add(diagnostics, DIAG_STALE_RENAME, at, "%s cannot be renamed from '%s': %s %s%s",
		what, from, kept ? "the models still have" : "there is none in",
		kept ? "that" : reference, kept ? " too" : "");
	if (kept)
		diag_note(diagnostics, (struct location){0},
			"where that is a new one of the old name, say `rename …` in a file for --hints");
}

static void
report_stale_columns(struct arena *arena, const struct table_match *tables,
	const char *reference, struct diagnostics *diagnostics)
{
	VEC_EACH (struct column *, item, tables->after->columns) {
		const struct column *column = *item;
		const char *from = column->renamed_from;
		if (from == NULL || match_column_before(tables, column->name) != NULL)
			continue;
		report_stale(diagnostics, column->at,
			arena_printf(arena, "column '%s.%s'", tables->after->name.name, column->name),
			from, table_find_column(tables->after, from) != NULL, reference);
	}
}

void
report_stale_renames(struct arena *arena, const struct schema *before, const struct schema *after,
	const char *reference, struct diagnostics *diagnostics)
{
	struct match match;
	match_init(arena, &match, before, after);
	if (before->tables.len == 0)
		return; /* the first revision of models that were renamed before there was one */
	VEC_EACH (struct table *, item, after->tables) {
		const struct table *table = *item;
		const struct table_match *tables = match_of_after(arena, &match, &table->name);
		if (tables != NULL) {
			report_stale_columns(arena, tables, reference, diagnostics);
		} else if (table->renamed_from.name != NULL) {
			const char *from = qualified_name_print(arena, &table->renamed_from);
			report_stale(diagnostics, table->at,
				arena_printf(arena, "table '%s'",
					qualified_name_print(arena, &table->name)),
				from, schema_find_table(after, &table->renamed_from) != NULL,
				reference);
		}
	}
}
