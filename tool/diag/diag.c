#include "diag/diag.h"

#include "base/secret.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define LEVEL_FIXED SEVERITY_ERROR, true
#define LEVEL_ON SEVERITY_ERROR, false
#define LEVEL_WARN SEVERITY_WARNING, false
#define LEVEL_NOTE SEVERITY_NOTE, false
#define LEVEL_OFF SEVERITY_IGNORED, false
#define OUTCOME_FINDING EXIT_FINDING
#define OUTCOME_USAGE EXIT_USAGE
#define OUTCOME_INPUT EXIT_INPUT
#define OUTCOME_ENVIRONMENT EXIT_ENVIRONMENT

static const struct diag_kind kinds[DIAG_COUNT] = {
#define DIAG(constant, id, level, outcome, title, explanation)                                     \
	{id, LEVEL_##level, OUTCOME_##outcome, title, explanation},
#include "diag/ids.def"
#undef DIAG
};

struct location
location_of_file(const char *file)
{
	return (struct location){.file = file};
}

const struct diag_kind *
diag_kind(enum diag_id id)
{
	return &kinds[id];
}

enum diag_id
diag_find(const char *name)
{
	int id = 0;
	while (id < DIAG_COUNT && strcmp(kinds[id].id, name) != 0)
		id++;
	return (enum diag_id)id;
}

const char *
diag_severity_name(enum diag_severity severity)
{
	static const char *const names[] = {
		[SEVERITY_IGNORED] = "ignored",
		[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	return names[severity];
}

void
diag_init(struct diagnostics *diagnostics, struct arena *arena)
{
	*diagnostics = (struct diagnostics){.arena = arena};
	for (int id = 0; id < DIAG_COUNT; id++) {
		diagnostics->severity[id] = kinds[id].severity;
		diagnostics->promoted[id] =
			!kinds[id].fixed && kinds[id].severity == SEVERITY_ERROR;
	}
}

static const char *
nearest_id(const char *name)
{
	const char *names[DIAG_COUNT];
	size_t count = 0;
	for (int id = 0; id < DIAG_COUNT; id++)
		if (!kinds[id].fixed)
			names[count++] = kinds[id].id;
	return text_nearest(name, names, count);
}

/* -Wall and -Wextra: changes every id that is silent by default and that no option names. */
static void
set_all(struct diagnostics *diagnostics, enum diag_severity severity)
{
	for (int id = 0; id < DIAG_COUNT; id++)
		if (kinds[id].severity == SEVERITY_IGNORED && !diagnostics->named[id])
			diagnostics->severity[id] = severity;
}

int
diag_option(struct diagnostics *diagnostics, const char *option, const char **nearest)
{
	*nearest = NULL;
	bool no = text_starts_with(option, "no-");
	const char *name = no ? option + strlen("no-") : option;
	if (text_equal(name, "error")) {
		diagnostics->werror = !no;
		return 0;
	}
	if (text_equal(name, "all") || text_equal(name, "extra")) {
		set_all(diagnostics, no ? SEVERITY_IGNORED : SEVERITY_WARNING);
		return 0;
	}
	bool error = text_starts_with(name, "error=");
	name += error ? strlen("error=") : 0;
	enum diag_id id = diag_find(name);
	if (id == DIAG_COUNT || kinds[id].fixed) {
		*nearest = nearest_id(name);
		return -1;
	}
	if (error)
		diagnostics->severity[id] = no ? SEVERITY_WARNING : SEVERITY_ERROR;
	else if (no)
		diagnostics->severity[id] = SEVERITY_IGNORED;
	else if (diagnostics->severity[id] == SEVERITY_IGNORED)
		diagnostics->severity[id] = kinds[id].severity == SEVERITY_ERROR ? SEVERITY_ERROR
										 : SEVERITY_WARNING;
	diagnostics->promoted[id] = diagnostics->severity[id] == SEVERITY_ERROR;
	diagnostics->named[id] = true;
	return 0;
}

void
diag_conceal(struct diagnostics *diagnostics, const char *text)
{
	const char *shown = secret_hide(diagnostics->arena, text);
	if (strcmp(shown, text) == 0)
		return;
	*VEC_ADD(diagnostics->arena, &diagnostics->concealed) = (struct diag_concealed){
		.text = arena_strdup(diagnostics->arena, text), .shown = shown};
}

/* The text with `shown` in place of each `old`. */
static char *
replace(struct arena *arena, const char *text, const char *old, const char *shown)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *found; (found = strstr(text, old)) != NULL; text = found + strlen(old)) {
		strbuf_add(&out, text, (size_t)(found - text));
		strbuf_addstr(&out, shown);
	}
	strbuf_addstr(&out, text);
	char *result = arena_strndup(arena, out.buf, out.len);
	strbuf_release(&out);
	return result;
}

static char *
print_text(struct diagnostics *diagnostics, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* The text of a message or a note, without passwords. */
static char *
print_text(struct diagnostics *diagnostics, const char *format, va_list arguments)
{
	char *text = arena_vprintf(diagnostics->arena, format, arguments);
	VEC_EACH (struct diag_concealed, concealed, diagnostics->concealed)
		if (strstr(text, concealed->text) != NULL)
			text = replace(diagnostics->arena, text, concealed->text, concealed->shown);
	return text;
}

/* The location, whose file may be an argument that is a URL by mistake. */
static struct location
conceal_location(const struct diagnostics *diagnostics, struct location at)
{
	VEC_EACH (const struct diag_concealed, concealed, diagnostics->concealed)
		if (text_equal(at.file, concealed->text))
			at.file = concealed->shown;
	return at;
}

int
diag_add(struct diagnostics *diagnostics, enum diag_id id, struct location at, const char *format,
	...)
{
	struct diagnostic *diagnostic = ARENA_NEW(diagnostics->arena, struct diagnostic);
	va_list arguments;
	va_start(arguments, format);
	diagnostic->message = print_text(diagnostics, format, arguments);
	va_end(arguments);
	diagnostic->id = id;
	diagnostic->at = conceal_location(diagnostics, at);
	diagnostic->severity = diagnostics->severity[id];
	diagnostic->promoted = diagnostics->promoted[id];
	if (diagnostic->severity == SEVERITY_WARNING && diagnostics->werror) {
		diagnostic->severity = SEVERITY_ERROR;
		diagnostic->promoted = true;
	}
	diagnostic->serial = diagnostics->all.len;
	*VEC_ADD(diagnostics->arena, &diagnostics->all) = diagnostic;
	return -1;
}

static struct diagnostic *
last(const struct diagnostics *diagnostics)
{
	if (diagnostics->all.len == 0)
		abort();
	return diagnostics->all.items[diagnostics->all.len - 1];
}

void
diag_note(struct diagnostics *diagnostics, struct location at, const char *format, ...)
{
	struct diag_note *note = VEC_ADD(diagnostics->arena, &last(diagnostics)->notes);
	va_list arguments;
	va_start(arguments, format);
	note->text = print_text(diagnostics, format, arguments);
	va_end(arguments);
	note->at = conceal_location(diagnostics, at);
}

void
diag_fixit(struct diagnostics *diagnostics, struct location at, const char *text)
{
	struct diag_fixit *fixit = VEC_ADD(diagnostics->arena, &last(diagnostics)->fixits);
	fixit->at = at;
	fixit->text = arena_strdup(diagnostics->arena, text);
}

void
diag_suggest(struct diagnostics *diagnostics, const char *nearest)
{
	struct diagnostic *diagnostic = last(diagnostics);
	if (nearest != NULL)
		diagnostic->message = arena_printf(diagnostics->arena,
			"%s; did you mean '%s'?", diagnostic->message, nearest);
}

struct diag_mark
diag_mark(const struct diagnostics *diagnostics)
{
	return (struct diag_mark){.count = diagnostics->all.len};
}

void
diag_rewind(struct diagnostics *diagnostics, struct diag_mark mark)
{
	diagnostics->all.len = mark.count;
}

size_t
diag_errors(const struct diagnostics *diagnostics)
{
	size_t errors = 0;
	VEC_EACH (struct diagnostic *, diagnostic, diagnostics->all)
		errors += (*diagnostic)->severity == SEVERITY_ERROR;
	return errors;
}

enum exit_status
diag_exit_status(const struct diagnostics *diagnostics)
{
	enum exit_status status = EXIT_OK;
	VEC_EACH (struct diagnostic *, diagnostic, diagnostics->all)
		if ((*diagnostic)->severity == SEVERITY_ERROR &&
			kinds[(*diagnostic)->id].outcome > status)
			status = kinds[(*diagnostic)->id].outcome;
	return status;
}

static int
compare_places(const struct diagnostic *x, const struct diagnostic *y)
{
	int order =
		strcmp(x->at.file != NULL ? x->at.file : "", y->at.file != NULL ? y->at.file : "");
	if (order == 0)
		order = (x->at.line > y->at.line) - (x->at.line < y->at.line);
	if (order == 0)
		order = (x->at.column > y->at.column) - (x->at.column < y->at.column);
	return order;
}

static int
compare(const void *a, const void *b)
{
	const struct diagnostic *x = *(struct diagnostic *const *)a;
	const struct diagnostic *y = *(struct diagnostic *const *)b;
	int order = compare_places(x, y);
	return order != 0 ? order : (x->serial > y->serial) - (x->serial < y->serial);
}

static bool
repeats(const struct diagnostic *x, const struct diagnostic *y)
{
	return x->id == y->id && compare_places(x, y) == 0 && strcmp(x->message, y->message) == 0;
}

void
diag_sort(struct diagnostics *diagnostics)
{
	size_t kept = 0;
	if (diagnostics->all.len == 0)
		return;
	qsort(diagnostics->all.items, diagnostics->all.len, sizeof(*diagnostics->all.items),
		compare);
	for (size_t i = 0; i < diagnostics->all.len; i++) {
		struct diagnostic *diagnostic = diagnostics->all.items[i];
		bool repeated = false;
		for (size_t k = kept; k > 0 && !repeated; k--) {
			if (compare_places(diagnostics->all.items[k - 1], diagnostic) != 0)
				break;
			repeated = repeats(diagnostics->all.items[k - 1], diagnostic);
		}
		if (!repeated)
			diagnostics->all.items[kept++] = diagnostic;
	}
	diagnostics->all.len = kept;
}
