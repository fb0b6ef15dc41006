/* rev/revision: the head of any file is read, or refused with a diagnostic. */
#include "base/arena.h"
#include "diag/diag.h"
#include "rev/revision.h"

#include <stdint.h>
#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diagnostics diagnostics;
	struct revision revision;
	struct arena arena;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	const char *text = arena_strndup(&arena, (const char *)data, size);
	if (revision_parse(&arena, &revision, "versions/fuzz.sql", text, size, &diagnostics) != 0 &&
		diag_errors(&diagnostics) == 0)
		abort();
	arena_release(&arena);
	return 0;
}
