#include "branch/edited.h"
#include "rev/file/content.h"
#include "rev/file/head.h"

#include "base/text.h"
#include "branch/commit_text.h"
#include "branch/revision_files.h"

#include <string.h>

/* A revision that differs between a commit and the work tree. */
struct edit {
	const char *id;
	const char *sql_path, *snapshot_path;  /* in the work tree; may be missing */
	const struct git_file *sql, *snapshot; /* in the commit; NULL: as in the work tree */
	/* the current contents; empty texts if it was removed */
	struct revision_content before, now;
	bool removed;
};

/* A comparison of the work tree with one commit. */
struct comparison {
	struct workspace *workspace;
	const struct store *store;
	const struct target_branch *branch;
	struct map pairs; /* "versions/27c6a30d7c24_add_phone" → struct edit * */
	VEC(struct edit *) order;
	struct map edits; /* id → struct edit *: the edits that count */
};

static void
add_file(struct comparison *comparison, const struct git_file *file)
{
	struct arena *arena = &comparison->workspace->arena;
	bool is_sql = text_ends_with(file->name, ".sql");
	if (*file->name == '.' || (!is_sql && !text_ends_with(file->name, ".json")))
		return;
	const char *folder = comparison->branch->repository->folders.items[file->folder];
	size_t length = (size_t)(strrchr(file->name, '.') - file->name);
	const char *stem = path_join(arena, folder, arena_strndup(arena, file->name, length));
	struct edit *edit = map_find(&comparison->pairs, stem);
	if (edit == NULL) {
		edit = ARENA_NEW(arena, struct edit);
		edit->sql_path = arena_printf(arena, "%s.sql", stem);
		edit->snapshot_path = arena_printf(arena, "%s.json", stem);
		map_put(arena, &comparison->pairs, stem, edit);
		*VEC_ADD(arena, &comparison->order) = edit;
	}
	*(is_sql ? &edit->sql : &edit->snapshot) = file;
}

/* The two files in the work tree; a missing file is an empty text. */
static struct revision_content
read_files(struct arena *arena, const struct edit *edit)
{
	struct strbuf sql = STRBUF_INIT, snapshot = STRBUF_INIT;
	file_read(&sql, edit->sql_path);
	file_read(&snapshot, edit->snapshot_path);
	struct revision_content content = {.sql = arena_strndup(arena, sql.buf, sql.len),
		.sql_length = sql.len,
		.snapshot = arena_strndup(arena, snapshot.buf, snapshot.len),
		.snapshot_length = snapshot.len};
	strbuf_release(&sql);
	strbuf_release(&snapshot);
	return content;
}

/* Fills in both texts; a file that did not change is read from the work tree. */
static void
fill_in(struct arena *arena, struct edit *edit)
{
	edit->now = edit->before = read_files(arena, edit);
	edit->removed = !file_exists(edit->sql_path);
	if (edit->sql != NULL) {
		edit->before.sql = edit->sql->content;
		edit->before.sql_length = edit->sql->length;
	}
	if (edit->snapshot != NULL) {
		edit->before.snapshot = edit->snapshot->content;
		edit->before.snapshot_length = edit->snapshot->length;
	}
}

/*
 * Whether the commit's revision differs from the work tree's, which may have a different file name.
 */
static bool
is_edit(struct comparison *comparison, struct edit *edit)
{
	struct arena *arena = &comparison->workspace->arena;
	struct diagnostics unheard;
	struct revision revision;
	diag_init(&unheard, arena);
	fill_in(arena, edit);
	if (head_parse(arena, &revision, edit->sql_path, edit->before.sql,
		    edit->before.sql_length, &unheard) != 0 ||
		revision_files_equal(arena, &edit->before, &edit->now))
		return false;
	edit->id = revision.id;
	const struct revision *elsewhere = graph_find(&comparison->store->graph, revision.id);
	if (!edit->removed || elsewhere == NULL)
		return true;
	edit->removed = false;
	edit->sql_path = elsewhere->sql_path;
	edit->snapshot_path = elsewhere->snapshot_path;
	return revision_files_read(arena, &edit->now, elsewhere, &unheard) != 0 ||
	       !revision_files_equal(arena, &edit->before, &edit->now);
}

static int
compare_commit(struct comparison *comparison, const struct commit *commit)
{
	struct git_files *files = ARENA_NEW(&comparison->workspace->arena, struct git_files);
	const struct repository *repository = comparison->branch->repository;
	if (git_worktree_changes(repository->git, files, commit->id, repository->folders.items,
		    repository->folders.len) != 0)
		return -1;
	VEC_EACH (struct git_file, file, *files)
		add_file(comparison, file);
	VEC_EACH (struct edit *, edit, comparison->order)
		if (is_edit(comparison, *edit))
			map_put(&comparison->workspace->arena, &comparison->edits, (*edit)->id,
				*edit);
	return 0;
}

/* ------------------------------------------------------------------ reporting */

/* Skips a byte order mark at the start, and CR before LF. */
static const char *
skip_uncounted(const char *text, bool start)
{
	if (start)
		text += text_mark_length(text, strlen(text));
	return text + (text[0] == '\r' && text[1] == '\n');
}

/* The first differing line of the SQL; if the SQL is the same, the snapshot. */
static struct location
place_of(const struct edit *edit)
{
	struct location at = {.file = edit->sql_path, .line = 1};
	const char *a = skip_uncounted(edit->before.sql, true);
	const char *b = skip_uncounted(edit->now.sql, true);
	if (edit->removed)
		return location_of_file(edit->sql_path);
	while (*a == *b && *a != '\0') {
		at.line += *a == '\n';
		a = skip_uncounted(a + 1, false);
		b = skip_uncounted(b + 1, false);
	}
	return *a != *b ? at : location_of_file(edit->snapshot_path);
}

static void
report(struct comparison *comparison, const struct edit *edit)
{
	struct workspace *workspace = comparison->workspace;
	struct arena *arena = &workspace->arena;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	const struct location nowhere = {0};
	const struct target_branch *branch = comparison->branch;
	const char *name = branch->target.name;
	const struct git_file *file = edit->sql != NULL ? edit->sql : edit->snapshot;
	diag_add(diagnostics, DIAG_EDITED, place_of(edit), "revision %s of %s has been %s here",
		edit->id, name, edit->removed ? "removed" : "changed");
	const struct git_addition *origin = target_branch_origin(
		workspace, branch, branch->repository->folders.items[file->folder], file->name);
	if (origin != NULL)
		diag_note(diagnostics, nowhere, "on %s, it was added by commit %s%s", name,
			origin->or_before ? "(or before) " : "",
			commit_text(arena, &origin->commit));
	diag_note(diagnostics, nowhere,
		"restore it with `git checkout %s -- %s %s`; make changes in a new revision: "
		"`schemac revision`",
		text_shell_word(arena, name), text_shell_word(arena, edit->sql_path),
		text_shell_word(arena, edit->snapshot_path));
}

/*
 * A change made on the target branch itself is not an edit: an edit differs from the merge base and
 * from the tip of the branch. Each edit is reported once.
 */
static int
check_base(struct comparison *tip, const struct commit *commit, struct map *reported)
{
	struct comparison base = {
		.workspace = tip->workspace, .store = tip->store, .branch = tip->branch};
	if (compare_commit(&base, commit) != 0)
		return -1;
	if (base.edits.len > 0 && tip->edits.len == 0 &&
		compare_commit(tip, &tip->branch->target.commit) != 0)
		return -1;
	VEC_EACH (struct edit *, each, base.order) {
		struct edit *edit = *each;
		if (edit->id != NULL && map_find(&base.edits, edit->id) == edit &&
			map_find(&tip->edits, edit->id) != NULL &&
			map_put(&tip->workspace->arena, reported, edit->id, edit) == NULL)
			report(&base, edit);
	}
	return 0;
}

static int
check_branch(
	struct workspace *workspace, const struct store *store, const struct target_branch *branch)
{
	struct map reported = {0};
	struct comparison tip = {.workspace = workspace, .store = store, .branch = branch};
	VEC_EACH (struct commit, base, branch->merged.bases)
		if (check_base(&tip, base, &reported) != 0)
			return -1;
	return 0;
}

int
edited_check(struct workspace *workspace, const struct store *store,
	const struct target_branches *branches)
{
	int result = 0;
	VEC_EACH (struct target_branch, branch, *branches)
		if (check_branch(workspace, store, branch) != 0)
			result = -1;
	return result;
}
