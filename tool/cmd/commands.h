/*
 * commands: the table of all commands, in help order. It ends with NULL.
 */
#ifndef SCHEMAC_CMD_COMMANDS_H
#define SCHEMAC_CMD_COMMANDS_H

#include "cli/command.h"

extern const struct command *const commands[];

#endif
