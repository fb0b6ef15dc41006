/*
 * word: the words of an SQL statement.
 *
 * A word is a keyword, a name or any other single character. The syntax of names, spaces and
 * comments differs between engines; each driver therefore provides first_word().
 */
#ifndef SCHEMAC_RUNTIME_WORD_H
#define SCHEMAC_RUNTIME_WORD_H

#include <stdbool.h>
#include <stddef.h>

struct word {
	const char *text; /* borrowed from the statement; not terminated */
	size_t length;    /* bytes; 0 at the end of the text */
};

/* Returns the first word at or after sql, skipping spaces and comments. */
typedef struct word word_function(const char *sql);

/* Returns word n of the statement, counted from 0. */
struct word scrt_word_find(word_function *first_word, const char *sql, unsigned n);

/* The lower-case letter of an ASCII letter; any other byte as it is. */
static inline char
scrt_lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Compares a word with a keyword, ignoring ASCII case. */
bool scrt_word_is(struct word word, const char *keyword);

#endif
