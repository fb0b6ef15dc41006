#include "branch/trial_merge_heads.h"
#include "rev/graph/set.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/provenance.h"

#include <string.h>

enum {
	NOTES_LIMIT = 8, /* heads, or merge bases, that are told of one by one */
};

static const struct location nowhere = {0};

void
future_add_theirs(
	struct future *future, const struct revision *revision, const struct target_branch *branch)
{
	map_put(&future->context->arena, &future->theirs, revision->id, (void *)branch);
}

static const struct target_branch *
branch_of(const struct future *future, const struct revision *revision)
{
	return map_find(&future->theirs, revision->id);
}

const char *
future_branch_names(const struct future *future)
{
	struct arena *arena = &future->context->arena;
	const char *text = "";
	struct map seen = {0};
	VEC_EACH (struct target_branch, branch, *future->branches) {
		char *name = text_printable(arena, branch->target.name, 100);
		if (map_put(arena, &seen, name, name) == NULL)
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? " and " : "", name);
	}
	return text;
}

/* ------------------------------------------------------------------ notes */

void
future_note_origin(
	struct future *future, const struct revision *revision, const struct target_branch *branch)
{
	struct arena *arena = &future->context->arena;
	struct diagnostics *diagnostics = &future->context->diagnostics;
	const struct git_addition *origin =
		branch == NULL ? origin_find_one(future->context, revision)
			       : target_branch_origin(future->context, branch, revision->folder,
					 path_name(revision->sql_path));
	const char *side = branch != NULL ? branch->target.name : "this side";
	if (origin == NULL && branch == NULL)
		diag_note(diagnostics, nowhere, "on this side %s is in no commit yet", revision->id);
	else if (origin != NULL)
		diag_note(diagnostics, nowhere, "on %s %s came with commit %s%s", side, revision->id,
			origin->or_before ? "(or before) " : "",
			commit_print(arena, &origin->commit));
}

/* What both are behind, and nothing between them: where their lines part. */
static void
note_fork(struct future *future, const struct revision *a, const struct revision *b)
{
	struct arena *arena = &future->context->arena;
	const struct graph *graph = &future->graph;
	struct revision_set below_a = set_new(arena, graph), below_b = set_new(arena, graph);
	size_t count = 0;
	set_add_ancestors(&below_a, graph, a, EDGES_PARENTS);
	set_add_ancestors(&below_b, graph, b, EDGES_PARENTS);
	VEC_EACH (struct revision *, each, graph->all) {
		const struct revision *fork = *each;
		bool last = below_a.has[fork->number] && below_b.has[fork->number];
		VEC_EACH (struct revision *, child, fork->children)
			last = last && !(below_a.has[(*child)->number] &&
					       below_b.has[(*child)->number]);
		if (!last)
			continue;
		count++;
		diag_note(&future->context->diagnostics, fork->at, "the revisions part after %s",
			fork->id);
	}
	if (count == 0)
		diag_note(&future->context->diagnostics, nowhere,
			"%s and %s have no revision in common", a->id, b->id);
}

static void
note_bases(struct future *future, const struct target_branch *branch)
{
	struct arena *arena = &future->context->arena;
	struct diagnostics *diagnostics = &future->context->diagnostics;
	const struct commits *bases = &branch->merged.bases;
	if (bases->len == 0)
		diag_note(diagnostics, nowhere, "the histories of HEAD and %s have no commit in common",
			branch->target.name);
	for (size_t i = 0; i < bases->len && i < NOTES_LIMIT; i++)
		diag_note(diagnostics, nowhere, "the branches part after commit %s%s",
			commit_print(arena, &bases->items[i]),
			bases->len > 1 ? " (one of several merge bases)" : "");
}

static void
note_way_out(struct future *future, const struct target_branch *branch)
{
	const char *name = text_shell_word(&future->context->arena, branch->target.name);
	diag_note(&future->context->diagnostics, nowhere,
		"`git merge %s`, then `schemac merge`; or `git rebase %s`, then `schemac rebase`",
		name, name);
	target_branch_note_age(future->context, branch);
}

/* ------------------------------------------------------------------ heads */

/* Whether the target branch has the revision, too: then its standing beside others is no news. */
static bool
is_shared(struct future *future, const struct revision *revision)
{
	struct context *context = future->context;
	const struct repository *repository = world_repository_of(context, revision->folder);
	VEC_EACH (struct target_branch, branch, *future->branches)
		if (branch->repository == repository &&
			target_branch_origin(context, branch, revision->folder,
				path_name(revision->sql_path)) != NULL)
			return true;
	return false;
}

/* The first head that the work tree alone has, or that a branch brings. */
static const struct revision *
first_head(struct future *future, bool theirs)
{
	VEC_EACH (struct revision *, head, future->graph.heads)
		if ((branch_of(future, *head) != NULL) == theirs &&
			(theirs || !is_shared(future, *head)))
			return *head;
	return NULL;
}

static void
note_heads(struct future *future, bool theirs, const struct revision *reported)
{
	size_t count = 0;
	VEC_EACH (struct revision *, head, future->graph.heads) {
		const struct target_branch *from = branch_of(future, *head);
		if ((from != NULL) != theirs || count++ >= NOTES_LIMIT)
			continue;
		if (*head != reported)
			diag_note(&future->context->diagnostics, (*head)->at, "a head of %s",
				from != NULL ? from->target.name : "this side");
		future_note_origin(future, *head, from);
	}
}

bool
future_report_heads(struct future *future)
{
	const struct revisions *heads = &future->graph.heads;
	const struct revision *other = first_head(future, true);
	const struct revision *ours =
		other != NULL && heads->len > 1 ? first_head(future, false) : NULL;
	if (ours == NULL)
		return false;
	diag_add(&future->context->diagnostics, DIAG_FUTURE_HEADS, ours->at,
		"a merge with %s would have %zu heads: %s", future_branch_names(future), heads->len,
		revisions_print(&future->context->arena, heads));
	note_heads(future, false, ours);
	note_heads(future, true, ours);
	note_fork(future, ours, other);
	note_bases(future, branch_of(future, other));
	note_way_out(future, branch_of(future, other));
	return true;
}
