/*
 * repositories: what drafts, reviews and dependencies must know of git and of the configured database.
 *
 * Repositories are opened when first asked for, and live as long as the workspace.
 */
#ifndef SCHEMAC_WORKSPACE_REPOSITORIES_H
#define SCHEMAC_WORKSPACE_REPOSITORIES_H

#include "base/text.h"
#include "git/git.h"
#include "base/map.h"
#include "workspace/workspace.h"

/* A repository, and the version locations that are in it, as the ini names them. */
struct repository {
	struct git *git;
	struct texts folders;
	bool asked;           /* which commits added the files: branch/provenance.h */
	struct map additions; /* file to struct git_addition * */
};
VEC_STRUCT(repositories, struct repository *);

/* The repositories around the version locations, in their order; nearly always one, or none. */
const struct repositories *repositories_list(struct workspace *workspace);

/* The one around a version location; NULL: none, or it cannot be read. */
struct repository *repositories_of(struct workspace *workspace, const char *folder);

/* Notes that git was to be asked, and there is no repository; nothing where that was said already. */
void repositories_note_no_git(struct workspace *workspace);

/* Whether the version location is in a repository that cannot be read. */
bool repositories_is_unusable(struct workspace *workspace, const char *folder);

/* Closes what was opened. */
void repositories_release(struct workspace *workspace);

/*
 * git's HEAD and index of the repositories around the version locations, and what moves with the
 * target branch (NULL: the usual ones), for a depfile.
 */
void repositories_watch_files(struct workspace *workspace, struct texts *out, const char *target);

#endif
