#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *
vec_grow(struct arena *arena, void *items, size_t len, size_t *cap, size_t size)
{
	if (len < *cap) {
		memset((char *)items + len * size, 0, size);
		return items;
	}
	/* Most lists of large items have one or two. */
	size_t first = size < 32 ? 8 : 2;
	size_t more = *cap == 0 ? first : *cap * 2;
	if (more > SIZE_MAX / size)
		out_of_memory(SIZE_MAX);
	void *grown = arena_alloc(arena, more * size);
	if (len > 0)
		memcpy(grown, items, len * size);
	*cap = more;
	return grown;
}

void
vec_close(void *items, size_t index, size_t len, size_t size)
{
	char *place = (char *)items + index * size;
	memmove(place, place + size, (len - index - 1) * size);
}
