/*
 * source: the files of a preprocessor run, by their names in its output.
 *
 * A leading "./" is ignored when names are compared, since gcc and clang treat it differently.
 * Messages show the name as the user gave it. Number 0 stands for no file: "<stdin>", "<built-in>".
 */
#ifndef SCHEMAC_FRONT_C_SOURCE_H
#define SCHEMAC_FRONT_C_SOURCE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "front/c/conditional.h"
#include "front/c/lexer.h"

#include <stdbool.h>

struct source {
	const char *name; /* for messages */
	bool system;      /* a system header, according to the compiler */

	/* The content of the file, read by source_load(). */
	bool loaded;
	struct token *tokens; /* without directives; a TOKEN_END follows the last */
	size_t token_count;
	VEC(size_t) line_tokens;   /* [line]: index of the first token on or after the line */
	struct conditionals conditionals;
	unsigned first_include;    /* line of the first #include that does not depend on #if; 0: none */
	bool lacks_include;        /* a missing #include <schemac/model.h> has been reported */
};

struct sources {
	struct arena *arena;
	VEC(struct source *) all; /* [0] stands for no file */
	struct map by_name;
	bool closed; /* do not read files; for tests */
};

void sources_init(struct sources *sources, struct arena *arena);

/* Returns the number of the file; adds the file if it is new. Copies the name. */
unsigned sources_add(struct sources *sources, const char *name);

struct source *sources_get(const struct sources *sources, unsigned number);

/*
 * Reads the file, unless it has already been read. A system header or an unreadable file has no
 * tokens; locations in it consist of a line only.
 */
void source_load(struct sources *sources, struct source *source);

/* Sets the file's content without reading the file. The text must outlive the source. */
void source_set_text(
	struct sources *sources, struct source *source, const char *text, size_t length);

/* The first token on the line or on a later one; token_count if there is none. */
size_t source_line(const struct source *source, unsigned line);

/* The location of the token. */
struct location source_place(const struct source *source, const struct token *token);

#endif
