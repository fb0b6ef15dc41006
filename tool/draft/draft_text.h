/*
 * draft_text: the contents of a draft: its SQL in every dialect, its snapshot, its id and its file
 * name.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_TEXT_H
#define SCHEMAC_DRAFT_DRAFT_TEXT_H

#include "draft/examine.h"
#include "rev/file/draft.h"

/* A draft before its files are written. */
struct planned_draft {
	const struct graph *graph;       /* of the store: its ids and labels are already taken */
	const struct revision *parent;   /* NULL: the draft is a base */
	const struct revision *obsolete; /* the untouched draft that it replaces; NULL: none */
	const struct schema *before, *after; /* for all dialects */
	struct schema_changes changes;       /* from before to after */

	struct draft draft;   /* by draft_text_make() */
	const char *text;     /* the SQL file; set by decide() */
	const char *id;       /* that of `obsolete` if unchanged; set by decide() */
	/* `obsolete` has these contents and keeps its files; set by decide() */
	bool unchanged;
	const char *sql_path; /* of the SQL file; NULL: not written yet */
};

/*
 * Sets everything that does not depend on the contents: the parent and the options of the command
 * line. -1 after a diagnostic.
 */
int draft_text_begin(struct workspace *workspace, struct planned_draft *planned,
	const struct draft_options *options);

/* The id derived from the parents and the contents. */
const char *draft_text_id(struct arena *arena, const struct draft *draft, const char *contents);

/*
 * Checks the id, and sets the date and the file's name, which contains the words. -1 after a
 * diagnostic.
 */
int draft_text_name(
	struct workspace *workspace, struct planned_draft *planned, const char *words);

/*
 * Generates the whole draft from planned->changes. -1 after diagnostics if a change is not
 * possible.
 */
int draft_text_make(struct workspace *workspace, struct planned_draft *planned,
	const struct draft_options *options);

/* The text of the draft's SQL file. */
const char *draft_text_print(struct arena *arena, const struct draft *draft);

/* Whether an untouched old draft has the same sections as the new one. */
bool draft_text_has_sections_of(
	const struct revision *old, const struct draft *draft, struct diagnostics *diagnostics);

#endif
