/*
 * map: finds a pointer by a text, in constant time.
 *
 * Keys and values are borrowed: they must live as long as the map. The order of keys is never
 * visible: whoever needs an order keeps a VEC beside it. Memory comes from the arena given.
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
	size_t len; /* keys held */
	size_t cap; /* slots: 0 or a power of two */
};

/* The value put under key, or NULL. */
void *map_find(const struct map *map, const char *key);

/* Forgets every key and keeps the memory. */
void map_clear(struct map *map);

/* Puts value under key; what was there before is returned (NULL if nothing was). */
void *map_put(struct arena *arena, struct map *map, const char *key, void *value);

#endif
