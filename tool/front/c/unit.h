/*
 * unit: the declarations in the headers of one preprocessor run, without their meaning in SQL.
 *
 * It contains only what models need: structs and enums with markers, the markers at file scope,
 * types and constants. All lists are in the order of the text.
 */
#ifndef SCHEMAC_FRONT_C_UNIT_H
#define SCHEMAC_FRONT_C_UNIT_H

#include "base/map.h"
#include "front/c/marker.h"
#include "front/c/parser/c_type.h"

struct model_field {
	const char *name;
	const struct c_type *type;
	bool bit_field;
	long long width; /* of a bit-field, in bits */
	struct markers markers;
	unsigned file, line; /* according to the preprocessor */
	struct location at;  /* of its name; set by locate.h */
};

/* The body of a struct or union. */
struct model_struct {
	const char *tag;  /* NULL: none */
	const char *alias; /* the typedef's name, if there is no tag */
	struct markers markers;
	VEC(struct model_field) fields; /* including those of anonymous structs */
	bool is_union;
	bool is_model; /* it or one of its fields has a marker */
	unsigned file, line, end_line; /* of its braces */
	struct location at;            /* of its tag or `struct` */
};

struct enumerator {
	const char *name;
	long long value;
	bool known; /* its value is known */
	bool given; /* it has an initializer */
	bool alias; /* its initializer is the name of an enumerator of the same enum */
	struct model_enum *owner;
	struct markers markers;
	unsigned file, line;
	struct location at; /* only of an enum in unit.enums, and of the type of a field */
};

struct model_enum {
	const char *tag;  /* NULL: none */
	const char *alias; /* the typedef's name, if there is no tag */
	struct markers markers; /* empty: not an enum type in the schema */
	VEC(struct enumerator *) enumerators;
	unsigned file, line, end_line;
	struct location at;
	bool placed; /* the locations are set */

	struct enum_type *type; /* of the schema; only model/ sets and reads it; NULL: none */
};

/* A mistake that the parser found, before locations are known. */
enum unit_mistake_kind {
	MISTAKE_SYNTAX,    /* unparsable declaration in a struct with markers */
	MISTAKE_SEMICOLON, /* extra ';' after a marker on a line of its own */
	MISTAKE_PREFIX,    /* a column marker before its field */
	MISTAKE_SCOPE,     /* a marker that is not allowed here */
	MISTAKE_ARGUMENTS, /* arguments given to a marker that takes none */
	MISTAKE_DEPTH,     /* structs are nested too deeply */
};

struct unit_mistake {
	enum unit_mistake_kind kind;
	struct marker marker; /* of SEMICOLON, PREFIX, SCOPE, ARGUMENTS */
	const char *text;     /* SYNTAX: the unexpected token */
	unsigned file, line;
};

struct unit {
	VEC(struct model_struct *) structs;
	VEC(struct model_enum *) enums; /* those with markers */
	struct markers markers;         /* at file scope */
	VEC(struct unit_mistake) mistakes;
	struct map typedefs;    /* name -> struct c_type */
	struct map enum_tags;   /* tag -> struct c_type */
	struct map enumerators; /* name -> struct enumerator */
	struct c_sizes sizes;
};

void unit_add_mistake(
	struct arena *arena, struct unit *unit, enum unit_mistake_kind kind, struct marker marker);

/*
 * Whether part of a model could not be parsed, so that the compiler's own messages may be clearer.
 * False if a marker is unknown, because the compiler's messages about that do not help.
 */
bool unit_is_doubtful(const struct unit *unit);

#endif
