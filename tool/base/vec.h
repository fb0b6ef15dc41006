/*
 * VEC(T): a growing array whose items live in an arena.
 *
 *	struct names { VEC(const char *) all; };
 *	*VEC_ADD(arena, &names.all) = "users";
 *	VEC_EACH (const char *, name, names.all) puts(*name);
 *
 * A zeroed VEC is empty and needs no release. Pointers to items are valid until the next VEC_ADD.
 * Use a VEC of pointers, VEC(struct table *), if other data points to the items.
 */
#ifndef SCHEMAC_BASE_VEC_H
#define SCHEMAC_BASE_VEC_H

#include "base/arena.h"

#include <stddef.h>
#include <string.h>

#define VEC(T)                                                                                     \
	struct {                                                                                   \
		T *items;                                                                          \
		size_t len; /* items in use */                                                     \
		size_t cap; /* items allocated */                                          \
	}

/* The same with a tag, for an array that is a parameter: VEC_STRUCT(key_parts, struct key_part); */
#define VEC_STRUCT(tag, T)                                                                         \
	struct tag {                                                                               \
		T *items;                                                                          \
		size_t len;                                                                        \
		size_t cap;                                                                        \
	}

/* A pointer to a new zeroed item at the end. */
#define VEC_ADD(arena, vec)                                                                        \
	((vec)->items = vec_grow((arena), (vec)->items, (vec)->len, &(vec)->cap,                   \
		 sizeof(*(vec)->items)),                                                           \
		&(vec)->items[(vec)->len++])

/* Removes the item at `index`; later items move down. */
#define VEC_REMOVE(vec, index)                                                                     \
	vec_close((vec)->items, (index), (vec)->len--, sizeof(*(vec)->items))

/*
 * Moves the items of `list` from index `from` onward to the new list `out`, which is allocated
 * exactly for them.
 */
#define VEC_TAKE(arena, out, list, from)                                                           \
	((out)->items = vec_take((arena), (list)->items, (from), (list)->len,                      \
		 sizeof(*(list)->items)),                                                          \
		(out)->len = (out)->cap = (list)->len - (from), (list)->len = (from))

/* Unshares: gives vec its own copy of the items. */
#define VEC_COPY(arena, vec)                                                                       \
	((vec)->items = vec_take((arena), (vec)->items, 0, (vec)->len, sizeof(*(vec)->items)),     \
		(vec)->cap = (vec)->len)

/* Visits each item by pointer: VEC_EACH (struct column *, column, table->columns) uses *column. */
#define VEC_EACH(T, name, vec)                                                                     \
	for (T *name = (vec).items; (size_t)(name - (vec).items) < (vec).len; name++)

/* A larger copy of the items; *cap is its size in items. */
void *vec_enlarge(struct arena *arena, void *items, size_t len, size_t *cap, size_t size);

/* Makes room for one more item of size bytes; the new item is zeroed. */
static inline void *
vec_grow(struct arena *arena, void *items, size_t len, size_t *cap, size_t size)
{
	if (items == NULL || len == *cap)
		return vec_enlarge(arena, items, len, cap, size);
	memset((char *)items + len * size, 0, size);
	return items;
}

/* A copy of the items from index first onward; NULL if there are none. */
void *vec_take(struct arena *arena, const void *items, size_t first, size_t len, size_t size);

/* Moves the items after index down by one. */
void vec_close(void *items, size_t index, size_t len, size_t size);

#endif
