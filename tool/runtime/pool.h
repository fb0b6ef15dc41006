/*
 * pool: the memory of one call of the runtime.
 *
 * Everything a call allocates is an item in its pool and is freed with the pool. An item can also
 * be resized or freed individually. The pool does not report errors: NULL means that memory ran
 * out, and the functions in session.h turn that into an error.
 *
 * Must not depend on: revisions, databases.
 */
#ifndef SCHEMAC_RUNTIME_POOL_H
#define SCHEMAC_RUNTIME_POOL_H

#include <schemac/runtime.h>

#include <stdbool.h>
#include <stddef.h>

struct pool_item;

struct pool {
	struct schemac_allocator allocator; /* resize is not NULL after init */
	struct pool_item *items;            /* newest first; NULL if there are none */
};

/* Copies *allocator; NULL selects realloc() and free(). */
void scrt_pool_init(struct pool *pool, const struct schemac_allocator *allocator);

/* Frees every item. The pool can be used again. */
void scrt_pool_release(struct pool *pool);

/*
 * Resizes an item like realloc(). Size 0 frees it and returns NULL. If memory runs out, returns
 * NULL and leaves the old item unchanged.
 */
void *scrt_pool_resize(struct pool *pool, void *old, size_t size);

/*
 * Allocates count zeroed objects of size bytes. Returns NULL only if memory ran out, even if count
 * is 0.
 */
void *scrt_pool_zeroed(struct pool *pool, size_t count, size_t size);

/* Returns a terminated copy of the first length bytes of text. */
char *scrt_pool_copy(struct pool *pool, const char *text, size_t length);

#endif
