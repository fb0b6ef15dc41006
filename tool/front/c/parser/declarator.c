/*
 * Declaration specifiers and declarators (C17 6.7.2, 6.7.6), with the extensions of gcc and
 * clang and the additions of C23.
 */
#include "base/text.h"
#include "front/c/parser/c_parser_internal.h"

#include <stdlib.h>
#include <string.h>

enum word_class {
	WORD_IGNORED,   /* storage class, qualifier, function specifier */
	WORD_TYPEDEF,
	WORD_ATTRIBUTE, /* with its arguments in parentheses */
	WORD_BASIC,     /* part of a basic type's name: see `part` */
	WORD_STRUCT,
	WORD_UNION,
	WORD_ENUM,
	WORD_TYPEOF,
};

/* Parts of a basic type's name, as bits; PART_LONG is counted. */
enum {
	PART_SIGNED = 1 << 0,
	PART_UNSIGNED = 1 << 1,
	PART_SHORT = 1 << 2,
	PART_CHAR = 1 << 3,
	PART_INT = 1 << 4,
	PART_FLOAT = 1 << 5,
	PART_DOUBLE = 1 << 6,
	PART_BOOL = 1 << 7,
	PART_VOID = 1 << 8,
	PART_OTHER = 1 << 9,
	PART_LONG = 1 << 10,
};

struct keyword {
	const char *word;
	enum word_class class;
	int part;
};

/* Sorted by strcmp(). */
static const struct keyword keywords[] = {
	{"_Alignas", WORD_ATTRIBUTE, 0},
	{"_Atomic", WORD_IGNORED, 0},
	{"_BitInt", WORD_TYPEOF, 0},
	{"_Bool", WORD_BASIC, PART_BOOL},
	{"_Complex", WORD_BASIC, PART_OTHER},
	{"_Decimal128", WORD_BASIC, PART_OTHER},
	{"_Decimal32", WORD_BASIC, PART_OTHER},
	{"_Decimal64", WORD_BASIC, PART_OTHER},
	{"_Float128", WORD_BASIC, PART_OTHER},
	{"_Float16", WORD_BASIC, PART_OTHER},
	{"_Float32", WORD_BASIC, PART_OTHER},
	{"_Float32x", WORD_BASIC, PART_OTHER},
	{"_Float64", WORD_BASIC, PART_OTHER},
	{"_Float64x", WORD_BASIC, PART_OTHER},
	{"_Noreturn", WORD_IGNORED, 0},
	{"_Thread_local", WORD_IGNORED, 0},
	{"__asm", WORD_ATTRIBUTE, 0},
	{"__asm__", WORD_ATTRIBUTE, 0},
	{"__attribute", WORD_ATTRIBUTE, 0},
	{"__attribute__", WORD_ATTRIBUTE, 0},
	{"__complex__", WORD_BASIC, PART_OTHER},
	{"__const", WORD_IGNORED, 0},
	{"__const__", WORD_IGNORED, 0},
	{"__declspec", WORD_ATTRIBUTE, 0},
	{"__extension__", WORD_IGNORED, 0},
	{"__float128", WORD_BASIC, PART_OTHER},
	{"__inline", WORD_IGNORED, 0},
	{"__inline__", WORD_IGNORED, 0},
	{"__int128", WORD_BASIC, PART_OTHER},
	{"__int128_t", WORD_BASIC, PART_OTHER},
	{"__restrict", WORD_IGNORED, 0},
	{"__restrict__", WORD_IGNORED, 0},
	{"__signed__", WORD_BASIC, PART_SIGNED},
	{"__thread", WORD_IGNORED, 0},
	{"__typeof", WORD_TYPEOF, 0},
	{"__typeof__", WORD_TYPEOF, 0},
	{"__uint128_t", WORD_BASIC, PART_OTHER},
	{"__volatile", WORD_IGNORED, 0},
	{"__volatile__", WORD_IGNORED, 0},
	{"alignas", WORD_ATTRIBUTE, 0},
	{"asm", WORD_ATTRIBUTE, 0},
	{"auto", WORD_IGNORED, 0},
	{"bool", WORD_BASIC, PART_BOOL},
	{"char", WORD_BASIC, PART_CHAR},
	{"const", WORD_IGNORED, 0},
	{"constexpr", WORD_IGNORED, 0},
	{"double", WORD_BASIC, PART_DOUBLE},
	{"enum", WORD_ENUM, 0},
	{"extern", WORD_IGNORED, 0},
	{"float", WORD_BASIC, PART_FLOAT},
	{"inline", WORD_IGNORED, 0},
	{"int", WORD_BASIC, PART_INT},
	{"long", WORD_BASIC, PART_LONG},
	{"register", WORD_IGNORED, 0},
	{"restrict", WORD_IGNORED, 0},
	{"short", WORD_BASIC, PART_SHORT},
	{"signed", WORD_BASIC, PART_SIGNED},
	{"static", WORD_IGNORED, 0},
	{"struct", WORD_STRUCT, 0},
	{"thread_local", WORD_IGNORED, 0},
	{"typedef", WORD_TYPEDEF, 0},
	{"typeof", WORD_TYPEOF, 0},
	{"typeof_unqual", WORD_TYPEOF, 0},
	{"union", WORD_UNION, 0},
	{"unsigned", WORD_BASIC, PART_UNSIGNED},
	{"void", WORD_BASIC, PART_VOID},
	{"volatile", WORD_IGNORED, 0},
};

static int
compare_keyword(const void *key, const void *item)
{
	const struct token *token = key;
	const struct keyword *keyword = item;
	int order = strncmp(token->text, keyword->word, token->length);
	return order != 0 ? order : keyword->word[token->length] != '\0' ? -1 : 0;
}

static const struct keyword *
find_keyword(const struct token *token)
{
	if (token->kind != TOKEN_WORD || token->length > sizeof("_Thread_local") - 1)
		return NULL;
	return bsearch(token, keywords, sizeof(keywords) / sizeof(*keywords), sizeof(*keywords),
		compare_keyword);
}

bool
parse_attributes(struct parser *parser)
{
	size_t start = parser->at;
	for (;;) {
		/* Attributes begin with one of these characters; most other words do not. */
		char first = parser_peek(parser)->text[0];
		if (first != '_' && first != 'a' && first != '[')
			return parser->at > start;
		const struct keyword *keyword = find_keyword(parser_peek(parser));
		bool brackets = token_is_char(parser_peek(parser), '[') &&
			token_is_char(parser_ahead(parser, 1), '[');
		if (brackets) {
			parser_skip_group(parser);
		} else if (keyword != NULL && keyword->class == WORD_ATTRIBUTE) {
			parser->at++;
			while (find_keyword(parser_peek(parser)) != NULL &&
				find_keyword(parser_peek(parser))->class == WORD_IGNORED)
				parser->at++; /* asm volatile */
			if (token_is_char(parser_peek(parser), '('))
				parser_skip_group(parser);
		} else {
			return parser->at > start;
		}
	}
}

static enum c_kind
integer_kind(int parts)
{
	bool is_unsigned = (parts & PART_UNSIGNED) != 0;
	if (parts & PART_CHAR)
		return is_unsigned ? C_UCHAR : parts & PART_SIGNED ? C_SCHAR : C_CHAR;
	if (parts & PART_SHORT)
		return is_unsigned ? C_USHORT : C_SHORT;
	if (parts >= 2 * PART_LONG)
		return is_unsigned ? C_ULLONG : C_LLONG;
	if (parts >= PART_LONG)
		return is_unsigned ? C_ULONG : C_LONG;
	return is_unsigned ? C_UINT : C_INT;
}

static const struct c_type *
type_of_parts(struct parser *parser, int parts)
{
	if (parts & PART_OTHER)
		return c_type_new(parser->arena, C_OTHER, "a compiler-specific type", NULL);
	if (parts & PART_VOID)
		return c_type_basic(C_VOID);
	if (parts & PART_BOOL)
		return c_type_basic(C_BOOL);
	if (parts & PART_FLOAT)
		return c_type_basic(C_FLOAT);
	if (parts & PART_DOUBLE)
		return c_type_basic(parts >= PART_LONG ? C_LDOUBLE : C_DOUBLE);
	return c_type_basic(integer_kind(parts));
}

/* "enum" [tag] [":" type] ["{" … "}"] */
static const struct c_type *
parse_enum(struct parser *parser, const char *tag, struct specifiers *out)
{
	if (parser_take(parser, ':') && ++parser->depth <= PARSE_DEPTH) {
		struct specifiers underlying = {0};
		parse_specifiers(parser, &underlying);
		parser->depth--;
	}
	struct c_type *type = tag != NULL ? map_find(&parser->unit->enum_tags, tag) : NULL;
	if (type == NULL) {
		type = c_type_new(parser->arena, C_ENUM, tag, NULL);
		if (tag != NULL)
			map_put(parser->arena, &parser->unit->enum_tags, tag, type);
	}
	if (token_is_char(parser_peek(parser), '{')) {
		type->enumeration = parse_enum_body(parser, tag);
		out->enumeration = type->enumeration;
	}
	return type;
}

/* "struct" | "union" | "enum", attributes, tag and body */
static const struct c_type *
parse_tagged(struct parser *parser, enum word_class class, struct specifiers *out)
{
	const char *tag = NULL;
	parser->at++;
	parse_attributes(parser);
	const struct token *token = parser_peek(parser);
	if (token->kind == TOKEN_WORD && !token_is_marker(token)) {
		tag = token_text(parser->arena, token);
		parser->at++;
	}
	parse_attributes(parser);
	if (class == WORD_ENUM)
		return parse_enum(parser, tag, out);
	enum c_kind kind = class == WORD_STRUCT ? C_STRUCT : C_UNION;
	if (token_is_char(parser_peek(parser), '{'))
		out->structure = parse_struct_body(parser, tag, kind == C_UNION);
	return c_type_new(parser->arena, kind, tag, NULL);
}

/* A word that is not a keyword: the name of a typedef, known or not. */
static const struct c_type *
parse_type_name(struct parser *parser)
{
	const struct token *token = parser_peek(parser);
	const struct token *next = parser_ahead(parser, 1);
	if (token->kind != TOKEN_WORD || token_is_marker(token))
		return NULL;
	const struct c_type *type = map_find_token(&parser->unit->typedefs, token);
	if (type == NULL && next->kind != TOKEN_WORD && !token_is_char(next, '*'))
		return NULL;
	if (type == NULL)
		type = c_type_new(
			parser->arena, C_UNKNOWN, token_text(parser->arena, token), NULL);
	parser->at++;
	return type;
}

/* _Atomic is a qualifier unless a type follows it in parentheses. */
static const struct c_type *
parse_atomic(struct parser *parser)
{
	struct specifiers inner = {0};
	const char *name = NULL;
	struct token place;
	bool parenthesised = token_is(parser_peek(parser), "_Atomic") &&
		token_is_char(parser_ahead(parser, 1), '(');
	parser->at++;
	if (!parenthesised || ++parser->depth > PARSE_DEPTH)
		return NULL;
	parser->at++;
	const struct c_type *type = parse_specifiers(parser, &inner);
	if (type != NULL)
		type = parse_declarator(parser, type, &name, &place);
	parser_take(parser, ')');
	parser->depth--;
	return type;
}

static const struct c_type *
parse_typeof(struct parser *parser)
{
	const char *name = arena_printf(parser->arena, "%.*s(…)", (int)parser_peek(parser)->length,
		parser_peek(parser)->text);
	parser->at++;
	if (token_is_char(parser_peek(parser), '('))
		parser_skip_group(parser);
	return c_type_new(parser->arena, C_OTHER, name, NULL);
}

/*
 * Takes one keyword. Returns the type that the keyword begins, or NULL if it is only part of a
 * type.
 */
static const struct c_type *
parse_keyword(struct parser *parser, const struct keyword *keyword, struct specifiers *out,
	int *parts)
{
	switch (keyword->class) {
	case WORD_TYPEDEF:
		out->is_typedef = true;
		parser->at++;
		return NULL;
	case WORD_BASIC:
		*parts = keyword->part == PART_LONG && *parts < 2 * PART_LONG
				 ? *parts + PART_LONG
				 : *parts | keyword->part;
		parser->at++;
		return NULL;
	case WORD_TYPEOF:
		return parse_typeof(parser);
	case WORD_STRUCT:
	case WORD_UNION:
	case WORD_ENUM:
		return parse_tagged(parser, keyword->class, out);
	default:
		return parse_atomic(parser);
	}
}

/* Whether there are only markers between the body of an unnamed member and its ';'. */
static bool
ends_member(const struct parser *parser)
{
	size_t at = 0;
	while (token_is_marker(parser_ahead(parser, at)) &&
		token_is_char(parser_ahead(parser, at + 1), '(')) {
		int depth = 0;
		at++;
		do
			depth += token_bracket(parser_ahead(parser, at++));
		while (depth > 0 && parser_ahead(parser, at)->kind != TOKEN_END);
	}
	return token_is_char(parser_ahead(parser, at), ';');
}

const struct c_type *
parse_specifiers(struct parser *parser, struct specifiers *out)
{
	const struct c_type *type = NULL;
	int parts = 0;
	for (;;) {
		if (parse_attributes(parser))
			continue;
		const struct token *token = parser_peek(parser);
		const struct keyword *keyword = find_keyword(token);
		const struct c_type *found = NULL;
		if (keyword != NULL) {
			found = parse_keyword(parser, keyword, out, &parts);
		} else if (token_is_marker(token) && token_is_char(parser_ahead(parser, 1), '(') &&
			!(out->structure != NULL && ends_member(parser))) {
			struct marker marker = parser_take_marker(parser);
			unit_add_mistake(parser->arena, parser->unit, MISTAKE_PREFIX, marker);
		} else if (type == NULL && parts == 0 &&
			(found = parse_type_name(parser)) != NULL) {
			/* taken */
		} else {
			break;
		}
		type = found != NULL ? found : type;
	}
	return type == NULL && parts != 0 ? type_of_parts(parser, parts) : type;
}

bool
parser_at_type(const struct parser *parser)
{
	const struct token *token = parser_peek(parser);
	const struct keyword *keyword = find_keyword(token);
	if (keyword != NULL)
		return keyword->class != WORD_ATTRIBUTE;
	return token->kind == TOKEN_WORD && map_find_token(&parser->unit->typedefs, token) != NULL;
}

/* "[" [constant] "]": the number of elements. */
static long long
parse_length(struct parser *parser)
{
	size_t start = parser->at;
	long long length = C_LENGTH_OPEN;
	parser->at++;
	while (find_keyword(parser_peek(parser)) != NULL)
		parser->at++;
	if (!token_is_char(parser_peek(parser), ']')) {
		bool known = parse_constant(parser, &length);
		if (!known || length < 0 || !token_is_char(parser_peek(parser), ']'))
			length = C_LENGTH_UNKNOWN;
	}
	parser->at = start;
	parser_skip_group(parser);
	return length;
}

/* The array sizes and parameter lists after a name; the first is the outermost. */
static const struct c_type *
parse_suffixes(struct parser *parser, const struct c_type *type)
{
	const struct token *token = parser_peek(parser);
	bool attribute = token_is_char(token, '[') && token_is_char(parser_ahead(parser, 1), '[');
	if (attribute || ++parser->depth > PARSE_DEPTH)
		return type;
	if (token_is_char(token, '[')) {
		long long length = parse_length(parser);
		type = parse_suffixes(parser, type);
		struct c_type *array = c_type_new(parser->arena, C_ARRAY, NULL, type);
		array->length = length;
		type = array;
	} else if (token_is_char(token, '(')) {
		parser_skip_group(parser);
		type = c_type_new(parser->arena, C_FUNCTION, NULL, parse_suffixes(parser, type));
	}
	parser->depth--;
	return type;
}

static const struct c_type *
parse_pointers(struct parser *parser, const struct c_type *type)
{
	for (;;) {
		if (parser_take(parser, '*') || parser_take(parser, '^')) {
			type = c_type_new(parser->arena, C_POINTER, NULL, type);
			continue;
		}
		const struct keyword *keyword = find_keyword(parser_peek(parser));
		if (keyword != NULL && keyword->class == WORD_IGNORED)
			parser->at++;
		else if (!parse_attributes(parser))
			return type;
	}
}

/* Whether the next '(' begins a declarator rather than parameters. */
static bool
at_inner_declarator(const struct parser *parser)
{
	const struct token *inner = parser_ahead(parser, 1);
	if (!token_is_char(parser_peek(parser), '('))
		return false;
	if (token_is_char(inner, '*') || token_is_char(inner, '(') || token_is_char(inner, '^'))
		return true;
	const struct keyword *keyword = find_keyword(inner);
	if (keyword != NULL)
		return keyword->class == WORD_ATTRIBUTE; /* (__attribute__((cdecl)) *name) */
	return inner->kind == TOKEN_WORD &&
		map_find_token(&parser->unit->typedefs, inner) == NULL;
}

const struct c_type *
parse_declarator(struct parser *parser, const struct c_type *base, const char **name,
	struct token *place)
{
	const struct c_type *type = parse_pointers(parser, base);
	const struct token *token = parser_peek(parser);
	if (at_inner_declarator(parser)) {
		size_t inner = parser->at + 1;
		if (++parser->depth > PARSE_DEPTH)
			return type;
		parser_skip_group(parser);
		type = parse_suffixes(parser, type);
		size_t end = parser->at;
		parser->at = inner;
		type = parse_declarator(parser, type, name, place);
		parser->at = end;
		parser->depth--;
		return type;
	}
	if (token->kind == TOKEN_WORD && !token_is_marker(token)) {
		*name = token_text(parser->arena, token);
		*place = *token;
		parser->at++;
	}
	return parse_suffixes(parser, type);
}
