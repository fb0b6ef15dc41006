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
