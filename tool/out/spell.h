/*
 * spell: names and texts as C writes them. Only out/ includes this.
 */
#ifndef SCHEMAC_OUT_SPELL_H
#define SCHEMAC_OUT_SPELL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/* A string literal; one with line feeds is split behind each, with `indent` before the next. */
void spell_literal(struct strbuf *out, const char *text, const char *indent);

/* A name as the argument of a marker: bare, or a string literal where it must be. */
void spell_name(struct strbuf *out, const char *name);

/* schema.name as the argument of a marker. */
void spell_qualified(struct strbuf *out, const struct qualified_name *name);

/*
 * An identifier of C that is like the word. `taken` knows who has which: an identifier that another
 * owner has is not used, and the same owner gets the same one again.
 */
const char *spell_identifier(
	struct arena *arena, struct map *taken, const char *word, const char *owner);

#endif
