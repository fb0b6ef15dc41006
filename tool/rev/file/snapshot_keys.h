/*
 * snapshot_keys: the keys of triggers and rules in the two formats of a snapshot.
 *
 * In format 1 a trigger is identified by its name alone: "trigger touch". Since format 2 its key
 * contains the table: "trigger touch on users". In memory all states have the keys of format 2. A
 * snapshot that was read in format 1 is printed in format 1, so that its review remains valid.
 *
 * An old key with JSON null means that every trigger with this name is dropped, unless the same
 * snapshot contains it.
 */
#ifndef SCHEMAC_REV_FILE_SNAPSHOT_KEYS_H
#define SCHEMAC_REV_FILE_SNAPSHOT_KEYS_H

#include "base/arena.h"
#include "base/json.h"

#include <stdbool.h>

/* Whether the key is that of a trigger or rule in format 1. */
bool snapshot_key_is_old(struct arena *arena, const char *key);

/* Whether the key of format 1 names the trigger or rule that has this new key and state. */
bool snapshot_key_names(
	struct arena *arena, const char *old, const char *key, const struct json *state);

/*
 * The objects of a snapshot of format 1 with new keys. Each replaced key remains, with JSON null,
 * because the trigger may have been on a different table before. NULL if no key differs.
 */
struct json *snapshot_keys_from_old(struct arena *arena, const struct json *objects);

/* The reverse. */
struct json *snapshot_keys_to_old(struct arena *arena, const struct json *objects);

/* Whether format 1 cannot express one of the keys. */
bool snapshot_keys_are_new(struct arena *arena, const struct json *objects);

/*
 * The same changes to the objects `before`, where each old key is replaced by the keys of the
 * triggers that it drops.
 */
struct json *snapshot_keys_resolve(
	struct arena *arena, struct json *touched, const struct json *before);

#endif
