/*
 * rev/file/snapshot: any text is either read or rejected with one diagnostic. A snapshot does not
 * change when it is printed and read again.
 */
#include "base/arena.h"
#include "diag/diag.h"
#include "rev/file/snapshot.h"
#include "rev/merge/merge_objects.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Printing, reading and printing again gives the same text; a merge with itself gives the same
 * snapshot.
 */
static void
check_snapshot(
	struct arena *arena, const struct snapshot *snapshot, struct diagnostics *diagnostics)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	struct merge_conflicts conflicts = {0};
	struct snapshot again;
	snapshot_print(arena, &once, snapshot);
	if (snapshot_parse(arena, &again, "fuzz.json", once.buf, once.len, diagnostics) != 0)
		abort();
	snapshot_print(arena, &twice, &again);
	if (strcmp(once.buf, twice.buf) != 0)
		abort();
	const struct json empty = {.type = JSON_MEMBERS};
	if (!json_values_equal(merge_json(arena, &empty, snapshot->objects, &empty, &conflicts),
		    snapshot->objects) ||
		conflicts.len > 0)
		abort();
	strbuf_release(&once);
	strbuf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diagnostics diagnostics;
	struct snapshot snapshot;
	struct arena arena;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	if (snapshot_parse(
		    &arena, &snapshot, "fuzz.json", (const char *)data, size, &diagnostics) != 0) {
		if (diagnostics.all.len != 1)
			abort();
	} else {
		check_snapshot(&arena, &snapshot, &diagnostics);
	}
	arena_release(&arena);
	return 0;
}
