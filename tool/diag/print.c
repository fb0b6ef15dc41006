/*
 * print: diagnostics as text, in the format of gcc, which editors understand:
 *
 *	user.h:12:14: error: column 'users.phone' is in the models but not in any revision [-Werror=drift]
 *	   12 |         char phone[21];
 *	      |              ^~~~~
 *	versions/27c6a30d7c24_add_users_phone.sql: note: the draft
 */
#include "diag/print.h"

#include "base/secret.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "diag/excerpt.h"
#include "diag/machine.h"

#include <string.h>

enum {
	TAB_WIDTH = 8,     /* columns */
	EXCERPT_MAX = 400, /* how many bytes of a source line are shown */
};

struct printer {
	struct excerpts excerpts;
	FILE *stream;
	bool colour;
};

/* The colours of gcc (GCC_COLORS in its manual). */
static const char *const severity_colours[] = {
	[SEVERITY_IGNORED] = "",
	[SEVERITY_NOTE] = "\33[1;36m",
	[SEVERITY_WARNING] = "\33[1;35m",
	[SEVERITY_ERROR] = "\33[1;31m",
};

static void
paint(const struct printer *printer, const char *colour)
{
	if (printer->colour)
		fputs(colour, printer->stream);
}

/* Tabs become spaces; control characters become '?'. */
static void
add_visible(struct strbuf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\t')
			do
				strbuf_addch(out, ' ');
			while (out->len % TAB_WIDTH != 0);
		else
			strbuf_addch(out,
				(unsigned char)text[i] < ' ' || text[i] == 127 ? '?' : text[i]);
	}
}

/* The width of the text on a terminal: UTF-8 continuation bytes do not count. */
static size_t
width_of(const char *text, size_t length)
{
	size_t width = 0;
	for (size_t i = 0; i < length; i++)
		width += ((unsigned char)text[i] & 0xC0) != 0x80;
	return width;
}

static void
print_marks(const struct printer *printer, const struct location *at, const char *line,
	size_t length, enum diag_severity severity)
{
	struct strbuf visible = STRBUF_INIT;
	size_t start = at->column - 1 < length ? at->column - 1 : length;
	size_t span = at->length > length - start ? length - start : at->length;
	add_visible(&visible, line, start);
	fprintf(printer->stream, "      | %*s", (int)width_of(visible.buf, visible.len), "");
	paint(printer, severity_colours[severity]);
	fputc('^', printer->stream);
	for (size_t i = 1; i < width_of(line + start, span); i++)
		fputc('~', printer->stream);
	paint(printer, "\33[0m");
	fputc('\n', printer->stream);
	strbuf_release(&visible);
}

/* The line; a line of schemac.ini, which may contain the URL of a database, without passwords. */
static const char *
visible_line(struct printer *printer, const struct location *at, size_t *length)
{
	const char *line = excerpts_line(&printer->excerpts, at->file, at->line, length);
	if (line == NULL || !text_ends_with(at->file, ".ini"))
		return line;
	struct arena *arena = &printer->excerpts.arena;
	line = secret_hide(arena, arena_strndup(arena, line, *length));
	*length = strlen(line);
	return line;
}

static void
print_excerpt(struct printer *printer, const struct location *at, enum diag_severity severity)
{
	size_t length;
	if (at->file == NULL || at->line == 0)
		return;
	const char *line = visible_line(printer, at, &length);
	if (line == NULL)
		return;
	struct strbuf visible = STRBUF_INIT;
	if (length > EXCERPT_MAX)
		length = EXCERPT_MAX;
	add_visible(&visible, line, length);
	fprintf(printer->stream, "%5u | %s\n", at->line, visible.buf);
	if (at->column > 0 && at->column <= length + 1)
		print_marks(printer, at, line, length, severity);
	strbuf_release(&visible);
}

static void
print_fixit(struct printer *printer, const struct diag_fixit *fixit)
{
	size_t length;
	if (fixit->at.file == NULL || fixit->at.line == 0 || fixit->at.column == 0)
		return;
	const char *line = excerpts_line(
		&printer->excerpts, fixit->at.file, fixit->at.line, &length);
	if (line == NULL || fixit->at.column - 1 > length || length > EXCERPT_MAX)
		return;
	if (text_ends_with(fixit->text, "\n")) {
		fputs("  +++ | ", printer->stream); /* a new line, like gcc's */
		paint(printer, "\33[32m");
		fwrite(fixit->text, 1, strlen(fixit->text) - 1, printer->stream);
		paint(printer, "\33[0m");
		fputc('\n', printer->stream);
		return;
	}
	struct strbuf visible = STRBUF_INIT;
	add_visible(&visible, line, fixit->at.column - 1);
	fprintf(printer->stream, "      | %*s", (int)width_of(visible.buf, visible.len), "");
	paint(printer, "\33[32m");
	fputs(fixit->text, printer->stream);
	for (unsigned i = 0; fixit->text[0] == '\0' && i < fixit->at.length; i++)
		fputc('-', printer->stream); /* a deletion, in the format of gcc */
	paint(printer, "\33[0m");
	fputc('\n', printer->stream);
	strbuf_release(&visible);
}

/* A message may quote a file or a database: control characters become '?'. */
static void
print_text(const struct printer *printer, const char *text)
{
	for (; *text != '\0'; text++)
		fputc(((unsigned char)*text < ' ' && *text != '\n') || *text == 127 ? '?' : *text,
			printer->stream);
}

static void
print_head(const struct printer *printer, const struct location *at, enum diag_severity severity)
{
	paint(printer, "\33[1m");
	print_text(printer, at->file != NULL ? at->file : "schemac");
	if (at->file != NULL && at->line > 0)
		fprintf(printer->stream, ":%u", at->line);
	if (at->file != NULL && at->line > 0 && at->column > 0)
		fprintf(printer->stream, ":%u", at->column);
	fputs(": ", printer->stream);
	paint(printer, "\33[0m");
	paint(printer, severity_colours[severity]);
	fprintf(printer->stream, "%s: ", diag_severity_name(severity));
	paint(printer, "\33[0m");
}

static void
print_one(struct printer *printer, const struct diagnostic *diagnostic)
{
	const struct diag_kind *kind = diag_kind(diagnostic->id);
	print_head(printer, &diagnostic->at, diagnostic->severity);
	paint(printer, "\33[1m");
	print_text(printer, diagnostic->message);
	paint(printer, "\33[0m");
	fprintf(printer->stream, " [%s%s]\n",
		kind->fixed ? "" : diagnostic->promoted ? "-Werror=" : "-W", kind->id);
	print_excerpt(printer, &diagnostic->at, diagnostic->severity);
	VEC_EACH (const struct diag_fixit, fixit, diagnostic->fixits)
		print_fixit(printer, fixit);
	VEC_EACH (const struct diag_note, note, diagnostic->notes) {
		print_head(printer, &note->at, SEVERITY_NOTE);
		print_text(printer, note->text);
		fputc('\n', printer->stream);
		print_excerpt(printer, &note->at, SEVERITY_NOTE);
	}
}

static void
print_all_text(struct diagnostics *diagnostics, FILE *stream, bool colour)
{
	struct printer printer = {.stream = stream, .colour = colour};
	size_t errors = 0;
	VEC_EACH (struct diagnostic *, diagnostic, diagnostics->all) {
		if ((*diagnostic)->severity == SEVERITY_IGNORED)
			continue;
		errors += (*diagnostic)->severity == SEVERITY_ERROR;
		if (diagnostics->max_errors > 0 && errors > diagnostics->max_errors) {
			fprintf(stream,
				"schemac: note: stopped after %u error%s because of -fmax-errors\n",
				diagnostics->max_errors, diagnostics->max_errors == 1 ? "" : "s");
			break;
		}
		print_one(&printer, *diagnostic);
	}
	excerpts_release(&printer.excerpts);
}

void
diag_print(struct diagnostics *diagnostics, FILE *stream, enum diag_format format, bool colour)
{
	diag_sort(diagnostics);
	if (format == DIAG_TEXT)
		print_all_text(diagnostics, stream, colour);
	else
		diag_print_machine(diagnostics, stream, format);
}
