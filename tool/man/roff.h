/*
 * roff: text for the macros of man(7).
 */
#ifndef SCHEMAC_MAN_ROFF_H
#define SCHEMAC_MAN_ROFF_H

#include "base/strbuf.h"

/* Literal text: escapes backslashes, dashes, a leading dot and UTF-8. Adds no line ending. */
void roff_add(struct strbuf *out, const char *text);

/* A paragraph for each line of the text. */
void roff_add_paragraphs(struct strbuf *out, const char *text);

/* .TH with the version, .SH, .TP with a bold tag. */
void roff_add_title(struct strbuf *out, const char *name, const char *section);
void roff_add_heading(struct strbuf *out, const char *heading);
void roff_add_item(struct strbuf *out, const char *tag, const char *text);

#endif
