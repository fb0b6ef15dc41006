/*
 * pool: the memory of one call of the runtime.
 *
 * Everything a call allocates is an item of its pool and is freed with it; an item can also be
 * resized or freed by itself. Nothing here reports: NULL means that there is no memory, and
 * session_alloc() and its kin make an error of it.
 *
 * Must not know: revisions, databases.
 */
#ifndef SCHEMAC_RUNTIME_POOL_H
#define SCHEMAC_RUNTIME_POOL_H

#include <schemac/runtime.h>

#include <stdbool.h>
#include <stddef.h>

struct pool_item;

struct pool {
	struct schemac_allocator allocator; /* resize is never NULL after init */
	struct pool_item *items;            /* newest first; NULL while empty */
};

/* allocator may be NULL: realloc and free. It is copied. */
void scrt_pool_init(struct pool *pool, const struct schemac_allocator *allocator);

/* Frees every item. The pool may be used again. */
void scrt_pool_release(struct pool *pool);

/* As realloc; size 0 frees and gives NULL. On NULL for a size > 0 the old item stays. */
void *scrt_pool_resize(struct pool *pool, void *old, size_t size);

/* count zeroed objects of size bytes; never NULL for count 0 unless memory is out. */
void *scrt_pool_zeroed(struct pool *pool, size_t count, size_t size);

/* A copy of the first length bytes of text, terminated. */
char *scrt_pool_copy(struct pool *pool, const char *text, size_t length);

/* A text that grows. Zeroed but for pool it is empty; its data is an item of the pool. */
struct text {
	struct pool *pool;
	char *data;    /* terminated; NULL while nothing was added */
	size_t length; /* without the terminator */
	size_t capacity;
	bool failed; /* memory ran out: what was added since is not there */
};

void scrt_text_add(struct text *text, const char *bytes, size_t length);
void scrt_text_puts(struct text *text, const char *string);
void scrt_text_number(struct text *text, size_t number);

/* As an identifier of SQL, in double quotes. */
void scrt_text_quote(struct text *text, const char *name);

#endif
