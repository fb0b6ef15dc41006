/*
 * draft_text: the contents of a draft: its SQL in every dialect, its snapshot, its id and its file name.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_TEXT_H
#define SCHEMAC_DRAFT_DRAFT_TEXT_H

#include "draft/examine.h"
#include "rev/file/draft.h"

/* A revision file that is to be written. */
struct planned_draft {
	const struct graph *graph;       /* of the store: its ids and labels are taken */
	const struct revision *parent;   /* NULL: the draft starts a line */
	const struct revision *obsolete; /* the untouched draft in whose place it is put; NULL: none */
	const struct schema *before, *after; /* for all dialects */
	struct schema_changes changes;       /* from before to after */

	struct draft draft;   /* by draft_text_make() */
	const char *text;     /* the SQL file; by decide() */
	const char *id;       /* that of `obsolete` if this is unchanged; by decide() */
	bool unchanged;       /* `obsolete` has these contents: its files stay; by decide() */
	const char *sql_path; /* of the SQL file; NULL: not written yet */
};

/* Sets the parent and what the command line gives, whatever the contents are. -1 after a diagnostic. */
int draft_text_begin(struct workspace *workspace, struct planned_draft *planned,
	const struct draft_options *options);

/* The id that follows from the parents and the contents. */
const char *draft_text_id(struct arena *arena, const struct draft *draft, const char *contents);

/* Checks the id, and sets the date and the file's name, which has the words in it. -1 after a diagnostic. */
int draft_text_name(
	struct workspace *workspace, struct planned_draft *planned, const char *words);

/* Makes the whole draft of planned->changes. -1 after diagnostics if a change is not possible. */
int draft_text_make(struct workspace *workspace, struct planned_draft *planned,
	const struct draft_options *options);

/* The draft's SQL file. */
const char *draft_text_print(struct arena *arena, const struct draft *draft);

/* Whether an old draft that nobody touched has the same sections as the new one. */
bool draft_text_has_sections_of(
	const struct revision *old, const struct draft *draft, struct diagnostics *diagnostics);

#endif
