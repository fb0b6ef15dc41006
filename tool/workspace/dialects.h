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
 * The dialects of schemac.ini, in the order of enum dialect_id; SQLite if it names none. -1 after a
 * diagnostic.
 */
int dialects_select(struct workspace *workspace, struct dialects *out);

/* The settings of schemac.ini for comparing schemas in this dialect. */
struct compare_settings dialects_compare_settings(
	struct workspace *workspace, enum dialect_id dialect);

#endif
