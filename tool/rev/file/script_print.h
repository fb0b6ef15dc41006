/*
 * script_print: a revision file as text, from its parts.
 */
#ifndef SCHEMAC_REV_FILE_SCRIPT_PRINT_H
#define SCHEMAC_REV_FILE_SCRIPT_PRINT_H

#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"
#include "schema/dialect_id.h"

#include <schemac/runtime.h>

#include <stdbool.h>

/* A section of a file that is to be written. */
struct section_text {
	enum schemac_direction direction;
	enum dialect_id dialect; /* DIALECT_COUNT: for all */
	bool no_transaction;
	const char *irreversible; /* the reason; NULL: `sql` is printed */
	const char *sql;          /* statements and directives; may be "" */
};

VEC_STRUCT(section_texts, struct section_text);

/* A revision file that is to be written. */
struct revision_text {
	const char *message; /* NULL or "": none. What follows its first line becomes notes. */
	struct texts notes;  /* comment lines of the head: what is lost, what to check */
	const char *id;
	struct texts parents, labels, depends_on;
	const char *created; /* NULL: not said */
	struct section_texts sections;
};

/* Appends the file. No message or note can be taken for a key or a directive. */
void script_print(struct strbuf *out, const struct revision_text *revision);

#endif
