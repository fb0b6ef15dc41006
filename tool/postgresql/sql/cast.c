#include "postgresql/sql/cast.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql_text.h"

#include <string.h>

enum family { NUMBER, STRING, TRUTH, MOMENT, JSON, BYTES, OTHER };

static const struct {
	const char *prefix;
	enum family family;
	const char *neutral;
	const char *numbered; /* a different value for each n, a bigint from 1; or NULL */
} families[] = {
	{"smallint", NUMBER, "0", "n"},
	{"integer", NUMBER, "0", "n"},
	{"bigint", NUMBER, "0", "n"},
	{"numeric", NUMBER, "0", "n"},
	{"real", NUMBER, "0", "n"},
	{"double precision", NUMBER, "0", "n"},
	{"money", OTHER, "0", "n::numeric::money"},
	{"text", STRING, "''", "n::text"},
	{"character", STRING, "''", "n::text"},
	{"name", STRING, "''", "n::text"},
	{"citext", STRING, "''", "n::text"},
	{"boolean", TRUTH, "false", NULL},
	{"timestamp", MOMENT, "'epoch'", "to_timestamp(n)"},
	{"date", MOMENT, "'epoch'", "date 'epoch' + n::integer"},
	{"time ", OTHER, "'00:00'", "time '00:00' + n * interval '1 second'"},
	{"interval", OTHER, "'0'", "n * interval '1 second'"},
	{"jsonb", JSON, "'null'", "to_jsonb(n)"},
	{"json", JSON, "'null'", NULL},
	{"bytea", BYTES, "''", "int8send(n)"},
	{"uuid", OTHER, "'00000000-0000-0000-0000-000000000000'", "lpad(to_hex(n), 32, '0')::uuid"},
	{"inet", OTHER, "'0.0.0.0'", "inet '0.0.0.0' + n"},
	{"cidr", OTHER, "'0.0.0.0/32'", "(inet '0.0.0.0' + n)::cidr"},
};

static size_t
find_family(const char *type)
{
	size_t i = 0;
	while (i < sizeof(families) / sizeof(*families) &&
		!text_starts_with(type, families[i].prefix))
		i++;
	return i;
}

static enum family
family_of(const char *type)
{
	size_t i = find_family(type);
	bool array = text_ends_with(type, "[]");
	return !array && i < sizeof(families) / sizeof(*families) ? families[i].family : OTHER;
}

enum cast
postgresql_cast(struct arena *arena, const char *from, const char *to)
{
	const char *a = postgresql_type_name(arena, from), *b = postgresql_type_name(arena, to);
	enum family x = family_of(a), y = family_of(b);
	bool arrays = text_ends_with(a, "[]") && text_ends_with(b, "[]");
	if (arrays)
		return postgresql_cast(arena, arena_strndup(arena, a, strlen(a) - 2),
			arena_strndup(arena, b, strlen(b) - 2));
	if (strcspn(a, "(") == strcspn(b, "(") && strncmp(a, b, strcspn(a, "(")) == 0)
		return CAST_ASSIGNMENT;
	if (y == STRING || (x == y && x != OTHER))
		return CAST_ASSIGNMENT;
	if (x == STRING)
		return CAST_EXPLICIT;
	if (x == TRUTH && strcmp(b, "integer") == 0)
		return CAST_EXPLICIT;
	return CAST_UNKNOWN;
}

const char *
postgresql_neutral_value(
	struct arena *arena, const struct schema *schema, const struct column *column)
{
	const struct enum_type *type = schema_find_enum(schema, &column->enum_type);
	const char *name = postgresql_type_name(arena, column->type.common);
	if (column->enum_type.name != NULL) {
		struct strbuf text = STRBUF_INIT;
		if (type == NULL || type->values.len == 0)
			return NULL;
		sql_add_literal(&text, type->values.items[0].value);
		const char *copy = arena_strdup(arena, text.buf);
		strbuf_release(&text);
		return copy;
	}
	if (text_ends_with(name, "[]"))
		return "'{}'";
	size_t i = find_family(name);
	return i < sizeof(families) / sizeof(*families) ? families[i].neutral : NULL;
}

const char *
postgresql_numbered_value(struct arena *arena, const struct column *column)
{
	const char *name = postgresql_type_name(arena, column->type.common);
	bool array = text_ends_with(name, "[]");
	size_t i = find_family(name);
	bool known = column->enum_type.name == NULL && i < sizeof(families) / sizeof(*families);
	const char *numbered = known ? families[i].numbered : NULL;
	if (numbered != NULL && array)
		return arena_printf(arena, "ARRAY[%s]", numbered);
	return numbered;
}
