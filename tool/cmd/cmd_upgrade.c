/*
 * upgrade, downgrade, migrate, stamp, ensure-version: what changes a database or its version table.
 */
#include "cmd/bundle.h"
#include "cmd/database.h"
#include "cmd/interrupt.h"
#include "rev/plan.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct upgrade_options {
	bool dry_run, allow_unreviewed, stored, purge;
};

#define OWN(member) offsetof(struct upgrade_options, member)

static const struct option move_options[] = {
	{"dry-run", '\0', false, OPTION_FLAG, NULL, OWN(dry_run),
		"say what would be done, and do nothing"},
	{"allow-unreviewed", '\0', false, OPTION_FLAG, NULL, OWN(allow_unreviewed),
		"run drafts too: to try them on a scratch database"},
	{0},
};

static const struct option stored_options[] = {
	{"stored", '\0', false, OPTION_FLAG, NULL, OWN(stored),
		"undo a revision by the way down that the database keeps, whether or not its file is there"},
	{0},
};

static const struct option stamp_options[] = {
	{"purge", '\0', false, OPTION_FLAG, NULL, OWN(purge),
		"forget all rows first, unknown ones too"},
	{0},
};

static const struct option_group upgrade_groups[] = {{move_options, 0}, {0}};
static const struct option_group downgrade_groups[] = {{move_options, 0}, {stored_options, 0}, {0}};
static const struct option_group stamp_groups[] = {{stamp_options, 0}, {0}};

/* One run against one database. */
struct migration {
	struct context *context;
	struct store store;
	struct database database;
	struct schemac_bundle *bundle;
	struct schemac_options options;
	struct schemac_status status;
	struct version_rows rows;
	bool terminal; /* progress is shown as it goes */
};

static int
report(struct migration *m, const struct schemac_error *error)
{
	return database_report(m->context, &m->database, error);
}

/* On a terminal the statement that runs, on one line that is written over; else a line a revision. */
static void
show_progress(void *data, const struct schemac_progress *progress)
{
	const struct migration *m = data;
	bool up = progress->direction == SCHEMAC_UP;
	if (m->context->global.quiet)
		return;
	switch (progress->event) {
	case SCHEMAC_EVENT_WAITING:
		fprintf(stderr, "waiting for another migrator\n");
		break;
	case SCHEMAC_EVENT_STATEMENT:
		if (m->terminal)
			fprintf(stderr, "\r\33[K[%zu/%zu] %s, statement %zu", progress->move,
				progress->move_count, progress->revision->id, progress->statement);
		break;
	case SCHEMAC_EVENT_END:
		if (m->terminal)
			fprintf(stderr, "\r\33[K");
		fprintf(stderr, "%s %s%s%s\n", up ? "upgrade" : "downgrade", progress->revision->id,
			progress->revision->message != NULL ? " " : "",
			progress->revision->message != NULL ? progress->revision->message : "");
		break;
	case SCHEMAC_EVENT_BEGIN:
		break;
	}
}

static int
is_interrupted(void *data)
{
	(void)data;
	return interrupt_seen();
}

/* Everything up to what the database is at. migration_close() it after 0. */
static int
migration_open(struct context *context, struct migration *m, enum engine_mode mode)
{
	const struct upgrade_options *options = context->options;
	struct schemac_error error;
	*m = (struct migration){.context = context, .terminal = isatty(STDERR_FILENO)};
	if (project_store(context, &m->store) != 0)
		return -1;
	m->bundle = project_bundle(context, &m->store, NULL, false);
	if (m->bundle == NULL || database_open(context, &m->database, mode) != 0)
		return -1;
	database_options(context, &m->options);
	m->options.data = m;
	m->options.progress = show_progress;
	m->options.interrupted = is_interrupted;
	m->options.allow_unreviewed = options->allow_unreviewed;
	if (schemac_status(&m->status, m->database.db, m->bundle, &m->options, &error) != 0) {
		report(m, &error);
		database_close(&m->database);
		return -1;
	}
	for (size_t i = 0; i < m->status.row_count; i++)
		*VEC_ADD(&context->arena, &m->rows) = m->status.rows[i];
	return 0;
}

static void
migration_close(struct migration *m)
{
	schemac_status_release(&m->status);
	database_close(&m->database);
}

/* Applied SQL that was changed since is a matter for a person, not a reason to stop. */
static void
report_edited(struct migration *m)
{
	for (size_t i = 0; i < m->status.edited_count; i++) {
		const struct revision *revision = m->store.graph.all.items[m->status.edited[i]];
		diag_add(&m->context->diagnostics, DIAG_EDITED_APPLIED, revision->at,
			"revision %s was changed since it was applied to %s", revision->id,
			m->database.url.shown);
	}
}

static int
run_moves(struct migration *m, const struct plan *plan)
{
	const struct upgrade_options *options = m->context->options;
	struct schemac_error error;
	if (options->dry_run) {
		VEC_EACH (const struct schemac_move, move, plan->moves)
			printf("%s %s %s\n", move->direction == SCHEMAC_UP ? "upgrade" : "downgrade",
				m->bundle->revisions[move->revision].id,
				m->bundle->revisions[move->revision].message != NULL
					? m->bundle->revisions[move->revision].message
					: "");
		return 0;
	}
	if (plan->moves.len == 0)
		return 0;
	interrupt_catch();
	int result = schemac_run(m->database.db, m->bundle, plan->moves.items, plan->moves.len,
		&m->options, &error);
	if (result != 0 && m->terminal)
		fprintf(stderr, "\r\33[K");
	return result == 0 ? 0 : report(m, &error);
}

static int
migrate(struct context *context, bool up)
{
	const struct upgrade_options *options = context->options;
	struct migration m;
	struct plan plan = {0};
	const char *target = context->operands.len > 0 ? context->operands.items[0] : "head";
	if (migration_open(context, &m, options->dry_run ? ENGINE_TO_INSPECT : ENGINE_TO_CHANGE) != 0)
		return -1;
	report_edited(&m);
	int result = up ? plan_upgrade(&context->arena, &plan, &m.store.graph, &m.rows, target,
				  &context->diagnostics)
			: plan_downgrade(&context->arena, &plan, &m.store.graph, &m.rows, target,
				  &context->diagnostics);
	if (result == 0)
		result = run_moves(&m, &plan);
	migration_close(&m);
	return result;
}

static int
run_upgrade(struct context *context)
{
	return migrate(context, true);
}

/* The revision is named as the database names it: there may be no file. */
static int
run_stored(struct context *context)
{
	struct migration m;
	struct schemac_error error;
	if (migration_open(context, &m, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = schemac_downgrade_stored(
		m.database.db, m.bundle, context->operands.items[0], &m.options, &error);
	if (result != 0)
		report(&m, &error);
	migration_close(&m);
	return result;
}

static int
run_downgrade(struct context *context)
{
	const struct upgrade_options *options = context->options;
	return options->stored ? run_stored(context) : migrate(context, false);
}

static int
stamp_rows(struct migration *m, const struct plan *plan)
{
	struct schemac_error error;
	size_t *rows = arena_alloc(&m->context->arena, (plan->rows.len + 1) * sizeof(*rows));
	for (size_t i = 0; i < plan->rows.len; i++)
		rows[i] = plan->rows.items[i]->number;
	if (schemac_stamp(m->database.db, m->bundle, rows, plan->rows.len, &m->options, &error) != 0)
		return report(m, &error);
	return 0;
}

static int
run_stamp(struct context *context)
{
	const struct upgrade_options *options = context->options;
	struct migration m;
	struct plan plan = {0};
	struct version_rows none = {0};
	if (migration_open(context, &m, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = plan_stamp(&context->arena, &plan, &m.store.graph,
		options->purge ? &none : &m.rows, context->operands.items, context->operands.len,
		&context->diagnostics);
	if (result == 0)
		result = stamp_rows(&m, &plan);
	migration_close(&m);
	return result;
}

static int
run_ensure_version(struct context *context)
{
	struct migration m;
	struct schemac_error error;
	if (migration_open(context, &m, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = schemac_ensure_version(m.database.db, m.bundle, &m.options, &error);
	if (result != 0)
		report(&m, &error);
	migration_close(&m);
	return result;
}

const struct command command_upgrade = {
	.name = "upgrade",
	.operands = "[REVISION]",
	.summary = "apply revisions to a database",
	.details =
		"Applies what the revision needs and the database lacks, all in one transaction: head (as without an operand), heads, an id or its beginning, LABEL@head, +1… A draft that nobody has reviewed is refused.",
	.groups = upgrade_groups,
	.size = sizeof(struct upgrade_options),
	.max_operands = 1,
	.needs_config = true,
	.run = run_upgrade,
};

const struct command command_migrate = {
	.name = "migrate",
	.alias_of = "upgrade",
	.operands = "",
	.summary = "the same as upgrade head",
	.details = "Applies all revisions that the database lacks: the same as `schemac upgrade head`.",
	.groups = upgrade_groups,
	.size = sizeof(struct upgrade_options),
	.needs_config = true,
	.run = run_upgrade,
};

const struct command command_downgrade = {
	.name = "downgrade",
	.operands = "REVISION",
	.summary = "undo revisions",
	.details =
		"Undoes what came after the revision, which stays: an id, base (everything), -1, LABEL@base… --stored undoes the revision itself, by the way down that the database kept when it was applied.",
	.groups = downgrade_groups,
	.size = sizeof(struct upgrade_options),
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run_downgrade,
};

const struct command command_stamp = {
	.name = "stamp",
	.operands = "REVISION…",
	.summary = "say which revision a database is at, without running anything",
	.details =
		"Writes the revisions into the version table, for a database that got its schema in another way. Rows of other branches stay, unless --purge.",
	.groups = stamp_groups,
	.size = sizeof(struct upgrade_options),
	.min_operands = 1,
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run_stamp,
};

const struct command command_ensure_version = {
	.name = "ensure-version",
	.operands = "",
	.summary = "create the version table and the history where they are missing",
	.details = "Creates the version table and the history in the database where they are missing.",
	.size = sizeof(struct upgrade_options),
	.needs_config = true,
	.run = run_ensure_version,
};
