/*
 * Integer constants for array sizes and enumerators, with C's operators, sizeof, casts and
 * enumerators. After an overflow the value is unknown.
 */
#include "front/c/parser/constant.h"

#include "base/text.h"
#include "front/c/parser/c_parser_internal.h"

#include <string.h>

struct operator_kind {
	const char *spelling;
	int precedence; /* operators with a higher number bind more closely */
};

static const struct operator_kind operators[] = {{"*", 10}, {"/", 10}, {"%", 10}, {"+", 9},
	{"-", 9}, {"<<", 8}, {">>", 8}, {"<", 7}, {">", 7}, {"<=", 7}, {">=", 7}, {"==", 6},
	{"!=", 6}, {"&", 5}, {"^", 4}, {"|", 3}, {"&&", 2}, {"||", 1}};

static bool parse_ternary(struct parser *parser, long long *value);

static const struct operator_kind *
next_operator(const struct parser *parser)
{
	const struct token *token = parser_peek(parser);
	if (token->kind != TOKEN_PUNCTUATOR)
		return NULL;
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (token_is(token, operators[i].spelling))
			return &operators[i];
	return NULL;
}

static bool
divide(char c, long long a, long long b, long long *value)
{
	if (b == 0 || b == -1)
		return b == -1 && c == '/' ? !__builtin_sub_overflow(0, a, value)
					   : (*value = 0, b == -1);
	*value = c == '/' ? a / b : a % b;
	return true;
}

static bool
shift(char c, long long a, long long b, long long *value)
{
	if (b < 0 || b > 62 || a < 0)
		return false;
	*value = c == '<' ? (long long)((unsigned long long)a << b) : a >> b;
	return c == '>' || (*value >> b) == a;
}

static long long
compare(const char *spelling, long long a, long long b)
{
	bool equal = spelling[1] == '=' && a == b;
	switch (spelling[0]) {
	case '<':
		return equal || a < b;
	case '>':
		return equal || a > b;
	case '=':
		return a == b;
	default:
		return a != b;
	}
}

static bool
apply(const char *spelling, long long a, long long b, long long *value)
{
	char c = spelling[0];
	bool doubled = spelling[1] == c;
	switch (c) {
	case '*':
		return !__builtin_mul_overflow(a, b, value);
	case '+':
		return !__builtin_add_overflow(a, b, value);
	case '-':
		return !__builtin_sub_overflow(a, b, value);
	case '/':
	case '%':
		return divide(c, a, b, value);
	case '&':
		*value = doubled ? a && b : (a & b);
		return true;
	case '|':
		*value = doubled ? a || b : (a | b);
		return true;
	case '^':
		*value = a ^ b;
		return true;
	default:
		if (doubled && c != '=')
			return shift(c, a, b, value);
		*value = compare(spelling, a, b);
		return true;
	}
}

static bool
number_value(const struct token *token, long long *value)
{
	const char *p = token->text, *end = p + token->length;
	unsigned base = 10;
	unsigned long long number = 0;
	if (end - p >= 2 && p[0] == '0') {
		char c = char_lower(p[1]);
		base = c == 'x' ? 16 : c == 'b' ? 2 : 8;
		p += base == 8 ? 1 : 2;
	}
	for (; p < end; p++) {
		if (*p == '\'')
			continue;
		char c = char_lower(*p);
		unsigned digit = char_is_digit(c) ? (unsigned)(c - '0')
			: c >= 'a' && c <= 'f'    ? (unsigned)(c - 'a') + 10
						  : 16;
		if (digit >= base)
			break;
		if (__builtin_mul_overflow(number, (unsigned long long)base, &number) ||
			__builtin_add_overflow(number, (unsigned long long)digit, &number))
			return false;
	}
	for (; p < end; p++)
		if (strchr("uUlL", *p) == NULL)
			return false;
	*value = (long long)number;
	return *value >= 0;
}

static bool
character_value(const struct token *token, long long *value)
{
	struct strbuf bytes = STRBUF_INIT;
	token_add_value(&bytes, token);
	unsigned char byte = (unsigned char)bytes.buf[0];
	*value = byte;
	bool one = bytes.len == 1 && byte < 0x80; /* otherwise the sign depends on the compiler */
	strbuf_release(&bytes);
	return one;
}

/* "(" type-name ")". The size of an expression is unknown. */
static bool
parse_sizeof(struct parser *parser, long long *value)
{
	struct specifiers specifiers = {0};
	if (!token_is_char(parser_peek(parser), '('))
		return false;
	size_t start = parser->at;
	parser_skip_group(parser);
	size_t end = parser->at;
	parser->at = start + 1;
	bool known = parser_at_type(parser);
	if (known) {
		const char *name = NULL;
		struct token place;
		const struct c_type *type = parse_specifiers(parser, &specifiers);
		if (type != NULL)
			type = parse_declarator(parser, type, &name, &place);
		*value = type != NULL ? c_type_size(type, &parser->unit->sizes) : -1;
		known = *value >= 0 && parser->at + 1 == end;
	}
	parser->at = end;
	return known;
}

static bool
parse_word(struct parser *parser, long long *value)
{
	struct token word = *parser_peek(parser);
	parser->at++;
	if (token_is(&word, "sizeof"))
		return parse_sizeof(parser, value);
	if (token_is(&word, "true") || token_is(&word, "false")) {
		*value = word.text[0] == 't';
		return true;
	}
	struct enumerator *enumerator = map_find_token(&parser->unit->enumerators, &word);
	if (enumerator == NULL || !enumerator->known)
		return false;
	*value = enumerator->value;
	return true;
}

static bool parse_unary(struct parser *parser, long long *value);

/* Converts the value to a type; false if that is not an integer type. */
static bool
cast(const struct parser *parser, const struct c_type *type, long long *value)
{
	long long size = c_type_size(type, &parser->unit->sizes);
	enum c_kind kind = c_type_resolve(type)->kind;
	if (size <= 0 || kind >= C_FLOAT)
		return size > 0 && kind == C_ENUM;
	if (kind == C_BOOL)
		*value = *value != 0;
	else if (size < 8) {
		bool is_signed = kind == C_CHAR || kind == C_SCHAR || kind == C_SHORT ||
			kind == C_INT || kind == C_LONG;
		unsigned bits = (unsigned)size * 8;
		unsigned long long low = (unsigned long long)*value & ((1ULL << bits) - 1);
		bool negative = is_signed && (low >> (bits - 1)) != 0;
		*value = negative ? (long long)(low | ~((1ULL << bits) - 1)) : (long long)low;
	}
	return true;
}

static bool
parse_cast(struct parser *parser, long long *value)
{
	struct specifiers specifiers = {0};
	const char *name = NULL;
	struct token place;
	const struct c_type *type = parse_specifiers(parser, &specifiers);
	if (type != NULL)
		type = parse_declarator(parser, type, &name, &place);
	if (type == NULL || !parser_take(parser, ')') || !parse_unary(parser, value))
		return false;
	return cast(parser, type, value);
}

static bool
parse_primary(struct parser *parser, long long *value)
{
	const struct token *token = parser_peek(parser);
	switch (token->kind) {
	case TOKEN_NUMBER:
		parser->at++;
		return number_value(token, value);
	case TOKEN_CHARACTER:
		parser->at++;
		return character_value(token, value);
	case TOKEN_WORD:
		return parse_word(parser, value);
	default:
		break;
	}
	if (!parser_take(parser, '('))
		return false;
	if (parser_at_type(parser))
		return parse_cast(parser, value);
	return parse_ternary(parser, value) && parser_take(parser, ')');
}

static bool
parse_unary(struct parser *parser, long long *value)
{
	static const char prefixes[] = "+-~!";
	const struct token *token = parser_peek(parser);
	bool prefix = token->kind == TOKEN_PUNCTUATOR && token->length == 1 &&
		strchr(prefixes, token->text[0]) != NULL;
	if (!prefix) {
		if (++parser->depth > PARSE_DEPTH)
			return false;
		bool known = parse_primary(parser, value);
		parser->depth--;
		return known;
	}
	char c = token->text[0];
	parser->at++;
	if (++parser->depth > PARSE_DEPTH || !parse_unary(parser, value))
		return false;
	parser->depth--;
	if (c == '-')
		return !__builtin_sub_overflow(0, *value, value);
	if (c != '+')
		*value = c == '~' ? ~*value : !*value;
	return true;
}

static bool
parse_binary(struct parser *parser, int precedence, long long *value)
{
	if (!parse_unary(parser, value))
		return false;
	const struct operator_kind *operator;
	while ((operator= next_operator(parser)) != NULL && operator->precedence >= precedence) {
		long long right;
		parser->at++;
		if (!parse_binary(parser, operator->precedence + 1, &right) ||
			!apply(operator->spelling, *value, right, value))
			return false;
	}
	return true;
}

static bool
parse_ternary(struct parser *parser, long long *value)
{
	long long yes, no;
	if (!parse_binary(parser, 1, value))
		return false;
	if (!parser_take(parser, '?'))
		return true;
	if (++parser->depth > PARSE_DEPTH || !parse_ternary(parser, &yes) ||
		!parser_take(parser, ':') || !parse_ternary(parser, &no))
		return false;
	parser->depth--;
	*value = *value != 0 ? yes : no;
	return true;
}

bool
parse_constant(struct parser *parser, long long *value)
{
	unsigned depth = parser->depth;
	bool known = parse_ternary(parser, value);
	parser->depth = depth;
	return known;
}

bool
constant_evaluate(struct arena *arena, struct unit *unit, const struct token *tokens, size_t count,
	long long *value)
{
	struct parser parser = {.arena = arena, .unit = unit, .value = STRBUF_INIT};
	for (size_t i = 0; i < count; i++)
		*VEC_ADD(arena, &parser.tokens) = tokens[i];
	return parse_constant(&parser, value) && parser.at == parser.tokens.len;
}
