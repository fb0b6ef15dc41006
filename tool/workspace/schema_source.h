/*
 * schema_source: what a word on the command line names that has a schema: the models, a revision, a live
 * database, a file of metadata, or nothing at all.
 */
#ifndef SCHEMAC_WORKSPACE_SCHEMA_SOURCE_H
#define SCHEMAC_WORKSPACE_SCHEMA_SOURCE_H

#include "workspace/database.h"
#include "workspace/workspace.h"

enum side_kind { SIDE_EMPTY, SIDE_MODELS, SIDE_METADATA, SIDE_REVISION, SIDE_DATABASE };

struct side {
	enum side_kind kind;
	const char *word;        /* as the user wrote it */
	const char *name;        /* in a sentence: "the models", "revision 1975ea83b712" */
	struct schema *schema;
	enum dialect_id dialect; /* of a database; DIALECT_COUNT: it speaks for all */
	struct location at;      /* where findings are reported; may be no place */
};

/*
 * What `word` names; a header is models. `other` is the word it is compared with: where that is a database, `current`
 * means what it is at. Models are read with the preprocessor's options given.
 */
int side_read(struct context *context, struct side *out, const char *word, const char *other,
	const struct model_options *options);

/*
 * Takes out of a database's schema what neither the other side nor any revision knows, where the
 * other side says what ought to be there; one note names all of it.
 */
int side_leave_unmanaged(struct context *context, struct side *side, const struct side *other);

/*
 * Adds what the open database holds to the schema, but for schemac's own tables and what the ini
 * excludes.
 */
int side_inspect(struct context *context, struct schema *schema, const struct database *database);

/*
 * Puts the words of the side's database into an adapted schema that is compared with it; for other
 * sides nothing.
 */
int side_normalise(struct context *context, const struct side *side, struct schema *adapted);

/* The same with a database that is open. */
int side_normalise_for(
	struct context *context, const struct database *database, struct schema *adapted);

#endif
