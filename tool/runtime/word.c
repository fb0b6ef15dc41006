#include "runtime/word.h"

struct word
scrt_word_find(word_function *first_word, const char *sql, unsigned n)
{
	struct word word = first_word(sql);
	while (n-- > 0)
		word = first_word(word.text + word.length);
	return word;
}

bool
scrt_word_is(struct word word, const char *keyword)
{
	size_t i = 0;
	while (i < word.length && keyword[i] && scrt_lower(word.text[i]) == scrt_lower(keyword[i]))
		i++;
	return i == word.length && !keyword[i];
}
