/*
 * config_find: searches for schemac.ini upwards from a folder, as git searches for a repository.
 *
 * schemac.ini can run code (cflags, hooks). The file in the current folder is trusted, as a
 * Makefile is. A file in a folder above is used only if no other user can change it: the file and
 * its folder belong to the user or root, and neither group nor others may write to them.
 */
#ifndef SCHEMAC_CONFIG_CONFIG_FIND_H
#define SCHEMAC_CONFIG_CONFIG_FIND_H

#include "base/arena.h"
#include "diag/diag.h"

/*
 * The path of the schemac.ini in a folder or, if it has none, of the nearest one above
 * ("schemac.ini", "../../schemac.ini"); NULL if there is none. The search ends at the top of a git
 * repository, at a mount point and at the root folder. -1 after a diagnostic if the file found is
 * not trusted.
 */
int config_find(struct arena *arena, const char **out, const char *folder,
	struct diagnostics *diagnostics);

#endif
