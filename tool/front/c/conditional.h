/*
 * conditional: finds the lines of a header that depend on an #if, to warn about tables that differ
 * between configurations. Conditions are not evaluated. Include guards, constant conditions (#if
 * 0), and conditions that test only __SCHEMAC__ or __cplusplus are ignored.
 */
#ifndef SCHEMAC_FRONT_C_CONDITIONAL_H
#define SCHEMAC_FRONT_C_CONDITIONAL_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/lexer.h"

/* One branch of an #if: the lines between two of its directives. */
struct conditional {
	unsigned first, last;      /* lines, from 1; last is UINT_MAX until the branch ends */
	struct location at;        /* of the directive that begins the branch */
	const char *text;          /* the condition of the #if as written: "ifdef DEBUG" */
	bool counts;               /* the schema may depend on it */
	bool reported;             /* a warning about it was added */
	struct conditional *outer; /* or NULL */
};

VEC_STRUCT(conditionals, struct conditional *); /* sorted by first line */

struct conditional_reader {
	struct arena *arena;
	const char *file;
	struct conditionals *out;
	struct conditional *open; /* the innermost, or NULL */
	const char *guard; /* the macro that the first #ifndef tests, until the next directive */
	bool started;             /* a token or directive has been read */
};

/* Reads one directive, which ends on last_line. */
void conditional_read(struct conditional_reader *reader, const struct token *directive,
	unsigned last_line);

/* The innermost conditional with `counts` set that contains the line, or NULL. */
struct conditional *conditional_find(const struct conditionals *all, unsigned line);

#endif
