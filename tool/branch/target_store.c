#include "branch/target_store.h"

#include "branch/provenance.h"
#include "workspace/repositories.h"

/* ------------------------------------------------------------------ reading */

VEC_STRUCT(store_files, struct store_file);

static int
read_branch(struct context *context, const struct repository *repository, struct target_branch *target,
	struct store_files *out)
{
	struct arena *arena = &context->arena;
	struct git_target branch = {0};
	struct git_files files = {0};
	if (git_find_target(repository->git, &branch, context->config.target_branch) != 0)
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
target_read(struct context *context, struct target_branch *out)
{
	struct store_files files = {0};
	*out = (struct target_branch){0};
	VEC_EACH (struct repository *, repository, *world_repositories(context))
		if (read_branch(context, *repository, out, &files) != 0)
			return -1;
	return store_load_files(
		&context->arena, &out->store, files.items, files.len, &context->diagnostics);
}

/* ------------------------------------------------------------------ conflicts */

/* What one command knows of the target branch, asked once it is needed. */
struct provenance {
	struct context *context;
	bool asked;
	struct target_branch target;
};

/* A conflict is the news: that git could not be asked is none. */
static void
ask(struct provenance *provenance)
{
	struct diagnostics kept = provenance->context->diagnostics;
	provenance->asked = true;
	if (target_read(provenance->context, &provenance->target) != 0)
		provenance->target = (struct target_branch){0};
	provenance->context->diagnostics = kept;
}

static const char *
describe(struct context *context, const struct revision *revision)
{
	struct arena *arena = &context->arena;
	struct diagnostics kept = context->diagnostics;
	if (world_repository_of(context, revision->folder) == NULL)
		return NULL;
	const struct git_addition *addition = origin_find(context, revision);
	context->diagnostics = kept;
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
	out->text = describe(provenance->context, revision);
	out->shared = graph_find(&provenance->target.store.graph, revision->id) != NULL;
}

void
target_explain_conflicts(struct context *context, struct graph *graph)
{
	struct provenance *provenance = ARENA_NEW(&context->arena, struct provenance);
	*provenance = (struct provenance){.context = context};
	graph->origins = (struct origins){.data = provenance, .find = find_origin};
}
