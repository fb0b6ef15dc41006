#include "rebase/rebase_internal.h"

#include "rev/file/script.h"
#include "rev/graph/resolve.h"
#include "rev/graph/set.h"
#include "workspace/repositories.h"

/* ------------------------------------------------------------------ new parent */

/* The only head of the target branch, which must be in the work tree. */
static int
find_target_head(struct rebase *rebase)
{
	struct diagnostics *diagnostics = &rebase->workspace->diagnostics;
	const struct location nowhere = {0};
	const struct revisions *heads = &rebase->target.store.graph.heads;
	if (rebase->target.name == NULL)
		return diag_add(diagnostics, DIAG_BAD_USAGE, nowhere,
			"there is no target branch: specify the revision to follow with --onto");
	if (heads->len == 0)
		return diag_add(diagnostics, DIAG_WRONG_TARGET, nowhere,
			"%s has no revisions in this folder: specify the revision to follow with --onto",
			rebase->target.name);
	if (heads->len > 1)
		return diag_add(diagnostics, DIAG_WRONG_TARGET, nowhere,
			"%s has several heads, %s: merge them there with `schemac merge`, or name "
			"one with --onto",
			rebase->target.name, revisions_print(&rebase->workspace->arena, heads));
	rebase->onto = graph_find(&rebase->store.graph, heads->items[0]->id);
	if (rebase->onto != NULL)
		return 0;
	diag_add(diagnostics, DIAG_WRONG_TARGET, heads->items[0]->at,
		"revision %s, the head of %s, is not in this work tree", heads->items[0]->id,
		rebase->target.name);
	diag_note(diagnostics, nowhere,
		"run `git merge %s` or `git rebase %s`, then `schemac rebase`",
		rebase->target.name, rebase->target.name);
	return -1;
}

static int
find_named(struct rebase *rebase, const char *onto)
{
	struct revision *found;
	struct workspace *workspace = rebase->workspace;
	if (resolve_one(&workspace->arena, &found, &rebase->store.graph, onto, NULL,
		    &workspace->diagnostics) != 0)
		return -1;
	rebase->onto = found;
	if (found != NULL)
		return 0;
	return diag_add(&workspace->diagnostics, DIAG_WRONG_TARGET, (struct location){0},
		"'%s' does not name a revision that others can follow", onto);
}

/* ------------------------------------------------------------------ selection */

static bool
is_on_target(const struct rebase *rebase, const struct revision *revision)
{
	return graph_find(&rebase->target.store.graph, revision->id) != NULL;
}

/* A labelled base starts an independent line: its revisions are not moved. */
static struct revision_set
find_lines_apart(const struct rebase *rebase)
{
	struct arena *arena = &rebase->workspace->arena;
	const struct graph *graph = &rebase->store.graph;
	struct revision_set apart = set_new(arena, graph), of_onto = set_new(arena, graph);
	set_add_ancestors(&of_onto, graph, rebase->onto, EDGES_PARENTS);
	VEC_EACH (struct revision *, base, graph->bases)
		if ((*base)->labels.len > 0 && !of_onto.has[(*base)->number])
			set_add_descendants(&apart, graph, *base, EDGES_PARENTS);
	return apart;
}

/* All revisions except the ancestors of the new parent and those on independent lines. */
static struct revision_set
find_own(const struct rebase *rebase, bool named)
{
	struct arena *arena = &rebase->workspace->arena;
	const struct graph *graph = &rebase->store.graph;
	struct revision_set own = set_new(arena, graph), before = set_new(arena, graph);
	struct revision_set apart = find_lines_apart(rebase);
	set_add_ancestors(&before, graph, rebase->onto, EDGES_ALL);
	for (size_t i = 0; i < own.count; i++)
		own.has[i] = !before.has[i] && !apart.has[i] &&
			     (named || !is_on_target(rebase, graph->all.items[i]));
	return own;
}

static int
refuse_shared(const struct rebase *rebase, const struct revision_set *own)
{
	struct diagnostics *diagnostics = &rebase->workspace->diagnostics;
	int result = 0;
	for (size_t i = 0; i < own->count; i++) {
		const struct revision *revision = rebase->store.graph.all.items[i];
		if (!own->has[i] || !is_on_target(rebase, revision))
			continue;
		result = diag_add(diagnostics, DIAG_WRONG_TARGET, revision->at,
			"revision %s is on %s and cannot be moved", revision->id,
			rebase->target.name);
		diag_note(diagnostics, (struct location){0},
			"move your own revisions after it with `schemac rebase --onto %s`, or omit "
			"--onto",
			revision->id);
	}
	return result;
}

/* A revision that is not moved must not depend on one that is. */
static int
refuse_needed(const struct rebase *rebase, const struct revision_set *own)
{
	int result = 0;
	VEC_EACH (struct revision *, revision, rebase->store.graph.all) {
		if (own->has[(*revision)->number])
			continue;
		VEC_EACH (struct revision *, needed, (*revision)->needs)
			if (own->has[(*needed)->number])
				result = diag_add(&rebase->workspace->diagnostics,
					DIAG_WRONG_TARGET, (*revision)->at,
					"revision %s is not moved but depends on %s, whose id would "
					"change",
					(*revision)->id, (*needed)->id);
	}
	return result;
}

/* ------------------------------------------------------------------ order */

static bool
is_ready(const struct revision *revision, const struct revision_set *left)
{
	VEC_EACH (struct revision *, parent, revision->revises)
		if (left->has[(*parent)->number])
			return false;
	VEC_EACH (struct revision *, needed, revision->needs)
		if (left->has[(*needed)->number])
			return false;
	return true;
}

/*
 * The next revision: a child of the last one, so that lines stay together; otherwise the first one
 * that is ready.
 */
static const struct revision *
choose_next(
	const struct rebase *rebase, const struct revision_set *left, const struct revision *last)
{
	if (last != NULL)
		VEC_EACH (struct revision *, child, last->children)
			if (left->has[(*child)->number] && is_ready(*child, left))
				return *child;
	for (size_t i = 0; i < left->count; i++)
		if (left->has[i] && is_ready(rebase->store.graph.all.items[i], left))
			return rebase->store.graph.all.items[i];
	return NULL;
}

/* Whether the revision is a merge without SQL. */
static int
is_empty_merge(struct rebase *rebase, const struct revision *revision, bool *out)
{
	struct script script;
	struct workspace *workspace = rebase->workspace;
	*out = revision->revises.len > 1;
	if (!*out)
		return 0;
	if (script_read(&workspace->arena, &script, revision, &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (struct section *, section, script.sections) {
		if ((*section)->steps.len == 0)
			continue;
		diag_add(&workspace->diagnostics, DIAG_WRONG_TARGET, (*section)->at,
			"revision %s merges %s and contains SQL: a rebase would lose it",
			revision->id, revisions_print(&workspace->arena, &revision->revises));
		diag_note(&workspace->diagnostics, (struct location){0},
			"move its SQL to a separate revision, or run `schemac merge` instead of a rebase");
		return -1;
	}
	return 0;
}

static int
line_up(struct rebase *rebase, struct revision_set left)
{
	const struct revision *previous = NULL, *parent = rebase->onto;
	bool moved = false;
	while ((previous = choose_next(rebase, &left, previous)) != NULL) {
		struct rebased *step = VEC_ADD(&rebase->workspace->arena, &rebase->steps);
		*step = (struct rebased){.old = previous, .id = previous->id};
		left.has[previous->number] = false;
		if (is_empty_merge(rebase, previous, &step->removed) != 0)
			return -1;
		moved = moved || previous->revises.len != 1 || previous->revises.items[0] != parent;
		step->unchanged = !moved;
		parent = previous;
	}
	return 0;
}

/* If git cannot be read, moves nothing: revisions of the target branch must not be moved. */
static int
refuse_unknown(const struct rebase *rebase)
{
	struct workspace *workspace = rebase->workspace;
	VEC_EACH (const char *, folder, workspace->config.version_locations)
		if (repositories_is_unusable(workspace, *folder))
			return diag_add(&workspace->diagnostics, DIAG_GIT_FAILED,
				location_of_file(*folder),
				"cannot read the target branch's revisions from git: no revision "
				"was moved");
	return 0;
}

/* Whether the revisions already follow the new parent and have one head. */
static bool
is_in_place(const struct rebase *rebase, const struct revision_set *own)
{
	struct revision_set after = set_new(&rebase->workspace->arena, &rebase->store.graph);
	size_t heads = 0;
	set_add_descendants(&after, &rebase->store.graph, rebase->onto, EDGES_PARENTS);
	for (size_t i = 0; i < own->count; i++) {
		if (own->has[i] && !after.has[i])
			return false;
		heads += own->has[i] && rebase->store.graph.all.items[i]->children.len == 0;
	}
	return heads <= 1;
}

int
rebase_select(struct rebase *rebase, const char *onto)
{
	if (target_store_read(rebase->workspace, &rebase->target) != 0 ||
		refuse_unknown(rebase) != 0 ||
		(onto != NULL ? find_named(rebase, onto) : find_target_head(rebase)) != 0)
		return -1;
	struct revision_set own = find_own(rebase, onto != NULL);
	int result = refuse_shared(rebase, &own);
	if (refuse_needed(rebase, &own) != 0)
		result = -1;
	if (result != 0 || is_in_place(rebase, &own))
		return result;
	return line_up(rebase, own);
}
