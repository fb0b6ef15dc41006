/*
 * state_print: the state of an object in a snapshot, or a part of it, in the words of SQL.
 */
#ifndef SCHEMAC_REV_MERGE_STATE_PRINT_H
#define SCHEMAC_REV_MERGE_STATE_PRINT_H

#include "base/arena.h"
#include "base/json.h"

#include <stdbool.h>

/* Whether the state is missing: NULL or JSON's null. */
bool state_is_absent(const struct json *json);

/* A member of the holder in SQL syntax: "VARCHAR(20)", "a, b"; NULL if absent. */
const char *state_member_print(struct arena *arena, const struct json *holder, const char *key);

/*
 * An item of the list ("columns", "constraints", "indexes") without its name: "TEXT NOT NULL",
 * "UNIQUE (a, b)".
 */
const char *state_definition_print(struct arena *arena, const char *list, const struct json *item);

#endif
