/*
 * diag: diagnostics about the input, in the style of a compiler.
 *
 * A diagnostic has an id (ids.def), a location, a message, notes with locations of their own, and
 * fix-its. Diagnostics are collected. At the end they are printed once, sorted by location, without
 * duplicates and up to a limit. The function that detects an error reports it and returns the -1 of
 * diag_add(). Its callers return -1 without a further message.
 *
 * All texts are copied into the arena given at init. Must not depend on: schemas, revisions,
 * databases.
 */
#ifndef SCHEMAC_DIAG_DIAG_H
#define SCHEMAC_DIAG_DIAG_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdio.h>

/* A location in a file; zeroed: none. The file name is borrowed and must outlive the location. */
struct location {
	const char *file; /* as the user would type it; NULL: no location */
	unsigned line;    /* from 1; 0: the file as a whole */
	unsigned column;  /* bytes, from 1, without a byte order mark; 0: the line as a whole */
	unsigned length;  /* bytes that the caret line underlines; 0 counts as 1 */
};

/* The location of a file as a whole. */
struct location location_of_file(const char *file);

enum diag_id {
#define DIAG(constant, id, level, outcome, title, explanation) DIAG_##constant,
#include "diag/ids.def"
#undef DIAG
	DIAG_COUNT
};

enum diag_severity { SEVERITY_IGNORED, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* The exit statuses of the process, see schemac(1). */
enum exit_status { EXIT_OK, EXIT_FINDING, EXIT_USAGE, EXIT_INPUT, EXIT_ENVIRONMENT };

/* The entry of an id in ids.def. */
struct diag_kind {
	const char *id;
	enum diag_severity severity; /* without -W options */
	bool fixed;                  /* -W does not change it */
	enum exit_status outcome;
	const char *title;
	const char *explanation;
};

const struct diag_kind *diag_kind(enum diag_id id);

/* The id with this name, or DIAG_COUNT. */
enum diag_id diag_find(const char *name);

/* "note", "warning" or "error". */
const char *diag_severity_name(enum diag_severity severity);

struct diag_note {
	struct location at; /* may be zeroed: no location */
	const char *text;
};

/* Replaces at.length bytes at a location with the text; length 0 inserts the text there. */
struct diag_fixit {
	struct location at;
	const char *text;
};

struct diagnostic {
	enum diag_id id;
	enum diag_severity severity; /* with -W options */
	bool promoted;               /* an error by default or by a -W option, not FIXED */
	struct location at;
	const char *message;
	VEC(struct diag_note) notes;
	VEC(struct diag_fixit) fixits;
	size_t serial; /* in the order of diag_add(), from 0 */
};

/* A text that contains a password, and how messages show it. */
struct diag_concealed {
	const char *text, *shown;
};

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB, DIAG_MSVC };

struct diagnostics {
	struct arena *arena;
	VEC(struct diagnostic *) all;
	enum diag_severity severity[DIAG_COUNT];
	bool promoted[DIAG_COUNT];
	bool named[DIAG_COUNT]; /* a -W option names the id, and -Wall does not change it */
	bool werror;         /* -Werror: every warning is an error */
	unsigned max_errors; /* -fmax-errors=N; 0: no limit */
	VEC(struct diag_concealed) concealed; /* diag_conceal() */
};

void diag_init(struct diagnostics *diagnostics, struct arena *arena);

/*
 * Applies one -W option, without its "-W": "drift", "no-drift", "error=drift", "no-error=drift",
 * "error", "no-error"; "all" or "extra" turns on everything that is silent by default. -1 if there
 * is no id with this name or its severity is fixed; *nearest is then a similar id, or NULL.
 */
int diag_option(struct diagnostics *diagnostics, const char *option, const char **nearest);

/*
 * Diagnostics that are added from now on show this text without its passwords, if it is a database
 * URL or a connection string that contains any (base/secret.h). For every text that a user gives:
 * a mistake can bring a URL into any message.
 */
void diag_conceal(struct diagnostics *diagnostics, const char *text);

/* Adds a diagnostic. Always -1, for `return diag_add(…)`. */
int diag_add(struct diagnostics *diagnostics, enum diag_id id, struct location at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Add a note or a fix-it to the last diagnostic. */
void diag_note(struct diagnostics *diagnostics, struct location at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_fixit(struct diagnostics *diagnostics, struct location at, const char *text);

/*
 * Appends "; did you mean 'NEAREST'?" to the message of the last diagnostic. Does nothing if
 * nearest is NULL, which text_nearest() may return.
 */
void diag_suggest(struct diagnostics *diagnostics, const char *nearest);

/* A point to which diag_rewind() returns. */
struct diag_mark {
	size_t count;
};

struct diag_mark diag_mark(const struct diagnostics *diagnostics);

/*
 * Removes all diagnostics added since the mark, for an attempt whose failure is not reported. The
 * mark is valid until diagnostics before it are removed or sorted.
 */
void diag_rewind(struct diagnostics *diagnostics, struct diag_mark mark);

/* The number of errors. */
size_t diag_errors(const struct diagnostics *diagnostics);

/* EXIT_OK without errors, otherwise the largest outcome of an error. */
enum exit_status diag_exit_status(const struct diagnostics *diagnostics);

/*
 * Sorts by file, line, column and order of diag_add(); removes duplicates (id, location and
 * message).
 */
void diag_sort(struct diagnostics *diagnostics);

#endif
