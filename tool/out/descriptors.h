/*
 * descriptors: C source with a struct schemac_table_descriptor (schemac/descriptor.h) for each
 * table that has a C struct.
 *
 * The source is compiled with the model headers on the include path, so that the compiler
 * determines offsets and sizes. A field whose size differs from the C type in the metadata is a
 * compile error.
 *
 * Must not know: files, the command line.
 */
#ifndef SCHEMAC_OUT_DESCRIPTORS_H
#define SCHEMAC_OUT_DESCRIPTORS_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/* Appends the source. */
void descriptors_print(struct arena *arena, struct strbuf *out, const struct schema *schema);

#endif
