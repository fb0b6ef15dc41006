/* Opens a repository, and finds its work tree's files and its user. */
#include "base/file.h"
#include "base/text.h"
#include "git/discover.h"
#include "git/module/module_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	/* GIT_EOWNER since libgit2 1.4.3; 1.5 returns GIT_ENOTFOUND without safe.directory */
	OWNED_BY_OTHER = -36,
};

const char *
git_problem(void)
{
	const git_error *error = git_error_last();
	return error != NULL && error->message != NULL ? error->message : "unknown error";
}

int
git_failed(struct git *git, const char *format, ...)
{
	va_list arguments;
	const char *problem = arena_strdup(git->arena, git_problem());
	va_start(arguments, format);
	const char *text = arena_vprintf(git->arena, format, arguments);
	va_end(arguments);
	return diag_add(
		git->diagnostics, DIAG_GIT_FAILED, (struct location){0}, "%s: %s", text, problem);
}

const char *
id_text(struct arena *arena, const git_oid *id)
{
	char text[ID_SIZE];
	return arena_strdup(arena, git_oid_tostr(text, sizeof(text), id));
}

static void
read_head(struct git *git)
{
	git_oid id;
	git_reference *head;
	if (git_reference_name_to_id(&id, git->repository, "HEAD") == 0)
		git->head = id_text(git->arena, &id);
	if (git_reference_lookup(&head, git->repository, "HEAD") < 0)
		return;
	const char *name = git_reference_symbolic_target(head);
	if (name != NULL && text_starts_with(name, "refs/heads/"))
		git->branch = arena_strdup(git->arena, name + strlen("refs/heads/"));
	git_reference_free(head);
}

/* Whether git would report dubious ownership. */
static bool
is_owned_by_other(const struct git_place *place)
{
	struct stat info;
	return stat(place->folder, &info) == 0 && info.st_uid != geteuid();
}

static int
cannot_open(struct git *git, const char *folder, const struct git_place *place, int error)
{
	struct location nowhere = {0};
	const char *problem = arena_strdup(git->arena, git_problem());
	bool other =
		error == OWNED_BY_OTHER || (error == GIT_ENOTFOUND && is_owned_by_other(place));
	/* git_discover() does not support GIT_CEILING_DIRECTORIES. */
	if (error == GIT_ENOTFOUND && !other && getenv("GIT_DIR") == NULL &&
		getenv("GIT_CEILING_DIRECTORIES") != NULL)
		return 0;
	if (!other)
		return diag_add(git->diagnostics, DIAG_GIT_UNUSABLE, nowhere,
			"git is not used: cannot read the repository of '%s': %s", folder, problem);
	const char *top = text_equal(path_name(place->common), ".git")
				  ? path_folder(git->arena, place->common)
				  : place->common;
	diag_add(git->diagnostics, DIAG_GIT_UNUSABLE, nowhere,
		"git is not used: the repository of '%s' belongs to a different user", folder);
	diag_note(git->diagnostics, nowhere,
		"to trust it, run `git config --global --add safe.directory '%s'`", top);
	return -1;
}

static void
describe(struct git *git)
{
	const char *worktree = git_repository_workdir(git->repository);
	git->folder = path_existing(git->arena, git_repository_path(git->repository));
	if (worktree != NULL)
		git->worktree = path_existing(git->arena, worktree);
	git->shallow = git_repository_is_shallow(git->repository) == 1;
	read_head(git);
}

int
module_open(struct git *git, const char *folder, const struct git_place *place)
{
	git_repository *repository = NULL;
	const char *named = getenv("GIT_DIR");
	/* libgit2 reads GIT_DIR only if no folder is given. */
	const char *start = named != NULL && *named != '\0' ? NULL : folder;
	git_libgit2_init();
	int error = git_repository_open_ext(&repository, start, GIT_REPOSITORY_OPEN_FROM_ENV, NULL);
	if (error == 0)
		error = keep_objects(git->arena, repository);
	if (error == 0) {
		git->repository = repository;
		describe(git);
		return 0;
	}
	int result = cannot_open(git, folder, place, error);
	git_repository_free(repository);
	git_libgit2_shutdown();
	return result;
}

void
module_close(struct git *git)
{
	git_mailmap_free(git->mailmap);
	git_repository_free(git->repository);
	git->mailmap = NULL;
	git->repository = NULL;
	git_libgit2_shutdown();
}

/* The path without "." components and repeated '/'; NULL if it contains "..". */
static const char *
plain_path(struct arena *arena, const char *path)
{
	char *plain = arena_alloc(arena, strlen(path) + 1);
	size_t length = 0;
	while (*path != '\0') {
		size_t part = strcspn(path, "/");
		if (part == 2 && path[0] == '.' && path[1] == '.')
			return NULL;
		if (part > 0 && !(part == 1 && *path == '.')) {
			if (length > 0)
				plain[length++] = '/';
			memcpy(plain + length, path, part);
			length += part;
		}
		path += part + strspn(path + part, "/");
	}
	plain[length] = '\0';
	return plain;
}

/* The absolute path with all links resolved; its last components need not exist. */
static const char *
absolute_path(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	if (real != NULL) {
		const char *copy = arena_strdup(arena, real);
		free(real);
		return copy;
	}
	if (text_equal(path, "/") || text_equal(path, "."))
		return path;
	const char *folder = absolute_path(arena, path_folder(arena, path));
	return path_join(arena, folder, path_name(path));
}

const char *
path_inside(struct git *git, const char *path)
{
	if (git->worktree == NULL)
		return *path == '/' ? NULL : plain_path(git->arena, path);
	const char *absolute = absolute_path(git->arena, path);
	size_t length = strlen(git->worktree);
	if (strncmp(absolute, git->worktree, length) != 0)
		return NULL;
	if (absolute[length] != '\0' && absolute[length] != '/' && length > 1)
		return NULL;
	return plain_path(git->arena, absolute + length);
}

const char **
paths_inside(struct git *git, const char *const *folders, size_t count)
{
	const char **paths = arena_alloc(git->arena, count * sizeof(*paths));
	for (size_t i = 0; i < count; i++)
		paths[i] = path_inside(git, folders[i]);
	return paths;
}

/* Whether HEAD's tree has the path; true if the tree cannot be read. */
static bool
is_in_head(struct git *git, const char *path)
{
	git_object *tree;
	git_tree_entry *entry;
	if (git->head == NULL)
		return false;
	if (git_revparse_single(&tree, git->repository, "HEAD^{tree}") < 0)
		return true;
	int error = git_tree_entry_bypath(&entry, (git_tree *)tree, path);
	if (error == 0)
		git_tree_entry_free(entry);
	git_object_free(tree);
	return error != GIT_ENOTFOUND;
}

/* The path of a file in the repository. If the file is a link, the path is that of the link. */
static const char *
file_inside(struct git *git, const char *path)
{
	const char *folder = path_inside(git, path_folder(git->arena, path));
	return folder != NULL ? path_join(git->arena, folder, path_name(path)) : NULL;
}

bool
module_is_committed(struct git *git, const char *path)
{
	git_index *index;
	const char *inside = file_inside(git, path);
	if (inside == NULL)
		return false;
	if (is_in_head(git, inside))
		return true;
	if (git_repository_index(&index, git->repository) < 0)
		return git->worktree != NULL;
	/* in any stage, because a file with a conflict also counts */
	bool found = git_index_find(NULL, index, inside) != GIT_ENOTFOUND;
	git_index_free(index);
	return found;
}

/* The value of the first key that is set and not empty, or NULL. */
static const char *
config_text(struct arena *arena, git_config *config, const char *const *keys)
{
	const char *text = NULL;
	for (; *keys != NULL && text == NULL; keys++) {
		git_buf value = {0};
		if (git_config_get_string_buf(&value, config, *keys) == 0 && value.size > 0)
			text = arena_strndup(arena, value.ptr, value.size);
		git_buf_dispose(&value);
	}
	return text;
}

int
module_identity(struct arena *arena, struct git_person *out, struct git *git)
{
	static const char *const names[] = {"author.name", "user.name", NULL};
	static const char *const emails[] = {"author.email", "user.email", NULL};
	git_config *config = NULL;
	git_libgit2_init();
	int error = git != NULL ? git_repository_config_snapshot(&config, git->repository)
				: git_config_open_default(&config);
	if (error == 0) {
		if (out->name == NULL)
			out->name = config_text(arena, config, names);
		if (out->email == NULL)
			out->email = config_text(arena, config, emails);
		git_config_free(config);
	}
	git_libgit2_shutdown();
	return 0;
}
