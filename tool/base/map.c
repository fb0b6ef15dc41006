#include "base/map.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
static uint64_t
hash_of(const char *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (; *key != '\0'; key++) {
		hash ^= (unsigned char)*key;
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

/* The slot that holds key, or the free one where it belongs. */
static struct map_slot *
slot_of(const struct map *map, const char *key)
{
	size_t index = (size_t)hash_of(key) & (map->cap - 1);
	while (map->slots[index].key != NULL && strcmp(map->slots[index].key, key) != 0)
		index = (index + 1) & (map->cap - 1);
	return &map->slots[index];
}

void *
map_find(const struct map *map, const char *key)
{
	return map->cap > 0 ? slot_of(map, key)->value : NULL;
}

void
map_clear(struct map *map)
{
	if (map->cap > 0)
		memset(map->slots, 0, map->cap * sizeof(*map->slots));
	map->len = 0;
}

static void
grow(struct arena *arena, struct map *map)
{
	struct map old = *map;
	map->cap = old.cap == 0 ? 16 : old.cap * 2;
	map->slots = arena_alloc(arena, map->cap * sizeof(*map->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key != NULL)
			*slot_of(map, old.slots[i].key) = old.slots[i];
}

void *
map_put(struct arena *arena, struct map *map, const char *key, void *value)
{
	if (map->len * 4 >= map->cap * 3)
		grow(arena, map);
	struct map_slot *slot = slot_of(map, key);
	void *before = slot->value;
	if (slot->key == NULL)
		map->len++;
	slot->key = key;
	slot->value = value;
	return before;
}
