#include "rev/file/lines.h"

#include "base/text.h"

#include <string.h>

void
lines_init(struct lines *lines, const char *file, const char *text, size_t length)
{
	*lines = (struct lines){.file = file, .next = text, .end = text + length};
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		lines->next += 3;
}

bool
lines_next(struct lines *lines, struct line *out)
{
	if (lines->next == lines->end)
		return false;
	size_t left = (size_t)(lines->end - lines->next);
	const char *feed = memchr(lines->next, '\n', left);
	const char *stop = feed != NULL ? feed : lines->end;
	out->text = lines->next;
	out->length = (size_t)(stop - lines->next);
	if (out->length > 0 && stop[-1] == '\r')
		out->length--;
	out->number = ++lines->number;
	lines->next = feed != NULL ? feed + 1 : stop;
	return true;
}

struct location
line_place(const struct lines *lines, const struct line *line, const char *text, size_t length)
{
	return (struct location){
		.file = lines->file,
		.line = line->number,
		.column = (unsigned)(text - line->text) + 1,
		.length = (unsigned)length,
	};
}

void
span_trim(const char **text, size_t *length)
{
	while (*length > 0 && char_is_space(**text))
		(*text)++, (*length)--;
	while (*length > 0 && char_is_space((*text)[*length - 1]))
		(*length)--;
}

const char *
line_directive(const struct line *line, size_t *length)
{
	static const char word[] = "schemac";
	const char *text = line->text;
	*length = line->length;
	span_trim(&text, length);
	if (*length < 2 || text[0] != '-' || text[1] != '-')
		return NULL;
	text += 2;
	*length -= 2;
	span_trim(&text, length);
	for (size_t i = 0; i < strlen(word); i++, text++, (*length)--)
		if (*length == 0 || char_lower(*text) != word[i])
			return NULL;
	span_trim(&text, length);
	if (*length == 0 || *text != ':')
		return NULL;
	text++;
	(*length)--;
	span_trim(&text, length);
	return text;
}

void
note_conflict_marks(
	struct diagnostics *diagnostics, const char *file, const char *text, size_t length)
{
	struct lines lines;
	struct line line;
	lines_init(&lines, file, text, length);
	while (lines_next(&lines, &line)) {
		if (line.length < 8 || memcmp(line.text, "<<<<<<< ", 8) != 0)
			continue;
		diag_note(diagnostics, line_place(&lines, &line, line.text, 7),
			"the file contains the conflict markers of an unresolved git merge");
		return;
	}
}
