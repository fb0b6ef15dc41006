#include "draft/draft_empty.h"

#include "rev/file/draft_lock.h"
#include "workspace/hooks.h"

static void
add_empty_sections(struct arena *arena, struct section_texts *sections)
{
	static const enum schemac_direction directions[] = {SCHEMAC_UP, SCHEMAC_DOWN};
	for (size_t i = 0; i < sizeof(directions) / sizeof(*directions); i++)
		*VEC_ADD(arena, sections) = (struct section_text){
			.direction = directions[i], .dialect = DIALECT_COUNT, .sql = ""};
}

/* `parents`: additional parents; NULL: none. */
static int
write_empty(struct workspace *workspace, struct planned_draft *p,
	const struct draft_options *options, const struct revisions *parents, struct json *objects)
{
	struct arena *arena = &workspace->arena;
	struct draft *draft = &p->draft;
	const char *message = options->message != NULL ? options->message : "";
	if (draft_text_begin(workspace, p, options) != 0)
		return -1;
	for (size_t i = 0; parents != NULL && i < parents->len; i++)
		*VEC_ADD(arena, &draft->text.parents) = parents->items[i]->id;
	draft->snapshot.objects = objects;
	draft->text.id = options->id != NULL ? options->id : draft_text_id(arena, draft, message);
	add_empty_sections(arena, &draft->text.sections);
	if (draft_text_name(workspace, p, message) != 0)
		return -1;
	p->id = draft->text.id;
	p->text = draft_text_print(arena, draft);
	if (!options->write)
		return 0;
	p->sql_path = draft_write(arena, draft, NULL, &workspace->diagnostics);
	return p->sql_path != NULL ? hooks_run(workspace, p->sql_path) : -1;
}

int
draft_empty_write(
	struct workspace *workspace, struct planned_draft *out, const struct draft_options *options)
{
	struct draft_lock lock;
	struct examination *e = ARENA_NEW(&workspace->arena, struct examination);
	if (workspace_store(workspace, &e->store) != 0 ||
		examine_choose_parent(workspace, e, options) != 0 ||
		diag_errors(&workspace->diagnostics) > 0)
		return -1;
	if (workspace_lock(workspace, &lock) != 0)
		return -1;
	*out = (struct planned_draft){.graph = &e->store.graph, .parent = e->parent};
	int result = write_empty(
		workspace, out, options, NULL, json_new_object(&workspace->arena));
	workspace_unlock(workspace, &lock);
	return result;
}

int
draft_empty_write_merge(struct workspace *workspace, struct planned_draft *out,
	const struct draft_options *options, const struct store *store,
	const struct revisions *parents, struct json *objects)
{
	struct draft_lock lock;
	*out = (struct planned_draft){.graph = &store->graph};
	if (workspace_lock(workspace, &lock) != 0)
		return -1;
	int result = write_empty(workspace, out, options, parents, objects);
	workspace_unlock(workspace, &lock);
	return result;
}
