#include "front/reader.h"

#include "base/text.h"

#include <string.h>

void
reader_init(struct reader *reader, struct sources *sources, const char *text, size_t length)
{
	*reader = (struct reader){.sources = sources};
	lexer_init(&reader->lexer, text, length);
}

/* The number at p, in digits; 0 where there is none. */
static unsigned
read_number(const char **p, const char *end)
{
	unsigned number = 0;
	while (*p < end && char_is_digit(**p))
		number = number * 10 + (unsigned)(*(*p)++ - '0');
	return number;
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* The flags behind a line marker's name: 3 says that it is a system header. */
static bool
says_system(const char *p, const char *end)
{
	while (p < end)
		if (*p++ == '3')
			return true;
	return false;
}

/* The quoted name at p into reader->name; false where it is the one that is there already. */
static bool
read_name(struct reader *reader, const char **p, const char *end)
{
	size_t length = 0;
	bool changed = false;
	for ((*p)++; *p < end && **p != '"' && length + 1 < sizeof(reader->name); (*p)++) {
		if (**p == '\\' && *p + 1 < end)
			(*p)++;
		changed |= reader->name[length] != **p;
		reader->name[length++] = **p;
	}
	changed |= reader->name[length] != '\0';
	reader->name[length] = '\0';
	*p += *p < end;
	return changed;
}

/* `# 12 "user.h" 1 3` or `#line 12 "user.h"`; any other directive says nothing. */
static void
read_line_marker(struct reader *reader, const struct token *directive)
{
	const char *p = directive->text + 1, *end = directive->text + directive->length;
	p = skip_blanks(p, end);
	if (end - p > 4 && memcmp(p, "line", 4) == 0)
		p = skip_blanks(p + 4, end);
	if (p == end || !char_is_digit(*p))
		return;
	reader->shift = read_number(&p, end) - reader->lexer.line - 1;
	p = skip_blanks(p, end);
	if (p == end || *p != '"' || !read_name(reader, &p, end))
		return;
	reader->file = sources_add(reader->sources, reader->name);
	if (reader->file != 0 && says_system(p, end))
		sources_get(reader->sources, reader->file)->system = true;
}

void
reader_next(struct reader *reader, struct token *out)
{
	lexer_next(&reader->lexer, out);
	while (out->kind == TOKEN_DIRECTIVE) {
		read_line_marker(reader, out);
		lexer_next(&reader->lexer, out);
	}
	out->line += reader->shift;
	out->file = reader->file;
}
