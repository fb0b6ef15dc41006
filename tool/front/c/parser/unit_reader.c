/*
 * Collects the tokens of each declaration at file scope and parses the declaration if models may
 * need it.
 */
#include "front/c/parser/unit_reader.h"

#include "base/text.h"
#include "front/c/parser/c_parser_internal.h"

#include <string.h>

enum { DECLARATION_LIMIT = 1 << 22 }; /* tokens; the rest of a longer declaration is ignored */

/* Properties of a declaration, found while its tokens are collected. */
struct collected {
	bool wanted;      /* it may declare something that models need */
	bool is_function; /* it has a parameter list */
	bool standalone;  /* a marker at file scope */
};

static bool
takes_arguments(const struct token *word)
{
	static const char *const words[] = {"__attribute__", "__attribute", "__declspec",
		"_Alignas", "alignas", "__asm__", "asm", "__asm", "typeof", "__typeof__",
		"__typeof", "_Atomic", "__schemac_marker__"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (token_is(word, words[i]))
			return true;
	return false;
}

/* Skips everything up to the bracket that matches the last one. */
static void
skip_brackets(struct token_stream *stream)
{
	struct token token;
	for (int depth = 1; depth > 0;) {
		token_stream_next(stream, &token);
		depth += token_bracket(&token);
		if (token.kind == TOKEN_END)
			return;
	}
}

/* Skips an initialiser and the ';' after it. */
static void
skip_initialiser(struct token_stream *stream)
{
	struct token token;
	do {
		token_stream_next(stream, &token);
		if (token_bracket(&token) > 0)
			skip_brackets(stream);
	} while (token.kind != TOKEN_END && !token_is_char(&token, ';'));
}

static struct token *
last_token(struct parser *parser, size_t back)
{
	return parser->tokens.len > back ? &parser->tokens.items[parser->tokens.len - 1 - back]
					 : NULL;
}

static void
push(struct parser *parser, const struct token *token)
{
	if (parser->tokens.len < DECLARATION_LIMIT)
		*VEC_ADD(parser->arena, &parser->tokens) = *token;
}

static void
look_at_word(struct collected *seen, const struct token *token)
{
	char c = token->text[0];
	if ((c == '_' || c == 'S') && token_is_marker(token))
		seen->wanted = true;
	else if ((c == 't' && token_is(token, "typedef")) || (c == 'e' && token_is(token, "enum")))
		seen->wanted = true;
}

/* A '{' at file scope. True if it ends the declaration. */
static bool
open_brace(struct parser *parser, struct token_stream *stream, struct collected *seen)
{
	struct token *last = last_token(parser, 0), *before = last_token(parser, 1);
	bool linkage = last != NULL && before != NULL && last->kind == TOKEN_STRING &&
		token_is(before, "extern");
	if (linkage) {
		parser->tokens.len = 0;
		return false;
	}
	if (seen->is_function || last == NULL) {
		skip_brackets(stream);
		parser->tokens.len = 0;
		return true;
	}
	return false;
}

/* Whether the declaration is a marker at file scope, which needs no ';'. */
static bool
is_standalone(struct parser *parser)
{
	const struct token *word = last_token(parser, 0);
	if (parser->tokens.len != 1 || !token_is_marker(word))
		return false;
	return token_is_expanded_marker(word) ||
		marker_nearest(token_text(parser->arena, word)) != NULL;
}

/* One token at file scope. True if it ends the declaration. */
static bool
collect_outside(struct parser *parser, struct token_stream *stream, struct collected *seen,
	const struct token *token)
{
	struct token *last = last_token(parser, 0);
	switch (token->kind == TOKEN_PUNCTUATOR && token->length == 1 ? token->text[0] : 0) {
	case ';':
		push(parser, token);
		return true;
	case '}':
		return parser->tokens.len > 0;
	case '=':
		skip_initialiser(stream);
		return true;
	case '{':
		if (open_brace(parser, stream, seen))
			return true;
		if (parser->tokens.len > 0)
			push(parser, token);
		return false;
	case '(':
		seen->standalone = is_standalone(parser);
		if (last != NULL && !takes_arguments(last))
			seen->is_function = true;
		break;
	default:
		break;
	}
	push(parser, token);
	return false;
}

/* The tokens of the next declaration, marker or function; false at the end of the text. */
static bool
collect(struct parser *parser, struct token_stream *stream, struct collected *seen)
{
	struct token token;
	int depth = 0;
	*seen = (struct collected){0};
	parser->tokens.len = 0;
	for (;;) {
		token_stream_next(stream, &token);
		if (token.kind == TOKEN_END)
			return parser->tokens.len > 0;
		if (token.kind == TOKEN_WORD)
			look_at_word(seen, &token);
		size_t before = parser->tokens.len;
		if (depth > 0)
			push(parser, &token);
		else if (collect_outside(parser, stream, seen, &token))
			return true;
		if (depth > 0 || parser->tokens.len > before)
			depth += token_bracket(&token);
		if (depth == 0 && seen->standalone)
			return true;
	}
}

static void
add_typedef(struct parser *parser, const char *name, const struct c_type *type,
	const struct specifiers *specifiers)
{
	struct c_type *alias = c_type_new(parser->arena, C_TYPEDEF, name, type);
	map_put(parser->arena, &parser->unit->typedefs, name, alias);
	if (specifiers->structure != NULL && specifiers->structure->tag == NULL)
		specifiers->structure->alias = name;
	if (specifiers->enumeration != NULL && specifiers->enumeration->tag == NULL)
		specifiers->enumeration->alias = name;
}

static void
parse_declaration(struct parser *parser)
{
	struct specifiers specifiers = {0};
	const struct c_type *base = parse_specifiers(parser, &specifiers);
	while (base != NULL && specifiers.is_typedef) {
		const char *name = NULL;
		struct token place;
		const struct c_type *type = parse_declarator(parser, base, &name, &place);
		if (name == NULL)
			break;
		add_typedef(parser, name, type, &specifiers);
		parse_attributes(parser);
		if (!parser_take(parser, ','))
			break;
	}
	while (parser->at < parser->tokens.len) {
		if (!token_is_marker(parser_peek(parser))) {
			parser->at++;
			continue;
		}
		struct marker marker = parser_take_marker(parser);
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
	}
}

static void
parse_standalone(struct parser *parser)
{
	struct marker marker = parser_take_marker(parser);
	if (marker.id == MARKER_COUNT || marker_kind(marker.id)->scope == SCOPE_FILE)
		*VEC_ADD(parser->arena, &parser->unit->markers) = marker;
	else
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
}

/* "__schemac_sizes__" "(" size "," … ")" ";", at the beginning of the compiler's input. */
static void
parse_sizes(struct parser *parser)
{
	struct c_sizes *s = &parser->unit->sizes;
	int *const sizes[] = {&s->of_short, &s->of_int, &s->of_long, &s->of_llong, &s->of_pointer,
		&s->of_float, &s->of_double, &s->of_ldouble};
	if (!token_is(parser_peek(parser), "__schemac_sizes__"))
		return;
	parser->at += 2;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		long long size = 0;
		if (parse_constant(parser, &size) && size > 0 && size <= 64)
			*sizes[i] = (int)size;
		parser_take(parser, ',');
	}
}

/* Parses the collected declaration or marker. */
static void
parse_collected(struct parser *parser, const struct collected *seen)
{
	parser->at = 0;
	parser->depth = 0;
	parser->failed = false;
	if (seen->standalone)
		parse_standalone(parser);
	else if (seen->wanted)
		parse_declaration(parser);
	else
		parse_sizes(parser);
}

void
unit_reader_init(struct unit_reader *reader, struct arena *arena, struct unit *unit,
	struct sources *sources)
{
	*reader = (struct unit_reader){.parser = ARENA_NEW(arena, struct parser)};
	*reader->parser = (struct parser){.arena = arena, .unit = unit, .value = STRBUF_INIT};
	unit->sizes = (struct c_sizes){2, 4, 8, 8, 8, 4, 8, 16};
	token_stream_init(&reader->text, sources, "", 0);
}

size_t
unit_reader_take(struct unit_reader *reader, const char *text, size_t length, bool last)
{
	struct collected seen;
	size_t done = 0;
	if (!last && length < reader->wanted)
		return 0;
	token_stream_continue(&reader->text, text, length);
	for (;;) {
		struct token_stream before = reader->text;
		bool more = collect(reader->parser, &reader->text, &seen);
		if (reader->text.ended && !last) {
			/*
			 * The declaration may continue in the next piece. Retry when the text is
			 * twice as long.
			 */
			reader->text = before;
			reader->wanted = 2 * (length - done);
			return done;
		}
		if (!more)
			return length;
		parse_collected(reader->parser, &seen);
		done = (size_t)(reader->text.lexer.at - text);
	}
}

void
unit_reader_release(struct unit_reader *reader)
{
	strbuf_release(&reader->parser->value);
}

void
unit_read(struct arena *arena, struct unit *unit, struct sources *sources, const char *text,
	size_t length)
{
	struct unit_reader reader;
	unit_reader_init(&reader, arena, unit, sources);
	unit_reader_take(&reader, text, length, true);
	unit_reader_release(&reader);
}
