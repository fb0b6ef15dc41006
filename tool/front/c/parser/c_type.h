/*
 * c_type: C types, as far as columns need them.
 *
 * Types are immutable and live in an arena; the basic types are constants. Qualifiers, storage
 * classes and attributes are not represented. A typedef is a type of its own with a base type,
 * because its name may carry more meaning than the base type (time_t).
 */
#ifndef SCHEMAC_FRONT_C_PARSER_C_TYPE_H
#define SCHEMAC_FRONT_C_PARSER_C_TYPE_H

#include "base/arena.h"

#include <stddef.h>

/* The basic types: C_BASIC(constant, spelling). */
#define C_BASIC_TYPES(C_BASIC)                                                                     \
	C_BASIC(VOID, "void")                                                                      \
	C_BASIC(BOOL, "bool")                                                                      \
	C_BASIC(CHAR, "char")                                                                      \
	C_BASIC(SCHAR, "signed char")                                                              \
	C_BASIC(UCHAR, "unsigned char")                                                            \
	C_BASIC(SHORT, "short")                                                                    \
	C_BASIC(USHORT, "unsigned short")                                                          \
	C_BASIC(INT, "int")                                                                        \
	C_BASIC(UINT, "unsigned int")                                                              \
	C_BASIC(LONG, "long")                                                                      \
	C_BASIC(ULONG, "unsigned long")                                                            \
	C_BASIC(LLONG, "long long")                                                                \
	C_BASIC(ULLONG, "unsigned long long")                                                      \
	C_BASIC(FLOAT, "float")                                                                    \
	C_BASIC(DOUBLE, "double")                                                                  \
	C_BASIC(LDOUBLE, "long double")

enum c_kind {
#define C_BASIC(constant, spelling) C_##constant,
	C_BASIC_TYPES(C_BASIC)
#undef C_BASIC
	C_BASIC_COUNT,
	C_OTHER = C_BASIC_COUNT, /* a compiler's type that cannot be a column: __int128, _Complex */
	C_UNKNOWN,               /* a word that is not a known typedef */
	C_ENUM,
	C_STRUCT,
	C_UNION,
	C_POINTER,
	C_ARRAY,
	C_FUNCTION,
	C_TYPEDEF,
};

enum { C_LENGTH_OPEN = -1, C_LENGTH_UNKNOWN = -2 };

struct c_type {
	enum c_kind kind;
	const char *name;             /* typedef's name, tag (NULL: none) or spelling */
	const struct c_type *base;  /* POINTER, ARRAY, FUNCTION (its result), TYPEDEF */
	long long length;             /* ARRAY: elements, or C_LENGTH_… */
	struct model_enum *enumeration; /* ENUM: its declaration, or NULL */
};

/* Sizes on the target platform of the headers, in bytes. */
struct c_sizes {
	int of_short, of_int, of_long, of_llong, of_pointer, of_float, of_double, of_ldouble;
};

const struct c_type *c_type_basic(enum c_kind kind);
struct c_type *c_type_new(struct arena *arena, enum c_kind kind, const char *name,
	const struct c_type *base);

/* The type without its typedefs. */
const struct c_type *c_type_resolve(const struct c_type *type);

/* The size in bytes; -1 if it is unknown. */
long long c_type_size(const struct c_type *type, const struct c_sizes *sizes);

/* The type in C: "char[21]", "struct post *", "uint8_t *". */
const char *c_type_print(struct arena *arena, const struct c_type *type);

#endif
