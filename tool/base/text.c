#include "base/text.h"

#include "base/strbuf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEAREST_LENGTH = 64, /* bytes; longer texts are not compared */
};

bool
text_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
text_equal_nocase(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	while (*a != '\0' && char_lower(*a) == char_lower(*b))
		a++, b++;
	return char_lower(*a) == char_lower(*b);
}

bool
text_starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
text_ends_with(const char *text, const char *suffix)
{
	size_t length = strlen(text);
	size_t end = strlen(suffix);
	return length >= end && strcmp(text + length - end, suffix) == 0;
}

bool
text_is_identifier(const char *text)
{
	if (!char_is_word(*text) || char_is_digit(*text))
		return false;
	while (char_is_word(*text))
		text++;
	return *text == '\0';
}

size_t
text_character_length(const char *text)
{
	static const struct {
		unsigned char first, last, low, high; /* first byte, and range of the second */
		size_t length;
	} forms[] = {{0x01, 0x7F, 0x00, 0xFF, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2},
		{0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
		{0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
		{0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4},
		{0xF4, 0xF4, 0x80, 0x8F, 4}};
	const unsigned char *bytes = (const unsigned char *)text;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (bytes[0] < forms[i].first || bytes[0] > forms[i].last)
			continue;
		if (bytes[1] < forms[i].low || bytes[1] > forms[i].high)
			return 0;
		for (size_t k = 2; k < forms[i].length; k++)
			if ((bytes[k] & 0xC0) != 0x80)
				return 0;
		return forms[i].length;
	}
	return 0;
}

const char *
text_find_invalid(const char *text, size_t length)
{
	for (size_t at = 0, bytes; at < length; at += bytes) {
		bytes = text[at] == '\0' ? 1 : text_character_length(text + at);
		if (bytes == 0)
			return text + at;
	}
	return NULL;
}

size_t
text_mark_length(const char *text, size_t length)
{
	return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

char *
text_lower(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c != '\0'; c++)
		*c = char_lower(*c);
	return copy;
}

/* The Damerau distance (optimal string alignment) of two texts of at most NEAREST_LENGTH bytes. */
static size_t
edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	uint8_t rows[3][NEAREST_LENGTH + 1];
	uint8_t *before = rows[0], *last = rows[1], *row = rows[2];
	for (size_t j = 0; j <= b_length; j++)
		last[j] = before[j] = (uint8_t)j;
	for (size_t i = 1; i <= a_length; i++) {
		row[0] = (uint8_t)i;
		for (size_t j = 1; j <= b_length; j++) {
			char x = char_lower(a[i - 1]), y = char_lower(b[j - 1]);
			unsigned best = last[j - 1] + (x != y);
			if (last[j] + 1U < best)
				best = last[j] + 1U;
			if (row[j - 1] + 1U < best)
				best = row[j - 1] + 1U;
			if (i > 1 && j > 1 && x == char_lower(b[j - 2]) &&
				char_lower(a[i - 2]) == y && before[j - 2] + 1U < best)
				best = before[j - 2] + 1U;
			row[j] = (uint8_t)best;
		}
		uint8_t *spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[b_length];
}

/*
 * Whether a character of 2 to 4 bytes controls a terminal or can disguise a text: C1 controls, the
 * line and paragraph separators, and the bidirectional controls (Unicode, annex 9).
 */
static bool
is_obeyed(const char *text, size_t length)
{
	static const struct {
		unsigned first, last;
	} obeyed[] = {{0x80, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E},
		{0x2066, 0x2069}};
	unsigned character = (unsigned char)*text & (0xFFU >> (length + 1));
	for (size_t i = 1; i < length; i++)
		character = character << 6 | ((unsigned char)text[i] & 0x3FU);
	for (size_t i = 0; i < sizeof(obeyed) / sizeof(*obeyed); i++)
		if (character >= obeyed[i].first && character <= obeyed[i].last)
			return true;
	return false;
}

char *
text_printable(struct arena *arena, const char *text, size_t limit)
{
	struct strbuf out = STRBUF_INIT;
	const char *start = text;
	if (text == NULL)
		return NULL;
	while (*text != '\0') {
		bool ascii = (unsigned char)*text < 0x80;
		size_t length = ascii ? 1 : text_character_length(text);
		bool plain = ascii ? (*text >= ' ' && *text != 0x7F)
				   : (length > 0 && !is_obeyed(text, length));
		if ((size_t)(text - start) + length > limit)
			break;
		if (plain)
			strbuf_add(&out, text, length);
		else
			strbuf_addch(&out, '?');
		text += length > 0 ? length : 1;
	}
	if (*text != '\0')
		strbuf_addstr(&out, "…");
	return strbuf_finish(&out, arena);
}

const char *
text_shell_word(struct arena *arena, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./+-@%,:=^~";
	struct strbuf out = STRBUF_INIT;
	if (*text != '\0' && *text != '~' && *text != '=' && text[strspn(text, plain)] == '\0')
		return text;
	strbuf_addch(&out, '\'');
	for (; *text != '\0'; text++)
		if (*text == '\'')
			strbuf_addstr(&out, "'\\''");
		else
			strbuf_addch(&out, *text);
	strbuf_addch(&out, '\'');
	return strbuf_finish(&out, arena);
}

const char *
text_nearest(const char *text, const char *const *candidates, size_t count)
{
	const char *nearest = NULL;
	size_t length = strlen(text);
	size_t best = length / 3 + 1;
	if (length == 0 || length > NEAREST_LENGTH)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t other = strlen(candidates[i]);
		if (other > NEAREST_LENGTH)
			continue;
		size_t distance = edit_distance(text, length, candidates[i], other);
		if (distance < best) {
			best = distance;
			nearest = candidates[i];
		}
	}
	return nearest;
}

int
text_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
texts_sort_unique(struct texts *list)
{
	size_t kept = 0;
	if (list->len == 0)
		return;
	qsort(list->items, list->len, sizeof(*list->items), text_compare);
	for (size_t i = 0; i < list->len; i++)
		if (kept == 0 || strcmp(list->items[kept - 1], list->items[i]) != 0)
			list->items[kept++] = list->items[i];
	list->len = kept;
}

size_t
text_columns(const char *text, size_t length)
{
	size_t columns = 0;
	for (size_t i = 0; i < length; i++)
		columns += ((unsigned char)text[i] & 0xC0) != 0x80;
	return columns;
}
