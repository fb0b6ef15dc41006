/*
 * plan_enum: enums in a plan.
 *
 * Values can be renamed and added. Removing or moving a value requires a new type with the same
 * name (plan_replace_type.h).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_ENUM_H
#define SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_ENUM_H

#include "postgresql/plan/plan_internal.h"

/* Whether a changed enum needs a new type in place of the old one. */
bool plan_enum_is_replaced(const struct planner *p, const struct change *change);

/* Whether a dropped enum is really dropped, and not renamed. */
bool plan_enum_is_dropped(const struct planner *p, const struct change *change);

/*
 * Whether a column's type changes only because its enum is renamed: one enum is dropped, and one
 * with the same or renamed values is added under a different name. In that case the column itself does not
 * change.
 */
bool plan_enum_is_renamed(const struct planner *p, const struct change *change);

/* Adds, renames, changes and replaces enums. */
void plan_enum_change(struct planner *p);

/* Drops enums, except those that plan_enum_change() renamed. */
void plan_enum_drop(struct planner *p);

#endif
