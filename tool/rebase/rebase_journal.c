/*
 * rebase_journal: replaces the files of a rebase, so that a later run can finish an interrupted
 * one.
 *
 * All new files are written under hidden names. Then the journal is written, which lists them and
 * the old files. From then on, any run that finds the journal finishes the rebase: it renames the
 * hidden files, removes the old ones, and removes the journal. Before that, no revision has
 * changed.
 *
 *	{
 *	  "new": [{"folder": 0, "name": "5edc16726857_city.sql"}, …],
 *	  "old": [{"folder": 0, "name": "two_city.sql"}, …]
 *	}
 *
 * A folder is the number of a version location, and a name is the plain name of a revision's file,
 * so that a forged journal cannot name other files.
 */
#include "base/file.h"
#include "base/interrupt.h"
#include "base/json.h"
#include "base/json_print.h"
#include "base/text.h"
#include "rebase/rebase_internal.h"
#include "rev/file/draft.h"
#include "workspace/hooks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char journal_name[] = ".schemac.rebase";
static const char hidden_ending[] = ".rebase";

static const char *
journal_path(struct workspace *workspace)
{
	return path_join(
		&workspace->arena, workspace->config.version_locations.items[0], journal_name);
}

/* The path of a new file until the journal is written. */
static const char *
hidden_path(struct arena *arena, const char *path)
{
	return path_join(arena, path_folder(arena, path),
		arena_printf(arena, ".%s%s", path_name(path), hidden_ending));
}

static int
fail(struct workspace *workspace, const char *path, const char *what)
{
	return diag_add(&workspace->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot %s: %s", what, strerror(errno));
}

/* ------------------------------------------------------------------ the journal */

struct file_lists {
	struct texts new, old; /* paths */
};

static void
add_entry(struct workspace *workspace, struct json *list, const char *path)
{
	struct arena *arena = &workspace->arena;
	const char *folder = path_folder(arena, path);
	struct json *entry = json_new_object(arena);
	for (size_t i = 0; i < workspace->config.version_locations.len; i++) {
		const char *location = workspace->config.version_locations.items[i];
		if (text_equal(path_folder(arena, path_join(arena, location, "x")), folder)) {
			json_set(arena, entry, "folder", json_new_number(arena, (long long)i));
			break;
		}
	}
	json_set_text(arena, entry, "name", path_name(path));
	json_push(arena, list, entry);
}

static int
write_journal(struct workspace *workspace, const struct file_lists *files)
{
	struct arena *arena = &workspace->arena;
	struct json *journal = json_new_object(arena);
	struct json *new = json_new_list(arena), *old = json_new_list(arena);
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const char *, path, files->new)
		add_entry(workspace, new, *path);
	VEC_EACH (const char *, path, files->old)
		add_entry(workspace, old, *path);
	json_set(arena, journal, "new", new);
	json_set(arena, journal, "old", old);
	json_print(&text, journal);
	int result = file_write(journal_path(workspace), text.buf, text.len);
	strbuf_release(&text);
	return result == 0 ? 0 : fail(workspace, journal_path(workspace), "write the journal");
}

static bool
is_plain_name(const char *name)
{
	return *name != '.' && strchr(name, '/') == NULL &&
	       (text_ends_with(name, ".sql") || text_ends_with(name, ".json"));
}

static int
read_entries(struct workspace *workspace, const struct json *list, struct texts *out)
{
	const struct texts *folders = &workspace->config.version_locations;
	if (list == NULL || list->type != JSON_LIST)
		return -1;
	VEC_EACH (struct json *, entry, list->items) {
		const struct json *folder = json_find(*entry, "folder");
		const struct json *name = json_find(*entry, "name");
		if (folder == NULL || folder->type != JSON_NUMBER || folder->number < 0 ||
			(size_t)folder->number >= folders->len || name == NULL ||
			name->type != JSON_TEXT || !is_plain_name(name->text))
			return -1;
		*VEC_ADD(&workspace->arena, out) =
			path_join(&workspace->arena, folders->items[folder->number], name->text);
	}
	return 0;
}

static int
read_journal(struct workspace *workspace, struct file_lists *out)
{
	const char *path = journal_path(workspace);
	struct strbuf text = STRBUF_INIT;
	struct json_error error;
	*out = (struct file_lists){0};
	int result = file_read(&text, path);
	if (result != 0) {
		fail(workspace, path, "read the journal of a rebase");
	} else {
		const struct json *journal =
			json_parse(&workspace->arena, text.buf, text.len, &error);
		if (journal == NULL ||
			read_entries(workspace, json_find(journal, "new"), &out->new) != 0 ||
			read_entries(workspace, json_find(journal, "old"), &out->old) != 0)
			result = diag_add(&workspace->diagnostics, DIAG_CANNOT_READ,
				location_of_file(path),
				"not a journal of `schemac rebase`: delete it, and check the folder "
			"with `git status`");
	}
	strbuf_release(&text);
	return result;
}

/* ------------------------------------------------------------------ finishing */

static bool
is_listed(const struct texts *paths, const char *path)
{
	VEC_EACH (const char *, other, *paths)
		if (text_equal(*other, path))
			return true;
	return false;
}

static int
finish(struct workspace *workspace, const struct file_lists *files)
{
	VEC_EACH (const char *, path, files->new)
		if (rename(hidden_path(&workspace->arena, *path), *path) != 0 && errno != ENOENT)
			return fail(workspace, *path, "write the revision");
	VEC_EACH (const char *, path, files->old)
		if (!is_listed(&files->new, *path) && unlink(*path) != 0 && errno != ENOENT)
			return fail(workspace, *path, "remove the old file");
	if (unlink(journal_path(workspace)) != 0 && errno != ENOENT)
		return fail(workspace, journal_path(workspace), "remove the journal");
	return 0;
}

/* Removes hidden files left by a run that ended before its journal was written. */
static void
drop_stale(struct workspace *workspace)
{
	struct arena *arena = &workspace->arena;
	VEC_EACH (const char *, folder, workspace->config.version_locations) {
		struct texts list = {0};
		if (folder_list(arena, *folder, &list) != 0)
			continue;
		VEC_EACH (const char *, name, list)
			if (text_starts_with(*name, ".") && text_ends_with(*name, hidden_ending) &&
				!text_equal(*name, journal_name))
				unlink(path_join(arena, *folder, *name));
	}
}

int
rebase_recover(struct workspace *workspace, bool *finished)
{
	struct file_lists files;
	*finished = file_exists(journal_path(workspace));
	if (!*finished) {
		drop_stale(workspace);
		return 0;
	}
	return read_journal(workspace, &files) == 0 ? finish(workspace, &files) : -1;
}

/* ------------------------------------------------------------------ writing */

static int
write_hidden(struct workspace *workspace, const struct rebased *step)
{
	struct strbuf snapshot = STRBUF_INIT;
	snapshot_print(&workspace->arena, &snapshot, &step->snapshot);
	const char *sql_path = hidden_path(&workspace->arena, step->sql_path);
	const char *snapshot_path = hidden_path(&workspace->arena, step->snapshot.path);
	int result = file_write(sql_path, step->sql, step->sql_length);
	if (result == 0)
		result = file_write(snapshot_path, snapshot.buf, snapshot.len);
	strbuf_release(&snapshot);
	return result == 0 ? 0 : fail(workspace, step->sql_path, "write the revision");
}

static void
list_files(struct rebase *rebase, struct file_lists *files)
{
	struct arena *arena = &rebase->workspace->arena;
	VEC_EACH (struct rebased, step, rebase->steps) {
		if (step->unchanged)
			continue;
		*VEC_ADD(arena, &files->old) = step->old->sql_path;
		*VEC_ADD(arena, &files->old) = step->old->snapshot_path;
		if (step->removed)
			continue;
		/*
		 * The snapshot is written first, as everywhere: an SQL file alone would look as if
		 * its snapshot had been lost.
		 */
		*VEC_ADD(arena, &files->new) = step->snapshot.path;
		*VEC_ADD(arena, &files->new) = step->sql_path;
	}
}

/* Refuses to overwrite a file that belongs to none of the moved revisions. */
static int
refuse_foreign(struct workspace *workspace, const struct file_lists *files)
{
	VEC_EACH (const char *, path, files->new)
		if (file_exists(*path) && !is_listed(&files->old, *path))
			return diag_add(&workspace->diagnostics, DIAG_CANNOT_WRITE,
				location_of_file(*path),
				"cannot write the revision: the file already exists");
	return 0;
}

static void
drop_hidden(struct workspace *workspace, const struct file_lists *files)
{
	VEC_EACH (const char *, path, files->new)
		unlink(hidden_path(&workspace->arena, *path));
}

static int
prepare(struct rebase *rebase, const struct file_lists *files)
{
	struct workspace *workspace = rebase->workspace;
	int result = refuse_foreign(workspace, files);
	VEC_EACH (struct rebased, step, rebase->steps)
		if (result == 0 && !step->unchanged && !step->removed)
			result = write_hidden(workspace, step);
	if (result == 0 && interrupt_seen())
		result = diag_add(&workspace->diagnostics, DIAG_INTERRUPTED, (struct location){0},
			"interrupted; nothing was changed");
	if (result == 0)
		result = write_journal(workspace, files);
	if (result != 0)
		drop_hidden(workspace, files);
	return result;
}

int
rebase_write(struct rebase *rebase)
{
	struct workspace *workspace = rebase->workspace;
	struct file_lists files = {0};
	list_files(rebase, &files);
	interrupt_catch();
	if (prepare(rebase, &files) != 0 || finish(workspace, &files) != 0)
		return -1;
	int result = 0;
	VEC_EACH (struct rebased, step, rebase->steps)
		if (!step->unchanged && !step->removed && step->kept == NULL &&
			hooks_run(workspace, step->sql_path) != 0)
			result = -1;
	return result;
}
