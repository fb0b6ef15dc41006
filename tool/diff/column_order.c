#include "diff/column_order.h"

#include "base/strbuf.h"
#include "base/text.h"

/* ------------------------------------------------------------------ added columns */

/* The first field after the added one whose column the table already has; NULL: none. */
static const struct column *
later_column(const struct changes *changes, const struct change *add)
{
	bool after = false;
	VEC_EACH (struct column *, column, add->table->columns) {
		bool added = false;
		VEC_EACH (const struct change, change, *changes)
			added = added || (change->kind == CHANGE_ADD_COLUMN &&
						 change->column == *column);
		if (after && !added)
			return *column;
		after = after || *column == add->column;
	}
	return NULL;
}

void
column_order_report(const struct changes *changes, struct diagnostics *diagnostics)
{
	VEC_EACH (const struct change, change, *changes) {
		const struct column *later = change->kind == CHANGE_ADD_COLUMN
						     ? later_column(changes, change)
						     : NULL;
		if (later == NULL)
			continue;
		diag_add(diagnostics, DIAG_COLUMN_ORDER, change->column->at,
			"column '%s.%s' is added at the end of the table, but its field precedes "
			"'%s'",
			change->table->name.name, change->column->name, later->name);
		diag_note(diagnostics, (struct location){0},
			"move the field to the end of the struct, or name the columns in each "
			"SELECT");
	}
}

/* ------------------------------------------------------------------ existing tables */

/* The next column of `table`, from *at, that the other table has too; NULL at the end. */
static const struct column *
next_common(const struct table *table, const struct table *other, size_t *at)
{
	while (*at < table->columns.len) {
		const struct column *column = table->columns.items[(*at)++];
		if (table_find_column(other, column->name) != NULL)
			return column;
	}
	return NULL;
}

static bool
have_same_order(const struct table *a, const struct table *b)
{
	size_t i = 0, j = 0;
	for (;;) {
		const struct column *x = next_common(a, b, &i), *y = next_common(b, a, &j);
		if (x == NULL || y == NULL)
			return true;
		if (!text_equal(x->name, y->name))
			return false;
	}
}

void
column_order_find(struct arena *arena, struct texts *out, const struct schema *before,
	const struct schema *after)
{
	VEC_EACH (struct table *, item, after->tables) {
		const struct table *table = *item;
		const struct table *old = schema_find_table(before, &table->name);
		if (old == NULL || have_same_order(old, table))
			continue;
		struct strbuf text = STRBUF_INIT;
		strbuf_addf(&text, "%s: ", qualified_name_print(arena, &table->name));
		VEC_EACH (struct column *, column, table->columns)
			strbuf_addf(&text, "%s%s", column > table->columns.items ? ", " : "",
				(*column)->name);
		*VEC_ADD(arena, out) = arena_strdup(arena, text.buf);
		strbuf_release(&text);
	}
}
