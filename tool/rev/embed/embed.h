/*
 * embed: a bundle as C source, for `schemac embed`.
 *
 * The text is static const data and one external name, valid C99 and C++11, and says the same bytes
 * for the same bundle. No literal is longer than the 4,095 bytes that C99 5.2.4.1 promises, no
 * byte of a script can end a literal or start a trigraph.
 */
#ifndef SCHEMAC_REV_EMBED_EMBED_H
#define SCHEMAC_REV_EMBED_EMBED_H

#include "base/arena.h"
#include "base/strbuf.h"

#include <schemac/runtime.h>

/* The identifier for a bundle of that name: "notes" gives "notes_revisions". */
const char *embed_name(struct arena *arena, const char *name);

/* Appends the C file. Revisions that are not reviewed must not be in the bundle: cmd checks. */
void embed_print(struct strbuf *out, const struct schemac_bundle *bundle, const char *identifier);

/* Appends the header that declares it. */
void embed_print_header(struct strbuf *out, const char *identifier);

#endif
