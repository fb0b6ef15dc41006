/*
 * depfile: what a result depends on, in the form of gcc's -MD, for make and ninja.
 */
#ifndef SCHEMAC_WORKSPACE_DEPFILE_H
#define SCHEMAC_WORKSPACE_DEPFILE_H

#include "base/text.h"
#include "workspace/workspace.h"

/*
 * Writes "target: input input…" with each input a phony target of its own. Where path is absolute
 * the inputs are too: a build that is elsewhere than the command, as CMake's, finds them.
 */
int depfile_write(struct workspace *workspace, const char *path, const char *target,
	const struct texts *inputs);

/*
 * Adds the version locations, the files of their revisions and the ini. Those `without` are left
 * out: drafts that this run has replaced or removed; NULL: none.
 */
void depfile_add_revisions(struct workspace *workspace, struct texts *inputs,
	const struct store *store, const struct revisions *without);

#endif
