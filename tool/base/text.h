/*
 * text: functions on C strings that the standard library lacks.
 */
#ifndef SCHEMAC_BASE_TEXT_H
#define SCHEMAC_BASE_TEXT_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

/* A list of texts. The owner of the texts is documented where each list is declared. */
VEC_STRUCT(texts, const char *);

/* Both NULL, or both the same text. */
bool text_equal(const char *a, const char *b);

/* The same, ignoring the case of ASCII letters. */
bool text_equal_nocase(const char *a, const char *b);

bool text_starts_with(const char *text, const char *prefix);
bool text_ends_with(const char *text, const char *suffix);

/* A letter or '_', then letters, digits and '_'. */
bool text_is_identifier(const char *text);

/* ASCII only, independent of the locale. */
static inline bool
char_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, a digit or '_'. */
static inline bool
char_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || char_is_digit(c) || c == '_';
}

static inline char
char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The value of a hexadecimal digit; -1 if it is not one. */
static inline int
char_hex_value(char c)
{
	if (char_is_digit(c))
		return c - '0';
	c = char_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/*
 * The length in bytes of the UTF-8 character at the start of the terminated text (RFC 3629, section
 * 4); 0 if it is not valid, or at the end.
 */
size_t text_character_length(const char *text);

/* The first byte that does not begin a valid UTF-8 character; NULL if all of the text is valid. */
const char *text_find_invalid(const char *text, size_t length);

/* Columns that a terminal needs for the bytes, one for each UTF-8 character. */
size_t text_columns(const char *text, size_t length);

/* 3 if the text begins with a byte order mark, otherwise 0. */
size_t text_mark_length(const char *text, size_t length);

char *text_lower(struct arena *arena, const char *text);

/*
 * A copy of an untrusted text that is safe on a terminal. Control characters, characters that
 * change the text direction, and bytes that are not UTF-8 become '?'. After limit bytes, "…"
 * replaces the rest. NULL for NULL.
 */
char *text_printable(struct arena *arena, const char *text, size_t limit);

/* The text as one word for a shell, quoted if necessary, for commands in messages. */
const char *text_shell_word(struct arena *arena, const char *text);

/*
 * The candidate that the text was probably meant to be: the nearest by edit distance (insert,
 * delete, replace, swap of neighbours), at most a third of the text's length away. NULL if there is
 * none.
 */
const char *text_nearest(const char *text, const char *const *candidates, size_t count);

/* Compares by bytes, for qsort() of an array of const char *. */
int text_compare(const void *a, const void *b);

/* Sorts the list by bytes and removes duplicates. */
void texts_sort_unique(struct texts *list);

#endif
