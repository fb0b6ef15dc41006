/*
 * plan_depend: what an object's text mentions, as far as words tell: that finds too much rather than
 * too little. Only postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H

#include "postgresql/plan/plan_internal.h"

/* Each word once, in lower case, as a name without its quotes. */
struct mentioned {
	struct map set;
	VEC(const char *) words;
};

/* The words of the object's text, of a function also those within its body. Read once. */
const struct mentioned *plan_mentioned(struct planner *p, const struct sql_object *object);

/* Whether one of the words is a key of the map. */
bool plan_mentions_any(struct planner *p, const struct sql_object *object, const struct map *names);

/* The word by which others mention the object; NULL: they do not. */
const char *plan_word_of(struct planner *p, const struct sql_object *object);

/* Puts each object behind those that it mentions; else their order stays. */
void plan_order_objects(struct planner *p, const struct sql_object **items, size_t count);

#endif
