#include "draft/literal.h"

#include "base/file.h"
#include "base/strbuf.h"

#include <string.h>

/* The text between quotes in the line; NULL: not found. */
static const char *
find_literal(const char *line, size_t size, const char *text)
{
	size_t length = strlen(text);
	const char *found = memmem(line, size, text, length);
	bool whole = found != NULL && found > line && found[-1] == '"' && found[length] == '"';
	return whole ? found : NULL;
}

struct location
literal_place(struct location at, const char *text, size_t offset)
{
	enum { LINES = 40 };
	struct strbuf file = STRBUF_INIT;
	if (at.file == NULL || file_read(&file, at.file) != 0)
		return at;
	const char *next = file.buf;
	for (unsigned line = 1; *next != '\0' && line < at.line + LINES; line++) {
		size_t size = strcspn(next, "\n");
		const char *found = line < at.line ? NULL : find_literal(next, size, text);
		if (found != NULL) {
			at.line = line;
			at.column = (unsigned)(found - next) + 1 + (unsigned)offset;
			at.length = 1;
			break;
		}
		next += size + (next[size] == '\n');
	}
	strbuf_release(&file);
	return at;
}
