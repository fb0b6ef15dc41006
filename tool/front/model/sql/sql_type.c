/*
 * On SQLite every integer type is INTEGER, so that a primary key of one column is the rowid
 * (https://sqlite.org/lang_createtable.html#rowid).
 */
#include "front/model/sql/sql_type.h"

#include "front/c/unit.h"

#include <stdint.h>
#include <string.h>

struct mapping {
	enum c_kind kind;
	enum value_kind values;
	const char *common;
	const char *sqlite; /* NULL: the same */
};

static const struct mapping mappings[] = {
	{C_BOOL, VALUE_BOOL, "BOOLEAN", NULL},
	{C_SCHAR, VALUE_NUMBER, "SMALLINT", "INTEGER"},
	{C_UCHAR, VALUE_NUMBER, "SMALLINT", "INTEGER"},
	{C_SHORT, VALUE_NUMBER, "SMALLINT", "INTEGER"},
	{C_USHORT, VALUE_NUMBER, "INTEGER", NULL},
	{C_INT, VALUE_NUMBER, "INTEGER", NULL},
	{C_UINT, VALUE_NUMBER, "BIGINT", "INTEGER"},
	{C_LONG, VALUE_NUMBER, "BIGINT", "INTEGER"},
	{C_ULONG, VALUE_NUMBER, "NUMERIC(20)", "INTEGER"},
	{C_LLONG, VALUE_NUMBER, "BIGINT", "INTEGER"},
	{C_ULLONG, VALUE_NUMBER, "NUMERIC(20)", "INTEGER"},
	{C_FLOAT, VALUE_NUMBER, "REAL", NULL},
	{C_DOUBLE, VALUE_NUMBER, "DOUBLE PRECISION", NULL},
	{C_ENUM, VALUE_NUMBER, "INTEGER", NULL},
};

/* Types that are recognised by name, regardless of their definition. */
static const struct {
	const char *name;
	struct mapping mapping;
} named[] = {
	{"bool", {C_BOOL, VALUE_BOOL, "BOOLEAN", NULL}},
	{"time_t", {C_LONG, VALUE_TIME, "TIMESTAMP WITH TIME ZONE", "INTEGER"}},
	{"int8_t", {C_SCHAR, VALUE_NUMBER, "SMALLINT", "INTEGER"}},
	{"int16_t", {C_SHORT, VALUE_NUMBER, "SMALLINT", "INTEGER"}},
	{"int32_t", {C_INT, VALUE_NUMBER, "INTEGER", NULL}},
	{"int64_t", {C_LONG, VALUE_NUMBER, "BIGINT", "INTEGER"}},
	{"uint8_t", {C_UCHAR, VALUE_NUMBER, "SMALLINT", "INTEGER"}},
	{"uint16_t", {C_USHORT, VALUE_NUMBER, "INTEGER", NULL}},
	{"uint32_t", {C_UINT, VALUE_NUMBER, "BIGINT", "INTEGER"}},
	{"uint64_t", {C_ULONG, VALUE_NUMBER, "NUMERIC(20)", "INTEGER"}},
};

static const struct mapping *
find_named(const char *name)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (strcmp(named[i].name, name) == 0)
			return &named[i].mapping;
	return NULL;
}

/* The mapping of a scalar type, or of the first of its typedefs that has a mapping. */
static const struct mapping *
find_scalar(const struct c_type *type)
{
	const struct mapping *mapping = NULL;
	for (; mapping == NULL && type->kind == C_TYPEDEF; type = type->base)
		mapping = find_named(type->name);
	if (mapping == NULL && type->kind == C_UNKNOWN)
		mapping = find_named(type->name);
	for (size_t i = 0; mapping == NULL && i < sizeof(mappings) / sizeof(*mappings); i++)
		if (mappings[i].kind == type->kind)
			mapping = &mappings[i];
	return mapping;
}

static void
set(struct sql_type *out, const char *common, const char *sqlite, enum value_kind values)
{
	out->text.common = common;
	out->text.only[DIALECT_SQLITE] = sqlite;
	out->values = values;
}

/* The enum type of an enum with SC_ENUM. */
static bool
find_enum(const struct c_type *type, struct sql_type *out)
{
	const struct model_enum *enumeration = type->enumeration;
	if (enumeration == NULL || enumeration->type == NULL)
		return false;
	out->enum_type = enumeration->type->name;
	out->values = VALUE_ENUM;
	return true;
}

/* Whether a value of the enum is out of the range of PostgreSQL's INTEGER. */
static bool
is_wide_enum(const struct c_type *type)
{
	const struct model_enum *enumeration =
		type->kind == C_ENUM ? type->enumeration : NULL;
	if (enumeration == NULL)
		return false;
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		if ((*enumerator)->known && ((*enumerator)->value > INT32_MAX ||
						    (*enumerator)->value < INT32_MIN))
			return true;
	return false;
}

static int
scalar_type(const struct c_type *type, struct sql_type *out,
	const char **reason)
{
	const struct c_type *resolved = c_type_resolve(type);
	if (resolved->kind == C_ENUM && find_enum(resolved, out))
		return 0;
	const struct mapping *mapping = find_scalar(type);
	if (mapping != NULL && is_wide_enum(resolved)) {
		set(out, "BIGINT", "INTEGER", mapping->values);
		return 0;
	}
	if (mapping != NULL) {
		set(out, mapping->common, mapping->sqlite, mapping->values);
		out->narrowed = strcmp(mapping->common, "NUMERIC(20)") == 0;
		return 0;
	}
	*reason = resolved->kind == C_CHAR
		? "a single char may be a letter or a small number"
		: resolved->kind == C_STRUCT || resolved->kind == C_UNION
		? "a nested struct is not a column"
		: "this C type has no SQL type";
	return -1;
}

static bool
is_byte(const struct c_type *type)
{
	const struct c_type *resolved = c_type_resolve(type);
	return resolved->kind == C_UCHAR ||
		(resolved->kind == C_UNKNOWN && strcmp(resolved->name, "uint8_t") == 0);
}

static int
array_type(struct arena *arena, const struct c_type *array, struct sql_type *out,
	const char **reason)
{
	const struct c_type *element = array->base;
	if (is_byte(element)) {
		set(out, "BYTEA", "BLOB", VALUE_BYTES);
		return 0;
	}
	*reason = "an array of this type has no SQL type";
	if (c_type_resolve(element)->kind != C_CHAR)
		return -1;
	if (array->length == C_LENGTH_OPEN) {
		set(out, "TEXT", NULL, VALUE_TEXT);
		return 0;
	}
	*reason = array->length == C_LENGTH_UNKNOWN
		? "the size of the array is unknown"
		: "the array has room only for the terminating NUL";
	if (array->length < 2)
		return -1;
	set(out, arena_printf(arena, "VARCHAR(%lld)", array->length - 1), NULL,
		VALUE_TEXT);
	return 0;
}

int
sql_type_of(struct arena *arena, const struct c_type *type, struct sql_type *out,
	const char **reason)
{
	*out = (struct sql_type){0};
	const struct c_type *resolved = c_type_resolve(type);
	if (resolved->kind == C_ARRAY)
		return array_type(arena, resolved, out, reason);
	if (resolved->kind != C_POINTER)
		return scalar_type(type, out, reason);
	out->nullable = true;
	const struct c_type *pointee = resolved->base;
	if (c_type_resolve(pointee)->kind == C_CHAR) {
		set(out, "TEXT", NULL, VALUE_TEXT);
		return 0;
	}
	if (is_byte(pointee)) {
		set(out, "BYTEA", "BLOB", VALUE_BYTES);
		return 0;
	}
	if (scalar_type(pointee, out, reason) == 0)
		return 0;
	*reason = "a pointer to this type has no SQL type";
	return -1;
}
