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
		printf("%zu revision%s: upgrade, downgrade and upgrade again match the snapshots\n",
			count, count == 1 ? "" : "s");
	return 0;
}

static const struct option_group groups[] = {{0}};

const struct command command_verify = {
	.name = "verify",
	.operands = "",
	.summary = "replay all revisions on a scratch database",
	.details =
		"Runs all revisions on a scratch database: upgrade, downgrade and upgrade again. "
		"After each step, verify compares the database with the snapshot. If they differ, "
		"it reports the revision and the object. Drafts are run as well; C steps are "
		"not.\n\n"
		"For SQLite, the database is in memory. For PostgreSQL, it is a temporary "
		"database on the server of dev_url, dropped afterwards. Without dev_url, verify "
		"starts a server in a scratch folder and removes it afterwards, even after an "
		"interrupt. It uses the initdb in PATH, the one that pg_config reports, or the "
		"newest in /usr/lib/postgresql. initdb refuses to run as root; if schemac runs as "
		"root, the server therefore runs as the user postgres or nobody.",
	.groups = groups,
	.size = 1,
	.needs_config = true,
	.run = run,
};
