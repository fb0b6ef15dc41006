/*
 * progress: what a run says of itself on standard error: a line for each revision that is done, and at a
 * terminal, on a line that is written over, the statement that runs. What the server says of a statement is
 * a diagnostic at its line.
 */
#ifndef SCHEMAC_CLI_PROGRESS_H
#define SCHEMAC_CLI_PROGRESS_H

#include "workspace/workspace.h"

#include <schemac/runtime.h>

#include <stdbool.h>

struct progress {
	struct workspace *workspace; /* takes the diagnostics */
	bool quiet;              /* print nothing */
	unsigned notices;        /* of the server so far */
	bool terminal; /* standard error is one */
	bool has_line; /* and the cursor stands behind a line that is to go */
};

void progress_init(struct progress *progress, struct workspace *workspace, bool quiet);

/* For schemac_options.progress; data is the struct. */
void progress_show(void *data, const struct schemac_progress *event);

/* Takes the line away, if there is one, before something else is printed. */
void progress_clear(struct progress *progress);

#endif
