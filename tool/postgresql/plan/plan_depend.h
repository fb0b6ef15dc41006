/*
 * plan_depend: the names that the text of an object mentions.
 *
 * The text is not parsed; only its words are compared. This may find a dependency that does not
 * exist, but never misses one.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H

#include "postgresql/plan/plan_internal.h"

/* Each word once, in lower case; names without their quotes. */
struct word_set {
	struct map set;
	VEC(const char *) words;
};

/* The words of the object's text; for a function also those of its body. Cached. */
const struct word_set *plan_depend_words(struct planner *p, const struct sql_object *object);

/* Whether one of the words is a key of the map. */
bool plan_depend_mentions_any(
	struct planner *p, const struct sql_object *object, const struct map *names);

/* The word by which other texts mention the object; NULL if they cannot. */
const char *plan_depend_word(struct planner *p, const struct sql_object *object);

/* Places each object after the objects that it mentions, and otherwise keeps the order. */
void plan_depend_sort(struct planner *p, const struct sql_object **items, size_t count);

#endif
