/*
 * plan_depend: what an object's text mentions, as far as words tell: that finds too much rather than
 * too little. Only postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H

#include "postgresql/plan/plan_internal.h"

/* Each word once, in lower case, as a name without its quotes. */
struct word_set {
	struct map set;
	VEC(const char *) words;
};

/* The words of the object's text, of a function also those within its body. Read once. */
const struct word_set *plan_depend_words(struct planner *p, const struct sql_object *object);

/* Whether one of the words is a key of the map. */
bool plan_depend_mentions_any(struct planner *p, const struct sql_object *object, const struct map *names);

/* The word by which others mention the object; NULL: they do not. */
const char *plan_depend_word(struct planner *p, const struct sql_object *object);

/* Puts each object behind those that it mentions; else their order stays. */
void plan_depend_sort(struct planner *p, const struct sql_object **items, size_t count);

#endif
