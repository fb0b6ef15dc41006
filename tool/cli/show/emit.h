/*
 * emit: the output formats of a schema.
 */
#ifndef SCHEMAC_CLI_SHOW_EMIT_H
#define SCHEMAC_CLI_SHOW_EMIT_H

#include "schema/schema.h"
#include "workspace/workspace.h"

#define EMIT_FORMS "json|header|c|sql|dot|mermaid"

struct emitter {
	const char *name;
	int (*emit)(struct workspace *workspace, struct strbuf *out, struct schema *schema);
};

/* Returns the emitter of this name, or NULL. */
const struct emitter *emit_find(const char *name);

#endif
