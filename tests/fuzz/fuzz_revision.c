/*
 * rev/file, head and script: any file is either read or rejected with a diagnostic at a location in
 * it.
 */
#include "base/arena.h"
#include "diag/diag.h"
#include "rev/file/head.h"
#include "rev/file/script.h"
#include "rev/graph/revision.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Asserts that every step is at the line it records, and that every rebuild is complete. */
static void
check_script(const struct schemac_script *script)
{
	const char *rebuild = NULL;
	for (size_t i = 0; i < script->step_count; i++) {
		const struct schemac_step *step = &script->steps[i];
		if (step->text == NULL || step->line == 0)
			abort();
		if ((step->kind == SCHEMAC_STEP_REBUILD) != (step->columns != NULL))
			abort();
		if (step->kind == SCHEMAC_STEP_REBUILD)
			rebuild = step->text;
		if (step->kind == SCHEMAC_STEP_REBUILD_END && rebuild == NULL)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diagnostics diagnostics;
	struct revision revision;
	struct script script;
	struct arena arena;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	const char *text = (const char *)data;
	if (head_parse(&arena, &revision, "versions/fuzz.sql", text, size, &diagnostics) != 0 &&
		diag_errors(&diagnostics) == 0)
		abort();
	diagnostics.all.len = 0;
	if (script_parse(&arena, &script, "versions/fuzz.sql", text, size, &diagnostics) != 0) {
		if (diag_errors(&diagnostics) == 0)
			abort();
	} else {
		check_script(&script.upgrade[DIALECT_SQLITE]);
		check_script(&script.downgrade[DIALECT_POSTGRESQL]);
	}
	arena_release(&arena);
	return 0;
}
