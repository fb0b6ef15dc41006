#include "draft/draft_message.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <string.h>

enum {
	LISTED = 3, /* subjects in one message */
};

static const char *
table_of(const struct change *change)
{
	const struct table *table = change->table != NULL ? change->table : change->table_before;
	return table != NULL ? table->name.name : "";
}

static const char *
column_of(const struct change *change)
{
	return change->column != NULL ? change->column->name : change->column_before->name;
}

static const char *
first_message(struct arena *arena, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ADD_TABLE:
		return arena_printf(arena, "Create %s", table_of(change));
	case CHANGE_DROP_TABLE:
		return arena_printf(arena, "Drop %s", table_of(change));
	case CHANGE_ADD_COLUMN:
		return arena_printf(arena, "Add %s to %s", column_of(change), table_of(change));
	case CHANGE_DROP_COLUMN:
		return arena_printf(arena, "Drop %s from %s", column_of(change), table_of(change));
	case CHANGE_RENUMBER: {
		char *text = arena_strdup(arena, change_print(arena, change));
		text[strcspn(text, ":")] = '\0';
		text[0] = (char)(text[0] - 'a' + 'A');
		return text;
	}
	default: {
		char *text = arena_strdup(arena, change_print(arena, change));
		text[0] = (char)(text[0] - 'a' + 'A');
		return text;
	}
	}
}

const char *
draft_message(struct arena *arena, const struct changes *changes)
{
	struct strbuf text = STRBUF_INIT;
	size_t listed = 0, left = 0;
	VEC_EACH (const struct change, change, *changes) {
		if (listed == LISTED) {
			left++;
			continue;
		}
		char *one = arena_strdup(arena, first_message(arena, change));
		if (listed > 0)
			one[0] = char_lower(one[0]);
		strbuf_addf(&text, "%s%s", listed > 0 ? ", " : "", one);
		listed++;
	}
	if (left > 0)
		strbuf_addf(&text, " and %zu more", left);
	return strbuf_finish(&text, arena);
}

const char *
draft_message_slug(struct arena *arena, const struct changes *changes)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct change, change, *changes) {
		if (change->kind == CHANGE_ADD_COLUMN || change->kind == CHANGE_DROP_COLUMN)
			strbuf_addf(&text, "%s %s %s ",
				change->kind == CHANGE_ADD_COLUMN ? "add" : "drop",
				table_of(change), column_of(change));
		else
			strbuf_addf(&text, "%s ", first_message(arena, change));
		if (text.len > 200)
			break;
	}
	return strbuf_finish(&text, arena);
}
