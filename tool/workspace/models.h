/*
 * models: the schema that annotated headers and metadata.json files declare.
 */
#ifndef SCHEMAC_WORKSPACE_MODELS_H
#define SCHEMAC_WORKSPACE_MODELS_H

#include "schema/schema.h"
#include "workspace/workspace.h"

/* The files of the models and the options for their preprocessor. */
struct model_options {
	struct texts files;  /* headers and metadata.json files; empty: `models` of schemac.ini */
	struct texts cflags; /* options of the preprocessor, after those of schemac.ini */
};

/*
 * Reads the models into a new schema, checks it and fills in names according to [naming]. Adds the
 * files that the result depends on to `dependencies`, which may be NULL. -1 after diagnostics.
 */
int models_read(struct workspace *workspace, const struct model_options *options,
	struct schema **out, struct texts *dependencies);

/*
 * Adds the contents of a metadata file to the schema without checking them: the metadata of a
 * database may contain objects that a model cannot declare. -1 after a diagnostic.
 */
int models_read_metadata(struct workspace *workspace, struct schema *schema, const char *path);

#endif
