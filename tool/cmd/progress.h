/*
 * progress: what a run says of itself on standard error: a line for each revision that is done, and at a
 * terminal, on a line that is written over, the statement that runs.
 */
#ifndef SCHEMAC_CMD_PROGRESS_H
#define SCHEMAC_CMD_PROGRESS_H

#include <schemac/runtime.h>

#include <stdbool.h>

struct progress {
	bool quiet;
	bool terminal; /* standard error is one */
	bool has_line; /* and the cursor stands behind a line that is to go */
};

void progress_init(struct progress *progress, bool quiet);

/* For schemac_options.progress; data is the struct. */
void progress_show(void *data, const struct schemac_progress *event);

/* Takes the line away, if there is one, before something else is printed. */
void progress_clear(struct progress *progress);

#endif
