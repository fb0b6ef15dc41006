/*
 * identity: the person who runs schemac, for reviews and for the history of a database.
 */
#ifndef SCHEMAC_WORKSPACE_IDENTITY_H
#define SCHEMAC_WORKSPACE_IDENTITY_H

#include "workspace/workspace.h"

/* "Name <mail>" from git's configuration; the login name if git has none. */
const char *identity_name(struct workspace *workspace);

/*
 * The login name of the current account. It is stored in schemac_history, where the account matters
 * more than a commit's author. Servers often lack git.
 */
const char *identity_account(struct workspace *workspace);

#endif
