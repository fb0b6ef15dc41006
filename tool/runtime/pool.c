#include "runtime/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The header of an item. The item itself follows, aligned for every basic type. */
struct pool_item {
	struct pool_item *previous;
	struct pool_item *next;
};

union pool_head {
	struct pool_item item;
	long double alignment;
};

static void *
resize_default(void *data, void *old, size_t size)
{
	(void)data;
	if (size == 0) {
		free(old);
		return NULL;
	}
	return realloc(old, size);
}

void
scrt_pool_init(struct pool *pool, const struct schemac_allocator *allocator)
{
	memset(pool, 0, sizeof(*pool));
	if (allocator && allocator->resize)
		pool->allocator = *allocator;
	else
		pool->allocator.resize = resize_default;
}

static void
unlink_item(struct pool *pool, struct pool_item *item)
{
	if (item->next)
		item->next->previous = item->previous;
	if (item->previous)
		item->previous->next = item->next;
	else
		pool->items = item->next;
}

static void
link_item(struct pool *pool, struct pool_item *item)
{
	item->previous = NULL;
	item->next = pool->items;
	if (item->next)
		item->next->previous = item;
	pool->items = item;
}

void
scrt_pool_release(struct pool *pool)
{
	while (pool->items) {
		struct pool_item *item = pool->items;
		pool->items = item->next;
		pool->allocator.resize(pool->allocator.data, item, 0);
	}
}

void *
scrt_pool_resize(struct pool *pool, void *old, size_t size)
{
	union pool_head *head = old ? (union pool_head *)old - 1 : NULL;
	if (size > SIZE_MAX - sizeof(*head))
		return NULL;
	if (head)
		unlink_item(pool, &head->item);
	if (size == 0) {
		if (head)
			pool->allocator.resize(pool->allocator.data, head, 0);
		return NULL;
	}
	union pool_head *grown =
		pool->allocator.resize(pool->allocator.data, head, sizeof(*head) + size);
	if (grown)
		link_item(pool, &grown->item);
	else if (head)
		link_item(pool, &head->item);
	return grown ? grown + 1 : NULL;
}

void *
scrt_pool_zeroed(struct pool *pool, size_t count, size_t size)
{
	if (size && count > (SIZE_MAX - 1) / size)
		return NULL;
	void *item = scrt_pool_resize(pool, NULL, count * size + 1);
	if (item)
		memset(item, 0, count * size + 1);
	return item;
}

char *
scrt_pool_copy(struct pool *pool, const char *text, size_t length)
{
	char *copy = scrt_pool_zeroed(pool, length, 1);
	if (copy && length)
		memcpy(copy, text, length);
	return copy;
}
