#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
	BLOCK_SIZE = 4 * 1024,        /* bytes of the first block; each is twice the one before */
	BLOCK_SIZE_MAX = 1024 * 1024, /* bytes; a larger item gets a block of its own */
	POPULATE_SIZE = 256 * 1024,   /* bytes; blocks of this size get their pages at once */
};

struct arena_block {
	struct arena_block *next;
	size_t used; /* bytes of data that are given out */
	size_t size; /* bytes of data */
	alignas(max_align_t) unsigned char data[];
};

_Noreturn void
out_of_memory(size_t size)
{
	fprintf(stderr, "schemac: fatal: out of memory (%zu bytes asked for)\n", size);
	exit(4);
}

void
arena_init(struct arena *arena)
{
	arena->blocks = NULL;
}

void
arena_release(struct arena *arena)
{
	struct arena_block *block = arena->blocks;
	while (block != NULL) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
	arena->blocks = NULL;
}

/*
 * Asks for all pages of a large block in one go, which costs a quarter of a page fault each. Where
 * the system does not know how (Linux before 5.14), the pages come one by one.
 */
static void
populate(struct arena_block *block, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	const uintptr_t page = 4096;
	uintptr_t first = ((uintptr_t)block + page - 1) / page * page;
	uintptr_t last = ((uintptr_t)block + size) / page * page;
	if (size >= POPULATE_SIZE && size <= BLOCK_SIZE_MAX * 2)
		madvise((void *)first, last - first, MADV_POPULATE_WRITE);
#else
	(void)block, (void)size;
#endif
}

static struct arena_block *
block_add(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_block))
		out_of_memory(size);
	struct arena_block *block = calloc(1, sizeof(*block) + size);
	if (block == NULL)
		out_of_memory(size);
	populate(block, sizeof(*block) + size);
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
#ifdef SCHEMAC_ARENA_ITEMS
	struct arena_block *block = block_add(arena, size);
	block->used = size;
	return block->data;
#else
	const size_t align = alignof(max_align_t);
	if (size > SIZE_MAX - align)
		out_of_memory(size);
	size_t needed = (size + align - 1) / align * align;
	struct arena_block *block = arena->blocks;
	if (block == NULL || block->size - block->used < needed) {
		size_t room = block == NULL ? BLOCK_SIZE : block->size * 2;
		room = room > BLOCK_SIZE_MAX ? BLOCK_SIZE_MAX : room;
		block = block_add(arena, needed > room ? needed : room);
	}
	void *item = block->data + block->used;
	block->used += needed;
	return item;
#endif
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text != NULL ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	if (length < 0)
		abort();
	char *text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}
