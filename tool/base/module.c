#include "base/module.h"

#include "base/file.h"
#include "base/text.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

/* The folders of modules, relative to the executable: the build tree, then the installation. */
static const char *const places[] = {".", "../tool", SCHEMAC_MODULE_FOLDER, "../lib/schemac"};

/* The path of the module; the last path tried if the file does not exist. */
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
module_load(struct arena *arena, const struct module *module, const char **problem)
{
	const char *program = path_of_program(arena);
	if (program == NULL) {
		*problem = arena_printf(arena, "/proc/self/exe: %s", strerror(errno));
		return NULL;
	}
	const char *path = find_module(arena, path_folder(arena, program), module->file);
	void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct module_header *header = object != NULL ? dlsym(object, module->symbol) : NULL;
	if (header == NULL) {
		*problem = arena_strdup(arena, dlerror());
		return NULL;
	}
	if (header->layout == module->layout && text_equal(header->version, SCHEMAC_VERSION))
		return header;
	*problem = "it belongs to a different version of schemac";
	return NULL;
}
