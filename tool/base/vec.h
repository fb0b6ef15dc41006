/*
 * VEC(T): a growing array whose items live in an arena.
 *
 *	struct names { VEC(const char *) all; };
 *	*VEC_ADD(arena, &names.all) = "users";
 *	VEC_EACH (const char *, name, names.all) puts(*name);
 *
 * A zeroed VEC is empty and needs no release. Pointers to items are good until the next VEC_ADD:
 * a VEC that others point into holds pointers, VEC(struct table *).
 */
#ifndef SCHEMAC_BASE_VEC_H
#define SCHEMAC_BASE_VEC_H

#include "base/arena.h"

#include <stddef.h>

#define VEC(T)                                                                                     \
	struct {                                                                                   \
		T *items;                                                                          \
		size_t len; /* items in use */                                                     \
		size_t cap; /* items there is room for */                                          \
	}

/* The same with a tag, where the array itself is passed on: VEC_STRUCT(key_parts, struct key_part); */
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

/* Takes item number `index` out; the later ones move down. */
#define VEC_REMOVE(vec, index)                                                                     \
	vec_close((vec)->items, (index), (vec)->len--, sizeof(*(vec)->items))

/* Visits each item by pointer: VEC_EACH (struct column *, column, table->columns) uses *column. */
#define VEC_EACH(T, name, vec)                                                                     \
	for (T *name = (vec).items; (size_t)(name - (vec).items) < (vec).len; name++)

/* Makes room for one more item of size bytes; the place behind the len items is zeroed. */
void *vec_grow(struct arena *arena, void *items, size_t len, size_t *cap, size_t size);

/* Moves the items behind index one place down. */
void vec_close(void *items, size_t index, size_t len, size_t size);

#endif
