#include "rev/file/head_edit.h"

#include "base/text.h"
#include "rev/file/lines.h"

#include <string.h>

static const char revises[] = "-- revises:";

static bool
is_revises(const struct line *line)
{
	return line->length >= strlen(revises) && memcmp(line->text, revises, strlen(revises)) == 0;
}

/* Whether the head has a "revises" line. */
static bool
has_revises(const struct revision *revision, const char *sql, size_t length)
{
	struct lines lines;
	struct line line;
	size_t unused;
	lines_init(&lines, revision->sql_path, sql, length);
	while (lines_next(&lines, &line) && line_directive(&line, &unused) == NULL)
		if (is_revises(&line))
			return true;
	return false;
}

/* Whether the name is still where it was read in the line. The file may have changed since. */
static bool
has_name_at(const struct line *line, const struct location *at, const char *name)
{
	size_t length = strlen(name);
	return at->line == line->number && at->column > 0 &&
	       at->column - 1 + length <= line->length &&
	       memcmp(line->text + at->column - 1, name, length) == 0;
}

/* Appends the line. Replaces the ids in depends_on that were renamed. */
static void
add_dependencies(struct strbuf *out, const struct revision *revision, const struct line *line,
	const struct head_edit *edit)
{
	size_t done = 0;
	VEC_EACH (const struct reference, needed, revision->depends_on) {
		const char *name = map_find(edit->renamed, needed->name);
		if (name == NULL || !has_name_at(line, &needed->at, needed->name))
			continue;
		size_t start = needed->at.column - 1;
		strbuf_add(out, line->text + done, start - done);
		strbuf_addstr(out, name);
		done = start + strlen(needed->name);
	}
	strbuf_add(out, line->text + done, line->length - done);
}

static void
add_line(struct strbuf *out, const struct revision *revision, const struct line *line,
	const struct head_edit *edit)
{
	if (has_name_at(line, &revision->id_at, revision->id)) {
		size_t start = revision->id_at.column - 1;
		size_t end = start + strlen(revision->id);
		strbuf_add(out, line->text, start);
		strbuf_addstr(out, edit->id);
		strbuf_add(out, line->text + end, line->length - end);
	} else if (is_revises(line)) {
		strbuf_addf(out, "%s %s", revises, edit->parent);
	} else {
		add_dependencies(out, revision, line, edit);
	}
}

void
head_edit_print(struct strbuf *out, const struct revision *revision, const char *sql, size_t length,
	const struct head_edit *edit)
{
	bool lacks_parent = !has_revises(revision, sql, length);
	const char *copied = sql; /* everything before this has been appended to out */
	struct lines lines;
	struct line line;
	size_t unused;
	lines_init(&lines, revision->sql_path, sql, length);
	while (lines_next(&lines, &line) && line_directive(&line, &unused) == NULL) {
		const char *ending = line.text + line.length;
		strbuf_add(out, copied, (size_t)(line.text - copied));
		add_line(out, revision, &line, edit);
		if (lacks_parent && has_name_at(&line, &revision->id_at, revision->id)) {
			strbuf_add(out, ending, (size_t)(lines.next - ending));
			if (lines.next == ending)
				strbuf_addch(out, '\n');
			strbuf_addf(out, "%s %s", revises, edit->parent);
		}
		copied = ending;
	}
	strbuf_add(out, copied, (size_t)(sql + length - copied));
}
