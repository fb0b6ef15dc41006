/*
 * parse: reads what the preprocessor printed into a unit.
 *
 * One declaration at file scope is collected at a time; what no model needs (functions, variables,
 * structs without markers) is passed over by its brackets alone. Nothing here fails: a struct
 * with markers that is not understood becomes a mistake of the unit.
 */
#ifndef SCHEMAC_FRONT_C_PARSER_INTERNAL_H
#define SCHEMAC_FRONT_C_PARSER_INTERNAL_H

#include "front/c/token_stream.h"
#include "front/c/unit.h"

/* Where the parser is in one declaration; for the files of the parser only. */
struct parser {
	struct arena *arena;
	struct unit *unit;
	VEC(struct token) tokens; /* of one declaration */
	size_t at;
	struct markers scratch; /* of one field, until their number is known */
	struct markers heads;   /* of the structs being read, outer ones first */
	VEC(struct model_field) fields; /* the same */
	struct strbuf value;    /* of a string, while it is decoded */
	unsigned depth; /* of brackets being parsed */
	bool failed;    /* a mistake in this declaration is reported already */
};

/* Reads text that arrives in pieces. */
struct unit_reader {
	struct parser parser;
	struct reader text;
	size_t wanted; /* bytes before it is worth while to look again */
};

void unit_reader_init(struct unit_reader *reader, struct arena *arena, struct unit *unit,
	struct sources *sources);

/*
 * Takes the declarations that are complete in the text, which begins where the last call ended and
 * ends with a whole line or is the last. The result says how many bytes are done with; the others
 * must come again, with more behind them. sources gets every file that is mentioned.
 */
size_t unit_reader_take(struct unit_reader *reader, const char *text, size_t length, bool last);

void unit_reader_release(struct unit_reader *reader);

/* Reads all at once. */
void parse_unit(struct arena *arena, struct unit *unit, struct sources *sources, const char *text,
	size_t length);

/* ---- within parse.c, collect.c, declarator.c, body.c and constant.c only ---- */

enum { PARSE_DEPTH = 64 };

/* What comes next, without taking it; a TOKEN_END behind the last. */
const struct token *parse_peek(const struct parser *parser);
const struct token *parser_ahead(const struct parser *parser, size_t count);

/* Takes the punctuator if it comes next. */
bool parser_take(struct parser *parser, char c);

/* Takes a '(', '[' or '{' and everything to its partner. */
void parser_skip_group(struct parser *parser);

/* Records that the declaration is not understood at the next token, once. */
void parse_fail(struct parser *parser);

/* Whether the token is what <schemac/model.h> makes of a marker's name. */
bool token_is_made_marker(const struct token *token);

/* Whether the token is a word that looks like a marker's name. */
bool token_is_marker(const struct token *token);

/* Takes the marker that comes next. */
struct marker parse_marker(struct parser *parser);

void unit_add_mistake(
	struct arena *arena, struct unit *unit, enum unit_mistake_kind kind, struct marker marker);

/* What the map holds under the token's text, or NULL. */
void *map_find_token(const struct map *map, const struct token *token);

/* Takes attributes and the like, as many as there are; true if there was one. */
bool parse_attributes(struct parser *parser);

/*
 * declaration-specifiers. The type, or NULL where none comes next. *is_typedef may be NULL.
 * *defined is the struct or enum body among them that has markers.
 */
struct specifiers {
	bool is_typedef;
	struct model_struct *structure; /* its body, or NULL */
	struct model_enum *enumeration;
};
const struct c_type *parse_specifiers(struct parser *parser, struct specifiers *out);

/* declarator, maybe without a name: *name is then NULL, and *place untouched. */
const struct c_type *parse_declarator(struct parser *parser, const struct c_type *base,
	const char **name, struct token *place);

/* struct-body and enum-body, with the next token being their '{'. */
struct model_struct *parse_struct_body(struct parser *parser, const char *tag, bool is_union);
struct model_enum *parse_enum_body(struct parser *parser, const char *tag);

/* constant-expression; false where its value is not known. Stops before the first foreign token. */
bool parse_constant(struct parser *parser, long long *value);

/* Whether a type name comes next, as in a cast. */
bool parser_at_type(const struct parser *parser);

#endif
