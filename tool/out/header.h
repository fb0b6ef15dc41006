/*
 * header: a schema as a model header.
 *
 * Compiling the header gives the same metadata, except for source locations and C names. The C type
 * of a field is the natural one for the type of the column. SC_TYPE is added if the C type does not
 * imply the SQL type.
 *
 * Must not know: files, the command line.
 */
#ifndef SCHEMAC_OUT_HEADER_H
#define SCHEMAC_OUT_HEADER_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/* Appends the header. */
void header_print(struct arena *arena, struct strbuf *out, const struct schema *schema);

#endif
