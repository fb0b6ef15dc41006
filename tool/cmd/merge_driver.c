/*
 * merge-driver: what git runs where two branches changed the same snapshot (gitattributes(5),
 * "Defining a custom merge driver"). The result goes where ours was; with a status other than 0 git
 * says that the file is in conflict.
 */
#include "base/file.h"
#include "base/text.h"
#include "rev/merge/conflict_marks.h"
#include "rev/merge/conflict_print.h"
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

/* The key of the object that the path of a conflict is in, and the rest of the path; or NULL. */
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
report_object(struct context *context, const char *key, const char *path,
	const struct snapshot *base, const struct snapshot *ours, const struct snapshot *theirs)
{
	struct arena *arena = &context->arena;
	struct conflict conflict = {.key = key, .path = path};
	conflict.sides[0].state = json_find(ours->objects, key);
	conflict.sides[1].state = json_find(theirs->objects, key);
	conflict.base.state = base != NULL ? json_find(base->objects, key) : NULL;
	const char *our_change = conflict_change(arena, &conflict, &conflict.sides[0]);
	const char *their_change = conflict_change(arena, &conflict, &conflict.sides[1]);
	bool same = strcmp(our_change, their_change) == 0;
	diag_add(&context->diagnostics, DIAG_SNAPSHOT_CONFLICT,
		location_of_file(context->operands.items[PATH]),
		"%s: our side %s, %s %s%s", conflict_subject(arena, &conflict), our_change,
		same ? "and so does" : "but", same ? "their side" : "their side ",
		same ? ", in a different way" : their_change);
}

static void
report_conflicts(struct context *context, const struct merge_conflicts *conflicts,
	const struct snapshot *base, const struct snapshot *ours, const struct snapshot *theirs)
{
	struct diagnostics *diagnostics = &context->diagnostics;
	VEC_EACH (const struct merge_conflict, conflict, *conflicts) {
		const char *rest;
		const char *key = take_key(ours, conflict->path, &rest);
		if (key == NULL)
			key = take_key(theirs, conflict->path, &rest);
		/* A rename has the key of a table, too, but its value is the old name. */
		bool is_rename = key != NULL && *rest == '\0' && conflict->ours != NULL &&
				 conflict->ours->type == JSON_TEXT;
		if (key != NULL && !is_rename)
			report_object(context, key, rest, base, ours, theirs);
		else
			diag_add(diagnostics, DIAG_SNAPSHOT_CONFLICT,
				location_of_file(context->operands.items[PATH]),
				"both sides changed %s in different ways", conflict->path);
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
		report_conflicts(
			context, &conflicts, before, &ours->snapshot, &theirs->snapshot);
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
