/* plan_lookup: finds the changes to an item without searching all changes. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_LOOKUP_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_LOOKUP_H

#include "postgresql/plan/plan_internal.h"

/* Indexes the changes. Must be called before the other functions. */
void plan_lookup_init(struct planner *p);

/* The changes to a table, constraint or object, of `before` or `after`, in their order. */
const struct change_list *plan_lookup_changes(const struct planner *p, const void *item);

/* The changes to the table that has this name after the changes, including the one that adds it. */
const struct change_list *plan_lookup_changes_to(
	const struct planner *p, const struct qualified_name *name);

/* A pointer as the key of a map, in the arena. */
const char *plan_lookup_key(const struct planner *p, const void *item);

/* The table after the changes; NULL if the plan drops it. */
const struct table *plan_lookup_table_after(const struct planner *p, const struct table *before);

/* The same table, column or object on the other side; NULL: it is added or dropped. */
const struct table *plan_lookup_table_before(const struct planner *p, const struct table *after);
const struct column *plan_lookup_column_before(
	const struct planner *p, const struct table *after, const struct column *column);
const struct column *plan_lookup_column_after(
	const struct planner *p, const struct table *before, const struct column *column);
const struct sql_object *plan_lookup_object_before(
	const struct planner *p, const struct sql_object *after);
const struct sql_object *plan_lookup_object_after(
	const struct planner *p, const struct sql_object *before);

/* Whether the thing of `before` does not exist after the changes. */
bool plan_lookup_is_dropped(const struct planner *p, const struct thing *thing);

/* The entry for the column, of `before` or `after`, in p->recreated; NULL if there is none. */
const struct recreated_column *plan_lookup_recreated(
	const struct planner *p, const struct column *column);

/* Whether the plan drops the column and adds it again. */
bool plan_lookup_is_recreated(const struct planner *p, const struct column *column);

/* Whether two columns have the same type: a change between serial and identity keeps it. */
bool plan_lookup_same_type(const struct column *a, const struct column *b);

/* Whether the column has the type, or an array of it (*array). */
bool plan_lookup_has_type(const struct planner *p, const struct column *column,
	const struct qualified_name *type, bool *array);

/* Whether the plan replaces the type of the column or of its array elements. */
bool plan_lookup_type_is_replaced(const struct planner *p, const struct column *column);

/* Whether the change replaces a type. */
bool plan_lookup_is_replacement(const struct planner *p, const struct change *change);

#endif
