#include "rev/merge/conflict_marks.h"

#include <stddef.h>
#include <string.h>

/* The length in bytes of the whole lines that both texts start with. */
static size_t
common_start(const char *a, const char *b)
{
	size_t length = 0;
	for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++)
		if (a[i] == '\n')
			length = i + 1;
	return length;
}

/* The length in bytes of the whole lines that both texts end with. */
static size_t
common_end(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t length = 0;
	for (size_t i = 0; i < a_length && i < b_length; i++) {
		if (i > 0 && a[a_length - i - 1] == '\n' && b[b_length - i - 1] == '\n')
			length = i;
		if (a[a_length - i - 1] != b[b_length - i - 1])
			return length;
	}
	return a_length == b_length ? a_length : length;
}

/* Appends the lines of one side. Adds a line feed to the last line if it has none. */
static void
add_side(struct strbuf *out, const char *text, size_t length)
{
	strbuf_add(out, text, length);
	if (length > 0 && text[length - 1] != '\n')
		strbuf_addch(out, '\n');
}

void
conflict_marks_print(struct strbuf *out, const char *ours, const char *theirs)
{
	size_t start = common_start(ours, theirs);
	size_t our_length = strlen(ours + start), their_length = strlen(theirs + start);
	size_t end = common_end(ours + start, our_length, theirs + start, their_length);
	strbuf_add(out, ours, start);
	if (our_length > end || their_length > end) {
		strbuf_addstr(out, "<<<<<<< ours\n");
		add_side(out, ours + start, our_length - end);
		strbuf_addstr(out, "=======\n");
		add_side(out, theirs + start, their_length - end);
		strbuf_addstr(out, ">>>>>>> theirs\n");
	}
	strbuf_addstr(out, ours + start + our_length - end);
}
