/*
 * conditional: the lines of a header that depend on an #if, in order to warn about tables that
 * differ between configurations. Conditions are not evaluated. Include guards, conditions on
 * __SCHEMAC__ or __cplusplus only, and constant conditions (#if 0) do not count.
 */
#ifndef SCHEMAC_FRONT_C_CONDITIONAL_H
#define SCHEMAC_FRONT_C_CONDITIONAL_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/lexer.h"

/* The lines between two directives of one #if. */
struct conditional {
	unsigned first, last;      /* lines, from 1; last is UINT_MAX while it is open */
	struct location at;        /* of the directive before them */
	const char *text;          /* the condition of the #if as written: "ifdef DEBUG" */
	bool counts;               /* the schema may depend on it */
	bool reported;             /* a warning about it was added */
	struct conditional *outer; /* or NULL */
};

VEC_STRUCT(conditionals, struct conditional *); /* by their first line */

struct conditional_reader {
	struct arena *arena;
	const char *file;
	struct conditionals *out;
	struct conditional *open; /* the innermost, or NULL */
	const char *guard; /* the macro that the first #ifndef tests, until the next directive */
	bool started;             /* a token or directive was read */
};

/* Reads one directive; last_line is the last line that it is on. */
void conditional_read(struct conditional_reader *reader, const struct token *directive,
	unsigned last_line);

/* The innermost conditional that counts and contains the line, or NULL. */
struct conditional *conditional_find(const struct conditionals *all, unsigned line);

#endif
