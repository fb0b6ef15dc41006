/*
 * conditional: which lines of a header stand between #if and #endif, to warn of tables that look
 * different in different configurations. Conditions are not evaluated; include guards, what asks
 * for __SCHEMAC__ or __cplusplus only, and what asks for nothing (#if 0) do not count.
 */
#ifndef SCHEMAC_FRONT_C_CONDITIONAL_H
#define SCHEMAC_FRONT_C_CONDITIONAL_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/lexer.h"

/* The lines between two directives of one #if. */
struct conditional {
	unsigned first, last;      /* lines, from 1; the file's last while it is open */
	struct location at;        /* of the directive before them */
	const char *text;          /* the condition of the #if as written: "ifdef DEBUG" */
	bool counts;
	bool reported;             /* a warning names it already */
	struct conditional *outer; /* or NULL */
};

VEC_STRUCT(conditionals, struct conditional *); /* by their first line */

struct conditional_reader {
	struct arena *arena;
	const char *file;
	struct conditionals *out;
	struct conditional *open; /* the innermost, or NULL */
	const char *guard; /* what the file's first #ifndef asks for, until the next directive */
	bool started;             /* the file has shown something but comments */
};

/* Takes one directive; last_line is the last that it covers. */
void conditional_read(struct conditional_reader *reader, const struct token *directive,
	unsigned last_line);

/* The innermost that counts and covers the line, or NULL. */
struct conditional *conditional_find(const struct conditionals *all, unsigned line);

#endif
