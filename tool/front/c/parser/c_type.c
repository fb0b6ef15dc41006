#include "front/c/parser/c_type.h"

#include "base/strbuf.h"

enum { PRINT_DEPTH = 32 };

static const struct c_type basic_types[C_BASIC_COUNT] = {
#define C_BASIC(constant, spelling) {C_##constant, spelling, NULL, 0, NULL},
	C_BASIC_TYPES(C_BASIC)
#undef C_BASIC
};

const struct c_type *
c_type_basic(enum c_kind kind)
{
	return &basic_types[kind];
}

struct c_type *
c_type_new(struct arena *arena, enum c_kind kind, const char *name, const struct c_type *base)
{
	struct c_type *type = ARENA_NEW(arena, struct c_type);
	type->kind = kind;
	type->name = name;
	type->base = base;
	return type;
}

const struct c_type *
c_type_resolve(const struct c_type *type)
{
	while (type->kind == C_TYPEDEF)
		type = type->base;
	return type;
}

static long long
basic_size(enum c_kind kind, const struct c_sizes *sizes)
{
	switch (kind) {
	case C_BOOL:
	case C_CHAR:
	case C_SCHAR:
	case C_UCHAR:
		return 1;
	case C_SHORT:
	case C_USHORT:
		return sizes->of_short;
	case C_INT:
	case C_UINT:
	case C_ENUM:
		return sizes->of_int;
	case C_LONG:
	case C_ULONG:
		return sizes->of_long;
	case C_LLONG:
	case C_ULLONG:
		return sizes->of_llong;
	case C_FLOAT:
		return sizes->of_float;
	case C_DOUBLE:
		return sizes->of_double;
	case C_LDOUBLE:
		return sizes->of_ldouble;
	case C_POINTER:
		return sizes->of_pointer;
	default:
		return -1;
	}
}

long long
c_type_size(const struct c_type *type, const struct c_sizes *sizes)
{
	long long elements = 1;
	type = c_type_resolve(type);
	for (; type->kind == C_ARRAY; type = c_type_resolve(type->base))
		if (type->length < 0 || __builtin_mul_overflow(elements, type->length, &elements))
			return -1;
	long long size = basic_size(type->kind, sizes);
	return size < 0 || __builtin_mul_overflow(elements, size, &size) ? -1 : size;
}

/* Appends the part of the type that precedes a declarator. */
static void
print_left(struct strbuf *out, const struct c_type *type, int depth)
{
	static const char *const keyword[] = {
		[C_ENUM] = "enum ", [C_STRUCT] = "struct ", [C_UNION] = "union "};
	if (depth == PRINT_DEPTH)
		return;
	switch (type->kind) {
	case C_POINTER:
		if (type->base->kind == C_FUNCTION) {
			print_left(out, type->base->base, depth + 1);
			strbuf_addstr(out, " (*)()");
			break;
		}
		print_left(out, type->base, depth + 1);
		strbuf_addstr(out, out->len > 0 && out->buf[out->len - 1] == '*' ? "*" : " *");
		break;
	case C_ARRAY:
	case C_FUNCTION:
		print_left(out, type->base, depth + 1);
		break;
	case C_ENUM:
	case C_STRUCT:
	case C_UNION:
		strbuf_addf(
			out, "%s%s", keyword[type->kind], type->name != NULL ? type->name : "{…}");
		break;
	default:
		strbuf_addstr(out, type->name);
	}
}

const char *
c_type_print(struct arena *arena, const struct c_type *type)
{
	struct strbuf text = STRBUF_INIT;
	print_left(&text, type, 0);
	for (int depth = 0; type->kind == C_ARRAY && depth < PRINT_DEPTH; depth++) {
		if (type->length >= 0)
			strbuf_addf(&text, "[%lld]", type->length);
		else
			strbuf_addstr(&text, "[]");
		type = type->base;
	}
	if (type->kind == C_FUNCTION)
		strbuf_addstr(&text, "()");
	const char *copy = arena_strndup(arena, text.buf, text.len);
	strbuf_release(&text);
	return copy;
}
