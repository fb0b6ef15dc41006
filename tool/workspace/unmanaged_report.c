#include "workspace/unmanaged_report.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum {
	ONE_LINE_MAX = 120, /* bytes: longer lists are printed as notes */
	NOTE_MAX = 64,      /* bytes of a note after "schemac: note: " */
	NEEDED_MAX = 6,     /* how many items that others need are reported without -v */
};

/* The index after the last item of the kind that begins at `first`. */
static size_t
end_of_kind(const struct left_out_items *items, size_t first)
{
	size_t end = first + 1;
	while (end < items->len && text_equal(items->items[end].kind, items->items[first].kind))
		end++;
	return end;
}

/* "kind: a, b", or "kind (12): a, b and 10 more" if it would be longer than NOTE_MAX bytes. */
static bool
add_kind(struct strbuf *out, const struct left_out_items *items, size_t first, size_t end)
{
	const struct left_out *item = &items->items[first];
	size_t count = end - first, shown = 0, length = strlen(item->kind) + 2;
	while (shown < count && (shown == 0 || length + strlen(item[shown].name) + 2 <= NOTE_MAX))
		length += strlen(item[shown++].name) + 2;
	strbuf_addstr(out, item->kind);
	if (shown < count)
		strbuf_addf(out, " (%zu)", count);
	for (size_t i = 0; i < shown; i++)
		strbuf_addf(out, "%s%s", i == 0 ? ": " : ", ", item[i].name);
	if (shown < count)
		strbuf_addf(out, " and %zu more", count - shown);
	return shown < count;
}

static void
add_all(struct workspace *workspace, const struct left_out_items *items)
{
	VEC_EACH (const struct left_out, item, *items)
		diag_note(&workspace->diagnostics, (struct location){0}, "%s: %s%s%s%s", item->kind,
			item->name, item->detail != NULL ? " (" : "",
			item->detail != NULL ? item->detail : "", item->detail != NULL ? ")" : "");
}

static void
add_kinds(struct workspace *workspace, const struct left_out_items *items)
{
	bool shortened = false;
	struct strbuf line = STRBUF_INIT;
	for (size_t first = 0, end; first < items->len; first = end) {
		end = end_of_kind(items, first);
		strbuf_reset(&line);
		shortened = add_kind(&line, items, first, end) || shortened;
		diag_note(&workspace->diagnostics, (struct location){0}, "%s", line.buf);
	}
	if (shortened)
		diag_note(&workspace->diagnostics, (struct location){0}, "-v lists all of them");
	strbuf_release(&line);
}

static void
copy_items(struct workspace *workspace, struct left_out_items *out,
	const struct left_out_items *items, bool minor)
{
	VEC_EACH (const struct left_out, item, *items)
		if (minor || !item->minor)
			*VEC_ADD(&workspace->arena, out) = *item;
}

void
unmanaged_report(struct workspace *workspace, struct location at, const char *what,
	const struct left_out_items *items)
{
	struct strbuf line = STRBUF_INIT;
	if (items->len == 0)
		return;
	VEC_EACH (const struct left_out, item, *items)
		strbuf_addf(&line, "%s%s %s%s", line.len > 0 ? ", " : "", item->kind,
			item->property ? "of " : "", item->name);
	if (workspace->verbose) {
		diag_add(&workspace->diagnostics, DIAG_UNMANAGED, at, "%s", what);
		add_all(workspace, items);
	} else if (line.len <= ONE_LINE_MAX) {
		diag_add(&workspace->diagnostics, DIAG_UNMANAGED, at, "%s: %s", what, line.buf);
	} else {
		diag_add(&workspace->diagnostics, DIAG_UNMANAGED, at, "%s", what);
		add_kinds(workspace, items);
	}
	strbuf_release(&line);
}

/* Which declared objects depend on items: without them they cannot be created. */
static void
report_needed(struct workspace *workspace, const struct left_out_items *items)
{
	size_t count = 0;
	VEC_EACH (const struct left_out, item, *items) {
		struct strbuf list = STRBUF_INIT;
		if (item->needed_by.len == 0 || (count++ >= NEEDED_MAX && !workspace->verbose))
			continue;
		size_t most = workspace->verbose ? item->needed_by.len : 3;
		for (size_t i = 0; i < item->needed_by.len && i < most; i++)
			strbuf_addf(&list, "%s%s", i > 0 ? ", " : "", item->needed_by.items[i]);
		if (item->needed_by.len > most)
			strbuf_addf(&list, " and %zu more", item->needed_by.len - most);
		diag_note(&workspace->diagnostics, (struct location){0},
			"%s %s is needed by %s", item->kind, item->name, list.buf);
		strbuf_release(&list);
	}
	if (count > 0)
		diag_note(&workspace->diagnostics, (struct location){0},
			"a new database needs these first: write their CREATE statements into the "
			"revision by hand");
	if (count > NEEDED_MAX && !workspace->verbose)
		diag_note(&workspace->diagnostics, (struct location){0},
			"%zu more of these are needed; -v lists all of them", count - NEEDED_MAX);
}

void
unmanaged_report_left_out(
	struct workspace *workspace, struct location at, const struct schema *schema)
{
	struct left_out_items items = {0};
	copy_items(workspace, &items, &schema->left_out, workspace->verbose);
	unmanaged_report(workspace, at, "a model cannot declare these; they are left out", &items);
	if (items.len > 0)
		report_needed(workspace, &items);
}

static const char *
whole_text(struct arena *arena, const struct left_out *item)
{
	return arena_printf(arena, "%s\n%s\n%s\n%s", item->kind, item->name,
		item->detail != NULL ? item->detail : "", item->state != NULL ? item->state : "");
}

/* The items of the first schema that the second does not have, or has with a different definition. */
static void
find_others(struct workspace *workspace, struct left_out_items *out, const struct schema *schema,
	const struct schema *other)
{
	struct arena *arena = &workspace->arena;
	struct map known = {0};
	VEC_EACH (struct left_out, item, other->left_out)
		map_put(arena, &known, whole_text(arena, item), item);
	VEC_EACH (struct left_out, item, schema->left_out)
		if (map_find(&known, whole_text(arena, item)) == NULL)
			*VEC_ADD(arena, out) = *item;
}

void
unmanaged_report_differences(struct workspace *workspace, const struct schema *from,
	struct location from_at, const struct schema *to, struct location to_at)
{
	struct left_out_items before = {0}, after = {0};
	find_others(workspace, &before, from, to);
	find_others(workspace, &after, to, from);
	unmanaged_report(workspace, from_at,
		arena_printf(&workspace->arena,
			"different in '%s'; a model cannot declare these", to_at.file),
		&before);
	unmanaged_report(workspace, to_at,
		arena_printf(&workspace->arena,
			"different in '%s'; a model cannot declare these", from_at.file),
		&after);
}
