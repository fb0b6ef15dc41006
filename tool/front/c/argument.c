#include "front/c/argument.h"

#include "base/text.h"

#include <string.h>

enum { ARGUMENT_DEPTH = 16, ARGUMENT_LIMIT = 4096 };

struct argument_parser {
	struct arena *arena;
	struct diagnostics *diagnostics; /* NULL: report nothing */
	const struct marker *marker;
	const struct token *tokens;
	size_t count;
	size_t at;
	int depth;
};

static const struct token *
peek(const struct argument_parser *parser)
{
	static const struct token end = {.text = "", .kind = TOKEN_END};
	return parser->at < parser->count ? &parser->tokens[parser->at] : &end;
}

/* The location of token i. If the marker is in a macro, all of its tokens have its location. */
static struct location
place(const struct argument_parser *parser, size_t i)
{
	const struct marker *marker = parser->marker;
	if (!marker->placed || parser->tokens != marker->arguments || i >= parser->count)
		return marker->at;
	const struct token *token = &parser->tokens[i];
	return (struct location){.file = marker->at.file, .line = token->line,
		.column = token->column, .length = token->length};
}

struct location
arguments_span(struct location first, struct location last)
{
	if (first.line == last.line && last.column >= first.column)
		first.length = last.column + last.length - first.column;
	return first;
}

static int
fail(struct argument_parser *parser, size_t i, const char *message)
{
	if (parser->diagnostics == NULL)
		return -1;
	return diag_add(parser->diagnostics, DIAG_MARKER_ARGUMENTS, place(parser, i), "%s: %s",
		parser->marker->name, message);
}

static bool
at_string(const struct argument_parser *parser)
{
	return peek(parser)->kind == TOKEN_STRING;
}

/* One or more adjacent string literals. */
static const char *
take_strings(struct argument_parser *parser)
{
	const struct token *token = peek(parser);
	bool plain = token->length >= 2 && token->text[0] == '"' &&
		token->text[token->length - 1] == '"' &&
		memchr(token->text, '\\', token->length) == NULL;
	parser->at++;
	if (plain && !at_string(parser))
		return arena_strndup(parser->arena, token->text + 1, token->length - 2);
	struct strbuf value = STRBUF_INIT;
	token_add_value(&value, token);
	while (at_string(parser))
		token_add_value(&value, &parser->tokens[parser->at++]);
	return strbuf_finish(&value, parser->arena);
}

static const char *
take_word(struct argument_parser *parser)
{
	if (peek(parser)->kind != TOKEN_WORD)
		return "";
	return token_text(parser->arena, &parser->tokens[parser->at++]);
}

/* One or more adjacent words, separated by spaces. */
static const char *
take_words(struct argument_parser *parser)
{
	const char *word = take_word(parser);
	if (peek(parser)->kind != TOKEN_WORD)
		return word;
	struct strbuf value = STRBUF_INIT;
	strbuf_addstr(&value, word);
	for (; peek(parser)->kind == TOKEN_WORD; parser->at++) {
		strbuf_addch(&value, ' ');
		strbuf_add(&value, peek(parser)->text, peek(parser)->length);
	}
	const char *text = arena_strndup(parser->arena, value.buf, value.len);
	strbuf_release(&value);
	return text;
}

static bool
ends_argument(const struct token *token)
{
	return token->kind == TOKEN_END || token_is_char(token, ',') || token_is_char(token, ')');
}

/* The source text of the tokens, with each run of white space replaced by one space. */
static const char *
print_tokens(struct arena *arena, const struct token *tokens, size_t count)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		const struct token *before = i > 0 ? &tokens[i - 1] : NULL;
		bool space = before != NULL && (before->line != tokens[i].line ||
			before->column + before->length < tokens[i].column);
		strbuf_addf(&text, "%s%.*s", space ? " " : "", (int)tokens[i].length,
			tokens[i].text);
	}
	const char *copy = arena_strndup(arena, text.buf, text.len);
	strbuf_release(&text);
	return copy;
}

/* Tokens that have no other form, up to the next ',' or ')'. */
static void
take_other(struct argument_parser *parser, struct argument *argument, size_t first)
{
	int depth = 0;
	while (parser->at < parser->count) {
		const struct token *token = peek(parser);
		if (depth == 0 && ends_argument(token))
			break;
		depth += token_is_char(token, '(') - token_is_char(token, ')');
		parser->at++;
	}
	argument->kind = ARGUMENT_OTHER;
	argument->text = print_tokens(parser->arena, &parser->tokens[first], parser->at - first);
}

static void
take_number(struct argument_parser *parser, struct argument *argument)
{
	bool negative = token_is_char(peek(parser), '-');
	parser->at += negative || token_is_char(peek(parser), '+');
	argument->kind = ARGUMENT_NUMBER;
	argument->text = arena_printf(parser->arena, "%s%.*s", negative ? "-" : "",
		(int)peek(parser)->length, peek(parser)->text);
	parser->at++;
}

static int parse_list(struct argument_parser *parser, struct argument_list *out, size_t open);

/* word | string | dotted | word "(" … ")" */
static int
parse_name(struct argument_parser *parser, struct argument *argument)
{
	bool string = at_string(parser);
	size_t first = parser->at;
	argument->kind = string ? ARGUMENT_TEXT : ARGUMENT_WORDS;
	argument->text = string ? take_strings(parser) : take_words(parser);
	bool part = string || parser->at == first + 1;
	if (part && token_is_char(peek(parser), '.')) {
		parser->at++;
		argument->kind = ARGUMENT_DOTTED;
		argument->qualifier = argument->text;
		argument->text = at_string(parser) ? take_strings(parser) : take_word(parser);
	} else if (!string && parser->at == first + 1 && token_is_char(peek(parser), '(')) {
		argument->kind = ARGUMENT_OPTION;
		return parse_list(parser, &argument->items, parser->at++);
	}
	return 0;
}

static bool
at_number(const struct argument_parser *parser)
{
	const struct token *token = peek(parser);
	bool sign = token_is_char(token, '-') || token_is_char(token, '+');
	return token->kind == TOKEN_NUMBER ||
		(sign && parser->at + 1 < parser->count && token[1].kind == TOKEN_NUMBER);
}

static int
parse_argument(struct argument_parser *parser, struct argument *argument)
{
	size_t first = parser->at;
	const struct token *token = peek(parser);
	int result = 0;
	if (ends_argument(token))
		return fail(parser, first, "an argument is missing here");
	if (at_number(parser)) {
		take_number(parser, argument);
	} else if (token_is_char(token, '(')) {
		argument->kind = ARGUMENT_LIST;
		result = parse_list(parser, &argument->items, parser->at++);
	} else if (token->kind == TOKEN_WORD || token->kind == TOKEN_STRING) {
		result = parse_name(parser, argument);
	}
	if (result != 0)
		return -1;
	if (!ends_argument(peek(parser)))
		take_other(parser, argument, first);
	argument->at = arguments_span(place(parser, first), place(parser, parser->at - 1));
	return 0;
}

/* [argument {"," argument}] ")", after the '(' at index `open` */
static int
parse_list(struct argument_parser *parser, struct argument_list *out, size_t open)
{
	if (++parser->depth > ARGUMENT_DEPTH)
		return fail(parser, open, "parentheses are nested too deeply");
	while (!token_is_char(peek(parser), ')')) {
		struct argument *argument = ARENA_NEW(parser->arena, struct argument);
		if (parser->at >= parser->count || out->len >= ARGUMENT_LIMIT)
			return fail(parser, open, "this parenthesis is not closed");
		if (parse_argument(parser, argument) != 0)
			return -1;
		*VEC_ADD(parser->arena, out) = argument;
		if (!token_is_char(peek(parser), ','))
			continue;
		parser->at++;
		if (token_is_char(peek(parser), ')'))
			return fail(
				parser, parser->at - 1, "an argument is missing after this comma");
	}
	parser->at++;
	parser->depth--;
	return 0;
}

static int
parse_all(struct argument_parser *parser, struct argument_list *out)
{
	while (parser->at < parser->count) {
		struct argument *argument = ARENA_NEW(parser->arena, struct argument);
		if (out->len >= ARGUMENT_LIMIT)
			return fail(parser, parser->at, "there are too many arguments");
		if (parse_argument(parser, argument) != 0)
			return -1;
		*VEC_ADD(parser->arena, out) = argument;
		if (parser->at < parser->count && !token_is_char(peek(parser), ','))
			return fail(parser, parser->at, "this parenthesis was never opened");
		parser->at++;
		if (parser->at == parser->count)
			return fail(
				parser, parser->at - 1, "an argument is missing after this comma");
	}
	return 0;
}

int
arguments_parse(struct arena *arena, const struct marker *marker,
	struct diagnostics *diagnostics, struct argument_list *out)
{
	struct argument_parser parser = {.arena = arena, .diagnostics = diagnostics,
		.marker = marker, .tokens = marker->arguments, .count = marker->argument_count};
	return parse_all(&parser, out);
}

int
arguments_parse_expanded(
	struct arena *arena, const struct marker *marker, struct argument_list *out)
{
	struct argument_parser parser = {.arena = arena, .marker = marker,
		.tokens = marker->expanded, .count = marker->expanded_count};
	return parse_all(&parser, out);
}

struct location
arguments_find(const struct argument_list *items, const char *name, struct location otherwise)
{
	for (size_t i = 0; i < items->len; i++) {
		const struct argument *item = items->items[i];
		bool named = item->kind == ARGUMENT_WORDS || item->kind == ARGUMENT_TEXT;
		if (named && text_equal(item->text, name))
			return item->at;
		struct location inner = arguments_find(&item->items, name, (struct location){0});
		if (inner.file != NULL)
			return inner;
	}
	return otherwise;
}

void
arguments_add_name(struct strbuf *out, const char *name)
{
	strbuf_addf(out, text_is_identifier(name) ? "%s" : "\"%s\"", name);
}

void
arguments_fix_name(struct diagnostics *diagnostics, struct location at, const char *name)
{
	struct strbuf argument = STRBUF_INIT;
	if (at.column == 0 || strpbrk(name, "\"\\") != NULL)
		return;
	arguments_add_name(&argument, name);
	diag_fixit(diagnostics, at, argument.buf);
	strbuf_release(&argument);
}
