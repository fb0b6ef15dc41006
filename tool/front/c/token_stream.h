/*
 * reader: the tokens of what a preprocessor printed, each with the file and line that its line
 * markers give it.
 */
#ifndef SCHEMAC_FRONT_C_TOKEN_STREAM_H
#define SCHEMAC_FRONT_C_TOKEN_STREAM_H

#include "front/c/source.h"

struct reader {
	struct lexer lexer;
	struct sources *sources;
	unsigned file;    /* of the lines being read */
	unsigned shift;   /* what is added to a line of the text to give that of the file */
	bool ended;       /* the end of the text was met */
};

void reader_init(struct reader *reader, struct sources *sources, const char *text, size_t length);

/*
 * Goes on with text that follows what was read, or is read again from where a copy of the reader was
 * taken. Columns count from its beginning.
 */
void reader_continue(struct reader *reader, const char *text, size_t length);

/* The next token; directives are taken care of. */
void reader_next(struct reader *reader, struct token *out);

#endif
