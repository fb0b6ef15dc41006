/*
 * front: reads annotated C headers (DESIGN section 3) into a schema.
 *
 * The headers of one call are preprocessed together, by one run of the project's own compiler, and
 * then read in two passes: what the preprocessor printed gives types, sizes, values and what the
 * conditionals leave; the headers themselves give the byte at which each of it stands. Headers
 * that a given one includes are read as well: a table is a table wherever its struct stands.
 *
 * All that is found goes into the caller's schema and arena; diagnostics carry exact places.
 * Nothing is written, and the compiler is run without a shell.
 *
 * Must not know: databases beyond the names of the dialects, revisions, the command line.
 */
#ifndef SCHEMAC_FRONT_FRONT_H
#define SCHEMAC_FRONT_FRONT_H

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "diag/diag.h"
#include "schema/schema.h"

struct front_options {
	const char *const *headers; /* paths as the user gave them */
	size_t header_count;
	const char *const *cflags; /* -I… -D… -U… -include … -isystem … -std=…, in their order */
	size_t cflag_count;
	const char *compiler; /* a program and its options ("ccache gcc"); NULL: $CC, else cc */
	const char *include_folder;  /* holds schemac/model.h; first on the include path; or NULL */
	const char *collection;      /* the label of the headers, or NULL */
	bool own_dependencies;       /* as -MMD: no system headers among the dependencies */
};

/*
 * Adds what the headers declare to the schema. 0, or -1 where an error was reported. Where
 * dependencies is not NULL every file that the preprocessor read is added to it (sorted, each
 * once), also when -1 is returned, as far as it is known.
 */
int front_read(struct arena *arena, struct schema *schema, const struct front_options *options,
	struct diagnostics *diagnostics, struct texts *dependencies);

/*
 * What can only be said of the whole schema, after the last front_read(), also after one that
 * failed: names that occur twice, keys that lead nowhere. What is missing from an incomplete schema
 * is not complained about. 0, or -1 where an error was reported.
 */
int front_check(struct arena *arena, struct schema *schema, struct diagnostics *diagnostics);

#endif
