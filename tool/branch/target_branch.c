#include "branch/target_branch.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/provenance.h"

enum {
	DAY = 24 * 60 * 60, /* seconds */
};

static void
report_shallow(struct context *context, const struct target_branch *branch)
{
	diag_add(&context->diagnostics, DIAG_GIT_SHALLOW, (struct location){0},
		"what a merge with %s would bring is not known: this clone lacks the commits in "
		"which the branches part",
		branch->target.name);
	diag_note(&context->diagnostics, (struct location){0},
		"`git fetch --unshallow` brings them; in CI, fetch the whole history");
}

static int
look_into(struct context *context, struct target_branches *out, const struct target_branch *found)
{
	struct git *git = found->repository->git;
	const struct texts *folders = &found->repository->folders;
	struct target_branch branch = *found;
	if (git_merge_in_memory(git, &branch.merged, git->head, branch.target.commit.id,
		    folders->items, folders->len) != 0)
		return -1;
	if (branch.merged.relation == GIT_NOT_KNOWN)
		report_shallow(context, &branch);
	*VEC_ADD(&context->arena, out) = branch;
	return 0;
}

/*
 * *missing is set to the diagnostic about a name that a repository lacks: another one may have it, so
 * that it is not reported yet.
 */
static int
find_in(struct context *context, struct target_branches *out, struct repository *repository,
	const char *name, struct diagnostic **missing)
{
	struct target_branch branch = {.repository = repository};
	const struct diagnostics before = context->diagnostics;
	if (repository->git->head == NULL)
		return 0;
	if (git_find_target(repository->git, &branch.target, name) != 0) {
		struct diagnostic *last =
			context->diagnostics.all.items[context->diagnostics.all.len - 1];
		if (last->id != DIAG_BAD_USAGE)
			return -1;
		*missing = last;
		context->diagnostics = before;
		return 0;
	}
	return branch.target.name != NULL ? look_into(context, out, &branch) : 0;
}

/* A configured branch may not have been fetched, as in CI: the build goes on, and says so. */
static void
report_missing(struct context *context, const struct diagnostic *missing, bool named)
{
	struct diagnostics *diagnostics = &context->diagnostics;
	if (named)
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0}, "%s", missing->message);
	else
		diag_add(diagnostics, DIAG_NO_TARGET,
			config_place(&context->config, "target_branch"),
			"what a merge would bring is not checked: %s", missing->message);
	VEC_EACH (const struct diag_note, note, missing->notes)
		diag_note(diagnostics, note->at, "%s", note->text);
}

int
target_branches_find(struct context *context, struct target_branches *out, const char *named)
{
	int result = 0;
	struct diagnostic *missing = NULL;
	const char *name = named != NULL ? named : context->config.target_branch;
	const struct repositories *repositories = world_repositories(context);
	VEC_EACH (struct repository *, repository, *repositories)
		if (find_in(context, out, *repository, name, &missing) != 0)
			result = -1;
	if (missing != NULL && out->len == 0) {
		report_missing(context, missing, named != NULL);
		return named != NULL ? -1 : result;
	}
	if (named != NULL && repositories->len == 0)
		world_note_no_git(context);
	return result;
}

const struct git_addition *
target_branch_origin(struct context *context, const struct target_branch *branch,
	const char *folder, const char *name)
{
	struct git_addition *origin = ARENA_NEW(&context->arena, struct git_addition);
	const struct texts *folders = &branch->repository->folders;
	const char *const *renamed = branch->merged.renamed_from;
	struct git *git = branch->repository->git;
	size_t i = 0;
	while (i < folders->len && !text_equal(folders->items[i], folder))
		i++;
	if (i < folders->len && renamed[i] != NULL && git->worktree != NULL)
		folder = path_join(&context->arena, git->worktree, renamed[i]);
	if (git_find_addition(git, origin, branch->target.commit.id, folder, name) != 0)
		return NULL;
	return origin->commit.id != NULL ? origin : NULL;
}

/* "origin/main is as it was seen 20 days ago, on 2026-11-01"; NULL: it is new enough, or ours. */
static const char *
describe_age(struct context *context, const struct target_branch *branch)
{
	long long now;
	const struct git_target *target = &branch->target;
	if (target->updated == 0 || project_time(context, &now) != 0 ||
		now - target->updated < DAY)
		return NULL;
	long long days = (now - target->updated) / DAY;
	return arena_printf(&context->arena, "%s is as it was seen %lld day%s ago, on %s",
		target->name, days, days == 1 ? "" : "s",
		day_print(&context->arena, target->updated, 0));
}

void
target_branch_note_age(struct context *context, const struct target_branch *branch)
{
	const char *age = describe_age(context, branch);
	if (age != NULL)
		diag_note(&context->diagnostics, (struct location){0},
			"%s; `git fetch` asks for what is new", age);
}

void
target_branch_report_age(struct context *context, const struct target_branch *branch)
{
	const char *age = describe_age(context, branch);
	if (age == NULL)
		return;
	diag_add(&context->diagnostics, DIAG_STALE_TARGET, (struct location){0}, "%s", age);
	diag_note(&context->diagnostics, (struct location){0}, "`git fetch` asks for what is new");
}
