/*
 * module: parts of schemac that need a large library, loaded on demand.
 *
 * A module is a shared object of this project. It exports one const struct of functions, which
 * begins with a struct module_header. The file is in the folder of the executable (build tree) or
 * in the library folder that belongs to it (installed, even if the prefix has been moved). No other
 * folder is searched, and no environment variable changes that.
 */
#ifndef SCHEMAC_BASE_MODULE_H
#define SCHEMAC_BASE_MODULE_H

#include "base/arena.h"

#include <stddef.h>

struct module_header {
	size_t layout;       /* as in struct module */
	const char *version; /* of schemac */
};

struct module {
	const char *file;   /* "schemac-git.so" */
	const char *symbol; /* the name of the exported struct */
	size_t layout;      /* of all structs that the module and its caller share */
};

/*
 * The exported struct of the module, valid until the process ends. NULL with *problem, a text, if
 * the module cannot be loaded or if it and the caller were not built together.
 */
const void *module_load(struct arena *arena, const struct module *module, const char **problem);

#endif
