/*
 * compare: the changes from one schema to another.
 *
 * Tables and columns are matched by name, or by a renamed_from hint of the new one; constraints
 * and indexes by name where both have one of their own, else by content. The order of columns is
 * no difference. What only the way it is written differs in (blanks, case of keywords, synonyms
 * of types) is none either.
 */
#ifndef SCHEMAC_DIFF_COMPARE_H
#define SCHEMAC_DIFF_COMPARE_H

#include "diff/change.h"
#include "diff/dialect.h"
#include "diff/hints.h"

/* The adapted schema of a dialect out of one that speaks for all: schema_lower() and adapt(). */
struct schema *schema_for(
	struct arena *arena, const struct dialect *dialect, const struct schema *schema);

/*
 * Appends the changes, sorted. Both schemas are schema_for() the dialect; the changes point into
 * them. Where the dialect ignores case, `after` is schema_align()ed.
 */
void compare_schemas(struct arena *arena, struct changes *changes, const struct dialect *dialect,
	const struct compare_settings *settings, const struct schema *before,
	struct schema *after);

/* Gives the names of `after` the spelling that `before` has for them, but for case the same. */
void schema_align(struct arena *arena, const struct schema *before, struct schema *after);

/*
 * A copy of `before` with hints that lead back to it: what the changes rename is renamed back when
 * the changes from after to this copy are asked for.
 */
struct schema *schema_to_go_back(
	struct arena *arena, const struct schema *before, const struct changes *changes);

/*
 * Reports drops that are probably one half of a rename, with a fix-it each: a column gone and one
 * of the same type new in its table, a table gone and one of the same columns new. What the
 * answers say is no rename is left out.
 */
void report_probable_renames(struct arena *arena, const struct changes *changes,
	const struct hints *answers, const struct dialect *dialect,
	struct diagnostics *diagnostics);

/*
 * Warns of hints that can rename nothing: the old name is not there before, or the models still
 * have it. A rename that was made in an earlier revision is none of these, and neither are those
 * of new tables' columns. `reference` names the schema before: "revision 1975ea83b712".
 */
void report_stale_renames(struct arena *arena, const struct schema *before,
	const struct schema *after, const char *reference, struct diagnostics *diagnostics);

#endif
