/*
 * repositories: the git repositories around the version locations.
 *
 * A repository is opened when it is first needed, and stays open as long as the workspace.
 */
#ifndef SCHEMAC_WORKSPACE_REPOSITORIES_H
#define SCHEMAC_WORKSPACE_REPOSITORIES_H

#include "base/text.h"
#include "git/git.h"
#include "base/map.h"
#include "workspace/workspace.h"

/* A repository, and the version locations in it, as schemac.ini names them. */
struct repository {
	struct git *git;
	struct texts folders;
	bool asked;           /* which commits added the files: branch/provenance.h */
	struct map additions; /* file → struct git_addition * */
};
VEC_STRUCT(repositories, struct repository *);

/* The repositories in the order of their version locations; nearly always one or none. */
const struct repositories *repositories_list(struct workspace *workspace);

/* The repository around a version location; NULL: none, or it cannot be read. */
struct repository *repositories_of(struct workspace *workspace, const char *folder);

/* Reports that there is no repository, unless a warning has already reported an unreadable one. */
void repositories_note_no_git(struct workspace *workspace);

/* Whether the version location is in a repository that cannot be read. */
bool repositories_is_unusable(struct workspace *workspace, const char *folder);

/* Closes all repositories. */
void repositories_release(struct workspace *workspace);

/*
 * Adds the files that change with git's HEAD and index and with the target branch (NULL: the usual
 * ones), for a depfile.
 */
void repositories_watch_files(struct workspace *workspace, struct texts *out, const char *target);

#endif
