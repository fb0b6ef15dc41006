#include "rev/file/draft.h"

#include "base/file.h"
#include "base/text.h"
#include "rev/file/script_print.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int
write_sql(const char *path, const struct strbuf *text, struct diagnostics *diagnostics)
{
	if (file_write_if_changed(path, text->buf, text->len) == 0)
		return 0;
	return diag_add(diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write the revision: %s", strerror(errno));
}

/* Whether the file exists and is not the one to be replaced. */
static bool
is_foreign(const char *path, const char *replaced)
{
	return file_exists(path) && !text_equal(path, replaced);
}

static int
refuse_foreign(const char *sql_path, const char *snapshot_path, const struct revision *replaces,
	struct diagnostics *diagnostics)
{
	bool sql = is_foreign(sql_path, replaces != NULL ? replaces->sql_path : NULL);
	if (!sql && !is_foreign(snapshot_path, replaces != NULL ? replaces->snapshot_path : NULL))
		return 0;
	return diag_add(diagnostics, DIAG_CANNOT_WRITE,
		location_of_file(sql ? sql_path : snapshot_path),
		"cannot write the revision: the file already exists");
}

static void
fill_snapshot(struct arena *arena, struct draft *draft, const struct strbuf *sql)
{
	struct snapshot *snapshot = &draft->snapshot;
	snapshot->revision = draft->text.id;
	snapshot->parents = (struct texts){0};
	VEC_EACH (const char *, parent, draft->text.parents)
		*VEC_ADD(arena, &snapshot->parents) = *parent;
	struct digest digest = digest_of_text(sql->buf, sql->len);
	snapshot->generated = draft->generated ? arena_strdup(arena, digest.hex) : NULL;
	snapshot->review = NULL;
}

/*
 * The snapshot is written first. If the second write fails and the snapshot cannot be removed, the
 * next run reports it as a file without its counterpart.
 */
static int
write_pair(struct arena *arena, const struct draft *draft, const char *sql_path,
	const struct strbuf *sql, const struct revision *replaces, struct diagnostics *diagnostics)
{
	if (snapshot_write(arena, &draft->snapshot, diagnostics) != 0)
		return -1;
	if (write_sql(sql_path, sql, diagnostics) == 0)
		return 0;
	if (replaces == NULL || !text_equal(replaces->snapshot_path, draft->snapshot.path))
		unlink(draft->snapshot.path);
	return -1;
}

const char *
draft_write(struct arena *arena, struct draft *draft, const struct revision *replaces,
	struct diagnostics *diagnostics)
{
	struct strbuf sql = STRBUF_INIT;
	const char *path = path_join(arena, draft->folder, draft->name);
	const char *sql_path = arena_printf(arena, "%s.sql", path);
	draft->snapshot.path = arena_printf(arena, "%s.json", path);
	script_print(&sql, &draft->text);
	fill_snapshot(arena, draft, &sql);
	int result = refuse_foreign(sql_path, draft->snapshot.path, replaces, diagnostics);
	if (result == 0)
		result = write_pair(arena, draft, sql_path, &sql, replaces, diagnostics);
	if (result == 0 && replaces != NULL && !text_equal(replaces->sql_path, sql_path))
		result = draft_remove(replaces, diagnostics);
	strbuf_release(&sql);
	return result == 0 ? sql_path : NULL;
}

static int
remove_file(const char *path, struct diagnostics *diagnostics)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	return diag_add(diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot remove the file: %s", strerror(errno));
}

int
draft_remove(const struct revision *revision, struct diagnostics *diagnostics)
{
	if (remove_file(revision->sql_path, diagnostics) != 0)
		return -1;
	return remove_file(revision->snapshot_path, diagnostics);
}
