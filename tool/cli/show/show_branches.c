#include "cli/show/show_branches.h"

#include "base/text.h"
#include "branch/commit_text.h"
#include "cli/output.h"

#include <stdio.h>

static bool
is_checked_out(const struct branch_group *group, const struct git_ref *ref)
{
	return ref->kind == GIT_LOCAL_BRANCH &&
	       text_equal(ref->short_name, group->repository->git->branch);
}

/* A folder that identifies the repository. */
static const char *
place_of(const struct repository *repository)
{
	const struct git *git = repository->git;
	return git->worktree != NULL ? git->worktree : git->folder;
}

static void
print_group(struct arena *arena, const struct branch_group *group, bool several)
{
	const char *separator = "";
	const struct revisions *heads = &group->tree->store.graph.heads;
	VEC_EACH (const struct git_ref *, ref, group->branches) {
		printf("%s%s%s", separator, text_printable(arena, (*ref)->short_name, 200),
			is_checked_out(group, *ref) ? " (checked out)" : "");
		separator = ", ";
	}
	if (several)
		printf(" in %s", place_of(group->repository));
	if (heads->len > 1)
		printf(": %zu heads", heads->len);
	putchar('\n');
	VEC_EACH (struct revision *, head, *heads) {
		const struct commit *commit = all_refs_commit_of(group->tree, *head);
		const char *message = (*head)->message != NULL ? (*head)->message : "";
		printf("    %s %s\n", (*head)->id, text_printable(arena, message, 200));
		if (commit != NULL)
			printf("        %s\n", commit_text(arena, commit));
	}
}

static struct json *
branches_to_json(struct arena *arena, const struct branch_group *group)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct git_ref *, each, group->branches) {
		const struct git_ref *ref = *each;
		struct json *object = json_new_object(arena);
		json_set(arena, object, "name", json_new_text(arena, ref->short_name));
		json_set(arena, object, "ref", json_new_text(arena, ref->name));
		json_set(arena, object, "remote",
			json_new_bool(arena, ref->kind == GIT_REMOTE_BRANCH));
		json_set(arena, object, "checked_out",
			json_new_bool(arena, is_checked_out(group, ref)));
		json_set(arena, object, "commit", json_new_text(arena, ref->commit.id));
		json_push(arena, list, object);
	}
	return list;
}

static struct json *
group_to_json(struct arena *arena, const struct branch_group *group)
{
	struct json *object = json_new_object(arena), *heads = json_new_list(arena);
	VEC_EACH (struct revision *, head, group->tree->store.graph.heads) {
		const struct commit *commit = all_refs_commit_of(group->tree, *head);
		struct json *item = json_new_object(arena);
		json_set(arena, item, "revision", json_new_text(arena, (*head)->id));
		json_set(arena, item, "message", json_new_text(arena, (*head)->message));
		json_set(arena, item, "file", json_new_text(arena, (*head)->sql_path));
		json_set(arena, item, "commit",
			commit != NULL ? commit_text_to_json(arena, commit) : json_new_null(arena));
		json_push(arena, heads, item);
	}
	json_set(arena, object, "branches", branches_to_json(arena, group));
	json_set(arena, object, "heads", heads);
	json_set(arena, object, "repository",
		json_new_text(arena, group->repository->git->folder));
	return object;
}

void
show_branches(struct arena *arena, const struct branch_groups *groups, bool several)
{
	VEC_EACH (struct branch_group *, group, *groups)
		print_group(arena, *group, several);
}

void
show_branches_json(struct arena *arena, const struct branch_groups *groups)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (struct branch_group *, group, *groups)
		json_push(arena, list, group_to_json(arena, *group));
	output_print_json(list);
}
