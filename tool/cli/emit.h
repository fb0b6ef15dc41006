/*
 * emit: the forms a schema can be written in.
 */
#ifndef SCHEMAC_CLI_EMIT_H
#define SCHEMAC_CLI_EMIT_H

#include "cli/command.h"
#include "schema/schema.h"

#define EMIT_FORMS "json|header|c|sql|dot|mermaid"

struct emitter {
	const char *name;
	int (*emit)(struct context *context, struct strbuf *out, struct schema *schema);
};

/* NULL where there is none of that name. */
const struct emitter *emitter_find(const char *name);

#endif
