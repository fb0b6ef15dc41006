#include "apply/migration.h"

#include "base/interrupt.h"
#include "cli/ask.h"
#include "cli/listing.h"
#include "review/revision_losses.h"

#include <stdio.h>
#include <string.h>

#define OWN(member) offsetof(struct migration_options, member)

const struct option migration_option_table[] = {
	{"dry-run", '\0', false, OPTION_FLAG, NULL, OWN(dry_run),
		"say what would be done, and do nothing"},
	{"allow-unreviewed", '\0', false, OPTION_FLAG, NULL, OWN(allow_unreviewed),
		"run drafts too: to try them on a scratch database"},
	{"sql", '\0', false, OPTION_FLAG, NULL, OWN(sql),
		"print a script for the engine's shell instead; FROM:TO says where the database is"},
	{"tag", '\0', false, OPTION_TEXT, "TEXT", OWN(tag),
		"a word that schemac_history keeps with the revisions of this run"},
	{0},
};

int
migration_report(struct migration *m, const struct schemac_error *error)
{
	return database_report(m->context, &m->database, error);
}

int
migration_load(struct context *context, struct migration *m)
{
	const struct migration_options *options = context->options;
	*m = (struct migration){.context = context};
	progress_init(&m->progress, context);
	if (project_store(context, &m->store) != 0)
		return -1;
	database_options(context, &m->options);
	m->options.applied_by = project_account(context);
	m->options.allow_unreviewed = options->allow_unreviewed;
	if (options->tag != NULL)
		m->options.tool = arena_printf(
			&context->arena, "%s [%s]", m->options.tool, options->tag);
	m->bundle = project_bundle(context, &m->store, NULL, false);
	return m->bundle != NULL ? 0 : -1;
}

static int
connect_to(struct migration *m, enum engine_mode mode)
{
	struct context *context = m->context;
	struct schemac_error error;
	if (database_open(context, &m->database, mode) != 0)
		return -1;
	m->options.data = &m->progress;
	m->options.progress = progress_show;
	m->options.interrupted = interrupt_asked;
	if (schemac_status(&m->status, m->database.db, m->bundle, &m->options, &error) != 0) {
		migration_report(m, &error);
		database_close(&m->database);
		return -1;
	}
	for (size_t i = 0; i < m->status.row_count; i++)
		*VEC_ADD(&context->arena, &m->rows) = m->status.rows[i];
	return 0;
}

int
migration_open(struct context *context, struct migration *m, enum engine_mode mode)
{
	return migration_load(context, m) == 0 ? connect_to(m, mode) : -1;
}

void
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

/* A person at a terminal is asked before data goes; a script has said what it wants. */
static int
confirm_losses(struct migration *m, const struct graph_plan *plan)
{
	struct texts losses = {0};
	if (!ask_is_possible())
		return 0;
	VEC_EACH (const struct schemac_move, move, plan->moves)
		if (move->direction == SCHEMAC_DOWN &&
			revision_losses_find(m->context, &m->store, m->store.graph.all.items[move->revision],
				SCHEMAC_DOWN, &losses) != 0)
			return -1;
	if (losses.len == 0)
		return 0;
	VEC_EACH (const char *, loss, losses)
		printf("this loses data: %s\n", *loss);
	if (ask("Downgrade?"))
		return 0;
	return diag_add(&m->context->diagnostics, DIAG_DESTRUCTIVE, (struct location){0},
		"nothing was undone: the answer was no");
}

/* How many of the moves are made, as the database has it now; -1 where it cannot be asked. */
static long
count_made(struct migration *m, const struct graph_plan *plan)
{
	struct schemac_status status;
	long made = 0;
	m->options.interrupted = NULL;
	if (schemac_status(&status, m->database.db, m->bundle, &m->options, NULL) != 0)
		return -1;
	VEC_EACH (const struct schemac_move, move, plan->moves)
		made += status.applied[move->revision] == (move->direction == SCHEMAC_UP);
	schemac_status_release(&status);
	return made;
}

/* Whether statements ran before it: else there is nothing to say of what remains. */
static bool
may_have_run(enum schemac_error_kind kind)
{
	return kind == SCHEMAC_ERROR_SQL || kind == SCHEMAC_ERROR_TRANSACTION ||
	       kind == SCHEMAC_ERROR_REBUILD || kind == SCHEMAC_ERROR_ROWS ||
	       kind == SCHEMAC_ERROR_CALL || kind == SCHEMAC_ERROR_INTERRUPTED ||
	       kind == SCHEMAC_ERROR_DATABASE;
}

/* What a failed run leaves: nothing, unless it was not one transaction. */
static void
report_remains(struct migration *m, const struct graph_plan *plan, const struct schemac_error *error)
{
	struct diagnostics *diagnostics = &m->context->diagnostics;
	const struct revision *failed = graph_find(&m->store.graph, error->revision);
	enum schemac_dialect dialect = schemac_db_dialect(m->database.db);
	bool up = plan->moves.items[0].direction == SCHEMAC_UP;
	long made = count_made(m, plan);
	if (made > 0)
		diag_note(diagnostics, (struct location){0},
			"%ld of %zu revisions %s before it, and stay so", made, plan->moves.len,
			up ? "were applied" : "were undone");
	if (failed != NULL && (up ? m->bundle->revisions[failed->number].upgrade
				  : m->bundle->revisions[failed->number].downgrade)[dialect]
				      .no_transaction)
		diag_note(diagnostics, (struct location){0},
			"its section runs without a transaction: what ran before this statement stays");
	else if (made == 0 && may_have_run(error->kind))
		diag_note(diagnostics, (struct location){0},
			m->makes_file ? "nothing of this run remains but the file, an empty database"
				      : "nothing of this run remains in the database");
}

static void
print_moves(const struct migration *m, const struct graph_plan *plan)
{
	struct arena *arena = &m->context->arena;
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct schemac_move, move, plan->moves) {
		const struct schemac_revision *revision = &m->bundle->revisions[move->revision];
		const char *direction = move->direction == SCHEMAC_UP ? "upgrade" : "downgrade";
		struct json *object = json_new_object(arena);
		json_set(arena, object, "revision", json_new_text(arena, revision->id));
		json_set(arena, object, "direction", json_new_text(arena, direction));
		json_set(arena, object, "message", json_new_text(arena, revision->message));
		json_push(arena, list, object);
		if (!m->context->json)
			printf("%s %s%s%s\n", direction, revision->id,
				revision->message != NULL ? " " : "",
				revision->message != NULL ? revision->message : "");
	}
	if (m->context->json)
		listing_print_json(list);
}

int
migration_read_reviews(struct migration *m, const struct graph_plan *plan)
{
	struct context *context = m->context;
	size_t *numbers = arena_alloc(&context->arena, plan->moves.len * sizeof(*numbers));
	for (size_t i = 0; i < plan->moves.len; i++)
		numbers[i] = plan->moves.items[i].revision;
	return runtime_bundle_read_reviews(&context->arena, m->bundle, &m->store.graph, numbers,
		plan->moves.len, &context->diagnostics);
}

static int
run_moves(struct migration *m, const struct graph_plan *plan)
{
	const struct migration_options *options = m->context->options;
	struct schemac_error error;
	if (options->dry_run) {
		print_moves(m, plan);
		return 0;
	}
	if (plan->moves.len == 0)
		return 0;
	if ((!options->yes && confirm_losses(m, plan) != 0) || migration_read_reviews(m, plan) != 0)
		return -1;
	interrupt_catch();
	int result = schemac_run(m->database.db, m->bundle, plan->moves.items, plan->moves.len,
		&m->options, &error);
	progress_clear(&m->progress);
	if (result == 0)
		return 0;
	migration_report(m, &error);
	report_remains(m, plan, &error);
	return -1;
}

static int
make_plan(struct migration *m, struct graph_plan *plan, const char *target, bool up)
{
	struct context *context = m->context;
	return (up ? graph_plan_upgrade : graph_plan_downgrade)(&context->arena, plan, &m->store.graph,
		&m->rows, target, &context->diagnostics);
}

int
migration_run(struct context *context, bool up)
{
	const struct migration_options *options = context->options;
	struct migration m = {0};
	struct graph_plan plan = {0};
	const char *target = context->operands.len > 0 ? context->operands.items[0] : "head";
	if (options->sql)
		return migration_print_run(context, up);
	if (resolve_is_range(target))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"%s is a range, which only --sql takes: the database itself says where it is",
			target);
	if (migration_load(context, &m) != 0)
		return -1;
	m.makes_file = database_is_missing(context);
	/* What cannot be run must not leave an empty database behind: there are no rows yet. */
	if (m.makes_file && (make_plan(&m, &plan, target, up) != 0 ||
				    migration_read_reviews(&m, &plan) != 0))
		return -1;
	if (m.makes_file && options->dry_run)
		return run_moves(&m, &plan);
	if (connect_to(&m, options->dry_run ? ENGINE_TO_INSPECT : ENGINE_TO_CHANGE) != 0)
		return -1;
	report_edited(&m);
	int result = make_plan(&m, &plan, target, up);
	if (result == 0)
		result = run_moves(&m, &plan);
	migration_close(&m);
	return result;
}
