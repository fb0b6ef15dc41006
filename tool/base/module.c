#include "base/module.h"

#include "base/file.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

/* Where modules are, seen from the executable's folder: the build tree, then what is installed. */
static const char *const places[] = {".", "../tool", SCHEMAC_MODULE_FOLDER, "../lib/schemac"};

/* The path of the module; where there is none, the last place it was looked for. */
static const char *
find_module(struct arena *arena, const char *folder, const char *file)
{
	const char *path = NULL;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		path = arena_printf(arena, "%s/%s/%s", folder, places[i], file);
		if (file_exists(path))
			break;
	}
	return path;
}

const void *
module_load(struct arena *arena, const char *file, const char *symbol, const char **problem)
{
	const char *program = path_of_program(arena);
	if (program == NULL) {
		*problem = arena_printf(arena, "/proc/self/exe: %s", strerror(errno));
		return NULL;
	}
	const char *path = find_module(arena, path_folder(arena, program), file);
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const void *found = module != NULL ? dlsym(module, symbol) : NULL;
	if (found == NULL)
		*problem = arena_strdup(arena, dlerror());
	return found;
}
