#include "cmd/generate.h"

#include "base/map.h"
#include "base/text.h"
#include "cmd/hooks.h"
#include "cmd/world.h"
#include "diff/compare.h"
#include "diff/loss.h"
#include "rev/draft.h"
#include "rev/fold.h"
#include "rev/id.h"
#include "rev/merge.h"
#include "rev/resolve.h"
#include "schema/json.h"

#include <string.h>

/* ------------------------------------------------------------------ comparing */

static int
compare_all(struct context *context, const struct project_dialects *dialects,
	const struct schema *before, const struct generation *g, struct dialect_changes *out)
{
	struct arena *arena = &context->arena;
	const struct schema *models = g->models;
	for (size_t i = 0; i < dialects->len; i++) {
		const struct dialect *dialect = dialects->items[i];
		struct compare_settings settings = project_compare_settings(context, dialect->id);
		out[i] = (struct dialect_changes){.dialect = dialect,
			.before = schema_for(arena, dialect, before),
			.after = schema_for(arena, dialect, models)};
		compare_schemas(arena, &out[i].changes, dialect, &settings, out[i].before,
			out[i].after);
	}
	return 0;
}

static bool
any_changes(const struct dialect_changes *dialects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (dialects[i].changes.len > 0)
			return true;
	return false;
}

/* The revision the draft follows: --head's, or the only head; NULL for a base. */
static int
choose_parent(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	const struct revisions *heads = &g->store.graph.heads;
	struct revision *parent = heads->len > 0 ? heads->items[0] : NULL;
	if (options->head != NULL) {
		if (resolve_one(&context->arena, &parent, &g->store.graph, options->head, NULL,
			    &context->diagnostics) != 0)
			return -1;
		if (parent != NULL && parent->children.len > 0 && !options->splice)
			return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
				"%s is no head: %s follows it; --splice makes a branch there", parent->id,
				revisions_print(&context->arena, &parent->children));
	} else if (heads->len > 1) {
		diag_add(&context->diagnostics, DIAG_SEVERAL_HEADS, heads->items[0]->at,
			"the revisions have %zu heads: %s", heads->len,
			revisions_print(&context->arena, heads));
		for (size_t i = 1; i < heads->len; i++)
			diag_note(&context->diagnostics, heads->items[i]->at, "another head");
		diag_note(&context->diagnostics, (struct location){0},
			"`schemac merge` joins them; --head says which one to follow");
	}
	g->parent = parent;
	return 0;
}

/* A draft at the head that nobody touched makes room: its own parent is then the parent. */
static int
find_obsolete(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	enum draft_state state;
	struct draft_world world = world_of_drafts(context);
	const struct revision *head = g->parent;
	if (head == NULL || options->head != NULL || g->store.graph.heads.len > 1 ||
		head->revises.len > 1 || head->labels.len > 0)
		return 0;
	if (draft_state_of(&context->arena, &state, head, &world, &context->diagnostics) != 0)
		return -1;
	if (state != DRAFT_FREE)
		return 0;
	g->obsolete = head;
	g->parent = head->revises.len > 0 ? head->revises.items[0] : NULL;
	return 0;
}

static int
fold_at(struct context *context, const struct generation *g, const struct revision *at,
	struct schema **out)
{
	struct revisions one = {0};
	const struct revisions *heads = &g->store.graph.heads;
	if (at != NULL)
		*VEC_ADD(&context->arena, &one) = (struct revision *)at;
	bool all = heads->len > 1 && at == heads->items[0];
	return fold_schema(&context->arena, out, &g->store.graph, all ? heads : &one,
		&context->diagnostics);
}

/* The file's answers, and those that the draft which makes room was given. */
static int
take_hints(
	struct context *context, struct generation *g, const struct generate_options *options)
{
	struct arena *arena = &context->arena;
	struct snapshot snapshot;
	if (options->hints != NULL &&
		hints_read(arena, &g->hints, options->hints, &context->diagnostics) != 0)
		return -1;
	if (g->obsolete != NULL) {
		if (snapshot_read(arena, &snapshot, g->obsolete, &context->diagnostics) != 0)
			return -1;
		hints_recall(arena, &g->hints, snapshot.changes.items, snapshot.changes.len,
			g->models);
	}
	return hints_apply(&g->hints, g->models, &context->diagnostics);
}

static int
examine(struct context *context, struct generation *g, const struct generate_options *options)
{
	struct project_dialects dialects = {0};
	struct schema *covered;
	if (project_dialects(context, &dialects) != 0 || project_store(context, &g->store) != 0 ||
		choose_parent(context, g, options) != 0 || find_obsolete(context, g, options) != 0 ||
		take_hints(context, g, options) != 0 || fold_at(context, g, g->parent, &g->before) != 0)
		return -1;
	g->dialect_count = dialects.len;
	compare_all(context, &dialects, g->before, g, g->dialects);
	g->changed = any_changes(g->dialects, g->dialect_count);
	covered = g->before;
	if (g->obsolete != NULL && fold_at(context, g, g->obsolete, &covered) != 0)
		return -1;
	compare_all(context, &dialects, covered, g, g->news);
	return 0;
}

/* ------------------------------------------------------------------ the draft */

/* The whole state of every object that differs; JSON null for what is gone. */
static struct json *
touched_objects(struct arena *arena, const struct schema *before, const struct schema *after)
{
	struct json *old = schema_to_json(arena, before, 0), *new = schema_to_json(arena, after, 0);
	struct json *touched = json_new_object(arena);
	struct map by_key = {0}, kept = {0};
	VEC_EACH (struct json_member, member, old->members)
		map_put(arena, &by_key, member->key, member->value);
	VEC_EACH (struct json_member, member, new->members) {
		map_put(arena, &kept, member->key, member->value);
		if (!json_same(map_find(&by_key, member->key), member->value))
			json_set(arena, touched, member->key, member->value);
	}
	VEC_EACH (struct json_member, member, old->members)
		if (map_find(&kept, member->key) == NULL)
			json_set(arena, touched, member->key, json_new_null(arena));
	return touched;
}

static void
add_value_renames(struct arena *arena, struct json *renames, const struct enum_type *type,
	const struct enum_type *before)
{
	VEC_EACH (const struct enum_value, value, type->values)
		if (value->renamed_from != NULL && before != NULL &&
			enum_has_value(before, value->renamed_from) &&
			!enum_has_value(before, value->value))
			json_set_text(arena, renames,
				arena_printf(arena, "value %s.%s",
					qualified_name_print(arena, &type->name), value->value),
				value->renamed_from);
}

/* What the changes rename, since the states of objects cannot say it. */
static struct json *
renames_of(struct arena *arena, const struct generation *g)
{
	struct json *renames = json_new_object(arena);
	for (size_t i = 0; i < g->dialect_count; i++)
		VEC_EACH (const struct change, change, g->dialects[i].changes) {
			const char *key = NULL, *old = NULL;
			if (change->kind == CHANGE_RENAME_TABLE) {
				key = table_key(arena, &change->table->name);
				old = qualified_name_print(arena, &change->table_before->name);
			} else if (change->kind == CHANGE_RENAME_COLUMN) {
				key = arena_printf(arena, "column %s.%s",
					qualified_name_print(arena, &change->table->name),
					change->column->name);
				old = change->column_before->name;
			}
			if (key != NULL && json_find(renames, key) == NULL)
				json_set_text(arena, renames, key, old);
		}
	VEC_EACH (struct enum_type *, type, g->models->enums)
		add_value_renames(arena, renames, *type, schema_find_enum(g->before, &(*type)->name));
	return renames;
}

static int
write_ddl(struct context *context, const struct dialect_changes *d, enum ddl_direction direction,
	const char **out)
{
	struct arena *arena = &context->arena;
	struct compare_settings settings = project_compare_settings(context, d->dialect->id);
	struct ddl_request request = {.before = d->before,
		.after = d->after,
		.changes = &d->changes,
		.direction = direction,
		.settings = &settings};
	struct changes back = {0};
	struct ddl ddl = {0};
	if (direction == DDL_DOWN) {
		request.before = d->after;
		struct schema *target = schema_to_go_back(arena, d->before, &d->changes);
		request.after = target;
		compare_schemas(arena, &back, d->dialect, &settings, request.before, target);
		request.changes = &back;
	}
	if (d->dialect->plan(arena, &ddl, &request, &context->diagnostics) != 0)
		return -1;
	struct strbuf text = STRBUF_INIT;
	ddl_print(&text, &ddl);
	*out = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return 0;
}

/* One section where all dialects say the same, else one for each. */
static int
add_sections(struct context *context, const struct generation *g, enum ddl_direction direction,
	struct section_texts *sections)
{
	const char *texts[DIALECT_COUNT] = {""};
	bool same = true;
	for (size_t i = 0; i < g->dialect_count; i++) {
		if (write_ddl(context, &g->dialects[i], direction, &texts[i]) != 0)
			return -1;
		same = same && strcmp(texts[i], texts[0]) == 0;
	}
	for (size_t i = 0; i < (same ? 1 : g->dialect_count); i++) {
		struct section_text *section = VEC_ADD(&context->arena, sections);
		section->direction = direction == DDL_UP ? SCHEMAC_UP : SCHEMAC_DOWN;
		section->dialect = same ? DIALECT_COUNT : g->dialects[i].dialect->id;
		section->sql = texts[i];
	}
	return 0;
}

static void
add_notes(struct context *context, const struct generation *g, struct texts *notes)
{
	struct losses losses = {0};
	for (size_t i = 0; i < g->dialect_count; i++)
		losses_of(&context->arena, &losses, g->before, g->models, &g->dialects[i].changes);
	VEC_EACH (const char *, loss, losses)
		*VEC_ADD(&context->arena, notes) = arena_printf(&context->arena,
			"irreversible: %s are lost; the downgrade cannot bring them back", *loss);
}

static void
add_changes(struct context *context, const struct generation *g, struct texts *out)
{
	struct map seen = {0};
	for (size_t i = 0; i < g->dialect_count; i++)
		VEC_EACH (const struct change, change, g->dialects[i].changes) {
			const char *text = change_print(&context->arena, change);
			if (map_put(&context->arena, &seen, text, out) == NULL)
				*VEC_ADD(&context->arena, out) = text;
		}
}

static const struct changes *
first_changes(const struct generation *g)
{
	for (size_t i = 0; i + 1 < g->dialect_count; i++)
		if (g->dialects[i].changes.len > 0)
			return &g->dialects[i].changes;
	return &g->dialects[g->dialect_count - 1].changes;
}

/* What makes a draft this one: the states, and the renames that lead to them. */
static const char *
content_of(struct arena *arena, const struct snapshot *snapshot)
{
	struct strbuf text = STRBUF_INIT;
	json_print_compact(&text, snapshot->objects);
	if (snapshot->renames->members.len > 0)
		json_print_compact(&text, snapshot->renames);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static int
name_draft(struct context *context, const char *words, struct draft *draft)
{
	struct arena *arena = &context->arena;
	const char *problem;
	long long now;
	if (project_time(context, &now) != 0)
		return -1;
	const struct file_stamp stamp = {.id = draft->text.id,
		.slug = slug_new(arena, words, context->config.truncate_slug_length),
		.epoch = (time_t)now,
		.utc_offset = project_utc_offset(context, now)};
	draft->text.created = timestamp_print(arena, (time_t)now);
	draft->name = file_name_new(arena, context->config.file_template, &stamp, &problem);
	if (draft->name == NULL)
		return diag_add(&context->diagnostics, DIAG_BAD_CONFIG,
			config_place(&context->config, "file_template"), "%s", problem);
	return 0;
}

/* What the command line says of a draft, whatever it holds. */
static void
begin_draft(struct context *context, const struct generation *g,
	const struct generate_options *options, struct draft *draft)
{
	struct arena *arena = &context->arena;
	*draft = (struct draft){
		.folder = options->folder != NULL ? options->folder
						  : context->config.version_locations.items[0]};
	if (g->parent != NULL)
		*VEC_ADD(arena, &draft->text.parents) = g->parent->id;
	VEC_EACH (const char *, id, options->depends_on)
		*VEC_ADD(arena, &draft->text.depends_on) = *id;
	if (options->label != NULL)
		*VEC_ADD(arena, &draft->text.labels) = options->label;
	draft->text.message = options->message;
}

static const char *
draft_id(struct arena *arena, const struct draft *draft, const char *content)
{
	return id_new(arena, draft->text.parents.items, draft->text.parents.len, content);
}

static int
make_draft(struct context *context, struct generation *g, const struct generate_options *options,
	struct draft *draft)
{
	struct arena *arena = &context->arena;
	begin_draft(context, g, options, draft);
	draft->generated = true;
	draft->snapshot.objects = touched_objects(arena, g->before, g->models);
	draft->snapshot.renames = renames_of(arena, g);
	add_changes(context, g, &draft->snapshot.changes);
	draft->text.id = options->id != NULL ? options->id
					     : draft_id(arena, draft,
						       content_of(arena, &draft->snapshot));
	if (draft->text.message == NULL)
		draft->text.message = generate_message(arena, first_changes(g));
	add_notes(context, g, &draft->text.notes);
	if (add_sections(context, g, DDL_UP, &draft->text.sections) != 0 ||
		add_sections(context, g, DDL_DOWN, &draft->text.sections) != 0)
		return -1;
	return name_draft(context,
		options->message != NULL ? options->message
					 : generate_slug_text(arena, first_changes(g)),
		draft);
}

/* ------------------------------------------------------------------ writing */

static const char *
print_draft(struct arena *arena, const struct draft *draft)
{
	struct strbuf text = STRBUF_INIT;
	script_print(&text, &draft->text);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static int
lock_versions(struct context *context, struct draft_lock *lock)
{
	context->owns_versions =
		draft_lock(&context->arena, lock, context->config.version_locations.items[0],
			&context->diagnostics) == 0;
	return context->owns_versions ? 0 : -1;
}

static void
unlock_versions(struct context *context, struct draft_lock *lock)
{
	draft_unlock(lock);
	context->owns_versions = false;
}

/* An upgrade and a downgrade section with nothing in them; follows the parents, if any, as well. */
static int
write_hand_made(struct context *context, struct generation *g,
	const struct generate_options *options, const struct revisions *parents,
	struct json *objects)
{
	struct draft draft;
	struct arena *arena = &context->arena;
	const char *message = options->message != NULL ? options->message : "";
	begin_draft(context, g, options, &draft);
	for (size_t i = 0; parents != NULL && i < parents->len; i++)
		*VEC_ADD(arena, &draft.text.parents) = parents->items[i]->id;
	draft.snapshot.objects = objects;
	draft.text.id = options->id != NULL ? options->id : draft_id(arena, &draft, message);
	*VEC_ADD(arena, &draft.text.sections) =
		(struct section_text){.direction = SCHEMAC_UP, .dialect = DIALECT_COUNT, .sql = ""};
	*VEC_ADD(arena, &draft.text.sections) =
		(struct section_text){.direction = SCHEMAC_DOWN, .dialect = DIALECT_COUNT, .sql = ""};
	if (name_draft(context, message, &draft) != 0)
		return -1;
	g->text = print_draft(arena, &draft);
	if (!options->write)
		return 0;
	g->sql_path = draft_write(arena, &draft, NULL, &context->diagnostics);
	return g->sql_path != NULL ? hooks_run(context, g->sql_path) : -1;
}

int
generate_empty(struct context *context, struct generation *out,
	const struct generate_options *options)
{
	struct draft_lock lock;
	*out = (struct generation){0};
	if (project_store(context, &out->store) != 0 ||
		choose_parent(context, out, options) != 0 ||
		diag_errors(&context->diagnostics) > 0)
		return -1;
	if (lock_versions(context, &lock) != 0)
		return -1;
	int result = write_hand_made(
		context, out, options, NULL, json_new_object(&context->arena));
	unlock_versions(context, &lock);
	return result;
}

int
generate_merge(struct context *context, struct generation *out,
	const struct generate_options *options, const struct revisions *parents,
	struct json *objects)
{
	struct draft_lock lock;
	*out = (struct generation){0};
	if (lock_versions(context, &lock) != 0)
		return -1;
	int result = write_hand_made(context, out, options, parents, objects);
	unlock_versions(context, &lock);
	return result;
}

static bool
same_message(const struct revision *revision, const struct generate_options *options)
{
	return options->message == NULL || text_equal(options->message, revision->message);
}

/* Brings versions/ in line with what was found, as far as it may be written. */
static int
settle(struct context *context, struct generation *g, const struct generate_options *options)
{
	struct draft draft;
	if (!g->changed) {
		if (g->obsolete == NULL || !options->write)
			return 0;
		g->removed = true;
		return draft_remove(g->obsolete, &context->diagnostics);
	}
	if (make_draft(context, g, options, &draft) != 0)
		return -1;
	g->id = draft.text.id;
	g->text = print_draft(&context->arena, &draft);
	g->unchanged_draft = g->obsolete != NULL && text_equal(g->obsolete->id, g->id) &&
			     same_message(g->obsolete, options);
	if (g->unchanged_draft)
		g->sql_path = g->obsolete->sql_path;
	if (g->unchanged_draft || !options->write)
		return 0;
	g->sql_path = draft_write(&context->arena, &draft, g->obsolete, &context->diagnostics);
	return g->sql_path != NULL ? hooks_run(context, g->sql_path) : -1;
}

static bool
must_write(const struct generation *g, const struct generate_options *options)
{
	if (!options->write)
		return false;
	return g->changed ? !g->unchanged_draft : g->obsolete != NULL;
}

static size_t
report_doubts(struct context *context, const struct generation *g)
{
	size_t before = diag_errors(&context->diagnostics);
	for (size_t i = 0; i < g->dialect_count; i++)
		report_probable_renames(&context->arena, &g->dialects[i].changes, &g->hints,
			g->dialects[i].dialect, &context->diagnostics);
	report_stale_renames(&context->arena, g->before, g->models,
		g->parent != NULL ? arena_printf(&context->arena, "revision %s", g->parent->id)
				  : "any revision",
		&context->diagnostics);
	if (g->dialect_count > 0)
		hints_report_unused(&g->hints, &g->dialects[0].changes, &context->diagnostics);
	return diag_errors(&context->diagnostics) - before;
}

int
generate(struct context *context, struct generation *out, struct schema *models,
	const struct generate_options *options)
{
	struct generate_options look = *options;
	struct draft_lock lock;
	*out = (struct generation){.models = models};
	look.write = false;
	if (examine(context, out, options) != 0)
		return -1;
	if (out->store.graph.heads.len > 1 && options->head == NULL)
		return 0;
	if (report_doubts(context, out) > 0)
		return -1;
	if (settle(context, out, &look) != 0)
		return -1;
	if (!must_write(out, options))
		return 0;
	/* Somebody else may have written since: look again, alone. */
	if (lock_versions(context, &lock) != 0)
		return -1;
	*out = (struct generation){.models = models};
	int result = examine(context, out, options);
	if (result == 0)
		result = settle(context, out, options);
	unlock_versions(context, &lock);
	return result;
}

/* ------------------------------------------------------------------ reporting */

static bool
lacks_value(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ADD_COLUMN && column->not_null &&
	       column->generated == GENERATED_NONE && column->identity == IDENTITY_NONE &&
	       !column->serial && !column->autoincrement &&
	       column->default_value.common == NULL && column->backfill.common == NULL;
}

/* Rows may hold NULL where it is not allowed from now on. */
static bool
lacks_replacement(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ALTER_NULLABILITY && column->not_null &&
	       !change->column_before->not_null && column->generated == GENERATED_NONE &&
	       column->backfill.common == NULL;
}

static void
report_replacement(struct context *context, const struct change *change)
{
	diag_add(&context->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"rows of '%s' that hold NULL in '%s' have no value for it, now that it is NOT NULL",
		change->table->name.name, change->column->name);
	diag_note(&context->diagnostics, (struct location){0},
		"say SC_BACKFILL(…); as it is, the upgrade stops at a table with such rows");
}

static void
report_required(struct context *context, const struct change *change)
{
	diag_add(&context->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"rows that are in '%s' already have no value for the new NOT NULL column '%s'",
		change->table->name.name, change->column->name);
	diag_note(&context->diagnostics, (struct location){0},
		"say SC_DEFAULT(…) or SC_BACKFILL(…); as it is, the upgrade stops at a table with rows");
}

static void
report_change(struct context *context, const struct generation *g, const struct change *change,
	const char *reference)
{
	struct location at = change_location(change);
	if (at.file == NULL && g->parent != NULL)
		at = location_of_file(g->parent->sql_path);
	diag_add(&context->diagnostics, DIAG_DRIFT, at, "%s",
		change_explain(&context->arena, change, "the models", reference));
	if (g->sql_path != NULL)
		diag_note(&context->diagnostics, location_of_file(g->sql_path),
			"the draft with this change: read it, then `schemac review`");
}

void
generate_report_required(struct context *context, const struct generation *generation)
{
	for (size_t i = 0; i < generation->dialect_count; i++)
		VEC_EACH (const struct change, change, generation->dialects[i].changes)
			if (lacks_value(change))
				report_required(context, change);
			else if (lacks_replacement(change))
				report_replacement(context, change);
}

void
generate_report_drift(struct context *context, const struct generation *generation)
{
	const struct revision *covering =
		generation->obsolete != NULL ? generation->obsolete : generation->parent;
	const char *reference = covering == NULL
					? "any revision"
					: arena_printf(&context->arena, "revision %s", covering->id);
	/* The models changed back: the draft that said otherwise is gone, and all agree. */
	if (!generation->changed && generation->removed)
		return;
	for (size_t i = 0; i < generation->dialect_count; i++)
		VEC_EACH (const struct change, change, generation->news[i].changes)
			report_change(context, generation, change, reference);
	generate_report_required(context, generation);
}
