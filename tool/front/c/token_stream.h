/*
 * token_stream: the tokens of preprocessor output. Each token has the file and line that the
 * output's line markers give.
 */
#ifndef SCHEMAC_FRONT_C_TOKEN_STREAM_H
#define SCHEMAC_FRONT_C_TOKEN_STREAM_H

#include "front/c/source.h"

struct token_stream {
	struct lexer lexer;
	struct sources *sources;
	unsigned file;  /* of the lines being read: a number in sources */
	unsigned shift; /* line in the file minus line in the text */
	bool ended;     /* the end of the text has been reached */
};

void token_stream_init(
	struct token_stream *stream, struct sources *sources, const char *text, size_t length);

/*
 * Continues with text that follows the text read so far, or, after the stream was reset to an
 * earlier copy, with text that begins at the position of that copy. Columns count from the
 * beginning of this text.
 */
void token_stream_continue(struct token_stream *stream, const char *text, size_t length);

/* The next token. Line markers are applied and other directives are skipped. */
void token_stream_next(struct token_stream *stream, struct token *out);

#endif
