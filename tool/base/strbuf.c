#include "base/strbuf.h"

#include "base/arena.h"
#include "base/prefault.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char strbuf_empty[1] = "";

void
strbuf_init(struct strbuf *sb)
{
	sb->buf = strbuf_empty;
	sb->len = sb->cap = 0;
}

void
strbuf_release(struct strbuf *sb)
{
	if (sb->cap > 0)
		free(sb->buf);
	strbuf_init(sb);
}

char *
strbuf_finish(struct strbuf *sb, struct arena *arena)
{
	char *copy = arena_strdup(arena, sb->buf);
	strbuf_release(sb);
	return copy;
}

void
strbuf_reset(struct strbuf *sb)
{
	if (sb->cap > 0)
		strbuf_cut(sb, 0);
}

void
strbuf_grow(struct strbuf *sb, size_t extra)
{
	if (extra > SIZE_MAX / 2 - sb->len - 1)
		out_of_memory(extra);
	size_t needed = sb->len + extra + 1;
	if (needed <= sb->cap)
		return;
	size_t cap = sb->cap * 2 > needed ? sb->cap * 2 : needed < 64 ? 64 : needed;
	char *grown = realloc(sb->cap > 0 ? sb->buf : NULL, cap);
	if (grown == NULL)
		out_of_memory(cap);
	sb->buf = grown;
	sb->buf[sb->len] = '\0';
	prefault(sb->buf + sb->cap, cap - sb->cap);
	sb->cap = cap;
}

void
strbuf_cut(struct strbuf *sb, size_t length)
{
	if (length < sb->len) {
		sb->len = length;
		sb->buf[length] = '\0';
	}
}

void
strbuf_drop(struct strbuf *sb, size_t length)
{
	if (length == 0)
		return;
	memmove(sb->buf, sb->buf + length, sb->len - length);
	strbuf_cut(sb, sb->len - length);
}

void
strbuf_addstr(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, text, strlen(text));
}

void
strbuf_add_number(struct strbuf *sb, long long number)
{
	char digits[24];
	size_t at = sizeof(digits);
	unsigned long long rest =
		number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;
	do
		digits[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		digits[--at] = '-';
	strbuf_add(sb, digits + at, sizeof(digits) - at);
}

void
strbuf_vaddf(struct strbuf *sb, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	if (length < 0)
		abort();
	strbuf_grow(sb, (size_t)length);
	vsnprintf(sb->buf + sb->len, (size_t)length + 1, format, again);
	sb->len += (size_t)length;
	va_end(again);
}

void
strbuf_addf(struct strbuf *sb, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	strbuf_vaddf(sb, format, arguments);
	va_end(arguments);
}
