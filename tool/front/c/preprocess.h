/*
 * preprocess: runs the project's own compiler over the headers.
 */
#ifndef SCHEMAC_FRONT_C_PREPROCESS_H
#define SCHEMAC_FRONT_C_PREPROCESS_H

#include "front/c/parser_internal.h"
#include "front/front.h"

/*
 * Has the reader read what `cc -E -D__SCHEMAC__` prints for all headers together, while it is
 * printed; the headers are loaded meanwhile. -1 where it could not be run or found an error; its
 * messages are passed on, each at its place, and what was read is of no use.
 */
int preprocess(struct arena *arena, const struct front_options *options, struct sources *sources,
	struct diagnostics *diagnostics, struct unit_reader *reader);

/*
 * Has the compiler check the syntax of the headers as a program would see them. 0 where it is
 * content; -1 where it found errors, which are passed on.
 */
int check_syntax(struct arena *arena, const struct front_options *options,
	struct diagnostics *diagnostics);

#endif
