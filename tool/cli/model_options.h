/*
 * model_options: the preprocessor options of the commands that read models.
 */
#ifndef SCHEMAC_CLI_MODEL_OPTIONS_H
#define SCHEMAC_CLI_MODEL_OPTIONS_H

#include "cli/command.h"
#include "workspace/models.h"

/* Offsets are relative to struct model_options. */
extern const struct option model_option_table[];

#endif
