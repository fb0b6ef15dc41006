/*
 * workspace: the project that a command works on: its settings, its revisions, the git repositories
 * around them, and the diagnostics found so far.
 *
 * main() makes one workspace for each run. Everything that describes schemas and revisions lives in
 * its arena and needs no release of its own. Must not know: the command line (cli/command.h).
 */
#ifndef SCHEMAC_WORKSPACE_WORKSPACE_H
#define SCHEMAC_WORKSPACE_WORKSPACE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "config/config.h"
#include "diag/diag.h"
#include "rev/file/store.h"

#include <stdbool.h>

struct known_repositories; /* repositories.c */

struct workspace {
	struct arena arena;
	struct diagnostics diagnostics;
	struct config config;    /* all defaults if there is no schemac.ini */
	const char *url;         /* --url: the database; NULL: `url` of schemac.ini */
	const char *program;     /* how schemac was called, for commands in messages: "schemac -c FILE" */
	bool frozen;             /* --frozen: no file is written into versions/ */
	bool verbose;            /* -v: notes list everything */
	bool has_lock;           /* this run holds the lock of the version folder: rev/file/draft_lock.h */
	struct strbuf hook_output; /* what post-write hooks printed; main() prints it to standard error */
	/* NULL until git is first needed: repositories.h */
	struct known_repositories *repositories;

	/*
	 * Sets graph->origins, so that messages name commits and branches. main() sets this hook,
	 * because branch/ is in a higher layer than workspace/; NULL: messages do not name them.
	 */
	void (*set_origins)(struct workspace *workspace, struct graph *graph);
};

/* Sets everything to its default. */
void workspace_init(struct workspace *workspace);

/* Closes the repositories and frees the arena with everything in it. */
void workspace_release(struct workspace *workspace);

/* The version locations, as paths from the current folder; at least one. */
void workspace_version_folders(struct workspace *workspace, struct texts *out);

/*
 * Reads all revisions. Waits once for a build that is writing a draft at this moment, since a
 * reader may see one of the draft's two files without the other. -1 after diagnostics.
 */
int workspace_store(struct workspace *workspace, struct store *out);

/*
 * The time now, in seconds since 1970; SOURCE_DATE_EPOCH if it is set. -1 after a diagnostic if it
 * is not a number.
 */
int workspace_time(struct workspace *workspace, long long *out);

/* How many seconds `timezone` of schemac.ini is ahead of UTC at that time; 0 if it is not set. */
long workspace_utc_offset(struct workspace *workspace, long long epoch);

/* Whether versions/ is read-only in this run: --frozen, or CI in the environment. */
bool workspace_is_frozen(const struct workspace *workspace);

/* Takes and releases the lock of the version folder. -1 after a diagnostic. */
struct draft_lock;
int workspace_lock(struct workspace *workspace, struct draft_lock *lock);
void workspace_unlock(struct workspace *workspace, struct draft_lock *lock);

#endif
