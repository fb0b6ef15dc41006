/*
 * text: a growable string, allocated in a pool.
 *
 * A text that is zeroed except for its pool is empty. If memory runs out, `failed` is set and later
 * additions do nothing. The caller needs to test it only once, after the last addition.
 */
#ifndef SCHEMAC_RUNTIME_TEXT_H
#define SCHEMAC_RUNTIME_TEXT_H

#include "runtime/pool.h"

struct text {
	struct pool *pool;
	char *data;    /* NUL-terminated; NULL until something is added */
	size_t length; /* bytes, without the terminator */
	size_t capacity;
	bool failed; /* memory ran out: the text is incomplete */
};

void scrt_text_add(struct text *text, const char *bytes, size_t length);
void scrt_text_puts(struct text *text, const char *string);
void scrt_text_number(struct text *text, size_t number);

/* Adds an SQL identifier in double quotes. */
void scrt_text_name(struct text *text, const char *name);

/* Adds an SQL string literal. */
void scrt_text_literal(struct text *text, const char *value);

#endif
