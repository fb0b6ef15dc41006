#include "merge/merge_snapshot.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/json_print.h"
#include "base/text.h"
#include "rev/merge/conflict.h"
#include "rev/merge/conflict_marks.h"
#include "rev/merge/conflict_print.h"
#include "rev/merge/snapshot_merge.h"

#include <errno.h>
#include <string.h>

/* The snapshot of one side. */
struct side {
	struct strbuf text;
	struct snapshot snapshot;
	bool readable;
};

/* Reads one side. Messages name the path in the work tree, because git passes temporary files. */
static int
read_side(const struct merge_snapshot *files, struct side *side, const char *path, const char *name)
{
	struct workspace *workspace = files->workspace;
	const char *shown = files->shown;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	strbuf_init(&side->text);
	if (file_read(&side->text, path) != 0)
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read %s: %s", name, file_error(errno));
	side->readable = snapshot_parse(&workspace->arena, &side->snapshot, shown, side->text.buf,
				 side->text.len, diagnostics) == 0;
	if (!side->readable)
		diag_note(diagnostics, (struct location){0}, "this is %s of the merge", name);
	return 0;
}

/* Reads the base. It is empty if both sides added the file or if it is not a snapshot. */
static void
read_base(const struct merge_snapshot *files, struct side *side)
{
	struct diagnostics *diagnostics = &files->workspace->diagnostics;
	const struct diag_mark mark = diag_mark(diagnostics);
	side->readable =
		read_side(files, side, files->base, "the base") == 0 && side->readable;
	diag_rewind(diagnostics, mark);
}

static int
write_result(const struct merge_snapshot *files, const struct strbuf *text)
{
	const char *path = files->ours;
	if (file_write(path, text->buf, text->len) == 0)
		return 0;
	return diag_add(&files->workspace->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write the result: %s", strerror(errno));
}

/*
 * Writes git's conflict markers, so that the file is not a valid snapshot until the conflict is
 * resolved.
 */
static int
write_marked(const struct merge_snapshot *files, const char *ours, const char *theirs)
{
	struct strbuf marked = STRBUF_INIT;
	conflict_marks_print(&marked, ours, theirs);
	int result = write_result(files, &marked);
	strbuf_release(&marked);
	return result;
}

/*
 * The key of the object at the start of a conflict's path; *rest is the remainder of the path.
 * NULL: none.
 */
static const char *
take_key(const struct snapshot *snapshot, const char *path, const char **rest)
{
	VEC_EACH (const struct json_member, member, snapshot->objects->members) {
		size_t length = strlen(member->key);
		if (!text_starts_with(path, member->key) ||
			(path[length] != '\0' && !text_starts_with(path + length, ": ")))
			continue;
		*rest = path[length] != '\0' ? path + length + strlen(": ") : "";
		return member->key;
	}
	return NULL;
}

/* Reports a conflict over an object in words: "our side changes its type to TEXT". */
static void
report_object(const struct merge_snapshot *files, const char *key, const char *path,
	const struct snapshot *base, const struct snapshot *ours, const struct snapshot *theirs)
{
	struct workspace *workspace = files->workspace;
	struct arena *arena = &workspace->arena;
	struct conflict conflict = {.key = key, .path = path};
	conflict.sides[0].state = json_find(ours->objects, key);
	conflict.sides[1].state = json_find(theirs->objects, key);
	conflict.base.state = base != NULL ? json_find(base->objects, key) : NULL;
	const char *our_change = conflict_change(arena, &conflict, &conflict.sides[0]);
	const char *their_change = conflict_change(arena, &conflict, &conflict.sides[1]);
	bool same = strcmp(our_change, their_change) == 0;
	diag_add(&workspace->diagnostics, DIAG_SNAPSHOT_CONFLICT,
		location_of_file(files->shown),
		"%s: our side %s, %s %s%s", conflict_subject(arena, &conflict), our_change,
		same ? "and so does" : "but", same ? "their side" : "their side ",
		same ? ", in a different way" : their_change);
}

static void
report_conflicts(const struct merge_snapshot *files, const struct merge_conflicts *conflicts,
	const struct snapshot *base, const struct snapshot *ours, const struct snapshot *theirs)
{
	struct diagnostics *diagnostics = &files->workspace->diagnostics;
	VEC_EACH (const struct merge_conflict, conflict, *conflicts) {
		const char *rest;
		const char *key = take_key(ours, conflict->path, &rest);
		if (key == NULL)
			key = take_key(theirs, conflict->path, &rest);
		/* The key of a rename also names a table, but its value is the old name. */
		bool is_rename = key != NULL && *rest == '\0' && conflict->ours != NULL &&
				 conflict->ours->type == JSON_TEXT;
		if (key != NULL && !is_rename)
			report_object(files, key, rest, base, ours, theirs);
		else
			diag_add(diagnostics, DIAG_SNAPSHOT_CONFLICT,
				location_of_file(files->shown),
				"both sides changed %s in different ways", conflict->path);
	}
	diag_note(diagnostics, (struct location){0},
		"take both files of the revision from one side with `git checkout --ours -- FILE` or `--theirs`, then run `schemac review`");
}

static int
merge_sides(const struct merge_snapshot *files, const struct side *base, const struct side *ours,
	const struct side *theirs)
{
	struct arena *arena = &files->workspace->arena;
	struct snapshot merged, mirrored;
	struct merge_conflicts conflicts = {0}, again = {0};
	struct strbuf our_text = STRBUF_INIT, their_text = STRBUF_INIT;
	const struct snapshot *before = base->readable ? &base->snapshot : NULL;
	snapshot_merge(arena, &merged, before, &ours->snapshot, &theirs->snapshot, &conflicts);
	snapshot_merge(arena, &mirrored, before, &theirs->snapshot, &ours->snapshot, &again);
	snapshot_print(arena, &our_text, &merged);
	snapshot_print(arena, &their_text, &mirrored);
	int result;
	if (conflicts.len == 0) {
		result = write_result(files, &our_text);
	} else {
		report_conflicts(
			files, &conflicts, before, &ours->snapshot, &theirs->snapshot);
		result = write_marked(files, our_text.buf, their_text.buf);
	}
	strbuf_release(&our_text);
	strbuf_release(&their_text);
	return conflicts.len == 0 ? result : -1;
}

int
merge_snapshot(const struct merge_snapshot *files)
{
	struct side base = {0}, ours = {0}, theirs = {0};
	int result = -1;
	read_base(files, &base);
	bool read = read_side(files, &ours, files->ours, "our side") == 0;
	read = read_side(files, &theirs, files->theirs, "their side") == 0 && read;
	if (read && ours.readable && theirs.readable)
		result = merge_sides(files, &base, &ours, &theirs);
	else if (read)
		write_marked(files, ours.text.buf, theirs.text.buf);
	strbuf_release(&base.text);
	strbuf_release(&ours.text);
	strbuf_release(&theirs.text);
	return result;
}
