/*
 * overview: the state of models, revisions and the database. It only reads; differences are not
 * errors.
 */
#ifndef SCHEMAC_REVIEW_OVERVIEW_H
#define SCHEMAC_REVIEW_OVERVIEW_H

#include "review/pending.h"
#include "workspace/models.h"

struct overview {
	struct store store;
	struct pending_reviews reviews;

	/*
	 * The differences between models and revisions. If they were not compared, no_models is the
	 * reason.
	 */
	struct texts drift;
	const char *no_models;

	/*
	 * The rows of the database and the revisions that it lacks. If the database was not read,
	 * no_database is the reason.
	 */
	struct texts rows, pending, edited, unknown;
	const char *no_database;

	/* How the schema of the database differs from its revisions, unless no_schema gives a reason. */
	struct texts schema;
	const char *no_schema;
	struct texts order; /* tables whose columns are in a different order than in the revisions */
};

/* -1 after diagnostics. */
int overview_read(
	struct workspace *workspace, struct overview *out, const struct model_options *models);

#endif
