#include "config/ini.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "config/config.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

/*
 * The position of inih in the file. It gets a line from next_line() and passes it to
 * take_setting().
 */
struct reader {
	struct arena *arena;
	struct ini *ini;
	struct diagnostics *diagnostics;
	const char *text;
	size_t length;
	size_t next;          /* offset of the next line */
	const char *line;     /* the line that inih is reading; NULL before the first */
	size_t line_length;   /* bytes, without the line's end */
	unsigned number;      /* of the line, from 1 */
	unsigned skipped;     /* bytes of a byte order mark before the line */
	const char *section;  /* "" before the first header */
	struct setting *last; /* the setting that a continuation line extends; or NULL */
	bool wanted;          /* the line must be a setting, and inih has not passed it on yet */
	int result;
};

static struct location
place(const struct reader *reader, size_t offset, size_t length)
{
	return (struct location){.file = reader->ini->path,
		.line = reader->number,
		.column = (unsigned)offset + reader->skipped + 1,
		.length = (unsigned)length};
}

static size_t
spaces_at(const struct reader *reader, size_t offset)
{
	size_t count = 0;
	while (offset + count < reader->line_length && char_is_space(reader->line[offset + count]))
		count++;
	return count;
}

/* Finds the end of the next line; false at the end of the file. */
static bool
find_line(struct reader *reader)
{
	if (reader->next >= reader->length)
		return false;
	const char *start = reader->text + reader->next;
	const char *end = memchr(start, '\n', reader->length - reader->next);
	size_t length = end != NULL ? (size_t)(end - start) : reader->length - reader->next;
	reader->next += length + 1;
	reader->number++;
	reader->skipped = 0;
	if (reader->number == 1)
		reader->skipped = (unsigned)text_mark_length(start, length);
	start += reader->skipped;
	length -= reader->skipped;
	if (length > 0 && start[length - 1] == '\r')
		length--;
	reader->line = start;
	reader->line_length = length;
	return true;
}

/* Reports a line that inih would truncate. */
static int
check_line(struct reader *reader, size_t room)
{
	size_t limit = room < CONFIG_LINE_LIMIT ? room : CONFIG_LINE_LIMIT;
	const char *nul = memchr(reader->line, '\0', reader->line_length);
	if (nul != NULL)
		return diag_add(reader->diagnostics, DIAG_BAD_CONFIG,
			place(reader, (size_t)(nul - reader->line), 1),
			"NUL byte in the configuration");
	if (reader->line_length <= limit)
		return 0;
	diag_add(reader->diagnostics, DIAG_BAD_CONFIG, place(reader, limit, 1),
		"line too long: %zu bytes, the maximum is %zu", reader->line_length, limit);
	diag_note(reader->diagnostics, place(reader, 0, 0),
		"continue a list on the next line, which must begin with a space; "
		"put a long text into an environment variable, ${NAME}");
	return -1;
}

static void
open_section(struct reader *reader, const char *name, struct location at)
{
	reader->section = name;
	VEC_EACH (struct ini_section, section, reader->ini->sections)
		if (text_equal(section->name, name))
			return;
	*VEC_ADD(reader->arena, &reader->ini->sections) =
		(struct ini_section){.name = name, .at = at};
}

/*
 * A line "[name]" whose '[' is at offset. inih does not report a section before its first setting.
 */
static int
read_section(struct reader *reader, size_t offset)
{
	const char *name = reader->line + offset + 1;
	size_t left = reader->line_length - offset - 1;
	const char *end = memchr(name, ']', left);
	reader->last = NULL;
	if (end == NULL) {
		/*
		 * The settings that follow are in an unknown section and are not reported
		 * individually.
		 */
		reader->section = "[";
		return diag_add(reader->diagnostics, DIAG_BAD_CONFIG,
			place(reader, offset, left + 1),
			"missing ']' after the name of the section");
	}
	size_t length = (size_t)(end - name);
	open_section(reader, arena_strndup(reader->arena, name, length),
		place(reader, offset + 1, length));
	size_t rest = offset + 1 + length + 1;
	rest += spaces_at(reader, rest);
	if (rest < reader->line_length && strchr(";#", reader->line[rest]) == NULL)
		return diag_add(reader->diagnostics, DIAG_BAD_CONFIG,
			place(reader, rest, reader->line_length - rest),
			"unexpected text after the name of the section");
	return 0;
}

static void
finish_line(struct reader *reader)
{
	if (!reader->wanted)
		return;
	size_t offset = spaces_at(reader, 0);
	reader->wanted = false;
	reader->result = diag_add(reader->diagnostics, DIAG_BAD_CONFIG,
		place(reader, offset, reader->line_length - offset),
		"expected 'key = value', '[section]' or a comment");
}

/* Examines the line before inih does; -1 if inih must not see it. */
static int
announce_line(struct reader *reader, size_t room)
{
	if (check_line(reader, room) < 0)
		return -1;
	size_t offset = spaces_at(reader, 0);
	if (offset == reader->line_length || strchr(";#", reader->line[offset]) != NULL)
		return 0;
	if (reader->line[offset] == '[' && (offset == 0 || reader->last == NULL))
		return read_section(reader, offset);
	reader->wanted = true;
	return 0;
}

/* ini_reader of inih: the next line, of at most size - 1 bytes. */
static char *
next_line(char *buffer, int size, void *data)
{
	struct reader *reader = data;
	finish_line(reader);
	if (!find_line(reader))
		return NULL;
	size_t length = reader->line_length;
	if (announce_line(reader, (size_t)size - 1) < 0) {
		reader->result = -1;
		length = 0;
	}
	memcpy(buffer, reader->line, length);
	buffer[length] = '\0';
	return buffer;
}

static void
add_line(struct reader *reader, struct setting *setting, const char *value, size_t offset)
{
	*VEC_ADD(reader->arena, &setting->lines) = (struct setting_line){
		.text = arena_strdup(reader->arena, value),
		.at = place(reader, offset, strlen(value)),
	};
}

/* A value without its comment, which inih 55 does not remove from a continuation line. */
static const char *
without_comment(struct arena *arena, const char *value)
{
	size_t length = 0;
	while (value[length] != '\0' &&
		!(value[length] == ';' && length > 0 && char_is_space(value[length - 1])))
		length++;
	while (length > 0 && char_is_space(value[length - 1]))
		length--;
	return arena_strndup(arena, value, length);
}

static int
start_setting(struct reader *reader, const char *name, const char *value)
{
	size_t offset = spaces_at(reader, 0);
	size_t separator = 0;
	while (separator < reader->line_length && strchr("=:", reader->line[separator]) == NULL)
		separator++;
	if (*name == '\0') {
		reader->last = NULL;
		return diag_add(reader->diagnostics, DIAG_BAD_CONFIG, place(reader, separator, 1),
			"missing key before '%c'", reader->line[separator]);
	}
	struct setting *setting = ARENA_NEW(reader->arena, struct setting);
	setting->section = reader->section;
	setting->name = arena_strdup(reader->arena, name);
	setting->at = place(reader, offset, strlen(name));
	separator++;
	add_line(reader, setting, value, separator + spaces_at(reader, separator));
	*VEC_ADD(reader->arena, &reader->ini->settings) = setting;
	reader->last = setting;
	return 0;
}

/* ini_handler of inih. inih truncates the section name to 49 bytes; reader->section is complete. */
static int
take_setting(void *data, const char *section, const char *name, const char *value)
{
	struct reader *reader = data;
	(void)section;
	if (!reader->wanted)
		return 1;
	reader->wanted = false;
	size_t offset = spaces_at(reader, 0);
	if (offset > 0 && reader->last != NULL)
		add_line(reader, reader->last, without_comment(reader->arena, value), offset);
	else if (start_setting(reader, name, value) < 0)
		reader->result = -1;
	return 1;
}

int
ini_read(struct arena *arena, struct ini *out, const char *path, struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	*out = (struct ini){.path = arena_strdup(arena, path)};
	if (file_read(&text, path) < 0) {
		int error = errno;
		strbuf_release(&text);
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(out->path),
			"cannot read the configuration: %s", file_error(error));
	}
	struct reader reader = {.arena = arena,
		.ini = out,
		.diagnostics = diagnostics,
		.text = text.buf,
		.length = text.len,
		.section = ""};
	/* The result is the line of the first error, which finish_line() has already reported. */
	if (ini_parse_stream(next_line, &reader, take_setting, &reader) == -2)
		out_of_memory(CONFIG_LINE_LIMIT);
	finish_line(&reader);
	strbuf_release(&text);
	return reader.result;
}
