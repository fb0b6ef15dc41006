#include "branch/target_store.h"

#include "workspace/repositories.h"

VEC_STRUCT(store_files, struct store_file);

static int
read_branch(struct workspace *workspace, const struct repository *repository,
	struct target_store *target, struct store_files *out)
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
