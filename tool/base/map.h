/*
 * map: a hash table from texts to pointers.
 *
 * Keys and values are borrowed: they must live as long as the map. The order of keys is never
 * visible; a caller that needs an order also keeps a VEC. Memory comes from the arena given.
 */
#ifndef SCHEMAC_BASE_MAP_H
#define SCHEMAC_BASE_MAP_H

#include "base/arena.h"

#include <stddef.h>

struct map_slot {
	const char *key; /* NULL: free */
	void *value;
};

struct map {
	struct map_slot *slots;
	size_t len; /* keys in the map */
	size_t cap; /* slots: 0 or a power of two */
};

/* The value of the key, or NULL. */
void *map_find(const struct map *map, const char *key);

/* Removes all keys and keeps the memory. */
void map_clear(struct map *map);

/* Sets the value of the key and returns its previous value, or NULL. */
void *map_put(struct arena *arena, struct map *map, const char *key, void *value);

#endif
