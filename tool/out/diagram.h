/*
 * diagram: tables and foreign keys as an entity-relationship diagram.
 *
 * Must not know: files, the command line.
 */
#ifndef SCHEMAC_OUT_DIAGRAM_H
#define SCHEMAC_OUT_DIAGRAM_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "schema/schema.h"

/* Appends a graph in the DOT language of Graphviz. */
void diagram_print_dot(struct arena *arena, struct strbuf *out, const struct schema *schema);

/* Appends an entity-relationship diagram in the syntax of Mermaid. */
void diagram_print_mermaid(struct arena *arena, struct strbuf *out, const struct schema *schema);

#endif
