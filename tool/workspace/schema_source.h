/*
 * schema_source: a schema named on the command line: the models, a revision, a live database, a
 * metadata file, or the empty schema.
 */
#ifndef SCHEMAC_WORKSPACE_SCHEMA_SOURCE_H
#define SCHEMAC_WORKSPACE_SCHEMA_SOURCE_H

#include "schema/schema.h"
#include "workspace/database.h"

enum schema_source_kind {
	SOURCE_EMPTY,
	SOURCE_MODELS,
	SOURCE_METADATA,
	SOURCE_REVISION,
	SOURCE_DATABASE,
};

struct schema_source {
	enum schema_source_kind kind;
	const char *word;        /* as the user wrote it; NULL: the configured database */
	const char *name;        /* in a sentence: "the models", "revision 1975ea83b712" */
	struct schema *schema;
	enum dialect_id dialect; /* of a database; DIALECT_COUNT for other sources: all dialects */
	struct location at;      /* where findings are reported; all zero: no location */
};

/*
 * Reads the schema that `word` names: a .h file is read as a model; NULL is the database of --url
 * or schemac.ini. `other` is the word that it is compared with: if that is a database, `current`
 * means the revisions of this database. Models are read with the preprocessor's options in cflags.
 * -1 after diagnostics.
 */
int schema_source_read(struct workspace *workspace, struct schema_source *out, const char *word,
	const char *other, const struct texts *cflags);

/*
 * If the source is a database, rewrites an adapted schema in its spelling, so that it can be
 * compared with `live`, the adapted schema of the source. -1 after a diagnostic.
 */
int schema_source_normalise(struct workspace *workspace, const struct schema_source *source,
	struct schema *adapted, const struct schema *live);

#endif
