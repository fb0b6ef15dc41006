/* literal: finds SQL of a model in its header. */
#ifndef SCHEMAC_DRAFT_LITERAL_H
#define SCHEMAC_DRAFT_LITERAL_H

#include "diag/diag.h"

/*
 * The location of a byte of the text in the header, if the text is in one string literal without
 * escapes, at the marker or on one of the lines after it. Otherwise the location of the marker.
 */
struct location literal_place(struct location at, const char *text, size_t offset);

#endif
