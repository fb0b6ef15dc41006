#include "diff/data_loss.h"

#include "base/map.h"
#include "base/text.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ types */

/*
 * Types of a family hold the more the higher their rank. Texts hold whatever numbers and dates
 * hold, so that only the way back loses.
 */
enum family { UNKNOWN, TEXTS, BYTES, INTEGERS, FLOATS, DECIMALS, BOOLEANS, DATES };

struct known_type {
	const char *name;
	enum family family;
	int rank;
};

static const struct known_type known_types[] = {
	{"text", TEXTS, 2}, {"clob", TEXTS, 2}, {"varchar", TEXTS, 1},
	{"character varying", TEXTS, 1}, {"char varying", TEXTS, 1}, {"char", TEXTS, 0},
	{"character", TEXTS, 0}, {"bpchar", TEXTS, 0}, {"citext", TEXTS, 2},
	{"blob", BYTES, 0}, {"bytea", BYTES, 0},
	{"tinyint", INTEGERS, 0}, {"smallint", INTEGERS, 1}, {"int2", INTEGERS, 1},
	{"int", INTEGERS, 2}, {"integer", INTEGERS, 2}, {"int4", INTEGERS, 2},
	{"bigint", INTEGERS, 3}, {"int8", INTEGERS, 3},
	{"real", FLOATS, 0}, {"float4", FLOATS, 0}, {"float", FLOATS, 1}, {"double", FLOATS, 1},
	{"double precision", FLOATS, 1}, {"float8", FLOATS, 1},
	{"numeric", DECIMALS, 0}, {"decimal", DECIMALS, 0}, {"dec", DECIMALS, 0},
	{"boolean", BOOLEANS, 0}, {"bool", BOOLEANS, 0},
	{"date", DATES, 0}, {"timestamp", DATES, 1}, {"timestamptz", DATES, 1},
	{"timestamp with time zone", DATES, 1}, {"timestamp without time zone", DATES, 1},
};

/* A type taken apart: VARCHAR(80), NUMERIC(8, 2). */
struct shape {
	const struct known_type *known; /* NULL: of no known name */
	long arguments[2];
	size_t count;
};

static const struct known_type *
find_known(const char *name)
{
	for (size_t i = 0; i < sizeof(known_types) / sizeof(*known_types); i++)
		if (text_equal_nocase(known_types[i].name, name))
			return &known_types[i];
	return NULL;
}

/* Words up to '(' and behind ')' are the name, with one blank between. */
static struct shape
parse_type(const char *type)
{
	struct shape shape = {0};
	struct strbuf name = STRBUF_INIT;
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, type, strlen(type));
	for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END;) {
		if (token.kind == SQL_WORD) {
			strbuf_addstr(&name, name.len > 0 ? " " : "");
			strbuf_add(&name, token.text, token.length);
		} else if (token.kind == SQL_NUMBER && shape.count < 2) {
			shape.arguments[shape.count++] = strtol(token.text, NULL, 10);
		} else if (sql_is(&token, "[")) {
			strbuf_addch(&name, '['); /* an array is no type of the table */
		}
	}
	shape.known = find_known(name.buf);
	strbuf_release(&name);
	return shape;
}

/* Of one family: a lower rank, a smaller length, fewer digits before or behind the point. */
static bool
shape_narrows(const struct shape *a, const struct shape *b)
{
	if (b->known->family == DECIMALS) {
		if (b->count == 0 || a->count == 0)
			return b->count > 0;
		return b->arguments[1] < a->arguments[1] ||
		       b->arguments[0] - b->arguments[1] < a->arguments[0] - a->arguments[1];
	}
	if (b->known->family != TEXTS)
		return b->known->rank < a->known->rank;
	bool limited_before = a->known->rank < 2 && a->count > 0;
	bool limited = b->known->rank < 2 && b->count > 0;
	return limited && (!limited_before || b->arguments[0] < a->arguments[0]);
}

bool
type_narrows(const char *before, const char *after)
{
	struct shape a = parse_type(before), b = parse_type(after);
	if (a.known == NULL || b.known == NULL)
		return false;
	enum family from = a.known->family, to = b.known->family;
	if (from == to)
		return shape_narrows(&a, &b);
	if (to == TEXTS)
		return b.known->rank < 2 && b.count > 0 && from != BOOLEANS;
	if (from == BOOLEANS)
		return to == DATES || to == BYTES;
	if (from == INTEGERS)
		return to != DECIMALS || b.count > 0;
	return true;
}

/* ------------------------------------------------------------------ changes */

const char *
change_loss(struct arena *arena, const struct change *change)
{
	const struct table *table = change->table != NULL ? change->table : change->table_before;
	const char *name = table != NULL ? qualified_name_print(arena, &table->name) : "";
	const struct column *a = change->column_before, *b = change->column;
	const struct sql_object *object = change->object_before;
	switch (change->kind) {
	case CHANGE_DROP_TABLE:
		return arena_printf(arena, "the rows of %s", name);
	case CHANGE_DROP_COLUMN:
		if (a->generated != GENERATED_NONE)
			return NULL;
		return arena_printf(arena, "the values of %s.%s", name, a->name);
	case CHANGE_ALTER_GENERATED:
		if (a->generated != GENERATED_NONE || b->generated == GENERATED_NONE)
			return NULL;
		return arena_printf(
			arena, "the values of %s.%s, which is computed from now on,", name, b->name);
	case CHANGE_ALTER_TYPE:
		if (a->type.common == NULL || b->type.common == NULL ||
			!type_narrows(a->type.common, b->type.common))
			return NULL;
		return arena_printf(arena, "values of %s.%s that %s cannot hold", name, b->name,
			b->type.common);
	case CHANGE_DROP_OBJECT:
	case CHANGE_REPLACE_OBJECT:
		if (object->kind != OBJECT_VIRTUAL_TABLE && object->kind != OBJECT_SEQUENCE)
			return NULL;
		return arena_printf(arena, "what the %s %s holds", object_kind_name(object->kind),
			qualified_name_print(arena, &object->name));
	default:
		return NULL;
	}
}

/* ------------------------------------------------------------------ enums */

static bool
has_value(const struct enum_type *type, const char *value)
{
	VEC_EACH (const struct enum_value, item, type->values)
		if (text_equal(item->value, value) || text_equal(item->renamed_from, value))
			return true;
	return false;
}

static void
add(struct arena *arena, struct texts *out, struct map *seen, const char *loss)
{
	if (loss != NULL && map_put(arena, seen, loss, out) == NULL)
		*VEC_ADD(arena, out) = loss;
}

static void
find_enum_losses(struct arena *arena, struct texts *out, struct map *seen,
	const struct schema *before, const struct schema *after)
{
	struct map types = {0};
	VEC_EACH (struct enum_type *, type, after->enums)
		map_put(arena, &types, qualified_name_print(arena, &(*type)->name), *type);
	VEC_EACH (struct enum_type *, was, before->enums) {
		const char *name = qualified_name_print(arena, &(*was)->name);
		const struct enum_type *now = map_find(&types, name);
		if (now == NULL)
			continue;
		VEC_EACH (const struct enum_value, value, (*was)->values)
			if (!has_value(now, value->value) &&
				(value->renamed_from == NULL ||
					!has_value(now, value->renamed_from)))
				add(arena, out, seen,
					arena_printf(arena, "rows with the value '%s' of %s",
						value->value, name));
	}
}

void
losses_of(struct arena *arena, struct texts *out, const struct schema *before,
	const struct schema *after, const struct changes *changes)
{
	struct map seen = {0};
	VEC_EACH (const char *, loss, *out)
		map_put(arena, &seen, *loss, out);
	VEC_EACH (const struct change, change, *changes)
		add(arena, out, &seen, change_loss(arena, change));
	find_enum_losses(arena, out, &seen, before, after);
}
