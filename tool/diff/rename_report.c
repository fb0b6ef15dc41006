#include "diff/rename_report.h"

#include "base/strbuf.h"
#include "base/text.h"
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
may_be_renamed_table(const struct change *drop, const struct change *new)
{
	const struct table *a = drop->table_before, *b = new->table;
	if (new->kind != CHANGE_ADD_TABLE || a->columns.len != b->columns.len)
		return false;
	VEC_EACH (struct column *, column, a->columns)
		if (table_find_column(b, (*column)->name) == NULL)
			return false;
	return true;
}

/* Returns the place after the marked text. */
static struct location
end_of(struct location at)
{
	at.column += at.length;
	at.length = 0;
	return at;
}

/* "'x'", "'x' and 'y'", "'x', 'y' and 'z'" */
static const char *
list_names(struct arena *arena, const struct texts *names)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < names->len; i++)
		strbuf_addf(&text, "%s'%s'",
			i == 0                ? ""
			: i + 1 < names->len ? ", "
					     : " and ",
			names->items[i]);
	return strbuf_finish(&text, arena);
}

/* The added tables or columns that the dropped one may have become. */
struct candidates {
	VEC(const struct change *) adds;
	struct texts names;
};

static void
report_column(struct arena *arena, const struct change *drop, const struct candidates *candidates,
	struct diagnostics *diagnostics)
{
	const char *table = qualified_name_print(arena, &drop->table->name);
	const char *old = drop->column_before->name;
	diag_add(diagnostics, DIAG_PROBABLE_RENAME, candidates->adds.items[0]->column->at,
		"column '%s.%s' is dropped and %s of the same type %s added: is this a rename?",
		table, old, list_names(arena, &candidates->names),
		candidates->names.len > 1 ? "are" : "is");
	VEC_EACH (const struct change *, add, candidates->adds)
		diag_note(diagnostics, (*add)->column->at,
			"to rename it to '%s', add SC_RENAMED_FROM(%s) to the field, or write `rename column %s.%s -> %s` in a file for --hints",
			(*add)->column->name, old, table, old, (*add)->column->name);
	diag_note(diagnostics, (struct location){0},
		"to drop it with its values, write `drop column %s.%s` in a file for --hints, or use -Wno-probable-rename",
		table, old);
	if (candidates->adds.len == 1)
		diag_fixit(diagnostics, end_of(candidates->adds.items[0]->column->at),
			arena_printf(arena, " SC_RENAMED_FROM(%s)", old));
}

/* The old name as renamed_from takes it: with its schema if the table moves to a different one. */
static const char *
old_name_for(struct arena *arena, const struct change *drop, const struct change *add)
{
	const struct qualified_name *old = &drop->table_before->name;
	return text_equal(old->schema, add->table->name.schema)
		       ? old->name
		       : qualified_name_print(arena, old);
}

static void
report_table(struct arena *arena, const struct change *drop, const struct candidates *candidates,
	struct diagnostics *diagnostics)
{
	const char *old = qualified_name_print(arena, &drop->table_before->name);
	diag_add(diagnostics, DIAG_PROBABLE_RENAME, candidates->adds.items[0]->table->at,
		"table '%s' is dropped and %s with the same columns %s added: is this a rename?",
		old, list_names(arena, &candidates->names),
		candidates->names.len > 1 ? "are" : "is");
	VEC_EACH (const struct change *, add, candidates->adds)
		diag_note(diagnostics, (*add)->table->at,
			"to rename it to '%s', add renamed_from(%s) to SC_TABLE, or write `rename table %s -> %s` in a file for --hints",
			qualified_name_print(arena, &(*add)->table->name),
			old_name_for(arena, drop, *add), old,
			qualified_name_print(arena, &(*add)->table->name));
	diag_note(diagnostics, (struct location){0},
		"to drop it with its rows, write `drop table %s` in a file for --hints, or use -Wno-probable-rename",
		old);
	if (candidates->adds.len == 1)
		diag_fixit(diagnostics, end_of(candidates->adds.items[0]->table->at),
			arena_printf(arena, ", renamed_from(%s)",
				old_name_for(arena, drop, candidates->adds.items[0])));
}

static struct candidates
find_candidates(struct arena *arena, const struct changes *changes, const struct dialect *dialect,
	const struct change *drop)
{
	bool is_column = drop->kind == CHANGE_DROP_COLUMN;
	struct candidates found = {0};
	VEC_EACH (const struct change, add, *changes) {
		if (is_column ? !may_be_renamed_column(dialect, drop, add)
			      : !may_be_renamed_table(drop, add))
			continue;
		*VEC_ADD(arena, &found.adds) = add;
		*VEC_ADD(arena, &found.names) =
			is_column ? add->column->name
				  : qualified_name_print(arena, &add->table->name);
	}
	return found;
}

void
rename_report_probable(struct arena *arena, const struct changes *changes,
	const struct hints *answers, const struct dialect *dialect,
	struct diagnostics *diagnostics)
{
	VEC_EACH (const struct change, drop, *changes) {
		bool is_column = drop->kind == CHANGE_DROP_COLUMN;
		if ((!is_column && drop->kind != CHANGE_DROP_TABLE) || hints_drop(answers, drop))
			continue;
		const struct candidates candidates = find_candidates(arena, changes, dialect, drop);
		if (candidates.adds.len == 0)
			continue;
		if (is_column)
			report_column(arena, drop, &candidates, diagnostics);
		else
			report_table(arena, drop, &candidates, diagnostics);
	}
}

/* ------------------------------------------------------------------ hints that cannot apply */

static void
report_stale(struct diagnostics *diagnostics, struct location at, const char *what,
	const char *from, bool kept, const char *reference)
{
	diag_add(diagnostics, DIAG_STALE_RENAME, at,
		"%s cannot be renamed from '%s', which is %s%s", what, from,
		kept ? "still in the models" : "not in ", kept ? "" : reference);
	if (kept)
		diag_note(diagnostics, (struct location){0},
			"if that is a new object with the old name, write `rename …` in a file for --hints");
}

/*
 * Whether the markers of several columns exchange their names in a circle. A marker may remain after
 * its rename, so that this is either a wish or an old one.
 */
static bool
is_exchanged(const struct table *table, const struct column *column)
{
	const struct column *next = column;
	for (size_t i = 0; i < table->columns.len && next != NULL; i++) {
		if (next->renamed_from == NULL || next->renamed_now)
			return false;
		next = table_find_column(table, next->renamed_from);
		if (next == column)
			return i > 0;
	}
	return false;
}

static void
report_exchange(struct arena *arena, const struct table *table, const struct column *column,
	struct diagnostics *diagnostics)
{
	const char *name = qualified_name_print(arena, &table->name);
	diag_add(diagnostics, DIAG_STALE_RENAME, column->at,
		"column '%s.%s' is not renamed from '%s': the markers exchange names that exist "
		"already",
		name, column->name, column->renamed_from);
	diag_note(diagnostics, (struct location){0},
		"to exchange the names, write `rename column %s.%s -> %s` and so on in a file for "
		"--hints; otherwise remove the marker",
		name, column->renamed_from, column->name);
}

static void
report_stale_columns(struct arena *arena, const struct table_match *tables,
	const char *reference, struct diagnostics *diagnostics)
{
	VEC_EACH (struct column *, item, tables->after->columns) {
		const struct column *column = *item;
		const char *from = column->renamed_from;
		const struct column *before = match_column_before(tables, column->name);
		if (before != NULL && text_equal(before->name, column->name) &&
			is_exchanged(tables->after, column))
			report_exchange(arena, tables->after, column, diagnostics);
		if (from == NULL || before != NULL)
			continue;
		report_stale(diagnostics, column->at,
			arena_printf(
				arena, "column '%s.%s'", tables->after->name.name, column->name),
			from, table_find_column(tables->after, from) != NULL, reference);
	}
}

void
rename_report_stale(struct arena *arena, const struct schema *before, const struct schema *after,
	const char *reference, struct diagnostics *diagnostics)
{
	struct match match;
	match_init(arena, &match, before, after);
	if (before->tables.len == 0)
		return; /* the first revision: its hints are from renames made before it */
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
