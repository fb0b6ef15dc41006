#include "branch/graph_origins.h"

#include "base/text.h"
#include "branch/all_refs.h"
#include "branch/commit_text.h"
#include "branch/provenance.h"
#include "branch/target_store.h"
#include "workspace/database.h"
#include "workspace/repositories.h"

enum {
	BRANCHES_LIMIT = 3, /* branches listed in one note */
};

struct graph_origins {
	struct workspace *workspace;
	bool has_read_target, has_read_branches;
	struct target_store target;
	struct branch_groups groups; /* of all branches */
};

/* ------------------------------------------------------------------ commits */

/* Discards diagnostics about git: they would distract from the message that needs the branch. */
static void
read_target(struct graph_origins *origins)
{
	struct diag_mark mark = diag_mark(&origins->workspace->diagnostics);
	origins->has_read_target = true;
	if (target_store_read(origins->workspace, &origins->target) != 0)
		origins->target = (struct target_store){0};
	diag_rewind(&origins->workspace->diagnostics, mark);
}

static const char *
describe(struct workspace *workspace, const struct revision *revision)
{
	struct arena *arena = &workspace->arena;
	struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (repositories_of(workspace, revision->folder) == NULL)
		return NULL;
	const struct git_addition *addition = provenance_find(workspace, revision);
	diag_rewind(&workspace->diagnostics, mark);
	if (addition == NULL)
		return "not committed yet";
	return arena_printf(arena, "commit %s%s", commit_text(arena, &addition->commit),
		addition->or_before ? ", or an earlier commit" : "");
}

static void
find_origin(void *data, const struct revision *revision, struct revision_origin *out)
{
	struct graph_origins *origins = data;
	if (!origins->has_read_target)
		read_target(origins);
	out->text = describe(origins->workspace, revision);
	out->shared = graph_find(&origins->target.store.graph, revision->id) != NULL;
}

/* ------------------------------------------------------------------ branches */

static void
read_branches(struct graph_origins *origins)
{
	struct diag_mark mark = diag_mark(&origins->workspace->diagnostics);
	origins->has_read_branches = true;
	if (all_refs_read(origins->workspace, &origins->groups) != 0)
		origins->groups = (struct branch_groups){0};
	diag_rewind(&origins->workspace->diagnostics, mark);
}

/* Leaves out branches at the checked-out commit: the work tree no longer has their revision. */
static void
add_branches(struct arena *arena, const struct branch_group *group, struct branch_refs *out)
{
	const char *head = group->repository->git->head;
	VEC_EACH (const struct git_ref *, ref, group->branches)
		if (head == NULL || !text_equal((*ref)->commit.id, head))
			*VEC_ADD(arena, out) = *ref;
}

/* "branch 'a'", "branches 'a' and 'b'", "branches 'a', 'b', 'c' and 2 more" */
static const char *
print_branches(struct arena *arena, const struct branch_refs *refs)
{
	const char *text = refs->len == 1 ? "branch" : "branches";
	size_t shown = refs->len > BRANCHES_LIMIT ? BRANCHES_LIMIT : refs->len;
	for (size_t i = 0; i < shown; i++)
		text = arena_printf(arena, "%s%s '%s'", text,
			i == 0                                     ? ""
			: i + 1 == shown && shown == refs->len ? " and"
							       : ",",
			text_printable(arena, refs->items[i]->short_name, 100));
	return shown < refs->len ? arena_printf(arena, "%s and %zu more", text, refs->len - shown)
				 : text;
}

/*
 * Adds notes: which branches contain a revision that the graph lacks, and how to undo it in the
 * database.
 */
static void
note_missing(void *data, const char *id)
{
	struct graph_origins *origins = data;
	struct workspace *workspace = origins->workspace;
	struct arena *arena = &workspace->arena;
	struct branch_refs refs = {0};
	if (!origins->has_read_branches)
		read_branches(origins);
	VEC_EACH (struct branch_group *, group, origins->groups)
		if (graph_find(&(*group)->tree->store.graph, id) != NULL)
			add_branches(arena, *group, &refs);
	if (refs.len > 0)
		diag_note(&workspace->diagnostics, (struct location){0},
			"revision %s is on %s: check it out with `git checkout %s`", id, print_branches(arena, &refs),
			text_shell_word(arena, refs.items[0]->short_name));
	diag_note(&workspace->diagnostics, (struct location){0},
		refs.len > 0
			? "to stay on this branch, undo it with the SQL that the database stores: "
			  "`%s downgrade --stored %s`"
			: "restore its files, or undo it with the SQL that the database stores: "
			  "`%s downgrade --stored %s`",
		database_command(workspace), text_shell_word(arena, id));
}

void
graph_origins_set(struct workspace *workspace, struct graph *graph)
{
	struct graph_origins *origins = ARENA_NEW(&workspace->arena, struct graph_origins);
	origins->workspace = workspace;
	graph->origins = (struct origins){
		.data = origins, .find = find_origin, .note_missing = note_missing};
}
