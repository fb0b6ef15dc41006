/*
 * preprocess: runs the project's own compiler over the headers, without a shell.
 */
#ifndef SCHEMAC_FRONT_C_PREPROCESS_H
#define SCHEMAC_FRONT_C_PREPROCESS_H

#include "front/c/compilation.h"
#include "front/c/parser/unit_reader.h"

/*
 * Runs `cc -E -D__SCHEMAC__` over all headers together. The reader reads the output while it is
 * printed, and the sources are loaded at the same time. Returns -1 if the compiler cannot be run or
 * reports an error; its messages then become diagnostics, and the unit that was read is unusable.
 */
int preprocess_headers(struct arena *arena, const struct compilation *compilation,
	struct sources *sources, struct diagnostics *diagnostics, struct unit_reader *reader);

/*
 * Has the compiler check the syntax of the headers as a program includes them. Returns -1 if it
 * reports errors, which become diagnostics.
 */
int preprocess_check_syntax(struct arena *arena, const struct compilation *compilation,
	struct diagnostics *diagnostics);

#endif
