/*
 * arena: memory that lives as long as one command.
 *
 * Everything that describes a schema, a revision or a diagnostic is allocated from an arena. It is
 * freed with the arena, never individually. Memory is zeroed. When memory runs out, the process
 * ends here with a message on stderr and status 4: callers never get NULL.
 *
 * With SCHEMAC_ARENA_ITEMS (sanitizer builds) every item is allocated by its own malloc(), so that
 * the sanitizers detect an access past its end.
 *
 * Must not depend on: any type of schemac.
 */
#ifndef SCHEMAC_BASE_ARENA_H
#define SCHEMAC_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first; NULL: nothing is allocated */
};

void arena_init(struct arena *arena);

/* Frees every item. The arena may be used again afterwards. */
void arena_release(struct arena *arena);

/* Allocates size bytes (may be 0), zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of text; NULL for NULL. */
char *arena_strdup(struct arena *arena, const char *text);

/* A terminated copy of the first length bytes of text. */
char *arena_strndup(struct arena *arena, const char *text, size_t length);

char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* A new zeroed struct in the arena: struct table *table = ARENA_NEW(arena, struct table); */
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* Ends the process because size bytes cannot be allocated. */
_Noreturn void out_of_memory(size_t size);

#endif
