/*
 * depfile: the dependencies of a result, in the format of gcc's -MD, for make and ninja.
 */
#ifndef SCHEMAC_WORKSPACE_DEPFILE_H
#define SCHEMAC_WORKSPACE_DEPFILE_H

#include "base/text.h"
#include "workspace/workspace.h"

/*
 * Writes "target: input input…", with a phony target for each input. If path is absolute, the
 * inputs are too, because the build may run in a different folder from the command (CMake).
 */
int depfile_write(struct workspace *workspace, const char *path, const char *target,
	const struct texts *inputs);

/*
 * Adds the version locations, the files of their revisions and schemac.ini. Leaves out the drafts
 * in `without`, which this run replaced or removed; NULL: none.
 */
void depfile_add_revisions(struct workspace *workspace, struct texts *inputs,
	const struct store *store, const struct revisions *without);

#endif
