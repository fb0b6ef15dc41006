/* front: any text that a preprocessor might print is read or complained about; no file is opened */
#include "base/arena.h"
#include "front/build.h"
#include "front/parse.h"

#include <stdint.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct sources sources;
	struct unit unit = {0};

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	sources_init(&sources, &arena);
	sources.closed = true;
	struct builder builder = {.arena = &arena, .schema = schema_new(&arena), .unit = &unit,
		.sources = &sources, .diagnostics = &diagnostics};
	parse_unit(&arena, &unit, &sources, (const char *)data, size);
	if (build_unit(&builder, NULL) == 0)
		front_check(&arena, builder.schema, &diagnostics);
	diag_sort(&diagnostics);
	arena_release(&arena);
	return 0;
}
