#include "rev/file/head.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "rev/file/lines.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEAD_BLOCK = 4096,        /* bytes per read; most heads are shorter */
	HEAD_LIMIT = 1024 * 1024, /* maximum size of a head in bytes */
};

enum key { KEY_REVISION, KEY_REVISES, KEY_LABELS, KEY_DEPENDS_ON, KEY_CREATED, KEY_COUNT };

static const char *const key_names[KEY_COUNT] = {
	[KEY_REVISION] = "revision",
	[KEY_REVISES] = "revises",
	[KEY_LABELS] = "labels",
	[KEY_DEPENDS_ON] = "depends_on",
	[KEY_CREATED] = "created",
};

/* The state while a head is read. */
struct head {
	struct arena *arena;
	struct revision *revision;
	struct diagnostics *diagnostics;
	struct lines lines;
	bool has_text;                   /* a comment with text has been read */
	struct location seen[KEY_COUNT]; /* line 0: not read yet */
	int result;
};

static void __attribute__((format(printf, 3, 4)))
report(struct head *head, struct location at, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(head->arena, format, arguments);
	va_end(arguments);
	head->result = diag_add(head->diagnostics, DIAG_REVISION_FILE, at, "%s", text);
}

/* ------------------------------------------------------------------ names */

static void
add_name(struct head *head, struct references *list, const char *text, size_t length,
	const struct line *line, const char *what)
{
	struct location at = line_place(&head->lines, line, text, length);
	const char *name = arena_strndup(head->arena, text, length);
	const char *problem = revision_name_problem(head->arena, name, what);
	if (problem != NULL) {
		head->result = diag_add(head->diagnostics, DIAG_REVISION_ID, at, "%s", problem);
		return;
	}
	VEC_EACH (struct reference, other, *list) {
		if (strcmp(other->name, name) != 0)
			continue;
		report(head, at, "'%s' is listed twice", name);
		return;
	}
	*VEC_ADD(head->arena, list) = (struct reference){.name = name, .at = at};
}

/* Names separated by commas. The list may be empty; an item may not. */
static void
add_names(struct head *head, struct references *list, const char *text, size_t length,
	const struct line *line, const char *what)
{
	const char *end = text + length;
	while (length > 0) {
		const char *comma = memchr(text, ',', (size_t)(end - text));
		const char *item = text;
		size_t size = (size_t)((comma != NULL ? comma : end) - text);
		span_trim(&item, &size);
		if (size == 0)
			report(head, line_place(&head->lines, line, item, 1),
				"%s %s is missing between the commas", what[0] == 'i' ? "an" : "a",
				what);
		else
			add_name(head, list, item, size, line, what);
		if (comma == NULL)
			return;
		text = comma + 1;
	}
}

/* ------------------------------------------------------------------ lines */

static void
set_key(struct head *head, enum key key, const char *text, size_t length, const struct line *line)
{
	struct revision *revision = head->revision;
	struct references ids = {0};
	switch (key) {
	case KEY_REVISION:
		if (length == 0)
			report(head, line_place(&head->lines, line, line->text, line->length),
				"the id is missing after 'revision:'");
		else
			add_name(head, &ids, text, length, line, "id");
		VEC_EACH (struct reference, id, ids) {
			revision->id = id->name;
			revision->id_at = id->at;
		}
		break;
	case KEY_REVISES:
		add_names(head, &revision->parents, text, length, line, "id");
		break;
	case KEY_LABELS:
		add_names(head, &revision->labels, text, length, line, "label");
		break;
	case KEY_DEPENDS_ON:
		add_names(head, &revision->depends_on, text, length, line, "id");
		break;
	case KEY_CREATED:
		revision->created = length > 0 ? arena_strndup(head->arena, text, length) : NULL;
		break;
	case KEY_COUNT:
		break;
	}
}

static enum key
find_key(const char *name, size_t length)
{
	int key = 0;
	while (key < KEY_COUNT &&
		(strlen(key_names[key]) != length || memcmp(key_names[key], name, length) != 0))
		key++;
	return (enum key)key;
}

/*
 * The length in bytes of a word before a ':' that is followed by a space or the end; 0 if there is
 * none.
 */
static size_t
key_length(const char *text, size_t length)
{
	size_t size = 0;
	while (size < length && (char_is_word(text[size]) || text[size] == '-'))
		size++;
	if (size == length || text[size] != ':')
		return 0;
	return size + 1 == length || char_is_space(text[size + 1]) ? size : 0;
}

/*
 * Handles a word before a colon that is not a key. It is an error if it is in lower case or similar
 * to a key.
 */
static void
read_unknown_key(struct head *head, const struct line *line, const char *text, size_t size)
{
	const char *name = arena_strndup(head->arena, text, size);
	const char *lower = text_lower(head->arena, name);
	const char *near = text_nearest(lower, key_names, KEY_COUNT);
	struct location at = line_place(&head->lines, line, text, size);
	if (near != NULL) {
		report(head, at, "unknown key '%s'", name);
		diag_suggest(head->diagnostics, near);
		diag_fixit(head->diagnostics, at, near);
		return;
	}
	if (strcmp(lower, name) != 0)
		return;
	report(head, at,
		"unknown key '%s'; the keys are revision, revises, labels, depends_on "
		"and created",
		name);
	diag_note(head->diagnostics, at, "to make this line a comment, write two spaces after --");
}

static void
read_comment(struct head *head, const struct line *line)
{
	const char *text = line->text + 2;
	size_t length = line->length - 2;
	bool one_space = length > 1 && text[0] == ' ' && !char_is_space(text[1]);
	span_trim(&text, &length);
	if (length == 0)
		return;
	bool first = !head->has_text;
	head->has_text = true;
	size_t size = one_space ? key_length(text, length) : 0;
	enum key key = find_key(text, size);
	if (key == KEY_COUNT && first) {
		head->revision->message = arena_strndup(head->arena, text, length);
		head->revision->at = line_place(&head->lines, line, text, length);
	} else if (key == KEY_COUNT && size > 0) {
		read_unknown_key(head, line, text, size);
	} else if (key != KEY_COUNT && head->seen[key].line > 0) {
		report(head, line_place(&head->lines, line, text, size),
			"the key '%s' occurs twice", key_names[key]);
		diag_note(head->diagnostics, head->seen[key], "the first occurrence is here");
	} else if (key != KEY_COUNT) {
		head->seen[key] = line_place(&head->lines, line, text, size);
		text += size + 1;
		length -= size + 1;
		span_trim(&text, &length);
		set_key(head, key, text, length, line);
	}
}

/* Whether the line ends the head: a section marker, or anything that is not a comment. */
static bool
ends_head(const struct line *line)
{
	size_t length;
	const char *text = line->text;
	size_t size = line->length;
	span_trim(&text, &size);
	if (size == 0)
		return false;
	return size < 2 || memcmp(text, "--", 2) != 0 || line_directive(line, &length) != NULL;
}

static void
set_paths(struct arena *arena, struct revision *revision, const char *path)
{
	size_t stem = strlen(path);
	if (text_ends_with(path, ".sql"))
		stem -= strlen(".sql");
	revision->sql_path = path;
	revision->snapshot_path = arena_printf(arena, "%.*s.json", (int)stem, path);
	revision->folder = path_folder(arena, path);
	revision->at = (struct location){.file = path, .line = 1};
	revision->id_at = revision->at;
}

int
head_parse(struct arena *arena, struct revision *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics)
{
	*out = (struct revision){0};
	set_paths(arena, out, path);
	struct head head = {.arena = arena, .revision = out, .diagnostics = diagnostics};
	struct line line;
	lines_init(&head.lines, path, text, length);
	while (lines_next(&head.lines, &line) && !ends_head(&line)) {
		const char *nul = memchr(line.text, '\0', line.length);
		if (nul != NULL)
			report(&head, line_place(&head.lines, &line, nul, 1),
				"a revision file must not contain a NUL byte");
		else if (line.length >= 2 && memcmp(line.text, "--", 2) == 0)
			read_comment(&head, &line);
	}
	if (head.seen[KEY_REVISION].line == 0 && head.result == 0) {
		report(&head, out->id_at, "not a revision: the head has no '-- revision: ID' line");
		note_conflict_marks(diagnostics, path, text, length);
	}
	return head.result;
}

/* ------------------------------------------------------------------ the file */

/*
 * Whether the text after *checked contains the end of the head. Moves *checked to the first unread
 * line.
 */
static bool
has_whole_head(const struct strbuf *text, size_t *checked)
{
	struct lines lines;
	struct line line;
	lines_init(&lines, NULL, text->buf + *checked, text->len - *checked);
	while (lines_next(&lines, &line)) {
		if (line.text + line.length == lines.end)
			return false;
		if (ends_head(&line))
			return true;
		*checked = (size_t)(lines.next - text->buf);
	}
	return false;
}

/* Appends the blocks of the file that contain its head. Returns -1 and sets errno on failure. */
static int
read_head(struct strbuf *out, bool *whole, int descriptor)
{
	size_t checked = 0;
	struct stat info;
	if (fstat(descriptor, &info) != 0)
		return -1;
	if (!S_ISREG(info.st_mode)) {
		errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
		return -1;
	}
	while (out->len < HEAD_LIMIT && !has_whole_head(out, &checked)) {
		strbuf_grow(out, HEAD_BLOCK);
		ssize_t got = read(descriptor, out->buf + out->len, HEAD_BLOCK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (int)got;
		out->len += (size_t)got;
		out->buf[out->len] = '\0';
		*whole = info.st_size == (off_t)out->len;
	}
	if (out->len < HEAD_LIMIT)
		return 0;
	errno = EFBIG;
	return -1;
}

int
head_read(struct arena *arena, struct revision *out, const char *path,
	struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	int result = -1;
	bool whole = false;
	/*
	 * O_NONBLOCK: do not wait for the writer of a FIFO. read_head() accepts regular files only.
	 */
	int descriptor = file_open(path);
	if (descriptor >= 0 && read_head(&text, &whole, descriptor) == 0)
		result = head_parse(arena, out, path, text.buf, text.len, diagnostics);
	else
		diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read the revision: %s", file_error(errno));
	if (descriptor >= 0)
		close(descriptor);
	if (result == 0 && whole) {
		out->text = arena_strndup(arena, text.buf, text.len);
		out->text_length = text.len;
	}
	strbuf_release(&text);
	return result;
}
