/*
 * diag: everything that schemac has to say about its input, as a compiler would.
 *
 * A diagnostic has an id (ids.def), a place, a message, notes with places of their own, and
 * fix-its. They are collected, and printed once by the command: sorted by place, without repeats,
 * up to a limit. Functions that find an error report it where it is understood and return what
 * diag_add() returns, -1; above, -1 is passed on without another message.
 *
 * All texts are copied into the arena given at init. Must not know: schemas, revisions, databases.
 */
#ifndef SCHEMAC_DIAG_DIAG_H
#define SCHEMAC_DIAG_DIAG_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdio.h>

/* A place in a file. All zero: no place. The file's name is borrowed and outlives the place. */
struct location {
	const char *file; /* as a user would type it; NULL: no place */
	unsigned line;    /* from 1; 0: the file as a whole */
	unsigned column;  /* bytes, from 1, a byte order mark aside; 0: the line as a whole */
	unsigned length;  /* bytes that the caret line underlines; 0 counts as 1 */
};

/* The whole of a file as a place. */
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

/* What ids.def says of an id. */
struct diag_kind {
	const char *id;
	enum diag_severity severity; /* before any -W */
	bool fixed;                  /* no -W changes it */
	enum exit_status outcome;
	const char *title;
	const char *explanation;
};

const struct diag_kind *diag_kind(enum diag_id id);

/* The id of that name, or DIAG_COUNT. */
enum diag_id diag_find(const char *name);

/* "note", "warning" or "error". */
const char *diag_severity_name(enum diag_severity severity);

struct diag_note {
	struct location at; /* may be no place */
	const char *text;
};

/* Replaces at.length bytes at a place (0 inserts before it) by text. */
struct diag_fixit {
	struct location at;
	const char *text;
};

struct diagnostic {
	enum diag_id id;
	enum diag_severity severity; /* after -W */
	bool promoted;               /* a warning that -Werror or the default made an error */
	struct location at;
	const char *message;
	VEC(struct diag_note) notes;
	VEC(struct diag_fixit) fixits;
	size_t serial; /* in the order they were added, from 0 */
};

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB, DIAG_MSVC };

struct diagnostics {
	struct arena *arena;
	VEC(struct diagnostic *) all;
	enum diag_severity severity[DIAG_COUNT];
	bool promoted[DIAG_COUNT];
	bool named[DIAG_COUNT]; /* a -W option names the id; -Wall does not change it */
	bool werror;         /* -Werror: every warning is an error */
	unsigned max_errors; /* -fmax-errors=N; 0: no limit */
};

void diag_init(struct diagnostics *diagnostics, struct arena *arena);

/*
 * Applies one -W option, without its "-W": "drift", "no-drift", "error=drift", "no-error=drift",
 * "error", "no-error"; "all" or "extra" turns on everything that is silent by default. -1 if there is
 * no such id or it is fixed; *nearest is then a similar id, or NULL.
 */
int diag_option(struct diagnostics *diagnostics, const char *option, const char **nearest);

/* Adds a diagnostic. Always -1, for `return diag_add(…)`. */
int diag_add(struct diagnostics *diagnostics, enum diag_id id, struct location at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds to the diagnostic that was added last. */
void diag_note(struct diagnostics *diagnostics, struct location at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_fixit(struct diagnostics *diagnostics, struct location at, const char *text);

/*
 * Appends "; did you mean 'NEAREST'?" to the message of the diagnostic that was added last. Does
 * nothing if nearest is NULL, so that it takes what text_nearest() returns.
 */
void diag_suggest(struct diagnostics *diagnostics, const char *nearest);

/* How many diagnostics there are: a point to which diag_rewind() returns. */
struct diag_mark {
	size_t count;
};

struct diag_mark diag_mark(const struct diagnostics *diagnostics);

/*
 * Removes everything that was added since the mark: for an attempt whose failure is not the
 * user's concern. The mark stays valid until diagnostics before it are removed or sorted.
 */
void diag_rewind(struct diagnostics *diagnostics, struct diag_mark mark);

/* How many errors there are, after -W. */
size_t diag_errors(const struct diagnostics *diagnostics);

/* EXIT_OK without errors, else the largest outcome of an error. */
enum exit_status diag_exit_status(const struct diagnostics *diagnostics);

/* Sorts by file, line, column, order of adding; drops repeats of (id, place, message). */
void diag_sort(struct diagnostics *diagnostics);

#endif
