/*
 * overview: where models, revisions and the database stand. It only reads, and what it finds is not an
 * error.
 */
#ifndef SCHEMAC_REVIEW_OVERVIEW_H
#define SCHEMAC_REVIEW_OVERVIEW_H

#include "review/pending.h"
#include "workspace/models.h"

struct overview {
	struct store store;
	struct pending_reviews reviews;

	/* How models and revisions differ; looked at unless no_models gives the reason why not. */
	struct texts drift;
	const char *no_models;

	/* The database's rows and what it lacks; looked at unless no_database gives the reason why not. */
	struct texts rows, pending, edited, unknown;
	const char *no_database;

	/* How the schema of the database differs from its revisions, unless no_schema gives a reason. */
	struct texts schema;
	const char *no_schema;
};

/* -1 after diagnostics. */
int overview_read(
	struct workspace *workspace, struct overview *out, const struct model_options *models);

#endif
