#include "cli/command.h"

#include <string.h>

const struct command *
command_find(const struct command *const *commands, const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

int
command_check_frozen(struct invocation *invocation, const char *action, const char *hint)
{
	struct workspace *workspace = invocation->workspace;
	if (!workspace_is_frozen(workspace))
		return 0;
	return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"cannot %s with --frozen or with CI set in the environment%s", action, hint);
}
