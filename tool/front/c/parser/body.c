/*
 * The bodies of structs and enums: fields and enumerators with their markers.
 */
#include "base/text.h"
#include "front/c/parser/c_parser_internal.h"

#include <string.h>

/* Whether the body at the next token contains a marker or an enum. */
static bool
body_is_wanted(const struct parser *parser)
{
	int depth = 0;
	for (size_t i = parser->at; i < parser->tokens.len; i++) {
		const struct token *token = &parser->tokens.items[i];
		if (token_is_marker(token) || token_is(token, "enum"))
			return true;
		if (token_is_char(token, '{'))
			depth++;
		else if (token_is_char(token, '}') && --depth == 0)
			return false;
	}
	return false;
}

static enum marker_scope
scope_of(const struct marker *marker, enum marker_scope otherwise)
{
	return marker->id == MARKER_COUNT ? otherwise : marker_kind(marker->id)->scope;
}

/* Appends the markers, without spare capacity. */
static void
add_markers(struct arena *arena, struct markers *out, const struct markers *more)
{
	size_t len = out->len + more->len;
	if (more->len == 0)
		return;
	struct marker *items = arena_alloc(arena, len * sizeof(*items));
	if (out->len > 0)
		memcpy(items, out->items, out->len * sizeof(*items));
	memcpy(items + out->len, more->items, more->len * sizeof(*items));
	*out = (struct markers){.items = items, .len = len, .cap = len};
}

/* The markers and attributes after a declarator or an enumerator. */
static void
parse_suffix_markers(struct parser *parser, struct markers *out, enum marker_scope scope)
{
	parser->scratch.len = 0;
	for (;;) {
		if (parse_attributes(parser))
			continue;
		if (!token_is_marker(parser_peek(parser)))
			break;
		struct marker marker = parser_take_marker(parser);
		if (scope_of(&marker, scope) == scope)
			*VEC_ADD(parser->arena, &parser->scratch) = marker;
		else
			unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
	}
	add_markers(parser->arena, out, &parser->scratch);
}

/* After a syntax error, skips to the next ';' of the body. */
static void
recover(struct parser *parser)
{
	parser_fail(parser);
	while (parser->at < parser->tokens.len && !token_is_char(parser_peek(parser), '}')) {
		if (parser_take(parser, ';'))
			return;
		parser_skip_group(parser);
	}
}

/* A marker where a member is expected. */
static void
parse_head_marker(struct parser *parser)
{
	struct marker marker = parser_take_marker(parser);
	enum marker_scope scope = scope_of(&marker, SCOPE_TABLE);
	if (scope == SCOPE_TABLE) {
		*VEC_ADD(parser->arena, &parser->heads) = marker;
		if (parser_take(parser, ';'))
			unit_add_mistake(parser->arena, parser->unit, MISTAKE_SEMICOLON, marker);
	} else {
		unit_add_mistake(parser->arena, parser->unit,
			scope == SCOPE_COLUMN ? MISTAKE_PREFIX : MISTAKE_SCOPE, marker);
	}
}

/* declarator [":" width] markers */
static bool
parse_field(struct parser *parser, const struct c_type *base)
{
	const char *name = NULL;
	struct token place = *parser_peek(parser);
	const struct c_type *type = parse_declarator(parser, base, &name, &place);
	bool bit_field = parser_take(parser, ':');
	long long width = 0;
	if (bit_field)
		parse_constant(parser, &width);
	struct model_field field = {.name = name, .type = type, .bit_field = bit_field,
		.width = width, .file = place.file, .line = place.line};
	parse_suffix_markers(parser, &field.markers, SCOPE_COLUMN);
	if (name != NULL)
		*VEC_ADD(parser->arena, &parser->fields) = field;
	return name != NULL || bit_field;
}

/*
 * The fields of an anonymous struct belong to the enclosing struct. Markers after its '}' apply to
 * each field.
 */
static void
take_anonymous(struct parser *parser, const struct c_type *type, struct model_struct *inner,
	const struct token *place)
{
	struct markers markers = {0};
	parse_suffix_markers(parser, &markers, SCOPE_COLUMN);
	if (inner == NULL)
		return;
	if (type->kind == C_UNION) {
		struct model_field *field = VEC_ADD(parser->arena, &parser->fields);
		*field = (struct model_field){.type = type, .markers = markers, .file = place->file,
			.line = place->line};
		return;
	}
	VEC_EACH (struct model_field, field, inner->fields) {
		add_markers(parser->arena, &field->markers, &markers);
		*VEC_ADD(parser->arena, &parser->fields) = *field;
	}
	VEC_EACH (struct marker, marker, inner->markers)
		*VEC_ADD(parser->arena, &parser->heads) = *marker;
	inner->fields.len = 0;
	inner->markers.len = 0;
}

static bool
skip_static_assert(struct parser *parser)
{
	const struct token *token = parser_peek(parser);
	if (!token_is(token, "_Static_assert") && !token_is(token, "static_assert"))
		return false;
	parser->at++;
	if (token_is_char(parser_peek(parser), '('))
		parser_skip_group(parser);
	parser_take(parser, ';');
	return true;
}

/* specifiers [declarator {"," declarator}] ";" */
static void
parse_member(struct parser *parser)
{
	struct specifiers specifiers = {0};
	struct token place = *parser_peek(parser);
	const struct c_type *base = parse_specifiers(parser, &specifiers);
	if (base == NULL) {
		recover(parser);
		return;
	}
	bool tagged = base->kind == C_STRUCT || base->kind == C_UNION || base->kind == C_ENUM;
	bool marked = token_is_marker(parser_peek(parser));
	if (tagged && (marked || token_is_char(parser_peek(parser), ';'))) {
		bool anonymous = base->name == NULL && base->kind != C_ENUM;
		take_anonymous(parser, base, anonymous ? specifiers.structure : NULL, &place);
	} else {
		do {
			if (!parse_field(parser, base)) {
				recover(parser);
				return;
			}
		} while (parser_take(parser, ','));
	}
	/* gcc and clang only warn if the ';' before the '}' is missing. */
	if (!parser_take(parser, ';') && !token_is_char(parser_peek(parser), '}'))
		recover(parser);
}

static bool
has_markers(const struct model_struct *structure)
{
	if (structure->markers.len > 0)
		return true;
	VEC_EACH (struct model_field, field, structure->fields)
		if (field->markers.len > 0)
			return true;
	return false;
}

/* Skips a body that no model needs or that is nested too deeply. */
static bool
skip_body(struct parser *parser)
{
	if (parser->depth > 0 || body_is_wanted(parser)) {
		if (parser->depth < PARSE_DEPTH)
			return false;
		struct marker none = {.file = parser_peek(parser)->file,
			.line = parser_peek(parser)->line};
		unit_add_mistake(parser->arena, parser->unit, MISTAKE_DEPTH, none);
	}
	parser_skip_group(parser);
	return true;
}

/* Removes the syntax errors of a struct or enum that turned out to have no markers. */
static void
forget_syntax(struct parser *parser, size_t first)
{
	for (size_t i = parser->unit->mistakes.len; i-- > first;)
		if (parser->unit->mistakes.items[i].kind == MISTAKE_SYNTAX) {
			VEC_REMOVE(&parser->unit->mistakes, i);
			parser->failed = false;
		}
}

struct model_struct *
parse_struct_body(struct parser *parser, const char *tag, bool is_union)
{
	struct model_struct *structure = ARENA_NEW(parser->arena, struct model_struct);
	const struct token *brace = parser_peek(parser);
	*structure = (struct model_struct){
		.tag = tag, .is_union = is_union, .file = brace->file, .line = brace->line};
	if (skip_body(parser))
		return structure;
	size_t mistakes = parser->unit->mistakes.len;
	size_t fields = parser->fields.len, heads = parser->heads.len;
	parser->depth++;
	parser->at++;
	while (parser->at < parser->tokens.len && !token_is_char(parser_peek(parser), '}')) {
		if (token_is_marker(parser_peek(parser)))
			parse_head_marker(parser);
		else if (!skip_static_assert(parser) && !parser_take(parser, ';'))
			parse_member(parser);
	}
	structure->end_line = parser_peek(parser)->line;
	if (!parser_take(parser, '}'))
		parser_fail(parser);
	parser->depth--;
	VEC_TAKE(parser->arena, &structure->fields, &parser->fields, fields);
	VEC_TAKE(parser->arena, &structure->markers, &parser->heads, heads);
	structure->is_model = has_markers(structure);
	if (structure->is_model)
		*VEC_ADD(parser->arena, &parser->unit->structs) = structure;
	else
		forget_syntax(parser, mistakes);
	return structure;
}

/* The markers at the beginning of an enum. Only SC_ENUM is allowed there. */
static void
parse_enum_markers(struct parser *parser, struct model_enum *enumeration)
{
	while (token_is_marker(parser_peek(parser)) &&
		(token_is_char(parser_ahead(parser, 1), '('))) {
		struct marker marker = parser_take_marker(parser);
		if (scope_of(&marker, SCOPE_ENUM) == SCOPE_ENUM)
			*VEC_ADD(parser->arena, &enumeration->markers) = marker;
		else
			unit_add_mistake(parser->arena, parser->unit, MISTAKE_SCOPE, marker);
	}
}

/* Whether the initializer that begins here is only the name of an enumerator of this enum. */
static bool
is_alias(const struct parser *parser, const struct model_enum *enumeration)
{
	const struct enumerator *other =
		map_find_token(&parser->unit->enumerators, parser_peek(parser));
	const struct token *after = parser_ahead(parser, 1);
	return other != NULL && other->owner == enumeration &&
	       (token_is_char(after, ',') || token_is_char(after, '}') || token_is_marker(after));
}

/* name markers ["=" constant] markers */
static struct enumerator *
parse_enumerator(
	struct parser *parser, struct model_enum *enumeration, long long next, bool known)
{
	const struct token *token = parser_peek(parser);
	struct enumerator *enumerator = ARENA_NEW(parser->arena, struct enumerator);
	*enumerator = (struct enumerator){.name = token_text(parser->arena, token), .value = next,
		.known = known, .owner = enumeration, .file = token->file, .line = token->line};
	parser->at++;
	parse_suffix_markers(parser, &enumerator->markers, SCOPE_ENUMERATOR);
	enumerator->given = parser_take(parser, '=');
	enumerator->alias = enumerator->given && is_alias(parser, enumeration);
	if (enumerator->given)
		enumerator->known = parse_constant(parser, &enumerator->value);
	parse_suffix_markers(parser, &enumerator->markers, SCOPE_ENUMERATOR);
	return enumerator;
}

struct model_enum *
parse_enum_body(struct parser *parser, const char *tag)
{
	struct model_enum *enumeration = ARENA_NEW(parser->arena, struct model_enum);
	const struct token *brace = parser_peek(parser);
	*enumeration = (struct model_enum){.tag = tag, .file = brace->file, .line = brace->line};
	long long next = 0;
	bool known = true;
	size_t mistakes = parser->unit->mistakes.len;
	parser->at++;
	parse_enum_markers(parser, enumeration);
	while (parser_peek(parser)->kind == TOKEN_WORD) {
		struct enumerator *enumerator = parse_enumerator(parser, enumeration, next, known);
		*VEC_ADD(parser->arena, &enumeration->enumerators) = enumerator;
		map_put(parser->arena, &parser->unit->enumerators, enumerator->name, enumerator);
		known = enumerator->known &&
			!__builtin_add_overflow(enumerator->value, 1, &next);
		while (parser->at < parser->tokens.len &&
			!token_is_char(parser_peek(parser), ',') &&
			!token_is_char(parser_peek(parser), '}'))
			parser_skip_group(parser);
		if (!parser_take(parser, ','))
			break;
	}
	enumeration->end_line = parser_peek(parser)->line;
	if (!parser_take(parser, '}'))
		recover(parser);
	bool marked = enumeration->markers.len > 0;
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		marked |= (*enumerator)->markers.len > 0;
	if (marked)
		*VEC_ADD(parser->arena, &parser->unit->enums) = enumeration;
	else
		forget_syntax(parser, mistakes);
	return enumeration;
}
