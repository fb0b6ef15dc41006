/*
 * print-mk: prints the path of the rules for GNU Make.
 */
#include "base/file.h"
#include "cli/command.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* Looks for schemac.mk relative to the program, whether installed or in the build tree. */
static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	static const char *const places[] = {SCHEMAC_MK_FOLDER, "../make", "make"};
	struct arena *arena = &workspace->arena;
	const char *program = path_of_program(arena);
	if (program == NULL)
		return diag_add(&workspace->diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
			"cannot determine the path of the schemac program");
	const char *folder = path_folder(arena, program);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		char real[PATH_MAX];
		const char *path = arena_printf(arena, "%s/%s/schemac.mk", folder, places[i]);
		if (!file_exists(path))
			continue;
		puts(realpath(path, real) != NULL ? real : path);
		return 0;
	}
	return diag_add(&workspace->diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
		"schemac.mk not found: the installation is incomplete");
}

const struct command command_print_mk = {
	.name = "print-mk",
	.operands = "",
	.summary = "print the path of schemac.mk, for GNU Make",
	.details =
		"Prints the path of schemac.mk. In a makefile: include $(shell schemac print-mk)",
	.run = run,
};
