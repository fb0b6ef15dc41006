#include "merge/merge_heads.h"

#include "replay/merge_check.h"
#include "replay/merge_check_rebuilds.h"
#include "rev/graph/resolve.h"
#include "rev/merge/fold.h"

/* The named revisions, or all heads, without duplicates and without ancestors of the others. */
static int
select_parents(struct workspace *workspace, const struct store *store, const struct texts *names,
	struct revisions *out)
{
	struct arena *arena = &workspace->arena;
	struct revisions named = {0};
	if (names->len == 0)
		named = store->graph.heads;
	VEC_EACH (const char *, name, *names) {
		struct selection selection;
		if (resolve(arena, &selection, &store->graph, *name, NULL,
			    &workspace->diagnostics) != 0)
			return -1;
		VEC_EACH (struct revision *, revision, selection.revisions)
			*VEC_ADD(arena, &named) = *revision;
	}
	struct revision_set all = set_new(arena, &store->graph);
	struct revision_set wanted = set_new(arena, &store->graph);
	VEC_EACH (struct revision *, revision, named) {
		struct revision_set below = set_new(arena, &store->graph);
		set_add_ancestors(&below, &store->graph, *revision, EDGES_PARENTS);
		below.has[(*revision)->number] = false;
		set_add(&all, &below);
		wanted.has[(*revision)->number] = true;
	}
	for (size_t i = 0; i < wanted.count; i++)
		if (wanted.has[i] && !all.has[i])
			*VEC_ADD(arena, out) = store->graph.all.items[i];
	return 0;
}

static int
check_parents(struct workspace *workspace, const struct revisions *parents)
{
	if (parents->len < 2) {
		diag_add(&workspace->diagnostics, DIAG_WRONG_TARGET, (struct location){0},
			"there is nothing to merge: %s",
			parents->len == 0
				? "there are no revisions"
				: arena_printf(&workspace->arena, "there is only revision %s",
					  parents->items[0]->id));
		return -1;
	}
	VEC_EACH (struct revision *, parent, *parents)
		if ((*parent)->children.len > 0)
			return diag_add(&workspace->diagnostics, DIAG_WRONG_TARGET, (*parent)->at,
				"%s is not a head: %s follows it", (*parent)->id,
				revisions_print(&workspace->arena, &(*parent)->children));
	return 0;
}

/*
 * The merged state of the objects that more than one side changed. -1 after diagnostics of
 * conflicts.
 */
static int
restate(struct workspace *workspace, const struct store *store, const struct revisions *parents,
	struct json **out)
{
	struct arena *arena = &workspace->arena;
	struct texts shared = {0};
	struct json *objects;
	*out = json_new_object(arena);
	if (fold_objects(arena, &objects, &store->graph, parents, &workspace->diagnostics) != 0 ||
		fold_shared(arena, &shared, &store->graph, parents, &workspace->diagnostics) != 0 ||
		merge_check_rebuilds(workspace, store, parents) != 0 ||
		merge_check_orders(workspace, store, parents, objects) != 0)
		return -1;
	VEC_EACH (const char *, key, shared) {
		struct json *state = json_find(objects, *key);
		json_set(arena, *out, *key, state != NULL ? state : json_new_null(arena));
	}
	return 0;
}

int
merge_heads(struct workspace *workspace, struct merge_heads *out, const struct store *store,
	const struct texts *names)
{
	*out = (struct merge_heads){.objects = NULL};
	if (select_parents(workspace, store, names, &out->parents) != 0 ||
		check_parents(workspace, &out->parents) != 0)
		return -1;
	return restate(workspace, store, &out->parents, &out->objects);
}
