/*
 * fuzz_schema: any JSON is either read as a schema or rejected. A schema does not change when it is
 * written and read again.
 */
#include "base/arena.h"
#include "base/json_print.h"
#include "base/strbuf.h"
#include "schema/schema_json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Parses the JSON as a schema and appends the schema as JSON. -1 if it is not a schema. */
static int
rewrite(struct arena *arena, struct strbuf *out, const char *text, size_t length)
{
	struct schema *schema = schema_new(arena);
	struct json_error error;
	const char *problem;
	struct json *json = json_parse(arena, text, length, &error);

	if (json == NULL || schema_from_json(arena, schema, json, &problem) != 0)
		return -1;
	json_print(out, schema_to_json(arena, schema, SCHEMA_JSON_HINTS | SCHEMA_JSON_PLACES));
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	struct arena arena;

	arena_init(&arena);
	if (rewrite(&arena, &once, (const char *)data, size) == 0 &&
		(rewrite(&arena, &twice, once.buf, once.len) != 0 ||
			strcmp(once.buf, twice.buf) != 0)) {
		fprintf(stderr, "%s\n%s\n", once.buf, twice.buf);
		abort();
	}
	strbuf_release(&once);
	strbuf_release(&twice);
	arena_release(&arena);
	return 0;
}
