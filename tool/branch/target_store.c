#include "branch/target_store.h"

#include "branch/provenance.h"
#include "workspace/repositories.h"

/* ------------------------------------------------------------------ reading */

VEC_STRUCT(store_files, struct store_file);

static int
read_branch(struct workspace *workspace, const struct repository *repository, struct target_store *target,
	struct store_files *out)
{
	struct arena *arena = &workspace->arena;
	struct git_target branch = {0};
	struct git_files files = {0};
	if (git_find_target(repository->git, &branch, workspace->config.target_branch) != 0)
		return -1;
	if (branch.name == NULL)
		return 0;
	if (git_read_files(repository->git, &files, branch.commit.id, repository->folders.items,
		    repository->folders.len) != 0)
		return -1;
	if (target->name == NULL)
		target->name = branch.name;
	VEC_EACH (const struct git_file, file, files)
		*VEC_ADD(arena, out) = (struct store_file){
			.path = arena_printf(arena, "%s:%s", branch.name, file->path),
			.content = file->content,
			.length = file->length};
	return 0;
}

int
target_store_read(struct workspace *workspace, struct target_store *out)
{
	struct store_files files = {0};
	*out = (struct target_store){0};
	VEC_EACH (struct repository *, repository, *repositories_list(workspace))
		if (read_branch(workspace, *repository, out, &files) != 0)
			return -1;
	return store_load_files(
		&workspace->arena, &out->store, files.items, files.len, &workspace->diagnostics);
}

/* ------------------------------------------------------------------ conflicts */

/* What one command knows of the target branch, asked once it is needed. */
struct provenance {
	struct workspace *workspace;
	bool asked;
	struct target_store target;
};

/* A conflict is the news: that git could not be asked is none. */
static void
ask(struct provenance *provenance)
{
	struct diag_mark mark = diag_mark(&provenance->workspace->diagnostics);
	provenance->asked = true;
	if (target_store_read(provenance->workspace, &provenance->target) != 0)
		provenance->target = (struct target_store){0};
	diag_rewind(&provenance->workspace->diagnostics, mark);
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
	return arena_printf(arena, "commit %s%s", commit_print(arena, &addition->commit),
		addition->or_before ? ", or one before it" : "");
}

static void
find_origin(void *data, const struct revision *revision, struct revision_origin *out)
{
	struct provenance *provenance = data;
	if (!provenance->asked)
		ask(provenance);
	out->text = describe(provenance->workspace, revision);
	out->shared = graph_find(&provenance->target.store.graph, revision->id) != NULL;
}

void
target_store_explain_conflicts(struct workspace *workspace, struct graph *graph)
{
	struct provenance *provenance = ARENA_NEW(&workspace->arena, struct provenance);
	*provenance = (struct provenance){.workspace = workspace};
	graph->origins = (struct origins){.data = provenance, .find = find_origin};
}
