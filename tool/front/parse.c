#include "front/parse.h"

#include "base/text.h"

#include <string.h>

enum { DECLARATION_LIMIT = 1 << 22 }; /* tokens; what is longer is no declaration of a model */

static const char marker_word[] = "__schemac_marker__";

const struct token *
parser_ahead(const struct parser *parser, size_t count)
{
	static const struct token end = {.text = "", .kind = TOKEN_END};
	size_t at = parser->at + count;
	return at < parser->tokens.len ? &parser->tokens.items[at] : &end;
}

const struct token *
parse_peek(const struct parser *parser)
{
	return parser_ahead(parser, 0);
}

bool
parser_take(struct parser *parser, char c)
{
	bool taken = token_is_char(parse_peek(parser), c);
	parser->at += taken;
	return taken;
}

static int
bracket_step(const struct token *token)
{
	if (token->kind != TOKEN_PUNCTUATOR || token->length != 1)
		return 0;
	switch (token->text[0]) {
	case '(':
	case '[':
	case '{':
		return 1;
	case ')':
	case ']':
	case '}':
		return -1;
	default:
		return 0;
	}
}

void
parser_skip_group(struct parser *parser)
{
	int depth = 0;
	while (parser->at < parser->tokens.len) {
		depth += bracket_step(&parser->tokens.items[parser->at++]);
		if (depth <= 0)
			return;
	}
}

void
parse_fail(struct parser *parser)
{
	const struct token *token = parse_peek(parser);
	if (parser->failed)
		return;
	parser->failed = true;
	if (token->kind == TOKEN_END && parser->tokens.len > 0)
		token = &parser->tokens.items[parser->tokens.len - 1];
	struct unit_mistake *mistake = VEC_ADD(parser->arena, &parser->unit->mistakes);
	*mistake = (struct unit_mistake){.kind = MISTAKE_SYNTAX, .file = token->file,
		.line = token->line, .text = token_text(parser->arena, token)};
}

void
unit_add_mistake(
	struct arena *arena, struct unit *unit, enum unit_mistake_kind kind, struct marker marker)
{
	*VEC_ADD(arena, &unit->mistakes) = (struct unit_mistake){
		.kind = kind, .marker = marker, .file = marker.file, .line = marker.line};
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
	memcpy(word, token->text, token->length);
	word[token->length] = '\0';
	return map_find(map, word);
}

/* The string literal that comes next; "" where none does. */
static const char *
take_string(struct parser *parser)
{
	if (parse_peek(parser)->kind != TOKEN_STRING)
		return "";
	const struct token *token = &parser->tokens.items[parser->at++];
	if (memchr(token->text, '\\', token->length) == NULL && token->length >= 2 &&
		token->text[0] == '"')
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
		const struct token *token = parse_peek(parser);
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
		marker->expanded[i].text = token_text(parser->arena, &marker->expanded[i]);
	}
}

/* "__schemac_marker__" "(" name "," arguments ["," expanded arguments] ")" */
struct marker
parse_marker(struct parser *parser)
{
	struct token word = *parse_peek(parser);
	struct marker marker = {
		.id = MARKER_COUNT, .text = "", .file = word.file, .line = word.line};
	parser->at++;
	if (!token_is(&word, marker_word)) {
		marker.name = token_text(parser->arena, &word);
		if (token_is_char(parse_peek(parser), '('))
			parser_skip_group(parser);
		return marker;
	}
	parser_take(parser, '(');
	const struct token *name = parse_peek(parser);
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
	return marker;
}

/* ---- file scope ---- */

/* What is seen while the tokens of one declaration are collected. */
struct collected {
	bool wanted;      /* it may declare something that models need */
	bool is_function; /* a parameter list was seen */
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

/* Everything to the partner of the bracket that was just read. */
static void
skip_brackets(struct reader *reader)
{
	struct token token;
	for (int depth = 1; depth > 0;) {
		reader_next(reader, &token);
		depth += bracket_step(&token);
		if (token.kind == TOKEN_END)
			return;
	}
}

/* An initialiser: everything to the ';' behind it. */
static void
skip_initialiser(struct reader *reader)
{
	struct token token;
	do {
		reader_next(reader, &token);
		if (bracket_step(&token) > 0)
			skip_brackets(reader);
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

/* A '{' at file scope. True where it ends what was collected. */
static bool
open_brace(struct parser *parser, struct reader *reader, struct collected *seen)
{
	struct token *last = last_token(parser, 0), *before = last_token(parser, 1);
	bool linkage = last != NULL && before != NULL && last->kind == TOKEN_STRING &&
		token_is(before, "extern");
	if (linkage) {
		parser->tokens.len = 0;
		return false;
	}
	if (seen->is_function || last == NULL) {
		skip_brackets(reader);
		parser->tokens.len = 0;
		return true;
	}
	return false;
}

/* Whether what was collected is a marker at file scope, which no ';' ends. */
static bool
is_standalone(struct parser *parser)
{
	const struct token *word = last_token(parser, 0);
	if (parser->tokens.len != 1 || !token_is_marker(word))
		return false;
	return token_is(word, marker_word) ||
		marker_nearest(token_text(parser->arena, word)) != NULL;
}

/* One token at file scope. True where it ends the declaration. */
static bool
collect_outside(struct parser *parser, struct reader *reader, struct collected *seen,
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
		skip_initialiser(reader);
		return true;
	case '{':
		if (open_brace(parser, reader, seen))
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
collect(struct parser *parser, struct reader *reader, struct collected *seen)
{
	struct token token;
	int depth = 0;
	*seen = (struct collected){0};
	parser->tokens.len = 0;
	for (;;) {
		reader_next(reader, &token);
		if (token.kind == TOKEN_END)
			return parser->tokens.len > 0;
		if (token.kind == TOKEN_WORD)
			look_at_word(seen, &token);
		size_t before = parser->tokens.len;
		if (depth > 0)
			push(parser, &token);
		else if (collect_outside(parser, reader, seen, &token))
			return true;
		if (depth > 0 || parser->tokens.len > before)
			depth += bracket_step(&token);
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
		if (!token_is_marker(parse_peek(parser))) {
			parser->at++;
			continue;
		}
		struct marker marker = parse_marker(parser);
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
	}
}

static void
parse_standalone(struct parser *parser, struct reader *reader)
{
	struct marker marker = parse_marker(parser);
	(void)reader;
	if (marker.id == MARKER_COUNT || marker_kind(marker.id)->scope == SCOPE_FILE)
		*VEC_ADD(parser->arena, &parser->unit->markers) = marker;
	else
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
}

/* `__schemac_target__` "(" size "," … ")" ";", which our own text begins with. */
static bool
parse_target(struct parser *parser)
{
	struct c_sizes *s = &parser->unit->sizes;
	int *const sizes[] = {&s->of_short, &s->of_int, &s->of_long, &s->of_llong, &s->of_pointer,
		&s->of_float, &s->of_double, &s->of_ldouble};
	if (!token_is(parse_peek(parser), "__schemac_target__"))
		return false;
	parser->at += 2;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		long long size = 0;
		if (parse_constant(parser, &size) && size > 0 && size <= 64)
			*sizes[i] = (int)size;
		parser_take(parser, ',');
	}
	return true;
}

void
parse_unit(struct arena *arena, struct unit *unit, struct sources *sources, const char *text,
	size_t length)
{
	struct reader reader;
	struct collected seen;
	struct parser parser = {.arena = arena, .unit = unit, .value = STRBUF_INIT};
	unit->sizes = (struct c_sizes){2, 4, 8, 8, 8, 4, 8, 16};
	reader_init(&reader, sources, text, length);
	while (collect(&parser, &reader, &seen)) {
		parser.at = 0;
		parser.depth = 0;
		parser.failed = false;
		if (seen.standalone)
			parse_standalone(&parser, &reader);
		else if (seen.wanted || !parse_target(&parser))
			seen.wanted ? parse_declaration(&parser) : (void)0;
	}
	strbuf_release(&parser.value);
}
