#include "merge/merge_snapshot.h"

#include "base/file.h"
#include "base/json_print.h"
#include "base/text.h"
#include "rev/merge/conflict_marks.h"
#include "rev/merge/snapshot_merge.h"

#include <errno.h>
#include <string.h>

/* A snapshot as one side has it. */
struct side {
	struct strbuf text;
	struct snapshot snapshot;
	bool readable;
};

/* Messages name the file, which git has under another name here, and the side. */
static int
read_side(const struct merge_snapshot *files, struct side *side, const char *path, const char *name)
{
	struct workspace *workspace = files->workspace;
	const char *shown = files->shown;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	strbuf_init(&side->text);
	if (file_read(&side->text, path) != 0)
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read %s: %s", name, strerror(errno));
	side->readable = snapshot_parse(&workspace->arena, &side->snapshot, shown, side->text.buf,
				 side->text.len, diagnostics) == 0;
	if (!side->readable)
		diag_note(diagnostics, (struct location){0}, "this is %s of the merge", name);
	return 0;
}

/* Both sides added the file where there is no base; one that is no snapshot is none either. */
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
		"cannot write the merge: %s", strerror(errno));
}

/* Git's marks, so that a conflict that nobody has settled is no snapshot that anybody takes. */
static int
write_marked(const struct merge_snapshot *files, const char *ours, const char *theirs)
{
	struct strbuf marked = STRBUF_INIT;
	conflict_marks_print(&marked, ours, theirs);
	int result = write_result(files, &marked);
	strbuf_release(&marked);
	return result;
}

/* A value as far as it is shown: "absent", or at most so many bytes of it. */
static const char *
value_print(struct arena *arena, const struct json *value)
{
	enum { SHOWN = 60 };
	struct strbuf text = STRBUF_INIT;
	if (value == NULL || value->type == JSON_NULL_VALUE)
		return "absent";
	json_print_compact(&text, value);
	const bool cut = text.len > SHOWN;
	/* Not within a character of UTF-8. */
	size_t length = cut ? SHOWN : text.len;
	while (cut && length > 0 && ((unsigned char)text.buf[length] & 0xC0) == 0x80)
		length--;
	const char *shown = arena_printf(arena, "%.*s%s", (int)length, text.buf, cut ? "…" : "");
	strbuf_release(&text);
	return shown;
}

static void
report_conflicts(
	const struct merge_snapshot *files, const struct merge_conflicts *conflicts)
{
	struct workspace *workspace = files->workspace;
	struct arena *arena = &workspace->arena;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	VEC_EACH (const struct merge_conflict, conflict, *conflicts) {
		diag_add(diagnostics, DIAG_SNAPSHOT_CONFLICT, location_of_file(files->shown),
			"both sides changed %s", conflict->path);
		if (conflict->ours != NULL || conflict->theirs != NULL)
			diag_note(diagnostics, (struct location){0}, "ours: %s, theirs: %s",
				value_print(arena, conflict->ours),
				value_print(arena, conflict->theirs));
	}
	diag_note(diagnostics, (struct location){0},
		"take one side of the revision's two files: `git checkout --ours -- FILE` or `--theirs`, then `schemac review`");
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
		report_conflicts(files, &conflicts);
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
