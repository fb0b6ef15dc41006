/*
 * git_setup: the hooks, merge driver and .gitattributes of a git repository. They are printed as a
 * script for a person to read and run; schemac itself never writes them into the repository.
 */
#ifndef SCHEMAC_BRANCH_GIT_SETUP_H
#define SCHEMAC_BRANCH_GIT_SETUP_H

#include "workspace/workspace.h"

/* The .gitattributes of a version location. */
extern const char git_setup_attributes[];

/* Whether the file, which may be missing, already contains these lines. */
bool git_setup_has_attributes(const char *path);

/* The options that the hooks pass to schemac. */
struct git_setup_options {
	const char *config;  /* -c; NULL: not given */
	const char *section; /* -n; NULL: not given */
};

/*
 * Appends the shell script that installs the hooks and the merge driver in the repository around
 * the folder. -1 after a diagnostic if there is none.
 */
int git_setup_print(struct workspace *workspace, struct strbuf *out, const char *folder,
	const struct git_setup_options *options);

#endif
