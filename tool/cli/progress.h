/*
 * progress: prints the progress of a run to standard error, one line per completed revision. On a
 * terminal, an extra line shows the current statement and is overwritten by the next one. Notices
 * from the server become diagnostics at the line of the statement.
 */
#ifndef SCHEMAC_CLI_PROGRESS_H
#define SCHEMAC_CLI_PROGRESS_H

#include "workspace/workspace.h"

#include <schemac/runtime.h>

#include <stdbool.h>

struct shown_revision {
	const struct schemac_revision *revision;
	enum schemac_direction direction;
};

struct progress {
	struct workspace *workspace; /* receives the diagnostics */
	bool quiet;              /* print nothing */
	unsigned notices;        /* received from the server so far */
	bool terminal;           /* standard error is a terminal */
	bool has_line;           /* the terminal shows the line of the current statement */
	bool restarted;          /* a part of the run was rolled back, and runs again */
	VEC(struct shown_revision) shown; /* reported so far */
};

void progress_init(struct progress *progress, struct workspace *workspace, bool quiet);

/* The callback for schemac_options.progress; data points to the struct progress. */
void progress_show(void *data, const struct schemac_progress *event);

/* Erases the line of the current statement, if any, so that other output can follow. */
void progress_clear(struct progress *progress);

#endif
