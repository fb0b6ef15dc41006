/*
 * review: shows a revision and records its review. Data loss is confirmed separately.
 */
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/show/show_sql.h"
#include "draft/syntax.h"
#include "replay/verify_edited.h"
#include "rev/file/id.h"
#include "rev/graph/resolve.h"
#include "review/reviewer.h"
#include "review/revision_losses.h"
#include "workspace/identity.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

struct review_options {
	bool all, yes, destructive, revoke, no_replay;
	const char *by;
};

static const struct option own_options[] = {
	{"all", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, all),
		"review all pending revisions; the default without REVISION"},
	{"yes", 'y', false, OPTION_FLAG, NULL, offsetof(struct review_options, yes),
		"do not ask; confirm that the revisions have been read"},
	{"destructive", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct review_options, destructive), "with --yes: also accept data loss"},
	{"by", '\0', false, OPTION_TEXT, "NAME", offsetof(struct review_options, by),
		"the reviewer, instead of the git user"},
	{"no-replay", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, no_replay),
		"do not run edited SQL on a scratch database"},
	{"revoke", '\0', false, OPTION_FLAG, NULL, offsetof(struct review_options, revoke),
		"revoke reviews"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

struct reviewing {
	const struct invocation *invocation;
	struct workspace *workspace;
	struct store store;
	const char *by, *at;
};

static int
show(struct reviewing *r, const struct revision *revision, const struct texts *losses)
{
	struct script script;
	struct strbuf text = STRBUF_INIT;
	if (script_read(&r->workspace->arena, &script, revision, &r->workspace->diagnostics) != 0)
		return -1;
	if (r->invocation->global.quiet)
		return 0;
	strbuf_addf(&text, "%s\n", revision->sql_path);
	show_sql(&r->workspace->arena, &text, &script, ask_is_possible(), r->invocation->colour);
	VEC_EACH (const char *, loss, *losses)
		strbuf_addf(&text, "\nthis loses data: %s\n", *loss);
	ask_show(text.buf, text.len);
	strbuf_release(&text);
	return 0;
}

/* Returns 1 if confirmed, 0 if declined, and -1 after a diagnostic if it cannot ask. */
static int
confirm(struct reviewing *r, const struct revision *revision, const struct texts *losses)
{
	const struct review_options *options = r->invocation->options;
	struct diagnostics *diagnostics = &r->workspace->diagnostics;
	bool terminal = ask_is_possible();
	if (!options->yes && !terminal)
		return diag_add(diagnostics, DIAG_BAD_USAGE, revision->at,
			"cannot ask without a terminal: confirm with --yes that revision %s has been read",
			revision->id);
	if (!options->yes && !ask("Approve this revision?"))
		return 0;
	if (losses->len == 0 || options->destructive)
		return 1;
	if (terminal && !options->yes)
		return ask("Accept the loss of data?");
	revision_losses_report(r->workspace, revision, losses);
	return -1;
}

static int
review_one(struct reviewing *r, const struct revision *revision)
{
	struct texts losses = {0};
	struct arena *arena = &r->workspace->arena;
	if (reviewer_is_author(r->workspace, revision, r->by))
		return reviewer_report_own(r->workspace, revision, r->by, false);
	if (syntax_check_revision(r->workspace, revision) != 0 ||
		revision_losses_find(r->workspace, &r->store, revision, SCHEMAC_UP, &losses) != 0 ||
		show(r, revision, &losses) != 0)
		return -1;
	int confirmed = confirm(r, revision, &losses);
	if (confirmed < 0)
		return -1;
	if (confirmed == 0)
		return diag_add(&r->workspace->diagnostics, DIAG_NOT_REVIEWED, revision->at,
			"revision %s is not reviewed: the answer was no", revision->id);
	const struct review review = {.by = r->by, .at = r->at, .destructive = losses.len > 0};
	if (review_mark(arena, revision, &review, &r->workspace->diagnostics) != 0)
		return -1;
	if (!r->invocation->global.quiet)
		printf("reviewed %s\n", revision->id);
	return 0;
}

static int
review_or_revoke(struct reviewing *r, const struct revision *revision)
{
	const struct review_options *options = r->invocation->options;
	enum review_state state;
	struct snapshot snapshot;
	struct arena *arena = &r->workspace->arena;
	struct diagnostics *diagnostics = &r->workspace->diagnostics;
	if (review_read(arena, &state, &snapshot, revision, diagnostics) != 0)
		return -1;
	/* A review by the author does not replace a review by someone else. */
	if (!options->revoke)
		return state == REVIEW_DONE && !reviewer_is_author(
						       r->workspace, revision, snapshot.review->by)
			       ? 0
			       : review_one(r, revision);
	if (snapshot.review == NULL)
		return 0;
	if (review_revoke(arena, revision, diagnostics) != 0)
		return -1;
	if (!r->invocation->global.quiet)
		printf("revoked the review of %s\n", revision->id);
	return 0;
}

/* Lists the named revisions, or all of them, parents first. */
static int
select_revisions(struct reviewing *r, struct revisions *out)
{
	struct arena *arena = &r->workspace->arena;
	const struct review_options *options = r->invocation->options;
	if (r->invocation->operands.len == 0 && options->revoke && !options->all)
		return diag_add(&r->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--revoke requires revisions or --all");
	if (r->invocation->operands.len == 0)
		*out = r->store.graph.all;
	VEC_EACH (const char *, name, r->invocation->operands) {
		struct selection selection;
		if (resolve(arena, &selection, &r->store.graph, *name, NULL,
			    &r->workspace->diagnostics) != 0)
			return -1;
		VEC_EACH (struct revision *, revision, selection.revisions)
			*VEC_ADD(arena, out) = *revision;
	}
	return 0;
}

/* Lists the revisions whose SQL was written or edited by hand and that are to be reviewed. */
static int
find_edited(struct reviewing *r, const struct revisions *selected, struct revisions *out)
{
	struct arena *arena = &r->workspace->arena;
	VEC_EACH (struct revision *, revision, *selected) {
		enum review_state state;
		if (review_read(arena, &state, NULL, *revision, &r->workspace->diagnostics) != 0)
			return -1;
		if (state != REVIEW_UNREVIEWED && state != REVIEW_EDITED)
			continue;
		if (syntax_check_revision(r->workspace, *revision) != 0)
			return -1;
		*VEC_ADD(arena, out) = *revision;
	}
	return 0;
}

static int
replay_edited(struct reviewing *r, const struct revisions *selected)
{
	const struct review_options *options = r->invocation->options;
	struct revisions edited = {0};
	if (options->revoke || options->no_replay)
		return 0;
	return find_edited(r, selected, &edited) != 0 ||
			       verify_edited(r->workspace, &r->store, &edited) != 0
		       ? -1
		       : 0;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct review_options *options = invocation->options;
	struct reviewing r = {.invocation = invocation, .workspace = workspace, .by = options->by};
	struct revisions revisions = {0};
	long long now;
	if (options->by != NULL && !reviewer_is_named(&workspace->arena, options->by))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--by requires a name, or \"Name <address>\"");
	if (workspace_time(workspace, &now) != 0 || workspace_store(workspace, &r.store) != 0 ||
		select_revisions(&r, &revisions) != 0)
		return -1;
	if (command_check_frozen(invocation, "record a review", "") != 0)
		return -1;
	if (replay_edited(&r, &revisions) != 0)
		return -1;
	r.at = timestamp_print(&workspace->arena, (time_t)now);
	if (r.by == NULL)
		r.by = identity_name(workspace);
	int result = 0;
	VEC_EACH (struct revision *, revision, revisions)
		if (review_or_revoke(&r, *revision) != 0)
			result = -1;
	return result;
}

const struct command command_review = {
	.name = "review",
	.operands = "[REVISION…]",
	.summary = "show revisions and record their reviews",
	.details =
		"Shows the SQL of each unreviewed revision and asks for confirmation. It then "
		"records the reviewer, the time and a digest of the SQL in the snapshot. A later "
		"edit makes the review void. Data loss must be confirmed separately. Lines that "
		"contain terminal control characters are marked. If PostgreSQL is a configured "
		"dialect, SQL that its parser rejects is reported as an error before the "
		"review.\n\n"
		"SQL that was written or edited by hand is run before the review on a scratch "
		"database, as `schemac verify` does: upgrade, then downgrade. A "
		"schema that differs from the snapshot is an error. A table or object that no "
		"snapshot mentions is not a difference.\n\n"
		"If review_by_other is set in schemac.ini, the reviewer must not be the author of "
		"the commit that added the revision. For an uncommitted revision, the author is "
		"the current git user.",
	.groups = groups,
	.size = sizeof(struct review_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
