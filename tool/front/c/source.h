/*
 * source: the files that a preprocessor run read, by the names that its output gives them.
 *
 * A file is known by its name without leading "./", since gcc and clang disagree about that; it is
 * shown as the user gave it. Number 0 is no file: "<stdin>", "<built-in>".
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
	bool system;      /* the compiler says so */

	/* The file as it was written; read by source_load(). */
	bool loaded;
	struct token *tokens; /* directives left out; one TOKEN_END behind the last */
	size_t token_count;
	VEC(size_t) line_tokens;   /* [line]: the first token on this line or a later one */
	struct conditionals conditionals;
	unsigned first_include;    /* line of the first #include that does not depend on #if; 0: none */
	bool lacks_include;        /* it was reported that <schemac/model.h> is not included */
};

struct sources {
	struct arena *arena;
	VEC(struct source *) all; /* [0] is no file */
	struct map by_name;
	bool closed; /* nothing is read from the disk: for tests */
};

void sources_init(struct sources *sources, struct arena *arena);

/* The number of the file; added where it is new. name is copied. */
unsigned sources_add(struct sources *sources, const char *name);

struct source *sources_get(const struct sources *sources, unsigned number);

/*
 * Reads the file's own text, once. A file that cannot be read, or is a system header, has no
 * tokens: what stands in it is known by its line only.
 */
void source_load(struct sources *sources, struct source *source);

/* Gives the file's text, in place of what the disk holds. The text must live as long. */
void source_set_text(
	struct sources *sources, struct source *source, const char *text, size_t length);

/* The first token on the line or on a later one; token_count where there is none. */
size_t source_line(const struct source *source, unsigned line);

/* The token as a place in the file. */
struct location source_place(const struct source *source, const struct token *token);

#endif
