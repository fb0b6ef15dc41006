/*
 * git_setup: what a project's git repository is told of schemac: hooks, the merge driver and
 * .gitattributes. Printed for a person to run or to put in its place; the repository itself is
 * never written.
 */
#ifndef SCHEMAC_BRANCH_GIT_SETUP_H
#define SCHEMAC_BRANCH_GIT_SETUP_H

#include "cli/command.h"

/* What stands in the .gitattributes of a version location. */
extern const char git_attributes_text[];

/* Whether the file, which may be missing, has such lines already. */
bool git_attributes_are_in(const char *path);

/*
 * Prints the shell script that installs the hooks and the merge driver in the repository that the
 * folder is in. -1 after a diagnostic where there is none.
 */
int git_setup_print(struct context *context, const char *folder);

#endif
