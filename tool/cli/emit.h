/*
 * emit: the forms a schema can be written in.
 */
#ifndef SCHEMAC_CLI_EMIT_H
#define SCHEMAC_CLI_EMIT_H

#include "schema/schema.h"
#include "workspace/workspace.h"

#define EMIT_FORMS "json|header|c|sql|dot|mermaid"

struct emitter {
	const char *name;
	int (*emit)(struct workspace *workspace, struct strbuf *out, struct schema *schema);
};

/* NULL where there is none of that name. */
const struct emitter *emit_find(const char *name);

#endif
