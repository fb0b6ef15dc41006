#include "diff/constant_report.h"

#include "base/text.h"
#include "diff/constant_change.h"
#include "diff/match.h"

#include <stdlib.h>

/* One changed constant, with all the columns that hold its values. */
struct finding {
	const struct constant *before, *after; /* after: NULL if it was removed */
	struct location at;
	VEC(const struct change *) columns;
	const struct constants *all; /* the constants of the first column, in the models */
};

VEC_STRUCT(findings, struct finding);

/* ------------------------------------------------------------------ collecting */

static struct finding *
find(struct findings *findings, const struct constant *before, const struct constant *after)
{
	VEC_EACH (struct finding, finding, *findings) {
		bool same = text_equal(finding->before->name, before->name) &&
			    text_equal(finding->before->value, before->value) &&
			    (finding->after == NULL) == (after == NULL);
		if (same && (after == NULL || (text_equal(finding->after->value, after->value) &&
						      text_equal(finding->at.file, after->at.file))))
			return finding;
	}
	return NULL;
}

/* The declaration of the constants; that of the column if a macro hides it. */
static struct location
place_of(const struct change *change, const struct constant *after)
{
	return after != NULL && after->at.file != NULL ? after->at : change->column->at;
}

static void
add(struct arena *arena, struct findings *out, const struct change *change,
	const struct constant *before, const struct constant *after)
{
	struct finding *finding = find(out, before, after);
	if (finding == NULL) {
		finding = VEC_ADD(arena, out);
		*finding = (struct finding){.before = before,
			.after = after,
			.at = place_of(change, after),
			.all = &change->column->constants};
	}
	*VEC_ADD(arena, &finding->columns) = change;
}

static void
collect(struct arena *arena, struct findings *out, const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes) {
		if (change->kind != CHANGE_RENUMBER ||
			change->column->constants_answer == CONSTANTS_RENUMBER ||
			change->column->constants_answer == CONSTANTS_KEEP)
			continue;
		struct constant_change difference;
		constant_change_find(arena, &difference, change->column_before, change->column);
		VEC_EACH (const struct constant_move, move, difference.moved)
			add(arena, out, change, move->before, move->after);
		VEC_EACH (const struct constant *, removed, difference.removed)
			add(arena, out, change, *removed, NULL);
	}
}

/* ------------------------------------------------------------------ fix-its */

static void
fix(struct arena *arena, struct diagnostics *diagnostics, const struct constant *constant,
	const char *value)
{
	if (!constant->given && constant->at.column > 0 && constant->at.length > 0)
		diag_fixit(diagnostics, constant->at,
			arena_printf(arena, "%s = %s", constant->name, value));
}

/* One more than the values of all constants of the finding, old and new. */
static long long
free_value(const struct finding *finding)
{
	const struct constants *lists[] = {
		finding->all, &finding->columns.items[0]->column_before->constants};
	long long greatest = -1;
	for (size_t i = 0; i < 2; i++)
		VEC_EACH (const struct constant, constant, *lists[i]) {
			long long value = strtoll(constant->value, NULL, 10);
			greatest = value > greatest ? value : greatest;
		}
	return greatest + 1;
}

/* New constants that took an old value get one that was never used. */
static void
fix_new(struct arena *arena, struct diagnostics *diagnostics, const struct finding *finding)
{
	const struct constants *old = &finding->columns.items[0]->column_before->constants;
	long long next = free_value(finding);
	VEC_EACH (const struct constant, constant, *finding->all)
		if (constants_find(old, constant->name) == NULL &&
			text_equal(constant->value, finding->before->value) && next < 1LL << 62)
			fix(arena, diagnostics, constant, arena_printf(arena, "%lld", next));
}

/* ------------------------------------------------------------------ messages */

static const char *
column_of(struct arena *arena, const struct change *change)
{
	return arena_printf(arena, "%s.%s", qualified_name_print(arena, &change->table->name),
		change->column->name);
}

static void
note_columns(struct arena *arena, const struct finding *finding, struct diagnostics *diagnostics)
{
	VEC_EACH (const struct change *, change, finding->columns)
		diag_note(diagnostics, (*change)->column->at,
			"rows of column '%s' may hold %s", column_of(arena, *change),
			finding->before->value);
}

/* The ways out. They are the same for all constants, and only the first one has them. */
static void
note_answers(struct arena *arena, const struct finding *finding, struct diagnostics *diagnostics)
{
	const char *column = column_of(arena, finding->columns.items[0]);
	diag_note(diagnostics, (struct location){0},
		"to give the rows the new values, run `schemac revision --autogenerate "
		"--renumber`; to leave them as they are, use --keep-rows; or write `renumber "
		"column %s` or `keep column %s` in a file for --hints",
		column, column);
	if (finding->after == NULL)
		diag_note(diagnostics, (struct location){0},
			"with --renumber the upgrade stops if a row holds %s; before the review, "
			"you can add an UPDATE to the draft",
			finding->before->value);
}

static void
report(struct arena *arena, const struct finding *finding, bool first,
	struct diagnostics *diagnostics)
{
	const struct constant *before = finding->before, *after = finding->after;
	const char *column = column_of(arena, finding->columns.items[0]);
	if (after != NULL)
		diag_add(diagnostics, DIAG_RENUMBERED, finding->at, "%s was %s and is %s",
			before->name, before->value, after->value);
	else
		diag_add(diagnostics, DIAG_RENUMBERED, finding->at,
			"%s was %s and is removed: no constant of column '%s' has this value",
			before->name, before->value, column);
	note_columns(arena, finding, diagnostics);
	if (after != NULL)
		diag_note(diagnostics, (struct location){0},
			"if the value is stored, give %s its old value: %s = %s", before->name,
			before->name, before->value);
	if (first || after == NULL)
		note_answers(arena, finding, diagnostics);
	if (after != NULL) {
		fix(arena, diagnostics, after, before->value);
		fix_new(arena, diagnostics, finding);
	}
}

void
constant_report_changed(
	struct arena *arena, const struct changes *changes, struct diagnostics *diagnostics)
{
	struct findings findings = {0};
	collect(arena, &findings, changes);
	VEC_EACH (const struct finding, finding, findings)
		report(arena, finding, finding == findings.items, diagnostics);
}

/* ------------------------------------------------------------------ not recorded */

static void
report_unrecorded(struct arena *arena, const struct table *table, const struct column *before,
	const struct column *after, struct diagnostics *diagnostics)
{
	VEC_EACH (const struct constant, constant, after->constants) {
		if (constants_find(&before->constants, constant->name) != NULL)
			continue;
		diag_add(diagnostics, DIAG_UNRECORDED,
			constant->at.file != NULL ? constant->at : after->at,
			"no revision records %s = %s of column '%s.%s'", constant->name,
			constant->value, qualified_name_print(arena, &table->name), after->name);
		diag_note(diagnostics, (struct location){0},
			"run `schemac revision --autogenerate --record-constants`");
	}
}

void
constant_report_unrecorded(struct arena *arena, const struct schema *before,
	const struct schema *after, struct diagnostics *diagnostics)
{
	struct match match;
	match_init(arena, &match, before, after);
	VEC_EACH (struct table *, table, after->tables) {
		const struct table_match *tables = match_of_after(arena, &match, &(*table)->name);
		if (tables == NULL)
			continue;
		VEC_EACH (struct column *, column, (*table)->columns) {
			const struct column *old = match_column_before(tables, (*column)->name);
			if (old != NULL)
				report_unrecorded(arena, *table, old, *column, diagnostics);
		}
	}
}
