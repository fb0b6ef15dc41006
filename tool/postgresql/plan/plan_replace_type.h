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
	bool dropped;  /* the plan drops it: it does so at once, with the values that nothing can hold */
};

struct type_replacement {
	const char *kind;                   /* "TYPE" or "DOMAIN" */
	const struct qualified_name *name;
	struct qualified_name old;          /* while both are there */
	VEC(struct type_use) uses;
};

/* Finds the uses. */
void plan_replace_type_init(struct planner *p, struct type_replacement *replacement, const char *kind,
	const struct qualified_name *name);

/* Renames the old type; then its successor can be made. */
void plan_replace_type_begin(struct planner *p, const struct type_replacement *replacement);

/* Converts the columns and drops the old type. */
void plan_replace_type_end(struct planner *p, const struct type_replacement *replacement);

#endif
