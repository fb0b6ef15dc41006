/* sqlite_rename: an order of renames in which each new name is free. */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"

static bool
is_taken(const struct sqlite_renames *waiting, const char *name)
{
	VEC_EACH (const struct sqlite_rename, rename, *waiting)
		if (text_equal_nocase(rename->from, name))
			return true;
	return false;
}

/* The first rename whose new name is free; if there is none, the first one, with *cycle set. */
static size_t
next_rename(const struct sqlite_renames *waiting, bool *cycle)
{
	*cycle = false;
	for (size_t i = 0; i < waiting->len; i++)
		if (!is_taken(waiting, waiting->items[i].to) ||
			text_equal_nocase(waiting->items[i].from, waiting->items[i].to))
			return i;
	*cycle = true;
	return 0;
}

/* The name with __old after it, until no name in use is equal. */
static const char *
temporary_name(struct arena *arena, const struct texts *used, const char *name)
{
	for (bool found = true; found;) {
		name = arena_printf(arena, "%s__old", name);
		found = false;
		VEC_EACH (const char *, other, *used)
			found = found || text_equal_nocase(*other, name);
	}
	return name;
}

void
sqlite_order_renames(struct arena *arena, struct sqlite_renames *renames, const struct texts *used)
{
	struct sqlite_renames ordered = {0}, waiting = *renames;
	while (waiting.len > 0) {
		bool cycle;
		size_t at = next_rename(&waiting, &cycle);
		struct sqlite_rename *rename = &waiting.items[at];
		if (!cycle) {
			*VEC_ADD(arena, &ordered) = *rename;
			VEC_REMOVE(&waiting, at);
			continue;
		}
		const char *temporary = temporary_name(arena, used, rename->from);
		*VEC_ADD(arena, &ordered) = (struct sqlite_rename){rename->from, temporary};
		rename->from = temporary;
	}
	*renames = ordered;
}

void
sqlite_column_names(struct arena *arena, struct texts *out, const struct table_work *work)
{
	VEC_EACH (struct column *, column, work->before->columns)
		*VEC_ADD(arena, out) = (*column)->name;
	VEC_EACH (struct column *, column, work->after->columns)
		*VEC_ADD(arena, out) = (*column)->name;
}

const char *
sqlite_current_name(struct arena *arena, const struct table_work *work, const struct column *before)
{
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind != CHANGE_RENAME_COLUMN)
			continue;
		if (change->column_before == before)
			return change->column->name;
	}
	for (size_t i = 0; i < work->count; i++) {
		const struct change *change = &work->changes[i];
		if (change->kind == CHANGE_RENAME_COLUMN &&
			text_equal_nocase(change->column->name, before->name)) {
			/* It is dropped after the other column has taken its name. */
			struct texts used = {0};
			sqlite_column_names(arena, &used, work);
			return temporary_name(arena, &used, before->name);
		}
	}
	return before->name;
}
