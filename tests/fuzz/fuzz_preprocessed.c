/*
 * front: any preprocessor output is either read or rejected with diagnostics, and reading it in
 * pieces gives the same unit. No file is opened.
 */
#include "base/arena.h"
#include "base/text.h"
#include "front/c/locate.h"
#include "front/c/parser/unit_reader.h"
#include "front/check/check_conditionals.h"
#include "front/front.h"
#include "front/model/model.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const bool all_dialects[DIALECT_COUNT] = {true, true};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_pieces(struct arena *arena, struct unit *unit, const struct strbuf *text, size_t piece)
{
	struct sources sources;
	struct unit_reader reader;
	struct strbuf waiting = STRBUF_INIT;

	sources_init(&sources, arena);
	sources.closed = true;
	unit_reader_init(&reader, arena, unit, &sources);
	for (size_t at = 0; at < text->len; at += piece) {
		strbuf_add(&waiting, text->buf + at, at + piece < text->len ? piece : text->len - at);
		const char *end = memrchr(waiting.buf, '\n', waiting.len);
		if (end != NULL)
			strbuf_drop(&waiting, unit_reader_take(&reader, waiting.buf,
						      (size_t)(end - waiting.buf) + 1, false));
	}
	unit_reader_take(&reader, waiting.buf, waiting.len, true);
	unit_reader_release(&reader);
	strbuf_release(&waiting);
}

static void
expect_same(const struct unit *a, const struct unit *b)
{
	if (a->structs.len != b->structs.len || a->enums.len != b->enums.len ||
		a->markers.len != b->markers.len || a->mistakes.len != b->mistakes.len ||
		a->typedefs.len != b->typedefs.len || a->enumerators.len != b->enumerators.len)
		abort();
	for (size_t i = 0; i < a->structs.len; i++) {
		const struct model_struct *x = a->structs.items[i], *y = b->structs.items[i];
		if (!text_equal(x->tag, y->tag) || x->fields.len != y->fields.len ||
			x->markers.len != y->markers.len || x->line != y->line)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct sources sources;
	struct unit unit = {0}, pieces = {0};
	struct strbuf text = STRBUF_INIT;

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	sources_init(&sources, &arena);
	sources.closed = true;
	struct model_builder builder = {.arena = &arena, .schema = schema_new(&arena), .unit = &unit,
		.sources = &sources, .diagnostics = &diagnostics};
	strbuf_add(&text, data, size);
	unit_read(&arena, &unit, &sources, text.buf, text.len);
	if (size > 0)
		read_pieces(&arena, &pieces, &text, data[size - 1] + 1U);
	expect_same(&unit, &pieces);
	locate_unit(&arena, &sources, &unit);
	model_build(&builder);
	check_conditionals(&unit, &sources, &diagnostics);
	front_check(&arena, builder.schema, all_dialects, &diagnostics);
	diag_sort(&diagnostics);
	strbuf_release(&text);
	arena_release(&arena);
	return 0;
}
