/*
 * plan_replace_type: a type that no ALTER changes makes way for another one of its name: the old one is renamed,
 * the new one made, every column that has it takes its values along, and the old one goes. Enums that
 * lose or move a value, and domains. Only postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_REPLACE_TYPE_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_REPLACE_TYPE_H

#include "postgresql/plan/plan_internal.h"

/* A column of a type, in a table that stays. */
struct type_use {
	const struct table *table; /* as it was */
	const struct column *column;
	bool array; /* of the type */
	bool gone;  /* the plan drops it: it does so at once, with the values that nothing can hold */
};

struct type_swap {
	const char *kind;                   /* "TYPE" or "DOMAIN" */
	const struct qualified_name *name;
	struct qualified_name old;          /* while both are there */
	VEC(struct type_use) uses;
};

/* Finds the changes that swap a type. */
void plan_collect_swaps(struct planner *p);

/* Whether the change is one of them; whether one swaps the column's type, or that of its array. */
bool plan_is_swap(const struct planner *p, const struct change *change);
bool plan_is_swapped(const struct planner *p, const struct column *column);

/* Whether the column has the type, or *array of it. */
bool plan_has_type(const struct planner *p, const struct column *column,
	const struct qualified_name *type, bool *array);

/* Finds the uses. */
void plan_swap_init(struct planner *p, struct type_swap *swap, const char *kind,
	const struct qualified_name *name);

/* Renames the old type; then its successor can be made. */
void plan_swap_begin(struct planner *p, const struct type_swap *swap);

/* Converts the columns and drops the old type. */
void plan_swap_end(struct planner *p, const struct type_swap *swap);

/* Swaps the domains that change. */
void plan_domains(struct planner *p);

#endif
