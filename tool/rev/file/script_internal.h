/*
 * script_parser: a revision file as its sections are being read. Only script.c and directive.c
 * include this.
 */
#ifndef SCHEMAC_REV_FILE_SCRIPT_INTERNAL_H
#define SCHEMAC_REV_FILE_SCRIPT_INTERNAL_H

#include "rev/file/script.h"

struct script_parser {
	struct arena *arena;
	struct script *script;
	struct diagnostics *diagnostics;
	const char *file;
	const char *counted;     /* up to here the line feeds are counted */
	unsigned line;           /* of `counted`, from 1 */
	struct section *section; /* NULL: still in the head */

	/* SQL that is no step yet. */
	const char *start;    /* its first byte, a comment's too; NULL: nothing yet */
	const char *end;      /* behind its last token; NULL: only comments so far */
	bool terminated;      /* the last token is ';' */
	struct location last; /* of the last token */

	const char *rebuild; /* the table between rebuild and rebuild-end; NULL: outside */
	struct location rebuild_at;
	struct location irreversible_at;

	size_t errors;
};

/* The place of length bytes of the file's text. */
struct location script_place(struct script_parser *parser, const char *text, size_t length);

/* Reports and goes on; always -1. */
int script_error(struct script_parser *parser, struct location at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Makes a step of the SQL that came before, if there is any. */
void script_flush(struct script_parser *parser);

/* Ends the section that is open, and opens another where one is given. */
void script_begin_section(struct script_parser *parser, struct section *section);

/* Adds a step to the section. */
struct schemac_step *script_add_step(
	struct script_parser *parser, enum schemac_step_kind kind, struct location at);

/* Reads a directive: what stands behind "-- schemac:" in the comment given. */
void script_read_directive(struct script_parser *parser, const char *comment, size_t comment_length,
	const char *text, size_t length);

#endif
