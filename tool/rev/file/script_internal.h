/*
 * script_internal: the state while the sections of a revision file are read. Only script*.c include
 * this.
 */
#ifndef SCHEMAC_REV_FILE_SCRIPT_INTERNAL_H
#define SCHEMAC_REV_FILE_SCRIPT_INTERNAL_H

#include "rev/file/script.h"

struct script_parser {
	struct arena *arena;
	struct script *script;
	struct diagnostics *diagnostics;
	const char *file;
	const char *counted;     /* the line feeds before this have been counted */
	unsigned line;           /* line number of `counted`, from 1 */
	struct section *section; /* NULL: in the head */

	/* SQL that is not part of a step yet. */
	const char *start;    /* its first byte, comments included; NULL: none */
	const char *end;      /* after its last token; NULL: only comments so far */
	bool terminated;      /* the last token is ';' */
	struct location last; /* of the last token */

	const char *rebuild; /* the table being rebuilt; NULL: outside rebuild and rebuild-end */
	struct location rebuild_at;
	struct location irreversible_at;

	size_t errors;
};

/* The location of length bytes of the file's text. */
struct location script_place(struct script_parser *parser, const char *text, size_t length);

/* Reports an error. Always returns -1. */
int script_error(struct script_parser *parser, struct location at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Makes a step from the SQL before the current position, if there is any. */
void script_flush(struct script_parser *parser);

/* Ends the current section, if any, and begins the next one (NULL: none). */
void script_begin_section(struct script_parser *parser, struct section *section);

/* Adds a step to the current section. */
struct schemac_step *script_add_step(
	struct script_parser *parser, enum schemac_step_kind kind, struct location at);

/* The rest of a directive after its name. */
struct script_arguments {
	const char *text; /* trimmed */
	size_t length;
	struct location at; /* of the whole comment */
	const char *name;   /* of the directive */
	const char *line;   /* the comment's first byte */
};

/* Reports arguments that do not match the form. Always returns -1. */
int script_wrong(
	struct script_parser *parser, const struct script_arguments *arguments, const char *form);

/* Ends the statement before a directive that must be between statements. */
void script_split_statements(
	struct script_parser *parser, const struct script_arguments *arguments);

/* Reads the directives keep and keep-end. */
void script_read_keep(struct script_parser *parser, struct script_arguments *arguments);

/* Reports each keep of the current section without a keep-end. */
void script_check_keeps(struct script_parser *parser);

/* Reads a directive. text is the part of the comment after "-- schemac:". */
void script_read_directive(struct script_parser *parser, const char *comment, size_t comment_length,
	const char *text, size_t length);

#endif
