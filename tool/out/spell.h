/*
 * spell: names and texts in the syntax of C. Only out/ includes this.
 */
#ifndef SCHEMAC_OUT_SPELL_H
#define SCHEMAC_OUT_SPELL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/* A string literal. It is split after each line feed, with `indent` before each following part. */
void spell_literal(struct strbuf *out, const char *text, const char *indent);

/* A name as the argument of a marker: an identifier if possible, otherwise a string literal. */
void spell_name(struct strbuf *out, const char *name);

/* schema.name as the argument of a marker. */
void spell_qualified(struct strbuf *out, const struct qualified_name *name);

/*
 * A C identifier that resembles the word. `taken` maps identifiers to owners: an identifier of a
 * different owner is not used, and the same owner gets the same identifier again.
 */
const char *spell_identifier(
	struct arena *arena, struct map *taken, const char *word, const char *owner);

#endif
