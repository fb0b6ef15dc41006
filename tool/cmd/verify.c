/*
 * verify: replays all revisions on a scratch database.
 */
#include "cli/command.h"
#include "replay/verify.h"

#include <stdio.h>

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	size_t count = 0;
	if (verify(workspace, &count) != 0)
		return -1;
	if (!invocation->global.quiet && diag_errors(&workspace->diagnostics) == 0)
		printf("%zu revision%s: up, down and up again, each as its snapshot says\n", count,
			count == 1 ? "" : "s");
	return 0;
}

static const struct option_group groups[] = {{0}};

const struct command command_verify = {
	.name = "verify",
	.operands = "",
	.summary = "replay all revisions on a scratch database",
	.details =
		"Runs every revision on a scratch database, all the way up, down and up again, and compares the database with the snapshots after each. A revision whose SQL makes something else than its snapshot says is named, with the object. Drafts are run as well; C steps are not. The database is in memory for SQLite. For PostgreSQL it is one of its own on the server of dev_url, dropped afterwards; where no dev_url is set, a server is started in a scratch folder by the initdb in PATH, by that of pg_config, or by the newest in /usr/lib/postgresql, and is gone afterwards, also after an interrupt. initdb refuses to run as root: then the server runs as the user postgres or nobody.",
	.groups = groups,
	.size = 1,
	.needs_config = true,
	.run = run,
};
