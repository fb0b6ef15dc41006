#include "cli/show/show_sql.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The part of the file that contains a line. */
struct place {
	bool upgrade, rebuild;
};

static bool
begins_with_word(const char *line, size_t length, const char *word)
{
	size_t size = strlen(word);
	return length >= size && strncasecmp(line, word, size) == 0 &&
	       (length == size || !char_is_word(line[size]));
}

/* Updates the place if the line is a directive, which can start or end a section or a rebuild. */
static void
follow_directive(const char *line, size_t length, struct place *place)
{
	const size_t mark = strlen("-- schemac:");
	if (length <= mark || memcmp(line, "-- schemac:", mark) != 0)
		return;
	const char *word = line + mark + strspn(line + mark, " ");
	size_t left = length - (size_t)(word - line);
	if (begins_with_word(word, left, "upgrade"))
		*place = (struct place){.upgrade = true};
	else if (begins_with_word(word, left, "downgrade"))
		*place = (struct place){0};
	else if (left >= 7 && memcmp(word, "rebuild", 7) == 0)
		place->rebuild = left == 7 || word[7] != '-';
}

/*
 * Whether a line of an upgrade removes data. The DROP TABLE of a rebuild does not: the rows have
 * been copied.
 */
static bool
is_destructive(const char *line, size_t length, const struct place *place)
{
	if (!place->upgrade || place->rebuild)
		return false;
	if (begins_with_word(line, length, "DROP") || begins_with_word(line, length, "DELETE") ||
		begins_with_word(line, length, "TRUNCATE"))
		return true;
	for (size_t i = 0; begins_with_word(line, length, "ALTER") && i < length; i++)
		if (begins_with_word(line + i, length - i, "DROP"))
			return true;
	return false;
}

/* Appends the line; '?' replaces control characters except tabs. Returns whether there were any. */
static bool
add_shown(struct arena *arena, struct strbuf *out, const char *line, size_t length)
{
	size_t start = out->len;
	for (size_t done = 0; done < length;) {
		size_t size = 0;
		while (done + size < length && line[done + size] != '\t')
			size++;
		const char *piece = arena_strndup(arena, line + done, size);
		strbuf_addstr(out, text_printable(arena, piece, SIZE_MAX));
		if (done + size < length)
			strbuf_addch(out, '\t');
		done += size + 1;
	}
	return out->len - start != length || memcmp(out->buf + start, line, length) != 0;
}

static void
add_line(struct arena *arena, struct strbuf *out, const char *line, size_t length, bool destructive,
	bool colour)
{
	const bool carriage = length > 0 && line[length - 1] == '\r';
	strbuf_addstr(out, destructive && colour ? "\33[1;31m" : "");
	bool hidden = add_shown(arena, out, line, length - carriage);
	strbuf_addstr(out, destructive ? "  <- removes data or objects" : "");
	strbuf_addstr(out, hidden ? "  <- contains control characters" : "");
	strbuf_addstr(out, destructive && colour ? "\33[0m\n" : "\n");
}

void
show_sql(struct arena *arena, struct strbuf *out, const struct script *script, bool marks,
	bool colour)
{
	struct place place = {0};
	for (const char *line = script->text; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		follow_directive(line, length, &place);
		add_line(arena, out, line, length, marks && is_destructive(line, length, &place),
			colour);
		line += length + (line[length] == '\n');
	}
}
