/*
 * embed: a bundle as C source, for `schemac embed`.
 *
 * The source is valid C99 and C++11: static const data and one external name. The same bundle
 * always produces the same bytes. No literal is longer than the 4,095 bytes that C99 5.2.4.1
 * guarantees, and no byte of a script can end a literal or start a trigraph.
 */
#ifndef SCHEMAC_REV_EMBED_EMBED_H
#define SCHEMAC_REV_EMBED_EMBED_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <schemac/runtime.h>

/* The identifier of the bundle with this name: "notes_revisions" for "notes". */
const char *embed_name(struct arena *arena, const char *name);

/* Appends the C file. The caller has checked that all revisions of the bundle are reviewed. */
void embed_print(struct strbuf *out, const struct schemac_bundle *bundle, const char *identifier);

/* Appends the header that declares the bundle. */
void embed_print_header(struct strbuf *out, const char *identifier);

#endif
