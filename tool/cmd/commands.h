/*
 * commands: the table of all commands, in the order of the help. It ends with NULL.
 */
#ifndef SCHEMAC_CMD_COMMANDS_H
#define SCHEMAC_CMD_COMMANDS_H

#include "cli/command.h"

extern const struct command *const commands[];

#endif
