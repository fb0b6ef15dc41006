/*
 * match: pairs the tables and columns of two schemas, by name or by a renamed_from hint.
 *
 * A hint remains in the models after its rename has been made. It takes effect only if the new name
 * did not exist before, the old name did, and nothing has the old name now. Chains of renames (a to
 * b, b to c) follow from this rule. A swap of two names cannot be distinguished from an earlier
 * swap; only a hint that is given for one comparison (renamed_now) always takes effect.
 *
 * Tables, and the columns of wide or renamed tables, are found in constant time. The columns of a
 * small table are searched one by one, which is faster. The schemas are borrowed.
 */
#ifndef SCHEMAC_DIFF_MATCH_H
#define SCHEMAC_DIFF_MATCH_H

#include "base/map.h"
#include "schema/schema.h"

/* A table that exists before and after. */
struct table_match {
	const struct table *before, *after;
	bool mapped; /* false: columns match by name, and the maps are empty */
	struct map columns_before; /* name after → struct column * before; without added ones */
	struct map columns_after;  /* name before → struct column * after; without dropped ones */
	bool renames;              /* whether a column is renamed */
};

struct match {
	struct map by_after;  /* printed name after → struct table_match * */
	struct map by_before; /* printed name before → struct table_match * */
	struct map tables_before, tables_after; /* printed name → struct table * */
};

void match_init(struct arena *arena, struct match *out, const struct schema *before,
	const struct schema *after);

/* Return NULL if the table is added or dropped. */
const struct table_match *match_of_after(
	struct arena *arena, const struct match *match, const struct qualified_name *name);
const struct table_match *match_of_before(
	struct arena *arena, const struct match *match, const struct qualified_name *name);

/* Return the column on the other side; NULL if it is dropped or added. */
const struct column *match_column_after(const struct table_match *match, const char *before);
const struct column *match_column_before(const struct table_match *match, const char *after);

/* Returns the expression with the new names of its columns; NULL for NULL. */
const char *match_expression(
	struct arena *arena, const struct table_match *match, const char *expression);

#endif
