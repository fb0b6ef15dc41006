#include "base/arena.h"

#include "base/prefault.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
	BLOCK_SIZE = 4 * 1024,        /* bytes of the first block; the size doubles with each one */
	BLOCK_SIZE_MAX = 1024 * 1024, /* bytes; a larger block is a huge page or one large item */
	HUGE_PAGE = 2 * 1024 * 1024,  /* bytes; an ordinary block without such pages */
};

struct arena_block {
	struct arena_block *next;
	size_t used; /* bytes of data in use */
	size_t size; /* total bytes of data */
	bool mapped; /* HUGE_PAGE bytes from mmap(), not from the heap */
	alignas(max_align_t) unsigned char data[];
};

_Noreturn void
out_of_memory(size_t size)
{
	fprintf(stderr, "schemac: fatal: out of memory (%zu bytes requested)\n", size);
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
		if (block->mapped)
			munmap(block, HUGE_PAGE);
		else
			free(block);
		block = next;
	}
	arena->blocks = NULL;
}

/* One huge page, or NULL. Allocating and freeing 512 small pages takes ten times as long. */
static struct arena_block *
map_block(void)
{
	unsigned char *range = mmap(NULL, 2 * (size_t)HUGE_PAGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (range == MAP_FAILED)
		return NULL;
	size_t before = HUGE_PAGE - (uintptr_t)range % HUGE_PAGE;
	struct arena_block *block = (struct arena_block *)(void *)(range + before);
	munmap(range, before);
	if (before < HUGE_PAGE)
		munmap(range + before + HUGE_PAGE, HUGE_PAGE - before);
#ifdef MADV_HUGEPAGE
	madvise(block, HUGE_PAGE, MADV_HUGEPAGE);
#endif
	block->mapped = true;
	return block;
}

static struct arena_block *
block_add(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_block))
		out_of_memory(size);
	struct arena_block *block = NULL;
	if (size > BLOCK_SIZE_MAX && size <= HUGE_PAGE - sizeof(*block))
		block = map_block();
	if (block != NULL)
		size = HUGE_PAGE - sizeof(*block);
	else
		block = calloc(1, sizeof(*block) + size);
	if (block == NULL)
		out_of_memory(size);
	prefault(block, sizeof(*block) + size);
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
		const size_t most = HUGE_PAGE - sizeof(struct arena_block);
		size_t room = block == NULL ? BLOCK_SIZE : block->size * 2;
		room = room > most ? most : room;
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
