#include "man/roff.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Sets *out to the code point at text and returns its length in bytes. text is valid UTF-8. */
static size_t
decode(const char *text, unsigned *out)
{
	unsigned char first = (unsigned char)*text;
	size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	*out = length == 1 ? first : first & (0x7fu >> length);
	for (size_t i = 1; i < length && text[i] != '\0'; i++)
		*out = *out << 6 | ((unsigned char)text[i] & 0x3f);
	return length;
}

static void
add_character(struct strbuf *out, unsigned code)
{
	if (code == '\\')
		strbuf_addstr(out, "\\e");
	else if (code == '-')
		strbuf_addstr(out, "\\-");
	else if (code == '\'')
		strbuf_addstr(out, "\\(aq");
	else if (code == '^')
		strbuf_addstr(out, "\\(ha");
	else if (code == '~')
		strbuf_addstr(out, "\\(ti");
	else if (code == '`')
		strbuf_addstr(out, "\\(ga");
	else if (code < 0x80)
		strbuf_addch(out, (char)code);
	else
		strbuf_addf(out, "\\[u%04X]", code);
}

void
roff_add(struct strbuf *out, const char *text)
{
	if (*text == '.')
		strbuf_addstr(out, "\\&");
	while (*text != '\0') {
		unsigned code;
		text += decode(text, &code);
		add_character(out, code == '\n' ? ' ' : code);
	}
}

void
roff_add_paragraphs(struct strbuf *out, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		char *line = strndup(text, length);
		if (line == NULL)
			out_of_memory(length);
		if (length > 0) {
			strbuf_addstr(out, ".PP\n");
			roff_add(out, line);
			strbuf_addch(out, '\n');
		}
		free(line);
		text += length + (text[length] == '\n');
	}
}

void
roff_add_title(struct strbuf *out, const char *name, const char *section)
{
	strbuf_addf(out, ".TH \"%s\" %s \"\" \"schemac %s\" \"schemac\"\n.nh\n.ad l\n", name,
		section, SCHEMAC_VERSION);
}

void
roff_add_heading(struct strbuf *out, const char *heading)
{
	strbuf_addf(out, ".SH %s\n", heading);
}

void
roff_add_item(struct strbuf *out, const char *tag, const char *text)
{
	strbuf_addstr(out, ".TP\n\\fB");
	roff_add(out, tag);
	strbuf_addstr(out, "\\fR\n");
	roff_add(out, text);
	strbuf_addch(out, '\n');
}
