#include "review/revision_losses.h"

#include "base/arena.h"
#include "base/map.h"
#include "diff/compare.h"
#include "diff/data_loss.h"
#include "rev/file/snapshot.h"
#include "rev/merge/fold.h"
#include "workspace/dialects.h"

#include <string.h>

static void
set_table_rename(struct arena *arena, struct table *table, const char *old)
{
	const char *dot = table->name.schema != NULL ? strchr(old, '.') : NULL;
	table->renamed_from = (struct qualified_name){.name = dot != NULL ? dot + 1 : old};
	if (dot != NULL)
		table->renamed_from.schema = arena_strndup(arena, old, (size_t)(dot - old));
	table->renamed_now = true;
}

/*
 * Sets the rename hints of the snapshot, so that a renamed table or column does not count as a
 * loss.
 */
static void
set_renames(struct arena *arena, struct schema *after, const struct snapshot *snapshot)
{
	VEC_EACH (struct table *, table, after->tables) {
		const char *name = qualified_name_print(arena, &(*table)->name);
		const struct json *old =
			json_find(snapshot->renames, arena_printf(arena, "table %s", name));
		if (old != NULL)
			set_table_rename(arena, *table, old->text);
		VEC_EACH (struct column *, column, (*table)->columns) {
			old = json_find(snapshot->renames,
				arena_printf(arena, "column %s.%s", name, (*column)->name));
			if (old != NULL)
				(*column)->renamed_from = old->text,
				(*column)->renamed_now = true;
		}
	}
}

static bool
is_among(const struct texts *texts, const char *text)
{
	VEC_EACH (const char *, known, *texts)
		if (strcmp(*known, text) == 0)
			return true;
	return false;
}

static void
add_losses(struct workspace *workspace, const struct dialect *dialect, const struct schema *before,
	const struct schema *after, enum schemac_direction direction, struct texts *out)
{
	struct arena *arena = &workspace->arena;
	struct compare_settings settings = dialects_compare_settings(workspace, dialect->id);
	struct changes changes = {0}, back = {0};
	struct data_losses losses = {0};
	bool down = direction == SCHEMAC_DOWN;
	struct schema *from = schema_for(arena, dialect, before);
	struct schema *to = schema_for(arena, dialect, after);
	compare_schemas(arena, &changes, dialect, &settings, from, to);
	if (down) {
		compare_schemas(arena, &back, dialect, &settings, to,
			schema_to_go_back(arena, from, &changes));
		changes = back;
	}
	data_loss_find(arena, &losses, dialect->id, &changes);
	VEC_EACH (const struct data_loss, loss, losses)
		if (!is_among(out, loss->data))
			*VEC_ADD(arena, out) = loss->data;
}

int
revision_losses_find(struct workspace *workspace, const struct store *store,
	const struct revision *revision, enum schemac_direction direction, struct texts *out)
{
	struct arena *arena = &workspace->arena;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	struct dialects dialects = {0};
	struct revisions self = {0};
	struct schema *before, *after;
	struct snapshot snapshot;
	*VEC_ADD(arena, &self) = (struct revision *)revision;
	if (dialects_select(workspace, &dialects) != 0 ||
		snapshot_read(arena, &snapshot, revision, diagnostics) != 0 ||
		fold_schema_before(arena, &before, &store->graph, revision, diagnostics) != 0 ||
		fold_schema(arena, &after, &store->graph, &self, diagnostics) != 0)
		return -1;
	if (snapshot.renames != NULL)
		set_renames(arena, after, &snapshot);
	for (size_t i = 0; i < dialects.len; i++)
		add_losses(workspace, dialects.items[i], before, after, direction, out);
	return 0;
}

void
revision_losses_report(
	struct workspace *workspace, const struct revision *revision, const struct texts *losses)
{
	struct diagnostics *diagnostics = &workspace->diagnostics;
	diag_add(diagnostics, DIAG_DESTRUCTIVE, revision->at, "revision %s loses data: %s",
		revision->id, losses->items[0]);
	for (size_t i = 1; i < losses->len; i++)
		diag_note(diagnostics, (struct location){0}, "and %s", losses->items[i]);
	diag_note(diagnostics, (struct location){0},
		"to confirm the loss, run `%s review --yes --destructive %s`", workspace->program,
		revision->id);
}

bool
revision_losses_possible(const struct snapshot *snapshot)
{
	static const char *const prefixes[] = {"drop table ", "drop column ", "alter type of ",
		"alter generated column ", "drop virtual table ", "replace virtual table ",
		"drop sequence ", "replace sequence "};
	VEC_EACH (const char *, change, snapshot->changes)
		for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
			if (strncmp(*change, prefixes[i], strlen(prefixes[i])) == 0)
				return true;
	return false;
}
