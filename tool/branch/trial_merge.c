#include "branch/trial_merge.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/revision_files.h"
#include "branch/trial_merge_heads.h"
#include "rev/file/content.h"
#include "rev/file/head.h"
#include "rev/merge/fold.h"

#include <string.h>

/* What the target branch does to one revision. */
struct arrival {
	const struct target_branch *branch;
	const struct git_file *sql, *snapshot; /* as it would have them; NULL: as ours */
	const char *folder;                    /* the version location */
	bool gone;                             /* it removes the revision */
	bool rival; /* both sides have added a file of this name, with other contents */
	bool seen;  /* the work tree has the revision, too */
};

struct builder {
	struct context *context;
	struct future *future;
	struct map arrivals; /* "versions/27c6a30d7c24_add_phone" → struct arrival * */
	VEC(struct arrival *) order;
	struct revisions revisions;
	struct diagnostics found; /* what would be wrong */
	bool broken;              /* there are no revisions to make a graph of */
};

/* ------------------------------------------------------------------ what arrives */

static bool
is_revision_file(const char *name)
{
	return *name != '.' && (text_ends_with(name, ".sql") || text_ends_with(name, ".json"));
}

/* What the paths of a revision's two files have in common. */
static const char *
stem_of(struct arena *arena, const char *folder, const char *name)
{
	size_t length = (size_t)(strrchr(name, '.') - name);
	return path_join(arena, folder, arena_strndup(arena, name, length));
}

static struct arrival *
arrival_of(struct builder *builder, const struct target_branch *branch, const struct git_file *file)
{
	struct arena *arena = &builder->context->arena;
	const char *folder = branch->repository->folders.items[file->folder];
	const char *stem = stem_of(arena, folder, file->name);
	struct arrival *arrival = map_find(&builder->arrivals, stem);
	if (arrival != NULL)
		return arrival;
	arrival = ARENA_NEW(arena, struct arrival);
	*arrival = (struct arrival){.branch = branch, .folder = folder};
	map_put(arena, &builder->arrivals, stem, arrival);
	*VEC_ADD(arena, &builder->order) = arrival;
	return arrival;
}

static struct arrival *
add_file(struct builder *builder, const struct target_branch *branch, const struct git_file *file)
{
	struct arrival *arrival = arrival_of(builder, branch, file);
	if (text_ends_with(file->name, ".sql"))
		arrival->sql = file;
	else
		arrival->snapshot = file;
	return arrival;
}

/* Of what git cannot decide only two additions matter: else ours stays, as in the work tree. */
static void
add_arrivals(struct builder *builder, const struct target_branch *branch)
{
	const struct git_merged *merged = &branch->merged;
	VEC_EACH (struct git_file, file, merged->files)
		if (is_revision_file(file->name))
			add_file(builder, branch, file);
	VEC_EACH (struct git_file, file, merged->removed)
		if (is_revision_file(file->name) && text_ends_with(file->name, ".sql"))
			arrival_of(builder, branch, file)->gone = true;
	VEC_EACH (struct git_conflict, conflict, merged->conflicts)
		if (conflict->base == NULL && conflict->ours != NULL && conflict->theirs != NULL &&
			is_revision_file(conflict->theirs->name))
			add_file(builder, branch, conflict->theirs)->rival = true;
}

/* ------------------------------------------------------------------ revisions */

/* "origin/main:versions/27c6a30d7c24.sql", as `git show` takes it. */
static const char *
path_on_branch(struct arena *arena, const struct arrival *arrival)
{
	return arena_printf(arena, "%s:%s", arrival->branch->target.name, arrival->sql->path);
}

/* A revision that is not on the disk; NULL after a finding. */
static const struct revision *
take_theirs(struct builder *builder, const struct arrival *arrival, const char *path,
	const struct revision_content *content)
{
	struct arena *arena = &builder->context->arena;
	struct revision *revision = ARENA_NEW(arena, struct revision);
	struct revision_content *kept = ARENA_NEW(arena, struct revision_content);
	*kept = *content;
	if (head_parse(arena, revision, path, kept->sql, kept->sql_length, &builder->found) !=
		0) {
		builder->broken = true;
		return NULL;
	}
	revision->content = kept;
	revision->folder = arrival->folder;
	*VEC_ADD(arena, &builder->revisions) = revision;
	return revision;
}

/* The same revision in a graph of its own. */
static void
take_ours(struct builder *builder, const struct revision *revision)
{
	struct arena *arena = &builder->context->arena;
	struct revision *copy = ARENA_NEW(arena, struct revision);
	*copy = *revision;
	copy->revises = copy->needs = copy->children = copy->dependents = (struct revisions){0};
	*VEC_ADD(arena, &builder->revisions) = copy;
}

static void
report_rival(struct builder *builder, const struct arrival *arrival,
	const struct revision *revision)
{
	struct arena *arena = &builder->context->arena;
	struct diagnostics *diagnostics = &builder->context->diagnostics;
	const char *branch = arrival->branch->target.name;
	diag_add(diagnostics, DIAG_FUTURE_CONFLICT, revision->at,
		"'%s' has been added on both sides of a merge with %s, and not with the same content",
		path_name(revision->sql_path), branch);
	future_note_origin(builder->future, revision, NULL);
	future_note_origin(builder->future, revision, arrival->branch);
	diag_note(diagnostics, (struct location){0},
		"`git diff %s -- %s %s` shows how they differ: keep one of them, and put what it "
		"lacks into a new revision",
		text_shell_word(arena, branch), text_shell_word(arena, revision->sql_path),
		text_shell_word(arena, revision->snapshot_path));
}

/* What a revision of the work tree would be. */
static int
settle(struct builder *builder, struct arrival *arrival, const struct revision *revision)
{
	struct arena *arena = &builder->context->arena;
	struct revision_content ours, theirs;
	arrival->seen = true;
	if (arrival->gone) {
		*VEC_ADD(arena, &builder->future->gone) = revision->id;
		return 0;
	}
	if (content_read(arena, &ours, revision, &builder->context->diagnostics) != 0)
		return -1;
	theirs = ours;
	if (arrival->sql != NULL) {
		theirs.sql = arrival->sql->content;
		theirs.sql_length = arrival->sql->length;
	}
	if (arrival->snapshot != NULL) {
		theirs.snapshot = arrival->snapshot->content;
		theirs.snapshot_length = arrival->snapshot->length;
	}
	struct git *git = arrival->branch->repository->git;
	bool same = content_same(arena, &ours, &theirs);
	bool rival = arrival->rival || !git_is_committed(git, revision->sql_path);
	if (!same && rival)
		report_rival(builder, arrival, revision);
	if (same || rival)
		take_ours(builder, revision);
	else
		take_theirs(builder, arrival,
			arrival->sql != NULL ? path_on_branch(arena, arrival) : revision->sql_path,
			&theirs);
	return 0;
}

static int
add_work_tree(
	struct builder *builder, const struct store *store, const struct revisions *without)
{
	struct arena *arena = &builder->context->arena;
	VEC_EACH (struct revision *, each, store->graph.all) {
		const struct revision *revision = *each;
		const char *name = path_name(revision->sql_path);
		struct arrival *arrival =
			map_find(&builder->arrivals, stem_of(arena, revision->folder, name));
		if (revisions_have(without, revision))
			continue;
		if (arrival == NULL)
			take_ours(builder, revision);
		else if (settle(builder, arrival, revision) != 0)
			return -1;
	}
	return 0;
}

/* What the work tree has not. Half a revision is the target branch's own fault, and told there. */
static void
add_theirs(struct builder *builder)
{
	VEC_EACH (struct arrival *, each, builder->order) {
		const struct arrival *arrival = *each;
		if (arrival->seen || arrival->sql == NULL || arrival->snapshot == NULL)
			continue;
		const struct revision_content content = {.sql = arrival->sql->content,
			.sql_length = arrival->sql->length,
			.snapshot = arrival->snapshot->content,
			.snapshot_length = arrival->snapshot->length};
		const struct revision *revision = take_theirs(builder, arrival,
			path_on_branch(&builder->context->arena, arrival), &content);
		if (revision != NULL)
			future_add_theirs(builder->future, revision, arrival->branch);
	}
}

/* ------------------------------------------------------------------ findings */

/*
 * Says of the merge what was said of its revisions. What to do about a conflict is another thing
 * while one side is on a branch that others work with.
 */
static void
report_found(struct builder *builder)
{
	struct future *future = builder->future;
	struct diagnostics *diagnostics = &builder->context->diagnostics;
	VEC_EACH (struct diagnostic *, each, builder->found.all) {
		const struct diagnostic *found = *each;
		diag_add(diagnostics, DIAG_FUTURE_CONFLICT, found->at, "after a merge with %s: %s",
			future_branch_names(future), found->message);
		bool conflict = found->id == DIAG_SCHEMA_CONFLICT;
		VEC_EACH (const struct diag_note, note, found->notes)
			if (!conflict || note->at.file != NULL)
				diag_note(diagnostics, note->at, "%s", note->text);
		if (conflict)
			diag_note(diagnostics, (struct location){0},
				"change the revision of this side before the merge, while no "
				"database has it: else a merge revision must restate the object");
		VEC_EACH (const char *, id, future->gone)
			diag_note(diagnostics, (struct location){0}, "%s has removed revision %s",
				future_branch_names(future), *id);
	}
}

/*
 * What the heads together say. Where the work tree's own heads are in conflict that was told of them
 * already.
 */
static void
check_schema(struct builder *builder)
{
	struct json *objects;
	struct arena *arena = &builder->context->arena;
	const struct graph *graph = &builder->future->graph;
	if (graph->heads.len > 1 &&
		fold_objects(arena, &objects, graph, &graph->heads, &builder->found) != 0)
		report_found(builder);
}

static int
build(struct builder *builder, const struct store *store, const struct revisions *without)
{
	struct arena *arena = &builder->context->arena;
	if (add_work_tree(builder, store, without) != 0)
		return -1;
	add_theirs(builder);
	if (builder->broken || graph_build(arena, &builder->future->graph, &builder->revisions,
				       &builder->found) != 0) {
		report_found(builder);
		return 0;
	}
	if (future_report_heads(builder->future) && store->graph.heads.len < 2)
		check_schema(builder);
	return 0;
}

int
future_check(struct context *context, const struct store *store, const struct revisions *without,
	const struct target_branches *branches)
{
	struct future future = {.context = context, .branches = branches};
	struct builder builder = {.context = context, .future = &future};
	diag_init(&builder.found, &context->arena);
	VEC_EACH (struct target_branch, branch, *branches)
		add_arrivals(&builder, branch);
	return builder.order.len > 0 ? build(&builder, store, without) : 0;
}
