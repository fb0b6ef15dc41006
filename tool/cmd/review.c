/*
 * review: a person reads a revision and says so. What loses data is confirmed apart.
 */
#include "cmd/project.h"
#include "diff/compare.h"
#include "rev/fold.h"
#include "rev/id.h"
#include "rev/resolve.h"
#include "rev/review.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct review_options {
	bool all, yes, destructive, revoke;
	const char *by;
};

static const struct option own_options[] = {
	{"all", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, all),
		"every revision that waits for a review, as without operands"},
	{"yes", 'y', false, OPTION_FLAG, NULL, offsetof(struct review_options, yes),
		"do not ask: the revisions have been read"},
	{"destructive", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, destructive),
		"with --yes: the data that is lost may go"},
	{"by", '\0', false, OPTION_TEXT, "NAME", offsetof(struct review_options, by),
		"who has read it, instead of git's user"},
	{"revoke", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, revoke),
		"take reviews back"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

struct reviewing {
	struct context *context;
	struct store store;
	const char *by, *at;
};

/* Sets the hints that the snapshot keeps, so that what was renamed is not taken for lost. */
static void
set_renames(struct arena *arena, struct schema *after, const struct snapshot *snapshot)
{
	VEC_EACH (struct table *, table, after->tables) {
		const char *name = qualified_name_print(arena, &(*table)->name);
		const struct json *old =
			json_find(snapshot->renames, arena_printf(arena, "table %s", name));
		if (old != NULL)
			(*table)->renamed_from.name = old->text;
		VEC_EACH (struct column *, column, (*table)->columns) {
			old = json_find(snapshot->renames,
				arena_printf(arena, "column %s.%s", name, (*column)->name));
			if (old != NULL)
				(*column)->renamed_from = old->text;
		}
	}
}

/* What goes for good with the revision, whatever its SQL says: by its snapshots. */
static int
find_losses(struct reviewing *r, const struct revision *revision, const struct snapshot *snapshot,
	struct texts *out)
{
	struct arena *arena = &r->context->arena;
	struct diagnostics *diagnostics = &r->context->diagnostics;
	struct project_dialects dialects = {0};
	struct revisions self = {0};
	struct schema *before, *after;
	*VEC_ADD(arena, &self) = (struct revision *)revision;
	if (project_dialects(r->context, &dialects) != 0 ||
		fold_schema_before(arena, &before, &r->store.graph, revision, diagnostics) != 0 ||
		fold_schema(arena, &after, &r->store.graph, &self, diagnostics) != 0)
		return -1;
	if (snapshot->renames != NULL)
		set_renames(arena, after, snapshot);
	struct map seen = {0};
	for (size_t i = 0; i < dialects.len; i++) {
		const struct dialect *dialect = dialects.items[i];
		struct compare_settings settings =
			project_compare_settings(r->context, dialect->id);
		struct changes changes = {0};
		compare_schemas(arena, &changes, dialect, &settings,
			schema_for(arena, dialect, before), schema_for(arena, dialect, after));
		VEC_EACH (const struct change, change, changes) {
			const char *loss = change_loss(arena, change);
			if (loss != NULL && map_put(arena, &seen, loss, out) == NULL)
				*VEC_ADD(arena, out) = loss;
		}
	}
	return 0;
}

static int
show(struct reviewing *r, const struct revision *revision, const struct texts *losses)
{
	struct script script;
	if (script_read(&r->context->arena, &script, revision, &r->context->diagnostics) != 0)
		return -1;
	if (r->context->global.quiet)
		return 0;
	printf("%s\n", revision->sql_path);
	fwrite(script.text, 1, script.length, stdout);
	VEC_EACH (const char *, loss, *losses)
		printf("\nthis loses data: %s\n", *loss);
	return 0;
}

/* Whether the person at the terminal says yes. */
static bool
ask(const char *question)
{
	char answer[16];
	printf("%s [y/N] ", question);
	fflush(stdout);
	return fgets(answer, sizeof(answer), stdin) != NULL &&
	       (answer[0] == 'y' || answer[0] == 'Y');
}

/* 1: agreed; 0: not; -1: nobody can be asked. */
static int
agree(struct reviewing *r, const struct revision *revision, const struct texts *losses)
{
	const struct review_options *options = r->context->options;
	struct diagnostics *diagnostics = &r->context->diagnostics;
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	if (!options->yes && !terminal)
		return diag_add(diagnostics, DIAG_BAD_USAGE, revision->at,
			"nobody can be asked here: --yes says that revision %s has been read",
			revision->id);
	if (!options->yes && !ask("Is this what you want?"))
		return 0;
	if (losses->len == 0 || options->destructive)
		return 1;
	if (terminal && !options->yes)
		return ask("May the data be lost?");
	diag_add(diagnostics, DIAG_DESTRUCTIVE, revision->at, "revision %s loses data: %s",
		revision->id, losses->items[0]);
	for (size_t i = 1; i < losses->len; i++)
		diag_note(diagnostics, (struct location){0}, "and %s", losses->items[i]);
	diag_note(diagnostics, (struct location){0},
		"`schemac review --yes --destructive %s` says that it may", revision->id);
	return -1;
}

static int
review_one(struct reviewing *r, const struct revision *revision, const struct snapshot *snapshot)
{
	struct texts losses = {0};
	struct arena *arena = &r->context->arena;
	if (find_losses(r, revision, snapshot, &losses) != 0 || show(r, revision, &losses) != 0)
		return -1;
	int agreed = agree(r, revision, &losses);
	if (agreed < 0)
		return -1;
	if (agreed == 0)
		return diag_add(&r->context->diagnostics, DIAG_UNREVIEWED, revision->at,
			"revision %s is not reviewed: the answer was no", revision->id);
	const struct review review = {.by = r->by, .at = r->at, .destructive = losses.len > 0};
	if (review_mark(arena, revision, &review, &r->context->diagnostics) != 0)
		return -1;
	if (!r->context->global.quiet)
		printf("reviewed %s\n", revision->id);
	return 0;
}

static int
review_or_revoke(struct reviewing *r, const struct revision *revision)
{
	const struct review_options *options = r->context->options;
	enum review_state state;
	struct snapshot snapshot;
	struct arena *arena = &r->context->arena;
	struct diagnostics *diagnostics = &r->context->diagnostics;
	if (review_read(arena, &state, &snapshot, revision, diagnostics) != 0)
		return -1;
	if (!options->revoke)
		return state == REVIEW_DONE ? 0 : review_one(r, revision, &snapshot);
	if (snapshot.review == NULL)
		return 0;
	if (!r->context->global.quiet)
		printf("revoked the review of %s\n", revision->id);
	return review_revoke(arena, revision, diagnostics);
}

/* Those named, else all; parents first. */
static int
select_revisions(struct reviewing *r, struct revisions *out)
{
	struct arena *arena = &r->context->arena;
	const struct review_options *options = r->context->options;
	if (r->context->operands.len == 0 && options->revoke && !options->all)
		return diag_add(&r->context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--revoke wants the revisions, or --all");
	if (r->context->operands.len == 0)
		*out = r->store.graph.all;
	VEC_EACH (const char *, name, r->context->operands) {
		struct selection selection;
		if (resolve(arena, &selection, &r->store.graph, *name, NULL,
			    &r->context->diagnostics) != 0)
			return -1;
		VEC_EACH (struct revision *, revision, selection.revisions)
			*VEC_ADD(arena, out) = *revision;
	}
	return 0;
}

static int
run(struct context *context)
{
	const struct review_options *options = context->options;
	struct reviewing r = {.context = context, .by = options->by};
	struct revisions revisions = {0};
	long long now;
	if (project_time(context, &now) != 0 || project_store(context, &r.store) != 0 ||
		select_revisions(&r, &revisions) != 0)
		return -1;
	if (project_is_frozen(context))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no review is recorded with --frozen, or with CI set in the environment");
	r.at = timestamp_print(&context->arena, (time_t)now);
	if (r.by == NULL)
		r.by = project_identity(context);
	int result = 0;
	VEC_EACH (struct revision *, revision, revisions)
		if (review_or_revoke(&r, *revision) != 0)
			result = -1;
	return result;
}

const struct command command_review = {
	.name = "review",
	.operands = "[REVISION…]",
	.summary = "show a draft and record that it was read",
	.details =
		"Shows the SQL of each revision that waits for a review, asks whether it is what is wanted, and records in its snapshot the digest of what was read, by whom, and when. An edit afterwards makes the review void. What loses data has to be confirmed apart.",
	.groups = groups,
	.size = sizeof(struct review_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
