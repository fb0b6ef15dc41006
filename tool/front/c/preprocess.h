/*
 * preprocess: runs the project's own compiler on the headers, without a shell.
 */
#ifndef SCHEMAC_FRONT_C_PREPROCESS_H
#define SCHEMAC_FRONT_C_PREPROCESS_H

#include "front/c/compilation.h"
#include "front/c/parser/unit_reader.h"

/*
 * Runs `cc -E -D__SCHEMAC__` on all headers together. While the compiler runs, the reader reads its
 * output and the sources are loaded. Returns -1 if the compiler cannot be run or reports an error;
 * its messages then become diagnostics, and the unit is unusable.
 */
int preprocess_headers(struct arena *arena, const struct compilation *compilation,
	struct sources *sources, struct diagnostics *diagnostics, struct unit_reader *reader);

/*
 * Runs the compiler's syntax check on the headers, without __SCHEMAC__. Returns -1 if the compiler
 * reports errors, which become diagnostics.
 */
int preprocess_check_syntax(struct arena *arena, const struct compilation *compilation,
	struct diagnostics *diagnostics);

#endif
