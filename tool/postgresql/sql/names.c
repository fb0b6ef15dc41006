#include "postgresql/sql/names.h"

#include "base/strbuf.h"
#include "schema/sql_text.h"

#include <string.h>

enum { LONGEST_NAME = 63 }; /* NAMEDATALEN - 1 */

/*
 * The length of the longest prefix of at most `length` bytes that does not split a UTF-8 character.
 */
static int
clip(const char *text, size_t length)
{
	const char *end = text + length;
	while (end > text && ((unsigned char)*end & 0xc0) == 0x80)
		end--;
	return (int)(end - text);
}

/* The longer of the two names is shortened first. */
const char *
postgresql_make_object_name(
	struct arena *arena, const char *one, const char *two, const char *label)
{
	size_t overhead = strlen(label) + 1 + (*two != '\0');
	size_t one_length = strlen(one), two_length = strlen(two);
	while (one_length + two_length > LONGEST_NAME - overhead)
		if (one_length > two_length)
			one_length--;
		else
			two_length--;
	return arena_printf(arena, "%.*s%s%.*s_%s", clip(one, one_length), one,
		*two != '\0' ? "_" : "", clip(two, two_length), two, label);
}

/* ChooseIndexNameAddition(): the columns joined by '_', up to the maximum length of a name. */
static const char *
join_columns(struct arena *arena, const struct constraint *constraint)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct key_part, part, constraint->parts)
		if (text.len < LONGEST_NAME)
			strbuf_addf(&text, "%s%s", text.len > 0 ? "_" : "",
				part->column != NULL ? part->column : "expr");
	return strbuf_finish(&text, arena);
}

/* The column in the name of a CHECK: only if the condition refers to exactly one. */
static const char *
column_of_check(const struct table *table, const struct constraint *constraint)
{
	const char *name = "";
	size_t found = 0;
	VEC_EACH (struct column *, column, table->columns)
		if (constraint->expression.common != NULL &&
			sql_mentions(constraint->expression.common, (*column)->name)) {
			name = (*column)->name;
			found++;
		}
	return found == 1 ? name : "";
}

const char *
postgresql_constraint_name(
	struct arena *arena, const struct table *table, const struct constraint *constraint)
{
	const char *name = table->name.name;
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		return postgresql_make_object_name(arena, name, "", "pkey");
	case CONSTRAINT_UNIQUE:
		return postgresql_make_object_name(
			arena, name, join_columns(arena, constraint), "key");
	case CONSTRAINT_FOREIGN_KEY:
		return postgresql_make_object_name(
			arena, name, join_columns(arena, constraint), "fkey");
	case CONSTRAINT_CHECK:
		return postgresql_make_object_name(
			arena, name, column_of_check(table, constraint), "check");
	default:
		return postgresql_make_object_name(arena, name, "", "excl");
	}
}
