/*
 * fold_references: references of a table to other objects, in their JSON.
 */
#ifndef SCHEMAC_REV_MERGE_FOLD_REFERENCES_H
#define SCHEMAC_REV_MERGE_FOLD_REFERENCES_H

#include "base/arena.h"
#include "base/json.h"

/*
 * The constraint or column in a table's state that refers to the object with this key; *list is
 * then "constraints" or "columns". NULL if there is none.
 */
const struct json *fold_find_reference(
	struct arena *arena, const struct json *table, const char *key, const char **list);

#endif
