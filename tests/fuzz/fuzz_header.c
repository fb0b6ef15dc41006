/*
 * front: any header is either read or rejected with diagnostics. This file replaces the
 * preprocessor and expands the markers as <schemac/model.h> does. The schema is written as JSON and
 * must be equal when it is read again.
 */
#include "base/arena.h"
#include "base/json_print.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "front/c/locate.h"
#include "front/c/parser/unit_reader.h"
#include "front/check/check_conditionals.h"
#include "front/front.h"
#include "front/model/model.h"
#include "schema/schema_json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const bool all_dialects[DIALECT_COUNT] = {true, true};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_quoted(struct strbuf *out, const char *text, size_t length)
{
	strbuf_addch(out, '"');
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"' || text[i] == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, text[i] == '\n' || text[i] == '\0' ? ' ' : text[i]);
	}
	strbuf_addch(out, '"');
}

/* Appends the token; for a marker, its expansion. */
static void
expand(struct strbuf *out, struct lexer *lexer, const struct token *token)
{
	enum marker_id id = token->kind == TOKEN_WORD ? marker_find(token->text, token->length)
						      : MARKER_COUNT;
	struct lexer ahead = *lexer;
	struct token next;

	lexer_next(&ahead, &next);
	bool call = id != MARKER_COUNT && token_is_char(&next, '(');
	if (id == MARKER_COUNT || marker_kind(id)->arguments != call) {
		strbuf_add(out, token->text, token->length);
		return;
	}
	const char *first = ahead.at, *last = first;
	for (int depth = call ? 1 : 0; depth > 0 && next.kind != TOKEN_END;) {
		lexer_next(&ahead, &next);
		depth += token_is_char(&next, '(') - token_is_char(&next, ')');
		last = next.text;
	}
	strbuf_addf(out, "__schemac_marker__(\"%s\", ", marker_kind(id)->name);
	add_quoted(out, first, (size_t)(last - first));
	strbuf_addch(out, ',');
	strbuf_add(out, first, (size_t)(last - first));
	strbuf_addch(out, ')');
	if (call)
		*lexer = ahead;
}

/*
 * Appends the text as preprocessor output, with the same lines but without directives and comments.
 */
static void
preprocess_text(struct strbuf *out, const char *text, size_t length)
{
	struct lexer lexer;
	struct token token;
	unsigned line = 1;

	lexer_init(&lexer, text, length);
	strbuf_addstr(out, "# 1 \"fuzz.h\"\n");
	for (;;) {
		lexer_next(&lexer, &token);
		if (token.kind == TOKEN_END)
			return;
		for (; line < token.line; line++)
			strbuf_addch(out, '\n');
		strbuf_addch(out, ' ');
		if (token.kind != TOKEN_DIRECTIVE)
			expand(out, &lexer, &token);
	}
}

static void
check_json(struct arena *arena, const struct schema *schema)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	struct schema *copy = schema_new(arena);
	struct json_error error;
	const char *problem;

	json_print(&once, schema_to_json(arena, schema, SCHEMA_JSON_HINTS));
	struct json *json = json_parse(arena, once.buf, once.len, &error);
	if (json == NULL || schema_from_json(arena, copy, json, &problem) != 0)
		abort();
	json_print(&twice, schema_to_json(arena, copy, SCHEMA_JSON_HINTS));
	if (strcmp(once.buf, twice.buf) != 0)
		abort();
	strbuf_release(&once);
	strbuf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;
	struct arena arena;
	struct diagnostics diagnostics;
	struct sources sources;
	struct unit unit = {0};

	arena_init(&arena);
	diag_init(&diagnostics, &arena);
	sources_init(&sources, &arena);
	sources.closed = true;
	struct model_builder builder = {.arena = &arena, .schema = schema_new(&arena), .unit = &unit,
		.sources = &sources, .diagnostics = &diagnostics};
	preprocess_text(&text, (const char *)data, size);
	source_set_text(&sources, sources_get(&sources, sources_add(&sources, "fuzz.h")),
		(const char *)data, size);
	unit_read(&arena, &unit, &sources, text.buf, text.len);
	locate_unit(&arena, &sources, &unit);
	model_build(&builder);
	check_conditionals(&unit, &sources, &diagnostics);
	front_check(&arena, builder.schema, all_dialects, &diagnostics);
	diag_sort(&diagnostics);
	if (diag_errors(&diagnostics) == 0)
		check_json(&arena, builder.schema);
	strbuf_release(&text);
	arena_release(&arena);
	return 0;
}
