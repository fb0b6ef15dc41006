/*
 * strbuf: a growing text.
 *
 * Invariants: buf is never NULL and always terminated, buf[len] == '\0'; the text may contain other
 * NUL bytes. Initialise with STRBUF_INIT or strbuf_init(); release with strbuf_release(). Out of
 * memory ends the process (see arena.h).
 */
#ifndef SCHEMAC_BASE_STRBUF_H
#define SCHEMAC_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

struct strbuf {
	char *buf;
	size_t len; /* bytes of text, without the terminator */
	size_t cap; /* bytes allocated; 0 while buf is the shared empty text */
};

extern char strbuf_empty[1];
#define STRBUF_INIT {.buf = strbuf_empty, .len = 0, .cap = 0}

void strbuf_init(struct strbuf *sb);

/* Frees the text; the strbuf is empty and usable afterwards. */
void strbuf_release(struct strbuf *sb);

struct arena;

/* Copies the text into the arena and releases the strbuf. */
char *strbuf_finish(struct strbuf *sb, struct arena *arena);

/* Empties the text and keeps the memory. */
void strbuf_reset(struct strbuf *sb);

/* Makes room for extra more bytes and a terminator. */
void strbuf_grow(struct strbuf *sb, size_t extra);

/* Cuts the text to length bytes, length <= len. */
void strbuf_cut(struct strbuf *sb, size_t length);

/* Removes the first length bytes, length <= len. */
void strbuf_drop(struct strbuf *sb, size_t length);

static inline void
strbuf_add(struct strbuf *sb, const void *data, size_t length)
{
	if (length == 0)
		return;
	if (sb->cap - sb->len <= length)
		strbuf_grow(sb, length);
	memcpy(sb->buf + sb->len, data, length);
	sb->len += length;
	sb->buf[sb->len] = '\0';
}

static inline void
strbuf_addch(struct strbuf *sb, char c)
{
	if (sb->cap - sb->len <= 1)
		strbuf_grow(sb, 1);
	sb->buf[sb->len++] = c;
	sb->buf[sb->len] = '\0';
}

void strbuf_addstr(struct strbuf *sb, const char *text);
void strbuf_add_number(struct strbuf *sb, long long number); /* in decimal; faster than %lld */
void strbuf_addf(struct strbuf *sb, const char *format, ...) __attribute__((format(printf, 2, 3)));
void strbuf_vaddf(struct strbuf *sb, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

#endif
