#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *
vec_enlarge(struct arena *arena, void *items, size_t len, size_t *cap, size_t size)
{
	/* Most lists are short; lists of large items mostly have one item. */
	size_t first = size <= 32 ? 4 : 1;
	size_t more = *cap == 0 ? first : *cap * 2;
	if (more > SIZE_MAX / size)
		out_of_memory(SIZE_MAX);
	void *grown = arena_alloc(arena, more * size);
	if (len > 0)
		memcpy(grown, items, len * size);
	*cap = more;
	return grown;
}

void *
vec_take(struct arena *arena, const void *items, size_t first, size_t len, size_t size)
{
	if (len == first)
		return NULL;
	void *copy = arena_alloc(arena, (len - first) * size);
	return memcpy(copy, (const char *)items + first * size, (len - first) * size);
}

void
vec_close(void *items, size_t index, size_t len, size_t size)
{
	char *place = (char *)items + index * size;
	memmove(place, place + size, (len - index - 1) * size);
}
