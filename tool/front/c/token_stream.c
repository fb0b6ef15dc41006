#include "front/c/token_stream.h"

#include "base/text.h"

#include <string.h>

enum { NAME_LIMIT = 4096 }; /* bytes of a file's name, like PATH_MAX */

void
token_stream_init(
	struct token_stream *stream, struct sources *sources, const char *text, size_t length)
{
	*stream = (struct token_stream){.sources = sources};
	lexer_init(&stream->lexer, text, length);
}

void
token_stream_continue(struct token_stream *stream, const char *text, size_t length)
{
	stream->lexer.at = stream->lexer.line_start = text;
	stream->lexer.end = text + length;
	stream->ended = false;
}

/* The decimal number at *p; 0 if there is none. */
static unsigned
read_number(const char **p, const char *end)
{
	unsigned number = 0;
	while (*p < end && char_is_digit(**p))
		number = number * 10 + (unsigned)(*(*p)++ - '0');
	return number;
}

static const char *
skip_spaces(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Whether the flags after the name in a line marker contain 3, which marks a system header. */
static bool
has_system_flag(const char *p, const char *end)
{
	while (p < end)
		if (*p++ == '3')
			return true;
	return false;
}

/* Reads the quoted name at *p without its escapes, and truncates it if it is too long. */
static void
read_name(const char **p, const char *end, char *name)
{
	size_t length = 0;
	for ((*p)++; *p < end && **p != '"' && length + 1 < NAME_LIMIT; (*p)++) {
		if (**p == '\\' && *p + 1 < end)
			(*p)++;
		name[length++] = **p;
	}
	name[length] = '\0';
	*p += *p < end;
}

/* `# 12 "user.h" 1 3` or `#line 12 "user.h"`; other directives are ignored. */
static void
read_line_marker(struct token_stream *stream, const struct token *directive)
{
	char name[NAME_LIMIT];
	const char *p = directive->text + 1, *end = directive->text + directive->length;
	p = skip_spaces(p, end);
	if (end - p > 4 && memcmp(p, "line", 4) == 0)
		p = skip_spaces(p + 4, end);
	if (p == end || !char_is_digit(*p))
		return;
	stream->shift = read_number(&p, end) - stream->lexer.line - 1;
	p = skip_spaces(p, end);
	if (p == end || *p != '"')
		return;
	read_name(&p, end, name);
	/* Most line markers repeat the name of the file. */
	if (stream->file == 0 ||
		strcmp(sources_get(stream->sources, stream->file)->name, name) != 0)
		stream->file = sources_add(stream->sources, name);
	if (stream->file != 0 && has_system_flag(p, end))
		sources_get(stream->sources, stream->file)->system = true;
}

void
token_stream_next(struct token_stream *stream, struct token *out)
{
	lexer_next(&stream->lexer, out);
	while (out->kind == TOKEN_DIRECTIVE) {
		read_line_marker(stream, out);
		lexer_next(&stream->lexer, out);
	}
	stream->ended = out->kind == TOKEN_END;
	out->line += stream->shift;
	out->file = stream->file;
}
