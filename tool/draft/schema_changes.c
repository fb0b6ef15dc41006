#include "draft/schema_changes.h"

#include "diff/compare.h"

void
schema_changes_compare(struct workspace *workspace, struct schema_changes *out,
	const struct dialects *dialects, const struct schema *before, const struct schema *after)
{
	struct arena *arena = &workspace->arena;
	out->len = dialects->len;
	for (size_t i = 0; i < dialects->len; i++) {
		const struct dialect *dialect = dialects->items[i];
		struct compare_settings settings =
			dialects_compare_settings(workspace, dialect->id);
		struct dialect_changes *item = &out->items[i];
		*item = (struct dialect_changes){.dialect = dialect,
			.before = schema_for(arena, dialect, before),
			.after = schema_for(arena, dialect, after)};
		compare_schemas(
			arena, &item->changes, dialect, &settings, item->before, item->after);
	}
}

bool
schema_changes_any(const struct schema_changes *changes)
{
	for (size_t i = 0; i < changes->len; i++)
		if (changes->items[i].changes.len > 0)
			return true;
	return false;
}
