/*
 * unit: what the headers of one preprocessor run declare, before any of it means SQL.
 *
 * Only what models need is kept: structs and enums with their markers, the markers at file scope,
 * and the names of constants. Order is that of the text.
 */
#ifndef SCHEMAC_FRONT_C_UNIT_H
#define SCHEMAC_FRONT_C_UNIT_H

#include "base/map.h"
#include "front/c/c_type.h"
#include "front/c/marker.h"

struct model_field {
	const char *name;
	const struct c_type *type;
	bool bit_field;
	long long width; /* of a bit-field, in bits */
	struct markers markers;
	unsigned file, line; /* as the preprocessor tells them */
	struct location at;  /* of its name; filled in by place.h */
};

/* The body of a struct or union. */
struct model_struct {
	const char *tag;  /* NULL: none */
	const char *alias; /* the typedef's name, where there is no tag */
	struct markers markers;
	VEC(struct model_field) fields; /* those of anonymous structs within among them */
	bool is_union;
	bool is_model; /* it has a marker somewhere: the others are of no interest */
	unsigned file, line, end_line; /* of its braces */
	struct location at;            /* of its tag or `struct` */
};

struct enumerator {
	const char *name;
	long long value;
	bool known; /* its value could be computed */
	struct model_enum *owner;
	struct markers markers;
	unsigned file, line;
	struct location at;
};

struct model_enum {
	const char *tag;  /* NULL: none */
	const char *alias; /* the typedef's name, where there is no tag */
	struct markers markers; /* empty: an enum as any other */
	VEC(struct enumerator *) enumerators;
	unsigned file, line, end_line;
	struct location at;

	struct enum_type *type; /* of the schema; set and read by model/ only; NULL: none */
};

/* A mistake that is seen before places are known. */
enum unit_mistake_kind {
	MISTAKE_SYNTAX,    /* what a struct with markers says is not understood */
	MISTAKE_SEMICOLON, /* behind a marker that stands alone */
	MISTAKE_PREFIX,    /* a column's marker in front of its field */
	MISTAKE_SCOPE,     /* a marker where none may stand */
	MISTAKE_ARGUMENTS, /* parentheses behind a marker that takes none */
	MISTAKE_DEPTH,     /* nested beyond reason */
};

struct unit_mistake {
	enum unit_mistake_kind kind;
	struct marker marker; /* SEMICOLON, PREFIX, SCOPE, ARGUMENTS: of it */
	const char *text;     /* SYNTAX: the word that was not expected */
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
 * Whether the compiler may explain better what is wrong: part of a model was not understood. Not if a
 * marker is unknown, since the compiler's messages about that do not help.
 */
bool unit_is_doubtful(const struct unit *unit);

#endif
