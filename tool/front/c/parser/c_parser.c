#include "front/c/parser/c_parser_internal.h"

#include "base/text.h"

#include <string.h>

static const char marker_word[] = "__schemac_marker__";

const struct token *
parser_ahead(const struct parser *parser, size_t count)
{
	static const struct token end = {.text = "", .kind = TOKEN_END};
	size_t at = parser->at + count;
	return at < parser->tokens.len ? &parser->tokens.items[at] : &end;
}

const struct token *
parser_peek(const struct parser *parser)
{
	return parser_ahead(parser, 0);
}

bool
parser_take(struct parser *parser, char c)
{
	bool taken = token_is_char(parser_peek(parser), c);
	parser->at += taken;
	return taken;
}

void
parser_skip_group(struct parser *parser)
{
	int depth = 0;
	while (parser->at < parser->tokens.len) {
		depth += token_bracket(&parser->tokens.items[parser->at++]);
		if (depth <= 0)
			return;
	}
}

void
parser_fail(struct parser *parser)
{
	const struct token *token = parser_peek(parser);
	if (parser->failed)
		return;
	parser->failed = true;
	if (token->kind == TOKEN_END && parser->tokens.len > 0)
		token = &parser->tokens.items[parser->tokens.len - 1];
	struct unit_mistake *mistake = VEC_ADD(parser->arena, &parser->unit->mistakes);
	*mistake = (struct unit_mistake){.kind = MISTAKE_SYNTAX, .file = token->file,
		.line = token->line, .text = token_text(parser->arena, token)};
}

bool
token_is_expanded_marker(const struct token *token)
{
	return token_is(token, marker_word);
}

bool
token_is_marker(const struct token *token)
{
	if (token->kind != TOKEN_WORD || token->length < 4)
		return false;
	if (token_is(token, marker_word))
		return true;
	if (memcmp(token->text, "SC_", 3) != 0)
		return false;
	for (unsigned i = 3; i < token->length; i++)
		if (token->text[i] >= 'a' && token->text[i] <= 'z')
			return false;
	return true;
}

void *
map_find_token(const struct map *map, const struct token *token)
{
	char word[256];
	if (token->length >= sizeof(word))
		return NULL;
	token_copy(token, word);
	return map_find(map, word);
}

/* Takes the next token if it is a string literal; "" otherwise. */
static const char *
take_string(struct parser *parser)
{
	if (parser_peek(parser)->kind != TOKEN_STRING)
		return "";
	const struct token *token = &parser->tokens.items[parser->at++];
	if (memchr(token->text, '\\', token->length) == NULL && token->length >= 2 &&
		token->text[0] == '"' && token->text[token->length - 1] == '"')
		return arena_strndup(parser->arena, token->text + 1, token->length - 2);
	strbuf_reset(&parser->value);
	token_add_value(&parser->value, token);
	return arena_strndup(parser->arena, parser->value.buf, parser->value.len);
}

/* The tokens up to the ')' that ends a marker, as a copy that outlives the text. */
static void
take_expanded(struct parser *parser, struct marker *marker)
{
	size_t first = parser->at;
	for (int depth = 0; parser->at < parser->tokens.len; parser->at++) {
		const struct token *token = parser_peek(parser);
		if (depth == 0 && token_is_char(token, ')'))
			break;
		if (token_is_char(token, '(') || token_is_char(token, ')'))
			depth += token->text[0] == '(' ? 1 : -1;
	}
	marker->expanded_count = parser->at - first;
	marker->expanded =
		arena_alloc(parser->arena, marker->expanded_count * sizeof(struct token));
	for (size_t i = 0; i < marker->expanded_count; i++) {
		marker->expanded[i] = parser->tokens.items[first + i];
		marker->expanded[i].text = arena_strndup(parser->arena,
			marker->expanded[i].text, marker->expanded[i].length);
	}
}

/* "__schemac_marker__" "(" name "," arguments ["," expanded arguments] ")" */
struct marker
parser_take_marker(struct parser *parser)
{
	struct token word = *parser_peek(parser);
	struct marker marker = {
		.id = MARKER_COUNT, .text = "", .file = word.file, .line = word.line};
	parser->at++;
	if (!token_is(&word, marker_word)) {
		marker.name = token_text(parser->arena, &word);
		marker.called = token_is_char(parser_peek(parser), '(');
		if (marker.called)
			parser_skip_group(parser);
		return marker;
	}
	parser_take(parser, '(');
	const struct token *name = parser_peek(parser);
	if (name->kind == TOKEN_STRING && name->length > 2)
		marker.id = marker_find(name->text + 1, name->length - 2);
	if (marker.id != MARKER_COUNT) {
		marker.name = marker_kind(marker.id)->name;
		parser->at++;
	} else {
		marker.name = take_string(parser);
	}
	parser_take(parser, ',');
	marker.text = take_string(parser);
	if (parser_take(parser, ','))
		take_expanded(parser, &marker);
	parser_take(parser, ')');
	bool bare = marker.id != MARKER_COUNT && !marker_kind(marker.id)->arguments;
	if (bare && token_is_char(parser_peek(parser), '(')) {
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_ARGUMENTS, marker);
		parser_skip_group(parser);
	}
	return marker;
}
