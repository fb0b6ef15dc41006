/*
 * header: a schema in the forms of other programs. Each function appends text; nothing can fail, since
 * what a form cannot say is left out or said another way.
 *
 * Must not know: files, the command line.
 */
#ifndef SCHEMAC_OUT_HEADER_H
#define SCHEMAC_OUT_HEADER_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/*
 * A model header: compiling it gives the same metadata, places and C names aside. C types are the
 * natural ones of the columns' types, with SC_TYPE where they do not say enough.
 */
int out_header(struct arena *arena, struct strbuf *out, const struct schema *schema);

/*
 * C source with a struct schemac_table_descriptor (schemac/descriptor.h) for each table that has a
 * C struct, to be compiled with the model headers on the include path: offsets and sizes are the
 * compiler's own, and a field that has another size than its column was compiled from is an error.
 */
int out_c(struct arena *arena, struct strbuf *out, const struct schema *schema);

/* A diagram of tables and foreign keys for Graphviz' dot(1). */
int out_dot(struct arena *arena, struct strbuf *out, const struct schema *schema);

/* The same as an entity relationship diagram of Mermaid. */
int out_mermaid(struct arena *arena, struct strbuf *out, const struct schema *schema);

#endif
