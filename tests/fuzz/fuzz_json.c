/*
 * base/json: a value that was read does not change when it is printed and read again.
 */
#include "base/arena.h"
#include "base/json.h"
#include "base/json_print.h"
#include "base/strbuf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	struct json_error error;
	struct arena arena;

	arena_init(&arena);
	struct json *json = json_parse(&arena, (const char *)data, size, &error);
	if (json != NULL) {
		json_print(&once, json);
		json = json_parse(&arena, once.buf, once.len, &error);
		if (json == NULL)
			abort();
		json_print(&twice, json);
		if (once.len != twice.len || memcmp(once.buf, twice.buf, once.len) != 0)
			abort();
	}
	strbuf_release(&once);
	strbuf_release(&twice);
	arena_release(&arena);
	return 0;
}
