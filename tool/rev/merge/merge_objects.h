/*
 * merge_objects: three-way merge of the JSON of one object of a schema.
 *
 * Members are merged one by one. The lists of columns, constraints, indexes, enum values and
 * constants are merged item by item. An item is identified by its name, or by its content if it has
 * none. An added item is placed after the item that it followed, ours before theirs. Two constants
 * that the sides added with the same value are a conflict. Everything else is a
 * single value: it may change on one side, or on both sides in the same way.
 */
#ifndef SCHEMAC_REV_MERGE_MERGE_OBJECTS_H
#define SCHEMAC_REV_MERGE_MERGE_OBJECTS_H

#include "base/arena.h"
#include "base/json.h"
#include "base/vec.h"

/* A value that both sides changed in different ways. NULL: absent. */
struct merge_conflict {
	const char *path; /* "columns: phone: type"; "" is the object as a whole */
	const struct json *base, *ours, *theirs;
};

VEC_STRUCT(merge_conflicts, struct merge_conflict);

/*
 * The merged value; NULL if it is absent. NULL and JSON null stand for an absent value. Conflicts
 * are appended, sorted by path; there the merged value is ours.
 */
struct json *merge_json(struct arena *arena, const struct json *base, const struct json *ours,
	const struct json *theirs, struct merge_conflicts *conflicts);

/*
 * The name of an item of a list of columns, constraints, indexes or enum values: its own, or its
 * content if it has none. NULL if it is not such an item.
 */
const char *merge_item_name(struct arena *arena, const struct json *item);

/* Whether the table has the column. An absent table has none. */
bool merge_has_column(const struct json *table, const char *name);

/*
 * A column that a constraint or index of the table needs and the table lacks; NULL if there is
 * none. *list is then "constraints" or "indexes", and *item the constraint or index.
 */
const char *merge_lost_column(
	const struct json *table, const char **list, const struct json **item);

#endif
