/*
 * text: small questions about C strings that the standard library does not answer.
 */
#ifndef SCHEMAC_BASE_TEXT_H
#define SCHEMAC_BASE_TEXT_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

/* A list of texts; who owns them is documented where the list is. */
VEC_STRUCT(texts, const char *);

/* Both NULL, or both the same text. */
bool text_equal(const char *a, const char *b);

/* The same but for the case of ASCII letters. */
bool text_equal_nocase(const char *a, const char *b);

bool text_starts_with(const char *text, const char *prefix);
bool text_ends_with(const char *text, const char *suffix);

/* A letter or '_', then letters, digits and '_'. */
bool text_is_identifier(const char *text);

/* ASCII only, whatever the locale says. */
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

/*
 * How many bytes the UTF-8 character at the terminated text has (RFC 3629, section 4); 0 where it is
 * none, or the end.
 */
size_t text_character_length(const char *text);

/* 3 where the text begins with a byte order mark, else 0. */
size_t text_mark_length(const char *text, size_t length);

char *text_lower(struct arena *arena, const char *text);

/*
 * A copy of what anybody may have written, as a part of a line on a terminal: control characters,
 * those that turn the direction of writing, and bytes that are no UTF-8 become '?', and of more than
 * limit bytes the rest becomes "…". NULL for NULL.
 */
char *text_printable(struct arena *arena, const char *text, size_t limit);

/* The text as one word for a shell, quoted where it has to be: for commands that messages propose. */
const char *text_shell_word(struct arena *arena, const char *text);

/*
 * Which of the count candidates is a likely misspelling of text: the nearest one by edit distance
 * (insert, delete, replace, swap of neighbours), at most a third of its length away. NULL if none.
 */
const char *text_nearest(const char *text, const char *const *candidates, size_t count);

/* Order for qsort() over an array of const char *: by bytes. */
int text_compare(const void *a, const void *b);

/* Sorts the list by bytes and removes repeated texts. */
void texts_sort_unique(struct texts *list);

#endif
