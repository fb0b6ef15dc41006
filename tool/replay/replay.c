#include "replay/replay.h"

#include "base/interrupt.h"
#include "schema/schema_json.h"
#include "workspace/dialects.h"
#include "workspace/live_schema.h"

/* ------------------------------------------------------------------ C steps */

static int
skip_call(struct schemac_db db, const struct schemac_revision *revision,
	struct schemac_error *error, void *data)
{
	(void)db, (void)revision, (void)error, (void)data;
	return 0;
}

static void
add_calls(struct replay *replay, const struct schemac_revision *revision,
	const struct schemac_script *script)
{
	struct arena *arena = &replay->workspace->arena;
	for (size_t i = 0; i < script->step_count; i++) {
		const struct schemac_step *step = &script->steps[i];
		if (step->kind != SCHEMAC_STEP_CALL)
			continue;
		*VEC_ADD(arena, &replay->calls) =
			(struct schemac_call){.name = step->text, .function = skip_call};
		*VEC_ADD(arena, &replay->calls_at) =
			(struct location){.file = revision->file, .line = step->line};
	}
}

void
replay_report_calls(const struct replay *replay, const char *path)
{
	for (size_t i = 0; i < replay->calls.len; i++) {
		const struct location at = replay->calls_at.items[i];
		if (path != NULL && !text_equal(at.file, path))
			continue;
		diag_add(&replay->workspace->diagnostics, DIAG_STEP_SKIPPED, at,
			"the C step '%s' was not run and is assumed not to change the schema",
			replay->calls.items[i].name);
	}
}

/* ------------------------------------------------------------------ replaying */

int
replay_begin(struct workspace *workspace, struct replay *out, const struct schemac_bundle *bundle,
	const struct dialect *dialect)
{
	*out = (struct replay){.workspace = workspace,
		.bundle = bundle,
		.dialect = dialect,
		.settings = dialects_compare_settings(workspace, dialect->id)};
	for (size_t i = 0; i < bundle->revision_count; i++) {
		const struct schemac_revision *revision = &bundle->revisions[i];
		add_calls(out, revision, &revision->upgrade[dialect->id]);
		add_calls(out, revision, &revision->downgrade[dialect->id]);
	}
	database_options(workspace, &out->options);
	out->options.allow_unreviewed = true;
	out->options.interrupted = interrupt_asked;
	out->options.calls = out->calls.items;
	out->options.call_count = out->calls.len;
	interrupt_catch();
	return scratch_begin(workspace, &out->scratch, dialect->id);
}

void
replay_end(struct replay *replay)
{
	scratch_end(&replay->scratch);
}

/* Whether the script may run now that the scratch database accepts what it uses. */
static bool
accepts(const struct database *database, const struct schemac_script *script, const char *message)
{
	bool accepted = false;
	if (database->engine->accept == NULL)
		return false;
	for (size_t i = 0; i < script->step_count; i++)
		if (script->steps[i].kind == SCHEMAC_STEP_SQL &&
			database->engine->accept(database->db, message, script->steps[i].text))
			accepted = true;
	return accepted;
}

int
replay_move(struct replay *replay, const struct database *database, size_t number,
	enum schemac_direction direction, struct schemac_error *error)
{
	const struct schemac_move one = {.revision = number, .direction = direction};
	*error = (struct schemac_error){0};
	if (interrupt_seen())
		return diag_add(&replay->workspace->diagnostics, DIAG_INTERRUPTED,
			(struct location){0}, "interrupted; the scratch database was removed");
	int result = schemac_run(database->db, replay->bundle, &one, 1, &replay->options, error);
	const struct schemac_revision *revision = &replay->bundle->revisions[number];
	const struct schemac_script *script = direction == SCHEMAC_UP
						      ? &revision->upgrade[replay->dialect->id]
						      : &revision->downgrade[replay->dialect->id];
	if (result >= 0 || !accepts(database, script, error->message))
		return result;
	*error = (struct schemac_error){0};
	return schemac_run(database->db, replay->bundle, &one, 1, &replay->options, error);
}

int
replay_compare(struct replay *replay, const struct database *database, const struct json *objects,
	struct changes *out, struct schema **live)
{
	struct workspace *workspace = replay->workspace;
	struct arena *arena = &workspace->arena;
	struct schema *expected = schema_new(arena), *found = schema_new(arena);
	const char *problem;
	if (schema_from_json(arena, expected, objects, &problem) != 0)
		return diag_add(&workspace->diagnostics, DIAG_SNAPSHOT_FILE, (struct location){0},
			"a snapshot contains an invalid object state: %s", problem);
	if (live_schema_inspect(workspace, found, database, false) != 0)
		return -1;
	struct schema *wanted = schema_for(arena, replay->dialect, expected);
	found = schema_for(arena, replay->dialect, found);
	if (live_schema_normalise(workspace, database, wanted, found) != 0)
		return -1;
	compare_schemas(arena, out, replay->dialect, &replay->settings, found, wanted);
	if (live != NULL)
		*live = found;
	return 0;
}
