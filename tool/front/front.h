/*
 * front: reads annotated C headers (schemac-model(7)) into a schema.
 *
 * One run of the project's own compiler preprocesses all headers together. Types, sizes and values
 * are taken from its output, byte positions from the text of the headers. Headers that a given
 * header includes are also read.
 *
 * c/ reads C and does not depend on SQL, model/ turns the declarations into tables, enums and
 * objects, and check/ checks the result. Everything is allocated in the caller's arena. No files
 * are written.
 *
 * Must not know: databases beyond the names of the dialects, revisions, the command line.
 */
#ifndef SCHEMAC_FRONT_FRONT_H
#define SCHEMAC_FRONT_FRONT_H

#include "base/arena.h"
#include "base/text.h"
#include "diag/diag.h"
#include "front/c/compilation.h"
#include "schema/schema.h"

struct front_options {
	struct compilation compilation;
	bool own_dependencies; /* like -MMD: no system headers among the dependencies */
};

/*
 * Adds the declarations of the headers to the schema. Returns -1 if an error was reported. If
 * dependencies is not NULL, it receives every file that was read, sorted and without duplicates;
 * after an error the list may be incomplete.
 */
int front_read(struct arena *arena, struct schema *schema, const struct front_options *options,
	struct diagnostics *diagnostics, struct texts *dependencies);

/*
 * Checks the schema as a whole: repeated names, references to missing tables and columns. Call it
 * after front_read(), even if that failed. In an incomplete schema, missing tables and columns are
 * not reported. Errors of one dialect are reported only if it is a dialect of the project. Returns -1 if an error was reported.
 */
int front_check(struct arena *arena, struct schema *schema, const bool dialects[DIALECT_COUNT],
	struct diagnostics *diagnostics);

#endif
