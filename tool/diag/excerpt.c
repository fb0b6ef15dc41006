#include "diag/excerpt.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

struct excerpt_file {
	struct strbuf text;
	bool readable;
	/*
	 * The line that was read last. The next search starts there, because diagnostics are
	 * sorted.
	 */
	unsigned number;
	size_t offset;
};

void
excerpts_release(struct excerpts *excerpts)
{
	for (size_t i = 0; i < excerpts->files.cap; i++)
		if (excerpts->files.slots[i].value != NULL)
			strbuf_release(
				&((struct excerpt_file *)excerpts->files.slots[i].value)->text);
	arena_release(&excerpts->arena);
	*excerpts = (struct excerpts){0};
}

static struct excerpt_file *
get_file(struct excerpts *excerpts, const char *path)
{
	struct excerpt_file *file = map_find(&excerpts->files, path);
	if (file == NULL) {
		file = ARENA_NEW(&excerpts->arena, struct excerpt_file);
		strbuf_init(&file->text);
		file->readable = file_read(&file->text, path) == 0;
		file->number = 1;
		map_put(&excerpts->arena, &excerpts->files, path, file);
	}
	return file;
}

const char *
excerpts_line(struct excerpts *excerpts, const char *path, unsigned number, size_t *length)
{
	struct excerpt_file *file = get_file(excerpts, path);
	if (!file->readable || number == 0)
		return NULL;
	if (number < file->number) {
		file->number = 1;
		file->offset = 0;
	}
	const char *end = file->text.buf + file->text.len;
	for (; file->number < number; file->number++) {
		const char *line = file->text.buf + file->offset;
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		if (stop == NULL)
			return NULL;
		file->offset = (size_t)(stop + 1 - file->text.buf);
	}
	const char *line = file->text.buf + file->offset;
	if (number == 1)
		line += text_mark_length(line, file->text.len);
	const char *stop = memchr(line, '\n', (size_t)(end - line));
	*length = (size_t)((stop != NULL ? stop : end) - line);
	if (*length > 0 && line[*length - 1] == '\r')
		--*length;
	return line;
}

/* The number of UTF-16 code units of the text; a byte that is not UTF-8 counts as one. */
static unsigned
count_utf16(const char *text, size_t length)
{
	unsigned units = 0;
	for (size_t at = 0; at < length;) {
		size_t bytes = text_character_length(text + at);
		units += bytes == 4 ? 2 : 1;
		at += bytes > 0 ? bytes : 1;
	}
	return units;
}

struct location
excerpts_utf16(struct excerpts *excerpts, struct location at)
{
	size_t length;
	if (at.file == NULL || at.column == 0)
		return at;
	const char *line = excerpts_line(excerpts, at.file, at.line, &length);
	size_t start = at.column - 1;
	if (line == NULL || start > length)
		return at;
	size_t span = at.length < length - start ? at.length : length - start;
	at.column = 1 + count_utf16(line, start);
	at.length = count_utf16(line + start, span);
	return at;
}
