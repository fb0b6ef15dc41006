#include "draft/draft_text.h"

#include "base/json_print.h"
#include "base/map.h"
#include "base/text.h"
#include "diff/change_summary.h"
#include "diff/compare.h"
#include "diff/data_loss.h"
#include "draft/draft_message.h"
#include "draft/draft_names.h"
#include "rev/file/content.h"
#include "rev/file/draft.h"
#include "rev/file/id.h"
#include "rev/merge/merge_objects.h"
#include "schema/schema_json.h"
#include "workspace/dialects.h"

#include <string.h>

/* The complete state of every object that differs; JSON null for a removed object. */
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
		if (!json_values_equal(map_find(&by_key, member->key), member->value))
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

/* The renames, which the states of objects do not contain. */
static struct json *
renames_of(struct arena *arena, const struct planned_draft *p)
{
	struct json *renames = json_new_object(arena);
	for (size_t i = 0; i < p->changes.len; i++)
		VEC_EACH (const struct change, change, p->changes.items[i].changes) {
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
	VEC_EACH (struct enum_type *, type, p->after->enums)
		add_value_renames(
			arena, renames, *type, schema_find_enum(p->before, &(*type)->name));
	return renames;
}

/* Sets the parts of the section that depend on the statements. */
static int
write_ddl(struct workspace *workspace, const struct dialect_changes *d,
	enum ddl_direction direction, struct section_text *out)
{
	struct arena *arena = &workspace->arena;
	struct compare_settings settings = dialects_compare_settings(workspace, d->dialect->id);
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
	if (d->dialect->plan(arena, &ddl, &request, &workspace->diagnostics) != 0)
		return -1;
	struct strbuf text = STRBUF_INIT;
	ddl_print(&text, &ddl);
	out->sql = arena_strdup(arena, text.buf);
	out->no_transaction = ddl.no_transaction;
	strbuf_release(&text);
	return 0;
}

/* Adds one section if it is the same in all dialects, otherwise one for each dialect. */
static int
add_sections(struct workspace *workspace, const struct planned_draft *p,
	enum ddl_direction direction, struct section_texts *sections)
{
	struct section_text texts[DIALECT_COUNT] = {{.sql = ""}};
	bool same = true;
	for (size_t i = 0; i < p->changes.len; i++) {
		if (write_ddl(workspace, &p->changes.items[i], direction, &texts[i]) != 0)
			return -1;
		same = same && strcmp(texts[i].sql, texts[0].sql) == 0 &&
		       texts[i].no_transaction == texts[0].no_transaction;
	}
	for (size_t i = 0; i < (same ? 1 : p->changes.len); i++) {
		struct section_text *section = VEC_ADD(&workspace->arena, sections);
		*section = texts[i];
		section->direction = direction == DDL_UP ? SCHEMAC_UP : SCHEMAC_DOWN;
		section->dialect = same ? DIALECT_COUNT : p->changes.items[i].dialect->id;
	}
	return 0;
}

static void
add_notes(struct workspace *workspace, const struct planned_draft *p, struct texts *notes)
{
	struct arena *arena = &workspace->arena;
	struct data_losses losses = {0};
	struct texts stops = {0}, down_stops = {0};
	for (size_t i = 0; i < p->changes.len; i++) {
		const struct dialect_changes *d = &p->changes.items[i];
		data_loss_find(arena, &losses, d->dialect->id, &d->changes);
		data_loss_find_stops(
			arena, &stops, d->dialect->id, p->before, p->after, &d->changes);
		data_loss_find_down_stops(arena, &down_stops, &d->changes);
	}
	VEC_EACH (const struct data_loss, loss, losses)
		*VEC_ADD(arena, notes) =
			arena_printf(arena, "loses data: %s (%s)", loss->data, loss->remark);
	VEC_EACH (const char *, stop, stops)
		*VEC_ADD(arena, notes) = arena_printf(arena, "the upgrade stops at %s", *stop);
	VEC_EACH (const char *, stop, down_stops)
		*VEC_ADD(arena, notes) = arena_printf(arena, "the downgrade stops at %s", *stop);
}

static void
add_changes(struct workspace *workspace, const struct planned_draft *p, struct texts *out)
{
	struct arena *arena = &workspace->arena;
	struct map seen = {0};
	for (size_t i = 0; i < p->changes.len; i++) {
		const struct changes summary = change_summary(arena, &p->changes.items[i].changes);
		VEC_EACH (const struct change, change, summary) {
			const char *text = change_print(arena, change);
			if (map_put(arena, &seen, text, out) == NULL)
				*VEC_ADD(arena, out) = text;
		}
	}
}

/* The changes that the draft is named after: those of the first dialect that has any. */
static struct changes
title_changes(struct arena *arena, const struct planned_draft *p)
{
	size_t first = 0;
	while (first + 1 < p->changes.len && p->changes.items[first].changes.len == 0)
		first++;
	return change_summary(arena, &p->changes.items[first].changes);
}

/* Adds the hints of the models for one change, because the contents of a draft depend on them. */
static void
add_hints(struct strbuf *out, const struct change *change)
{
	const struct column *column = change->column;
	if (column == NULL)
		return;
	bool filled = change->kind == CHANGE_ADD_COLUMN || change->kind == CHANGE_ALTER_NULLABILITY;
	if (filled && column->backfill.common != NULL)
		strbuf_addf(out, "backfill %s.%s %s\n", change->table->name.name, column->name,
			column->backfill.common);
	if (change->kind == CHANGE_ALTER_TYPE && column->using_expression.common != NULL)
		strbuf_addf(out, "using %s.%s %s\n", change->table->name.name, column->name,
			column->using_expression.common);
}

/* The contents that identify a draft: the states, and the renames and hints that lead to them. */
static const char *
content_of(struct arena *arena, const struct planned_draft *p, const struct snapshot *snapshot)
{
	struct strbuf text = STRBUF_INIT;
	json_print_compact(&text, snapshot->objects);
	if (snapshot->renames->members.len > 0)
		json_print_compact(&text, snapshot->renames);
	for (size_t i = 0; i < p->changes.len; i++)
		VEC_EACH (const struct change, change, p->changes.items[i].changes)
			add_hints(&text, change);
	return strbuf_finish(&text, arena);
}

int
draft_text_name(struct workspace *workspace, struct planned_draft *p, const char *words)
{
	struct arena *arena = &workspace->arena;
	struct draft *draft = &p->draft;
	const char *problem;
	long long now;
	if (draft_names_check_id(workspace, p->graph, p->obsolete, draft) != 0 ||
		workspace_time(workspace, &now) != 0)
		return -1;
	const struct file_stamp stamp = {.id = draft->text.id,
		.slug = slug_new(arena, words, workspace->config.truncate_slug_length),
		.epoch = (time_t)now,
		.utc_offset = workspace_utc_offset(workspace, now)};
	draft->text.created = timestamp_print(arena, (time_t)now);
	draft->name = file_name_new(arena, workspace->config.file_template, &stamp, &problem);
	if (draft->name == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_CONFIG,
			config_place(&workspace->config, "file_template"), "%s", problem);
	return 0;
}

int
draft_text_begin(struct workspace *workspace, struct planned_draft *p,
	const struct draft_options *options)
{
	struct arena *arena = &workspace->arena;
	struct draft *draft = &p->draft;
	*draft = (struct draft){.text.message = options->message};
	if (p->parent != NULL)
		*VEC_ADD(arena, &draft->text.parents) = p->parent->id;
	if (dialects_list(workspace, &draft->snapshot.dialects) != 0)
		return -1;
	if (draft_names_take(workspace, p->graph, options, draft) != 0)
		return -1;
	/* The new draft keeps the dependencies of the obsolete one. */
	if (options->depends_on.len == 0 && p->obsolete != NULL)
		VEC_EACH (const struct reference, needed, p->obsolete->depends_on)
			*VEC_ADD(arena, &draft->text.depends_on) = needed->name;
	return 0;
}

const char *
draft_text_id(struct arena *arena, const struct draft *draft, const char *content)
{
	return id_new(arena, draft->text.parents.items, draft->text.parents.len, content);
}

int
draft_text_make(struct workspace *workspace, struct planned_draft *p,
	const struct draft_options *options)
{
	struct arena *arena = &workspace->arena;
	struct draft *draft = &p->draft;
	const struct changes title = title_changes(arena, p);
	if (draft_text_begin(workspace, p, options) != 0)
		return -1;
	draft->generated = true;
	draft->snapshot.objects = touched_objects(arena, p->before, p->after);
	draft->snapshot.renames = renames_of(arena, p);
	add_changes(workspace, p, &draft->snapshot.changes);
	draft->text.id = options->id != NULL ? options->id
					     : draft_text_id(arena, draft,
						       content_of(arena, p, &draft->snapshot));
	if (draft->text.message == NULL)
		draft->text.message = draft_message(arena, &title);
	add_notes(workspace, p, &draft->text.notes);
	if (add_sections(workspace, p, DDL_UP, &draft->text.sections) != 0 ||
		add_sections(workspace, p, DDL_DOWN, &draft->text.sections) != 0)
		return -1;
	return draft_text_name(workspace, p,
		options->message != NULL ? options->message
					 : draft_message_slug(arena, &title));
}

const char *
draft_text_print(struct arena *arena, const struct draft *draft)
{
	struct strbuf text = STRBUF_INIT;
	script_print(&text, &draft->text);
	return strbuf_finish(&text, arena);
}

/* The part of the file after its header. */
static const char *
sections_of(const char *text)
{
	const char *found = strstr(text, "\n-- schemac:");
	return found != NULL ? found : "";
}

bool
draft_text_has_sections_of(
	const struct revision *old, const struct draft *draft, struct diagnostics *diagnostics)
{
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;
	bool same = false;
	script_print(&after, &draft->text);
	if (content_read_sql(&before, old, diagnostics) == 0) {
		const char *a = sections_of(before.buf), *b = sections_of(after.buf);
		same = text_equal(digest_of_text(a, strlen(a)).hex,
			digest_of_text(b, strlen(b)).hex);
	}
	strbuf_release(&before);
	strbuf_release(&after);
	return same;
}
