/*
 * hints: answers to what a comparison cannot know, given for this once in a file:
 *
 *	# a comment
 *	rename table a -> b
 *	rename column t.a -> b      t as the models name it
 *	drop table x                not a rename
 *	drop column t.a             not a rename
 *
 * Names are written as in SQL: "in quotes" where they are no plain words, with schema. in front of
 * a table that is not in the default one.
 */
#ifndef SCHEMAC_DIFF_HINTS_H
#define SCHEMAC_DIFF_HINTS_H

#include "diff/change.h"

enum hint_kind { HINT_RENAME_TABLE, HINT_RENAME_COLUMN, HINT_DROP_TABLE, HINT_DROP_COLUMN };

struct hint {
	enum hint_kind kind;
	struct qualified_name table; /* of a column: as the models name it; else the old name */
	const char *column;          /* the old name; NULL: of a table */
	struct qualified_name to;    /* the table's new name; name NULL: none */
	const char *column_to;       /* the column's new name, or NULL */
	struct location at;          /* no place: recalled from a draft */
};

VEC_STRUCT(hints, struct hint);

/* Reads the file. -1 with a diagnostic for each line that is not understood. */
int hints_read(struct arena *arena, struct hints *out, const char *path,
	struct diagnostics *diagnostics);

/*
 * The answers that were given when a list of changes was made (change_print() of each): so that a
 * draft that is written anew needs no second answer. Adds only what `after` can mean.
 */
void hints_recall(struct arena *arena, struct hints *out, const char *const *changes, size_t count,
	const struct schema *after);

/*
 * Sets renamed_from of what the hints name in `after`, where nothing is set. -1 with diagnostics
 * where a hint that was read names what is not there.
 */
int hints_apply(const struct hints *hints, struct schema *after, struct diagnostics *diagnostics);

/* Whether the hints say that the table or column of the change is dropped and not renamed. */
bool hints_drop(const struct hints *hints, const struct change *change);

/* Warns of the hints that were read and did not lead to a change. */
void hints_report_unused(const struct hints *hints,
	const struct changes *changes, struct diagnostics *diagnostics);

#endif
