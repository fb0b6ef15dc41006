/*
 * module: parts of schemac that bring a heavy library along, loaded on need.
 *
 * A module is a shared object of ours with one exported const struct. It lies beside the executable
 * (build tree) or in the folder of libraries that belongs to it (installed, wherever the prefix was
 * moved to); nothing else is searched, and no environment variable changes that.
 */
#ifndef SCHEMAC_BASE_MODULE_H
#define SCHEMAC_BASE_MODULE_H

#include "base/arena.h"

/*
 * The address of the module's symbol, good until the process ends; file is such as
 * "schemac-git.so". NULL with *problem, a text, where there is no such module or it cannot be
 * loaded.
 */
const void *module_load(
	struct arena *arena, const char *file, const char *symbol, const char **problem);

#endif
