/*
 * dialects: the SQL dialects of a project, and how schemas in them are compared.
 */
#ifndef SCHEMAC_WORKSPACE_DIALECTS_H
#define SCHEMAC_WORKSPACE_DIALECTS_H

#include "diff/dialect.h"
#include "workspace/workspace.h"

struct dialects {
	const struct dialect *items[DIALECT_COUNT];
	size_t len; /* at least 1 after dialects_select() */
};

/*
 * `dialects` of schemac.ini, in the order of enum dialect_id. If it is not set, the dialect of the
 * database that --url or `url` names, otherwise SQLite. -1 after a diagnostic.
 */
int dialects_select(struct workspace *workspace, struct dialects *out);

/* Adds the names of these dialects, in the same order. -1 after a diagnostic. */
int dialects_list(struct workspace *workspace, struct texts *out);

/*
 * Reports a database of a dialect that `dialects` does not contain: the revisions have no SQL for
 * it. The location is that of the URL.
 */
int dialects_require(struct workspace *workspace, enum dialect_id dialect, struct location at);

/* The settings of schemac.ini for comparing schemas in this dialect. */
struct compare_settings dialects_compare_settings(
	struct workspace *workspace, enum dialect_id dialect);

#endif
