/*
 * merge-driver: what git runs where two branches changed the same snapshot (gitattributes(5),
 * "Defining a custom merge driver"). The result goes where ours was; with a status other than 0 git
 * says that the file is in conflict.
 */
#include "base/file.h"
#include "base/json_print.h"
#include "base/text.h"
#include "rev/merge/conflict_marks.h"
#include "rev/merge/snapshot_merge.h"
#include "workspace/workspace.h"

#include <errno.h>
#include <string.h>

enum { BASE, OURS, THEIRS, PATH, OPERANDS };

/* A snapshot as one side has it. */
struct side {
	struct strbuf text;
	struct snapshot snapshot;
	bool readable;
};

/* Messages name the file, which git has under another name here, and the side. */
static int
read_side(struct context *context, struct side *side, size_t operand, const char *name)
{
	const char *path = context->operands.items[operand];
	const char *shown = context->operands.items[PATH];
	struct diagnostics *diagnostics = &context->diagnostics;
	strbuf_init(&side->text);
	if (file_read(&side->text, path) != 0)
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read %s: %s", name, strerror(errno));
	side->readable = snapshot_parse(&context->arena, &side->snapshot, shown, side->text.buf,
				 side->text.len, diagnostics) == 0;
	if (!side->readable)
		diag_note(diagnostics, (struct location){0}, "this is %s of the merge", name);
	return 0;
}

/* Both sides added the file where there is no base; one that is no snapshot is none either. */
static void
read_base(struct context *context, struct side *side)
{
	struct diagnostics kept = context->diagnostics;
	side->readable = read_side(context, side, BASE, "the base") == 0 && side->readable;
	context->diagnostics = kept;
}

static int
write_result(struct context *context, const struct strbuf *text)
{
	const char *path = context->operands.items[OURS];
	if (file_write(path, text->buf, text->len) == 0)
		return 0;
	return diag_add(&context->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write the merge: %s", strerror(errno));
}

/* Git's marks, so that a conflict that nobody has settled is no snapshot that anybody takes. */
static int
write_marked(struct context *context, const char *ours, const char *theirs)
{
	struct strbuf marked = STRBUF_INIT;
	conflict_marks_print(&marked, ours, theirs);
	int result = write_result(context, &marked);
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
report_conflicts(struct context *context, const struct merge_conflicts *conflicts)
{
	struct arena *arena = &context->arena;
	struct diagnostics *diagnostics = &context->diagnostics;
	const char *path = context->operands.items[PATH];
	VEC_EACH (const struct merge_conflict, conflict, *conflicts) {
		diag_add(diagnostics, DIAG_SNAPSHOT_CONFLICT, location_of_file(path),
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
merge_sides(struct context *context, const struct side *base, const struct side *ours,
	const struct side *theirs)
{
	struct arena *arena = &context->arena;
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
		result = write_result(context, &our_text);
	} else {
		report_conflicts(context, &conflicts);
		result = write_marked(context, our_text.buf, their_text.buf);
	}
	strbuf_release(&our_text);
	strbuf_release(&their_text);
	return conflicts.len == 0 ? result : -1;
}

static int
run(struct context *context)
{
	struct side base = {0}, ours = {0}, theirs = {0};
	int result = -1;
	read_base(context, &base);
	bool read = read_side(context, &ours, OURS, "our side") == 0;
	read = read_side(context, &theirs, THEIRS, "their side") == 0 && read;
	if (read && ours.readable && theirs.readable)
		result = merge_sides(context, &base, &ours, &theirs);
	else if (read)
		write_marked(context, ours.text.buf, theirs.text.buf);
	strbuf_release(&base.text);
	strbuf_release(&ours.text);
	strbuf_release(&theirs.text);
	return result;
}

const struct command command_merge_driver = {
	.name = "merge-driver",
	.operands = "BASE OURS THEIRS PATH",
	.summary = "merge two versions of a snapshot: git runs it",
	.details =
		"What git runs where two branches changed the same snapshot, once it is told to:\n\n"
		"git config merge.schemac.driver 'schemac merge-driver %O %A %B %P'\n\n"
		"and versions/.gitattributes, which `schemac init` writes, names the files: `*.json merge=schemac`. The snapshots are merged by what they say, not by lines; the result takes the place of OURS. Where both sides reviewed the same, a review stays; where either changed what the other one read, the review is void. What contradicts itself is left between conflict marks, with exit status 1, and git says that the file is in conflict.",
	.min_operands = OPERANDS,
	.max_operands = OPERANDS,
	.run = run,
};
