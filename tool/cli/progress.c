#include "cli/progress.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	MARGIN = 3, /* columns left free, so that "^C" does not wrap the line */
	MOST_NOTICES = 100, /* reported per run; a loop in a revision can raise any number */
};

void
progress_init(struct progress *progress, struct workspace *workspace, bool quiet)
{
	*progress = (struct progress){
		.workspace = workspace, .quiet = quiet, .terminal = isatty(STDERR_FILENO)};
}

void
progress_clear(struct progress *progress)
{
	if (progress->has_line)
		fprintf(stderr, "\r\33[K");
	progress->has_line = false;
}

static bool
is_control(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F;
}

/*
 * Appends the statement as one line of at most `width` columns. A run of white space and control
 * characters becomes one space.
 */
static void
add_statement(struct strbuf *line, const char *text, size_t length, size_t width)
{
	size_t columns = line->len;
	for (size_t i = 0; i < length; i++) {
		bool continues = ((unsigned char)text[i] & 0xC0) == 0x80; /* UTF-8 */
		if (is_control(text[i]) && line->buf[line->len - 1] == ' ')
			continue;
		if (!continues && ++columns >= width)
			return;
		strbuf_addch(line, is_control(text[i]) ? ' ' : text[i]);
	}
}

static void
show_statement(struct progress *progress, const struct schemac_progress *event)
{
	struct strbuf line = STRBUF_INIT;
	if (!progress->terminal)
		return;
	strbuf_addf(&line, "[%zu/%zu] %s: ", event->move, event->move_count, event->revision->id);
	add_statement(
		&line, event->text, event->text_length, terminal_width(STDERR_FILENO) - MARGIN);
	progress_clear(progress);
	fputs(line.buf, stderr);
	progress->has_line = true;
	strbuf_release(&line);
}

static bool
was_shown(const struct progress *progress, const struct schemac_progress *event)
{
	for (size_t i = 0; i < progress->shown.len; i++)
		if (progress->shown.items[i].revision == event->revision &&
			progress->shown.items[i].direction == event->direction)
			return true;
	return false;
}

/* A revision that is repeated after a rollback is not reported again. */
static void
show_end(struct progress *progress, const struct schemac_progress *event)
{
	if (progress->restarted && was_shown(progress, event))
		return;
	*VEC_ADD(&progress->workspace->arena, &progress->shown) =
		(struct shown_revision){event->revision, event->direction};
	const char *message = event->revision->message;
	fprintf(stderr, "%s %s%s%s\n", event->direction == SCHEMAC_UP ? "upgrade" : "downgrade",
		event->revision->id, message != NULL ? " " : "", message != NULL ? message : "");
}

static void
add_notice(struct progress *progress, const struct schemac_progress *event)
{
	struct workspace *workspace = progress->workspace;
	const struct location at = {.file = arena_strdup(&workspace->arena, event->revision->file),
		.line = event->line};
	if (progress->notices++ < MOST_NOTICES)
		diag_add(&workspace->diagnostics,
			event->warning ? DIAG_SERVER_WARNING : DIAG_SERVER_NOTICE, at,
			"the server reports: %.*s", (int)event->text_length, event->text);
}

void
progress_show(void *data, const struct schemac_progress *event)
{
	struct progress *progress = data;
	if (progress->quiet)
		return;
	switch (event->event) {
	case SCHEMAC_EVENT_WAITING:
		progress_clear(progress);
		if (event->text != NULL)
			fprintf(stderr, "waiting for %.*s\n", (int)event->text_length, event->text);
		else
			fprintf(stderr, "waiting for another connection to finish\n");
		break;
	case SCHEMAC_EVENT_RESTART:
		progress->restarted = true;
		break;
	case SCHEMAC_EVENT_STATEMENT:
		show_statement(progress, event);
		break;
	case SCHEMAC_EVENT_END:
		progress_clear(progress);
		show_end(progress, event);
		break;
	case SCHEMAC_EVENT_NOTICE:
		add_notice(progress, event);
		break;
	case SCHEMAC_EVENT_BEGIN:
		break;
	}
}
