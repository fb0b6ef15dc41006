#include "branch/trial_merge.h"

#include "base/file.h"
#include "base/text.h"
#include "branch/revision_files.h"
#include "branch/trial_merge_heads.h"
#include "rev/file/content.h"
#include "rev/file/head.h"
#include "rev/merge/fold.h"

#include <string.h>

/* A revision that the merge would add, change or remove. */
struct incoming {
	const struct target_branch *branch;
	const struct git_file *sql, *snapshot; /* after the merge; NULL: unchanged */
	const char *folder;                    /* the version location */
	bool removed;
	bool rival; /* both sides added a file of this name with different contents */
	bool seen;  /* the work tree has the revision as well */
};

struct builder {
	struct workspace *workspace;
	struct trial_merge *merge;
	struct map by_stem; /* "versions/27c6a30d7c24_add_phone" → struct incoming * */
	VEC(struct incoming *) order;
	struct revisions revisions;
	struct diagnostics found; /* in the merged revisions */
	bool broken;              /* the revisions do not form a valid graph */
};

/* ------------------------------------------------------------------ incoming revisions */

static bool
is_revision_file(const char *name)
{
	return *name != '.' && (text_ends_with(name, ".sql") || text_ends_with(name, ".json"));
}

/* The common part of the paths of a revision's two files. */
static const char *
stem_of(struct arena *arena, const char *folder, const char *name)
{
	size_t length = (size_t)(strrchr(name, '.') - name);
	return path_join(arena, folder, arena_strndup(arena, name, length));
}

static struct incoming *
incoming_of(
	struct builder *builder, const struct target_branch *branch, const struct git_file *file)
{
	struct arena *arena = &builder->workspace->arena;
	const char *folder = branch->repository->folders.items[file->folder];
	const char *stem = stem_of(arena, folder, file->name);
	struct incoming *incoming = map_find(&builder->by_stem, stem);
	if (incoming != NULL)
		return incoming;
	incoming = ARENA_NEW(arena, struct incoming);
	*incoming = (struct incoming){.branch = branch, .folder = folder};
	map_put(arena, &builder->by_stem, stem, incoming);
	*VEC_ADD(arena, &builder->order) = incoming;
	return incoming;
}

static struct incoming *
add_file(struct builder *builder, const struct target_branch *branch, const struct git_file *file)
{
	struct incoming *incoming = incoming_of(builder, branch, file);
	if (text_ends_with(file->name, ".sql"))
		incoming->sql = file;
	else
		incoming->snapshot = file;
	return incoming;
}

/*
 * The only git conflict that matters is a file added on both sides; for any other, the work tree's
 * version is used.
 */
static void
add_all_incoming(struct builder *builder, const struct target_branch *branch)
{
	const struct git_merged *merged = &branch->merged;
	VEC_EACH (struct git_file, file, merged->files)
		if (is_revision_file(file->name))
			add_file(builder, branch, file);
	VEC_EACH (struct git_file, file, merged->removed)
		if (is_revision_file(file->name) && text_ends_with(file->name, ".sql"))
			incoming_of(builder, branch, file)->removed = true;
	VEC_EACH (struct git_conflict, conflict, merged->conflicts)
		if (conflict->base == NULL && conflict->ours != NULL && conflict->theirs != NULL &&
			is_revision_file(conflict->theirs->name))
			add_file(builder, branch, conflict->theirs)->rival = true;
}

/* ------------------------------------------------------------------ revisions */

/* "origin/main:versions/27c6a30d7c24.sql", as `git show` takes it. */
static const char *
path_on_branch(struct arena *arena, const struct incoming *incoming)
{
	return arena_printf(arena, "%s:%s", incoming->branch->target.name, incoming->sql->path);
}

/* Adds a revision from the target branch; NULL after a diagnostic in builder->found. */
static const struct revision *
take_theirs(struct builder *builder, const struct incoming *incoming, const char *path,
	const struct revision_content *content)
{
	struct arena *arena = &builder->workspace->arena;
	struct revision *revision = ARENA_NEW(arena, struct revision);
	struct revision_content *kept = ARENA_NEW(arena, struct revision_content);
	*kept = *content;
	if (head_parse(arena, revision, path, kept->sql, kept->sql_length, &builder->found) !=
		0) {
		builder->broken = true;
		return NULL;
	}
	revision->content = kept;
	revision->folder = incoming->folder;
	*VEC_ADD(arena, &builder->revisions) = revision;
	return revision;
}

/* Adds a copy of a revision of the work tree, for the graph of the merge. */
static void
take_ours(struct builder *builder, const struct revision *revision)
{
	struct arena *arena = &builder->workspace->arena;
	struct revision *copy = ARENA_NEW(arena, struct revision);
	*copy = *revision;
	copy->revises = copy->needs = copy->children = copy->dependents = (struct revisions){0};
	*VEC_ADD(arena, &builder->revisions) = copy;
}

static void
report_rival(struct builder *builder, const struct incoming *incoming,
	const struct revision *revision)
{
	struct arena *arena = &builder->workspace->arena;
	struct diagnostics *diagnostics = &builder->workspace->diagnostics;
	const char *branch = incoming->branch->target.name;
	diag_add(diagnostics, DIAG_FUTURE_CONFLICT, revision->at,
		"'%s' was added on both sides of a merge with %s, with different contents",
		path_name(revision->sql_path), branch);
	trial_merge_note_origin(builder->merge, revision, NULL);
	trial_merge_note_origin(builder->merge, revision, incoming->branch);
	diag_note(diagnostics, (struct location){0},
		"compare them with `git diff %s -- %s %s`; keep one of them and move its missing "
		"changes to a new revision",
		text_shell_word(arena, branch), text_shell_word(arena, revision->sql_path),
		text_shell_word(arena, revision->snapshot_path));
}

/* Adds a revision of the work tree as it would be after the merge. */
static int
take_revision(struct builder *builder, struct incoming *incoming, const struct revision *revision)
{
	struct arena *arena = &builder->workspace->arena;
	struct revision_content ours, theirs;
	incoming->seen = true;
	if (incoming->removed) {
		*VEC_ADD(arena, &builder->merge->removed) = revision->id;
		return 0;
	}
	if (revision_files_read(arena, &ours, revision, &builder->workspace->diagnostics) != 0)
		return -1;
	theirs = ours;
	if (incoming->sql != NULL) {
		theirs.sql = incoming->sql->content;
		theirs.sql_length = incoming->sql->length;
	}
	if (incoming->snapshot != NULL) {
		theirs.snapshot = incoming->snapshot->content;
		theirs.snapshot_length = incoming->snapshot->length;
	}
	struct git *git = incoming->branch->repository->git;
	bool same = revision_files_equal(arena, &ours, &theirs);
	bool rival = incoming->rival || !git_is_committed(git, revision->sql_path);
	if (!same && rival)
		report_rival(builder, incoming, revision);
	if (same || rival)
		take_ours(builder, revision);
	else
		take_theirs(builder, incoming,
			incoming->sql != NULL ? path_on_branch(arena, incoming)
					      : revision->sql_path,
			&theirs);
	return 0;
}

static int
add_work_tree(
	struct builder *builder, const struct store *store, const struct revisions *without)
{
	struct arena *arena = &builder->workspace->arena;
	VEC_EACH (struct revision *, each, store->graph.all) {
		const struct revision *revision = *each;
		const char *name = path_name(revision->sql_path);
		struct incoming *incoming =
			map_find(&builder->by_stem, stem_of(arena, revision->folder, name));
		if (revisions_have(without, revision))
			continue;
		if (incoming == NULL)
			take_ours(builder, revision);
		else if (take_revision(builder, incoming, revision) != 0)
			return -1;
	}
	return 0;
}

/*
 * Adds the revisions that the work tree lacks. A revision with only one file is an error on the
 * target branch itself and is reported there.
 */
static void
add_theirs(struct builder *builder)
{
	VEC_EACH (struct incoming *, each, builder->order) {
		const struct incoming *incoming = *each;
		if (incoming->seen || incoming->sql == NULL || incoming->snapshot == NULL)
			continue;
		const struct revision_content content = {.sql = incoming->sql->content,
			.sql_length = incoming->sql->length,
			.snapshot = incoming->snapshot->content,
			.snapshot_length = incoming->snapshot->length};
		const struct revision *revision = take_theirs(builder, incoming,
			path_on_branch(&builder->workspace->arena, incoming), &content);
		if (revision != NULL)
			trial_merge_add_theirs(builder->merge, revision, incoming->branch);
	}
}

/* ------------------------------------------------------------------ findings */

/*
 * Reports the diagnostics of the merged revisions as diagnostics of the merge. The remedy for a
 * conflict differs, because the merge has not been made yet.
 */
static void
report_found(struct builder *builder)
{
	struct trial_merge *merge = builder->merge;
	struct diagnostics *diagnostics = &builder->workspace->diagnostics;
	VEC_EACH (struct diagnostic *, each, builder->found.all) {
		const struct diagnostic *found = *each;
		diag_add(diagnostics, DIAG_FUTURE_CONFLICT, found->at, "after a merge with %s: %s",
			trial_merge_branch_names(merge), found->message);
		bool conflict = found->id == DIAG_SCHEMA_CONFLICT;
		VEC_EACH (const struct diag_note, note, found->notes)
			if (!conflict || note->at.file != NULL)
				diag_note(diagnostics, note->at, "%s", note->text);
		if (conflict)
			diag_note(diagnostics, (struct location){0},
				"if no database has applied the revision on this side, change it "
				"before the merge; otherwise a merge revision must declare the "
				"object again");
		VEC_EACH (const char *, id, merge->removed)
			diag_note(diagnostics, (struct location){0}, "%s removed revision %s",
				trial_merge_branch_names(merge), *id);
	}
}

/* Reports conflicts between the heads. */
static void
check_schema(struct builder *builder)
{
	struct json *objects;
	struct arena *arena = &builder->workspace->arena;
	const struct graph *graph = &builder->merge->graph;
	if (graph->heads.len > 1 &&
		fold_objects(arena, &objects, graph, &graph->heads, &builder->found) != 0)
		report_found(builder);
}

static int
build(struct builder *builder, const struct store *store, const struct revisions *without)
{
	struct arena *arena = &builder->workspace->arena;
	if (add_work_tree(builder, store, without) != 0)
		return -1;
	add_theirs(builder);
	if (builder->broken || graph_build(arena, &builder->merge->graph, &builder->revisions,
				       &builder->found) != 0) {
		report_found(builder);
		return 0;
	}
	if (trial_merge_report_heads(builder->merge) && store->graph.heads.len < 2)
		check_schema(builder);
	return 0;
}

int
trial_merge_check(struct workspace *workspace, const struct store *store,
	const struct revisions *without, const struct target_branches *branches)
{
	struct trial_merge merge = {.workspace = workspace, .branches = branches};
	struct builder builder = {.workspace = workspace, .merge = &merge};
	diag_init(&builder.found, &workspace->arena);
	VEC_EACH (struct target_branch, branch, *branches)
		add_all_incoming(&builder, branch);
	return builder.order.len > 0 ? build(&builder, store, without) : 0;
}
