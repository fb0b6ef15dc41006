/*
 * draft_text: what a draft says: its SQL in every dialect, its snapshot, its id and its name.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_TEXT_H
#define SCHEMAC_DRAFT_DRAFT_TEXT_H

#include "draft/autogenerate.h"
#include "rev/file/draft.h"

/* What the command line says of a draft, whatever it holds; -1 where it cannot be. */
int draft_begin(struct context *context, const struct generation *g,
	const struct generate_options *options, struct draft *draft);

/* The id that follows from the parents and the content. */
const char *draft_id(struct arena *arena, const struct draft *draft, const char *content);

/* Sets the file's name, out of the id and the words, and the date. */
int draft_name(struct context *context, const struct generation *g, const char *words,
	struct draft *draft);

/* The whole draft of a generation's changes. -1 with diagnostics where a change cannot be made. */
int draft_make(struct context *context, struct generation *g,
	const struct generate_options *options, struct draft *draft);

/* The draft's SQL file. */
const char *draft_print(struct arena *arena, const struct draft *draft);

/* Whether the sections of a draft that nobody touched are those of the new one. */
bool draft_has_sections_of(
	const struct revision *old, const struct draft *draft, struct diagnostics *diagnostics);

#endif
