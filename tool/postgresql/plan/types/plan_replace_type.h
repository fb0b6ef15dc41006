/*
 * plan_replace_type: replaces a type that ALTER cannot change: an enum with a removed or moved
 * value, or a domain.
 *
 * The old type is renamed, the new one is created, each column is converted, and the old type is
 * dropped.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_REPLACE_TYPE_H
#define SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_REPLACE_TYPE_H

#include "postgresql/plan/plan_internal.h"

/* A column of the type, in a table that is not dropped. */
struct type_use {
	const struct table *table; /* before the changes */
	const struct column *column;
	bool array;   /* its type is an array of the type */
	bool dropped; /* dropped early: the new type may be unable to hold its values */
};

struct type_replacement {
	struct thing before, after;
	const char *kind; /* "TYPE" or "DOMAIN" */
	const struct qualified_name *name;
	struct qualified_name old; /* the name of the old type while both exist */
	VEC(struct type_use) uses;
};

/* Finds the columns of the type. The change is one of p->replaced_types. */
void plan_replace_type_init(
	struct planner *p, struct type_replacement *replacement, const struct change *change);

/*
 * Begin the step that renames the old type, whose checks must no longer call functions after it;
 * and the step in which the caller creates the new one.
 */
void plan_replace_type_begin(struct planner *p, const struct type_replacement *replacement);
void plan_replace_type_rename(struct planner *p, const struct type_replacement *replacement);
void plan_replace_type_create(struct planner *p, const struct type_replacement *replacement);

/* Converts the columns and drops the old type. Obstacles (plan_obstacle.h) are out of the way. */
void plan_replace_type_end(struct planner *p, const struct type_replacement *replacement);

#endif
