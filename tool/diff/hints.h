/*
 * hints: a file with answers that a comparison cannot determine by itself:
 *
 *	# a comment
 *	rename table a -> b
 *	rename column t.a -> b      t is the name in the models
 *	drop table x                not a rename
 *	drop column t.a             not a rename
 *	renumber column t.a         constants have new values: an UPDATE gives them to the rows
 *	keep column t.a             constants have new values: the rows keep theirs
 *
 * Names are written as in SQL: in double quotes unless they are plain words, with the schema before
 * a table that is not in the default one.
 */
#ifndef SCHEMAC_DIFF_HINTS_H
#define SCHEMAC_DIFF_HINTS_H

#include "diff/change.h"

enum hint_kind {
	HINT_RENAME_TABLE,
	HINT_RENAME_COLUMN,
	HINT_DROP_TABLE,
	HINT_DROP_COLUMN,
	HINT_RENUMBER_COLUMN,
	HINT_KEEP_COLUMN,
	HINT_RECORD_COLUMN, /* only by hints_recall() */
};

struct hint {
	enum hint_kind kind;
	struct qualified_name table; /* for a column: its name in the models; otherwise the old one */
	const char *column;          /* the old name; NULL: the hint is about a table */
	struct qualified_name to;    /* new name of the table; name NULL: none */
	const char *column_to;       /* new name of the column, or NULL */
	struct location at;          /* no location: added by hints_recall() */
};

VEC_STRUCT(hints, struct hint);

/* Reads the file. -1 with a diagnostic for each invalid line. */
int hints_read(struct arena *arena, struct hints *out, const char *path,
	struct diagnostics *diagnostics);

/*
 * Adds the answers that led to a list of changes (each as printed by change_print()), so that a
 * draft can be written again without asking. Only answers that apply to `after` are added.
 */
void hints_recall(struct arena *arena, struct hints *out, const char *const *changes, size_t count,
	const struct schema *after);

/*
 * Sets renamed_from of the tables and columns in `after` that the hints name, and the answers about
 * their constants. -1 with a diagnostic
 * for each hint whose new name is not in `after`.
 */
int hints_apply(const struct hints *hints, struct schema *after, struct diagnostics *diagnostics);

/* Whether a hint declares that the table or column of the change is dropped, not renamed. */
bool hints_drop(const struct hints *hints, const struct change *change);

/* Reports each rename of the file between two names that both exist before and after. */
void hints_report_conflicts(const struct hints *hints, const struct changes *changes,
	struct diagnostics *diagnostics);

/* Warns about each hint of the file that matches no change. */
void hints_report_unused(const struct hints *hints,
	const struct changes *changes, struct diagnostics *diagnostics);

#endif
