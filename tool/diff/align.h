/*
 * align: one spelling for names that a database considers equal.
 *
 * On SQLite, Users and users are the same table. The schema after a change is given the spelling of
 * the schema before it, so that names that differ only in case do not count as changes.
 */
#ifndef SCHEMAC_DIFF_ALIGN_H
#define SCHEMAC_DIFF_ALIGN_H

#include "schema/schema.h"

/* Changes names in `after` that differ from those in `before` only in case. */
void schema_align(struct arena *arena, const struct schema *before, struct schema *after);

#endif
