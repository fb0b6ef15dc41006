/*
 * c_parser: a recursive-descent parser of one C declaration (C17 6.7), as far as models need it.
 *
 * c_parser.c moves through the tokens and parses markers, declarator.c parses types, body.c structs
 * and enums, and constant.c constant expressions. unit_reader.c collects the tokens. Only these
 * files include this header.
 */
#ifndef SCHEMAC_FRONT_C_PARSER_C_PARSER_INTERNAL_H
#define SCHEMAC_FRONT_C_PARSER_C_PARSER_INTERNAL_H

#include "front/c/unit.h"

enum { PARSE_DEPTH = 64 }; /* nested brackets, beyond which a declaration is skipped */

struct parser {
	struct arena *arena;
	struct unit *unit;
	VEC(struct token) tokens; /* of one declaration */
	size_t at;                /* index of the next token */
	struct markers scratch;   /* markers of one field, until their number is known */
	struct markers heads;     /* at the head of the structs being parsed, outer structs first */
	VEC(struct model_field) fields; /* of the structs being parsed, outer structs first */
	struct strbuf value;      /* a string literal, while it is decoded */
	unsigned depth;           /* of the brackets being parsed */
	bool failed;              /* a mistake in this declaration has been recorded */
};

/* ---- c_parser.c ---- */

/* The next token, or the one `count` tokens after it; a TOKEN_END after the last. Takes nothing. */
const struct token *parser_peek(const struct parser *parser);
const struct token *parser_ahead(const struct parser *parser, size_t count);

/* Takes the next token if it is this punctuator. */
bool parser_take(struct parser *parser, char c);

/* Takes one token; if it is a '(', '[' or '{', everything up to the matching bracket. */
void parser_skip_group(struct parser *parser);

/* Records a syntax error at the next token, at most one per declaration. */
void parser_fail(struct parser *parser);

/* Whether the token is the word to which <schemac/model.h> expands each marker. */
bool token_is_expanded_marker(const struct token *token);

/* Whether the token is that word or looks like the name of a marker. */
bool token_is_marker(const struct token *token);

/* Takes the next marker. */
struct marker parser_take_marker(struct parser *parser);

/* The map's entry for the token's text, or NULL. */
void *map_find_token(const struct map *map, const struct token *token);

/* ---- declarator.c ---- */

/* Takes attributes and similar extensions; true if there was at least one. */
bool parse_attributes(struct parser *parser);

struct specifiers {
	bool is_typedef;
	struct model_struct *structure;  /* of the body among the specifiers, or NULL */
	struct model_enum *enumeration;
};

/* declaration-specifiers. The type, or NULL if the next tokens are not a type. */
const struct c_type *parse_specifiers(struct parser *parser, struct specifiers *out);

/* declarator. If it has no name, *name becomes NULL and *place is left unchanged. */
const struct c_type *parse_declarator(struct parser *parser, const struct c_type *base,
	const char **name, struct token *place);

/* Whether the next tokens are a type name, as in a cast. */
bool parser_at_type(const struct parser *parser);

/* ---- body.c ---- */

/* The body of a struct or enum, whose '{' is the next token. */
struct model_struct *parse_struct_body(struct parser *parser, const char *tag, bool is_union);
struct model_enum *parse_enum_body(struct parser *parser, const char *tag);

/* ---- constant.c ---- */

/*
 * constant-expression. Stops at the first token that cannot belong to it. False if the value is
 * unknown.
 */
bool parse_constant(struct parser *parser, long long *value);

#endif
