/*
 * compare: finds the changes from one schema to another.
 *
 * Tables and columns are matched by name, or by the renamed_from hint of the new one. Constraints
 * and indexes are matched by name if both have a name of their own, otherwise by content. The order
 * of columns and differences in notation (spaces, the case of keywords, synonyms of types) are
 * ignored.
 */
#ifndef SCHEMAC_DIFF_COMPARE_H
#define SCHEMAC_DIFF_COMPARE_H

#include "diff/change.h"
#include "diff/dialect.h"
#include "diff/hints.h"

/* Converts a schema for all dialects to one dialect: schema_lower() and adapt(). */
struct schema *schema_for(
	struct arena *arena, const struct dialect *dialect, const struct schema *schema);

/*
 * Appends the changes, sorted. Both schemas must be from schema_for(); the changes point into them.
 * If the dialect ignores case, `after` is modified by schema_align().
 */
void compare_schemas(struct arena *arena, struct changes *changes, const struct dialect *dialect,
	const struct compare_settings *settings, const struct schema *before,
	struct schema *after);

/*
 * Returns a copy of `before` for the downgrade. Its hints undo the renames among the changes when
 * `after` is compared with this copy.
 */
struct schema *schema_to_go_back(
	struct arena *arena, const struct schema *before, const struct changes *changes);

#endif
