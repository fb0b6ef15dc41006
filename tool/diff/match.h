/*
 * match: which table and column of one schema became which of another: by name, or by a
 * renamed_from hint.
 *
 * A hint stays in the models after the rename is made, so it counts only while it can: the new
 * name is not there before, the old one is, and nothing else keeps it. Chains (a to b and b to c at
 * once) follow from that. Two names that change places cannot be told from two names that changed
 * places long ago; only a hint that is said for this once (renamed_now) holds in any case.
 *
 * Tables, and columns of wide or renamed tables, are found in constant time; the columns of a small
 * table are looked at one by one, which is faster. The schemas are borrowed.
 */
#ifndef SCHEMAC_DIFF_MATCH_H
#define SCHEMAC_DIFF_MATCH_H

#include "base/map.h"
#include "schema/schema.h"

/* A table that is there before and after. */
struct table_match {
	const struct table *before, *after;
	bool mapped; /* else columns of the same name are the same, and the maps are empty */
	struct map columns_before; /* name after → struct column * before; new ones are not in it */
	struct map columns_after;  /* name before → struct column * after; dropped ones are not in it */
	bool renames;              /* any column is renamed */
};

struct match {
	struct map by_after;  /* printed name after → struct table_match * */
	struct map by_before; /* printed name before → struct table_match * */
	struct map tables_before, tables_after; /* printed name → struct table * */
};

void match_init(struct arena *arena, struct match *out, const struct schema *before,
	const struct schema *after);

/* NULL where the table is new, or dropped. */
const struct table_match *match_of_after(
	struct arena *arena, const struct match *match, const struct qualified_name *name);
const struct table_match *match_of_before(
	struct arena *arena, const struct match *match, const struct qualified_name *name);

/* The column afterwards or before; NULL where it is dropped or new. */
const struct column *match_column_after(const struct table_match *match, const char *before);
const struct column *match_column_before(const struct table_match *match, const char *after);

/* The expression with the names that its columns have afterwards; NULL for NULL. */
const char *match_expression(
	struct arena *arena, const struct table_match *match, const char *expression);

#endif
