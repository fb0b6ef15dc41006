#include "runtime/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

void
scrt_text_add(struct text *text, const char *bytes, size_t length)
{
	if (text->failed)
		return;
	if (length >= text->capacity - text->length) {
		size_t capacity = text->capacity < 64 ? 64 : text->capacity;
		while (capacity - text->length <= length && capacity <= SIZE_MAX / 2)
			capacity *= 2;
		char *data = scrt_pool_resize(text->pool, text->data, capacity);
		if (!data || capacity - text->length <= length) {
			text->failed = true;
			return;
		}
		text->data = data;
		text->capacity = capacity;
	}
	if (length)
		memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
scrt_text_puts(struct text *text, const char *string)
{
	scrt_text_add(text, string, strlen(string));
}

void
scrt_text_number(struct text *text, size_t number)
{
	char digits[24];
	snprintf(digits, sizeof(digits), "%zu", number);
	scrt_text_puts(text, digits);
}

/* Adds the value in quotes, and doubles each quote inside it. */
static void
add_quoted(struct text *text, const char *value, const char *quote)
{
	scrt_text_add(text, quote, 1);
	for (; *value; value++) {
		if (*value == *quote)
			scrt_text_add(text, quote, 1);
		scrt_text_add(text, value, 1);
	}
	scrt_text_add(text, quote, 1);
}

void
scrt_text_name(struct text *text, const char *name)
{
	add_quoted(text, name, "\"");
}

void
scrt_text_literal(struct text *text, const char *value)
{
	add_quoted(text, value, "'");
}
