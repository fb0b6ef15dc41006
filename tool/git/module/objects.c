/* Keeps libgit2 from changing the object database. */
#include "git/module/module_internal.h"

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

enum {
	PRIORITY = 1000, /* higher than libgit2's own backends, which have 1 and 2 */
};

/*
 * When libgit2 writes an object that already exists, it updates the modification time of the
 * object's file. This backend has a higher priority. It looks up the object in a second, separate
 * database and leaves the file unchanged.
 */
struct guard {
	git_odb_backend backend; /* first member: libgit2 passes a pointer to it */
	git_odb *objects;
};

static int
guard_freshen(git_odb_backend *backend, const git_oid *id)
{
	struct guard *guard = (struct guard *)backend;
	return git_odb_exists(guard->objects, id) ? 0 : GIT_ENOTFOUND;
}

static void
guard_free(git_odb_backend *backend)
{
	struct guard *guard = (struct guard *)backend;
	git_odb_free(guard->objects);
	guard->objects = NULL;
}

static int
add_guard(struct arena *arena, git_odb *odb, const char *folder)
{
	struct guard *guard = ARENA_NEW(arena, struct guard);
	int error = git_odb_init_backend(&guard->backend, GIT_ODB_BACKEND_VERSION);
	guard->backend.freshen = guard_freshen;
	guard->backend.free = guard_free;
	if (error == 0)
		error = git_odb_open(&guard->objects, folder);
	if (error == 0)
		error = git_odb_add_backend(odb, &guard->backend, PRIORITY);
	if (error < 0)
		guard_free(&guard->backend);
	return error;
}

int
keep_objects(struct arena *arena, git_repository *repository)
{
	git_odb *odb;
	git_odb_backend *memory;
	git_buf folder = {0};
	int error = git_repository_odb(&odb, repository);
	if (error < 0)
		return error;
	error = git_repository_item_path(&folder, repository, GIT_REPOSITORY_ITEM_OBJECTS);
	if (error == 0)
		error = add_guard(arena, odb, folder.ptr);
	if (error == 0)
		error = git_mempack_new(&memory);
	if (error == 0)
		error = git_odb_add_backend(odb, memory, PRIORITY - 1);
	git_buf_dispose(&folder);
	git_odb_free(odb);
	return error;
}
