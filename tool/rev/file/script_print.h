/*
 * script_print: the text of a new revision file.
 */
#ifndef SCHEMAC_REV_FILE_SCRIPT_PRINT_H
#define SCHEMAC_REV_FILE_SCRIPT_PRINT_H

#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"
#include "schema/dialect_id.h"

#include <schemac/runtime.h>

#include <stdbool.h>

/* A section of the file. */
struct section_text {
	enum schemac_direction direction;
	enum dialect_id dialect; /* DIALECT_COUNT: all dialects */
	bool no_transaction;
	const char *irreversible; /* the reason; NULL: `sql` is printed */
	const char *sql;          /* statements and directives; may be "" */
};

VEC_STRUCT(section_texts, struct section_text);

/* The parts of the file. */
struct revision_text {
	const char *message; /* lines after the first become notes; NULL or "": none */
	struct texts notes;  /* comments in the head: data losses, things to check */
	const char *id;
	struct texts parents, labels, depends_on;
	const char *created; /* NULL: omitted */
	struct section_texts sections;
};

/*
 * Appends the file. Messages and notes are printed so that they cannot be read as keys or
 * directives.
 */
void script_print(struct strbuf *out, const struct revision_text *revision);

#endif
