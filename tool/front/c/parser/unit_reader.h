/*
 * unit_reader: reads preprocessor output into a unit, piece by piece while the compiler prints it.
 *
 * It collects the tokens of one declaration at file scope at a time. Declarations that no model
 * needs (functions, variables, structs without markers) are skipped by matching brackets. Reading
 * never fails: a struct with markers that cannot be parsed is recorded as a mistake in the unit.
 */
#ifndef SCHEMAC_FRONT_C_PARSER_UNIT_READER_H
#define SCHEMAC_FRONT_C_PARSER_UNIT_READER_H

#include "front/c/token_stream.h"
#include "front/c/unit.h"

struct parser;

struct unit_reader {
	struct parser *parser;
	struct token_stream text;
	size_t wanted; /* minimum length of the text, in bytes, for another attempt */
};

void unit_reader_init(struct unit_reader *reader, struct arena *arena, struct unit *unit,
	struct sources *sources);

/*
 * Reads the declarations that are complete in the text. The text begins where the last call
 * stopped. Every text except the last ends with a complete line. Returns the number of bytes that
 * were read; the next text must begin with the remaining bytes. Adds every file that the text names
 * to sources.
 */
size_t unit_reader_take(struct unit_reader *reader, const char *text, size_t length, bool last);

void unit_reader_release(struct unit_reader *reader);

/* Reads a complete text. */
void unit_read(struct arena *arena, struct unit *unit, struct sources *sources, const char *text,
	size_t length);

#endif
