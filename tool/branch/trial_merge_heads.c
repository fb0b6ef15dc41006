#include "branch/trial_merge_heads.h"
#include "rev/graph/set.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/commit_text.h"
#include "branch/provenance.h"

#include <string.h>

enum {
	NOTES_LIMIT = 8, /* the maximum number of heads, or merge bases, with a note */
};

static const struct location nowhere = {0};

void
trial_merge_add_theirs(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch)
{
	map_put(&merge->workspace->arena, &merge->theirs, revision->id, (void *)branch);
}

static const struct target_branch *
branch_of(const struct trial_merge *merge, const struct revision *revision)
{
	return map_find(&merge->theirs, revision->id);
}

const char *
trial_merge_branch_names(const struct trial_merge *merge)
{
	struct arena *arena = &merge->workspace->arena;
	const char *text = "";
	struct map seen = {0};
	VEC_EACH (struct target_branch, branch, *merge->branches) {
		char *name = text_printable(arena, branch->target.name, 100);
		if (map_put(arena, &seen, name, name) == NULL)
			text = arena_printf(
				arena, "%s%s%s", text, *text != '\0' ? " and " : "", name);
	}
	return text;
}

/* ------------------------------------------------------------------ notes */

void
trial_merge_note_origin(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch)
{
	struct arena *arena = &merge->workspace->arena;
	struct diagnostics *diagnostics = &merge->workspace->diagnostics;
	const struct git_addition *origin =
		branch == NULL ? provenance_find_one(merge->workspace, revision)
			       : target_branch_origin(merge->workspace, branch, revision->folder,
					 path_name(revision->sql_path));
	const char *side = branch != NULL ? branch->target.name : "this side";
	if (origin == NULL && branch == NULL)
		diag_note(diagnostics, nowhere, "on this side, revision %s is not committed yet",
			revision->id);
	else if (origin != NULL)
		diag_note(diagnostics, nowhere, "on %s, revision %s was added by commit %s%s", side,
			revision->id, origin->or_before ? "(or before) " : "",
			commit_text(arena, &origin->commit));
}

/* Notes the last common ancestors of two revisions. */
static void
note_fork(struct trial_merge *merge, const struct revision *a, const struct revision *b)
{
	struct arena *arena = &merge->workspace->arena;
	const struct graph *graph = &merge->graph;
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
		diag_note(&merge->workspace->diagnostics, fork->at,
			"the last common revision is %s", fork->id);
	}
	if (count == 0)
		diag_note(&merge->workspace->diagnostics, nowhere,
			"%s and %s have no common revision", a->id, b->id);
}

static void
note_bases(struct trial_merge *merge, const struct target_branch *branch)
{
	struct arena *arena = &merge->workspace->arena;
	struct diagnostics *diagnostics = &merge->workspace->diagnostics;
	const struct commits *bases = &branch->merged.bases;
	if (bases->len == 0)
		diag_note(diagnostics, nowhere, "HEAD and %s have no common commit",
			branch->target.name);
	for (size_t i = 0; i < bases->len && i < NOTES_LIMIT; i++)
		diag_note(diagnostics, nowhere, "the last common commit is %s%s",
			commit_text(arena, &bases->items[i]),
			bases->len > 1 ? " (one of several merge bases)" : "");
}

static void
note_way_out(struct trial_merge *merge, const struct target_branch *branch)
{
	const char *name = text_shell_word(&merge->workspace->arena, branch->target.name);
	diag_note(&merge->workspace->diagnostics, nowhere,
		"run `git merge %s`, then `schemac merge`; or `git rebase %s`, then `schemac rebase`",
		name, name);
	target_branch_note_age(merge->workspace, branch);
}

/* ------------------------------------------------------------------ heads */

/* Whether the target branch also has the revision, which is then one of the branch's own heads. */
static bool
is_shared(struct trial_merge *merge, const struct revision *revision)
{
	struct workspace *workspace = merge->workspace;
	const struct repository *repository = repositories_of(workspace, revision->folder);
	VEC_EACH (struct target_branch, branch, *merge->branches)
		if (branch->repository == repository &&
			target_branch_origin(workspace, branch, revision->folder,
				path_name(revision->sql_path)) != NULL)
			return true;
	return false;
}

/* The first head that only the work tree has or, for `theirs`, that a branch adds. */
static const struct revision *
first_head(struct trial_merge *merge, bool theirs)
{
	VEC_EACH (struct revision *, head, merge->graph.heads)
		if ((branch_of(merge, *head) != NULL) == theirs &&
			(theirs || !is_shared(merge, *head)))
			return *head;
	return NULL;
}

static void
note_heads(struct trial_merge *merge, bool theirs, const struct revision *reported)
{
	size_t count = 0;
	VEC_EACH (struct revision *, head, merge->graph.heads) {
		const struct target_branch *from = branch_of(merge, *head);
		if ((from != NULL) != theirs || count++ >= NOTES_LIMIT)
			continue;
		if (*head != reported)
			diag_note(&merge->workspace->diagnostics, (*head)->at, "a head of %s",
				from != NULL ? from->target.name : "this side");
		trial_merge_note_origin(merge, *head, from);
	}
}

bool
trial_merge_report_heads(struct trial_merge *merge)
{
	const struct revisions *heads = &merge->graph.heads;
	const struct revision *other = first_head(merge, true);
	const struct revision *ours =
		other != NULL && heads->len > 1 ? first_head(merge, false) : NULL;
	if (ours == NULL)
		return false;
	diag_add(&merge->workspace->diagnostics, DIAG_FUTURE_HEADS, ours->at,
		"a merge with %s would have %zu heads: %s", trial_merge_branch_names(merge), heads->len,
		revisions_print(&merge->workspace->arena, heads));
	note_heads(merge, false, ours);
	note_heads(merge, true, ours);
	note_fork(merge, ours, other);
	note_bases(merge, branch_of(merge, other));
	note_way_out(merge, branch_of(merge, other));
	return true;
}
