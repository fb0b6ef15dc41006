#include "postgresql/dialect.h"

#include <string.h>

enum { LONGEST_NAME = 63 }; /* NAMEDATALEN - 1 */

/* The first bytes of a text, not in the middle of a letter of UTF-8. */
static int
clip(const char *text, size_t length)
{
	const char *end = text + length;
	while (end > text && ((unsigned char)*end & 0xc0) == 0x80)
		end--;
	return (int)(end - text);
}

/* makeObjectName(): the longer one of both is shortened first. */
static const char *
make_name(struct arena *arena, const char *table, const char *columns, const char *label)
{
	size_t overhead = strlen(label) + 1 + (*columns != '\0');
	size_t table_length = strlen(table), columns_length = strlen(columns);
	while (table_length + columns_length > LONGEST_NAME - overhead)
		if (table_length > columns_length)
			table_length--;
		else
			columns_length--;
	return arena_printf(arena, "%.*s%s%.*s_%s", clip(table, table_length), table,
		*columns != '\0' ? "_" : "", clip(columns, columns_length), columns, label);
}

/* ChooseIndexNameAddition(): the columns joined by '_', as far as they are needed. */
static const char *
join_columns(struct arena *arena, const struct constraint *constraint)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct key_part, part, constraint->parts)
		if (text.len < LONGEST_NAME)
			strbuf_addf(&text, "%s%s", text.len > 0 ? "_" : "",
				part->column != NULL ? part->column : "expr");
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

const char *
postgresql_constraint_name(
	struct arena *arena, const struct table *table, const struct constraint *constraint)
{
	const char *name = table->name.name;
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		return make_name(arena, name, "", "pkey");
	case CONSTRAINT_UNIQUE:
		return make_name(arena, name, join_columns(arena, constraint), "key");
	case CONSTRAINT_FOREIGN_KEY:
		return make_name(arena, name, join_columns(arena, constraint), "fkey");
	case CONSTRAINT_CHECK:
		return make_name(arena, name,
			constraint->on_column != NULL ? constraint->on_column : "", "check");
	default:
		return make_name(arena, name, "", "excl");
	}
}
