/*
 * fold_references: references of a table to other objects, in their JSON.
 */
#ifndef SCHEMAC_REV_MERGE_FOLD_REFERENCES_H
#define SCHEMAC_REV_MERGE_FOLD_REFERENCES_H

#include "base/arena.h"
#include "base/json.h"

/*
 * The constraint or column of a table (its state) that refers to the object of that key; *list is then
 * "constraints" or "columns". NULL: none does.
 */
const struct json *fold_find_reference(
	struct arena *arena, const struct json *table, const char *key,
	const char **list);

#endif
