#include "branch/target_branch.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/commit_text.h"

enum {
	DAY = 24 * 60 * 60, /* seconds */
};

static void
report_shallow(struct workspace *workspace, const struct target_branch *branch)
{
	diag_add(&workspace->diagnostics, DIAG_GIT_SHALLOW, (struct location){0},
		"a merge with %s was not checked: this clone lacks the common history of the "
		"branches",
		branch->target.name);
	diag_note(&workspace->diagnostics, (struct location){0},
		"fetch it with `git fetch --unshallow`; in CI, clone with the full history");
}

static int
look_into(
	struct workspace *workspace, struct target_branches *out, const struct target_branch *found)
{
	struct git *git = found->repository->git;
	const struct texts *folders = &found->repository->folders;
	struct target_branch branch = *found;
	if (git_merge_in_memory(git, &branch.merged, git->head, branch.target.commit.id,
		    folders->items, folders->len) != 0)
		return -1;
	if (branch.merged.relation == GIT_NOT_KNOWN)
		report_shallow(workspace, &branch);
	*VEC_ADD(&workspace->arena, out) = branch;
	return 0;
}

/*
 * If the repository lacks the branch, sets *missing to the diagnostic instead of reporting it: a
 * different repository may have the branch.
 */
static int
find_in(struct workspace *workspace, struct target_branches *out, struct repository *repository,
	const char *name, struct diagnostic **missing)
{
	struct target_branch branch = {.repository = repository};
	const struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (repository->git->head == NULL)
		return 0;
	if (git_find_target(repository->git, &branch.target, name) != 0) {
		struct diagnostic *last =
			workspace->diagnostics.all.items[workspace->diagnostics.all.len - 1];
		if (last->id != DIAG_BAD_USAGE)
			return -1;
		*missing = last;
		diag_rewind(&workspace->diagnostics, mark);
		return 0;
	}
	return branch.target.name != NULL ? look_into(workspace, out, &branch) : 0;
}

/* A configured branch may not have been fetched, for instance in CI; the build then only warns. */
static void
report_missing(struct workspace *workspace, const struct diagnostic *missing, bool named)
{
	struct diagnostics *diagnostics = &workspace->diagnostics;
	if (named)
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0}, "%s", missing->message);
	else
		diag_add(diagnostics, DIAG_NO_TARGET,
			config_place(&workspace->config, "target_branch"),
			"a merge with the target branch was not checked: %s", missing->message);
	VEC_EACH (const struct diag_note, note, missing->notes)
		diag_note(diagnostics, note->at, "%s", note->text);
}

int
target_branches_find(struct workspace *workspace, struct target_branches *out, const char *named)
{
	int result = 0;
	struct diagnostic *missing = NULL;
	const char *name = named != NULL ? named : workspace->config.target_branch;
	const struct repositories *repositories = repositories_list(workspace);
	VEC_EACH (struct repository *, repository, *repositories)
		if (find_in(workspace, out, *repository, name, &missing) != 0)
			result = -1;
	if (missing != NULL && out->len == 0) {
		report_missing(workspace, missing, named != NULL);
		return named != NULL ? -1 : result;
	}
	if (named != NULL && repositories->len == 0)
		repositories_note_no_git(workspace);
	return result;
}

const struct git_addition *
target_branch_origin(struct workspace *workspace, const struct target_branch *branch,
	const char *folder, const char *name)
{
	struct git_addition *origin = ARENA_NEW(&workspace->arena, struct git_addition);
	const struct texts *folders = &branch->repository->folders;
	const char *const *renamed = branch->merged.renamed_from;
	struct git *git = branch->repository->git;
	size_t i = 0;
	while (i < folders->len && !text_equal(folders->items[i], folder))
		i++;
	if (i < folders->len && renamed[i] != NULL && git->worktree != NULL)
		folder = path_join(&workspace->arena, git->worktree, renamed[i]);
	if (git_find_addition(git, origin, branch->target.commit.id, folder, name) != 0)
		return NULL;
	return origin->commit.id != NULL ? origin : NULL;
}

/*
 * "origin/main was last fetched 20 days ago, on 2026-11-01"; NULL: less than a day ago, or a local
 * branch.
 */
static const char *
describe_age(struct workspace *workspace, const struct target_branch *branch)
{
	long long now;
	const struct git_target *target = &branch->target;
	if (target->updated == 0 || workspace_time(workspace, &now) != 0 ||
		now - target->updated < DAY)
		return NULL;
	long long days = (now - target->updated) / DAY;
	return arena_printf(&workspace->arena, "%s was last fetched %lld day%s ago, on %s",
		target->name, days, days == 1 ? "" : "s",
		commit_text_date(&workspace->arena, target->updated, 0));
}

void
target_branch_note_age(struct workspace *workspace, const struct target_branch *branch)
{
	const char *age = describe_age(workspace, branch);
	if (age != NULL)
		diag_note(&workspace->diagnostics, (struct location){0},
			"%s; update it with `git fetch`", age);
}

void
target_branch_report_age(struct workspace *workspace, const struct target_branch *branch)
{
	const char *age = describe_age(workspace, branch);
	if (age == NULL)
		return;
	diag_add(&workspace->diagnostics, DIAG_STALE_TARGET, (struct location){0}, "%s", age);
	diag_note(&workspace->diagnostics, (struct location){0}, "update it with `git fetch`");
}
