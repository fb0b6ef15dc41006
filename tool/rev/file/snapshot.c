#include "rev/file/snapshot.h"

#include "base/file.h"
#include "base/json_print.h"
#include "base/map.h"
#include "base/text.h"
#include "rev/file/content.h"
#include "rev/file/lines.h"
#include "rev/file/snapshot_keys.h"

#include <errno.h>
#include <string.h>

/* The state while a snapshot is read. */
struct snapshot_reader {
	struct arena *arena;
	struct snapshot *snapshot;
	struct diagnostics *diagnostics;
};

/* ------------------------------------------------------------------ locations */

/* The location of a member at this depth of the tree; the file as a whole if it is not found. */
static struct location
place_of(const struct snapshot *snapshot, const char *key, int depth)
{
	struct location at = location_of_file(snapshot->path);
	struct strbuf member = STRBUF_INIT;
	const struct json name = {.type = JSON_TEXT, .text = key};
	strbuf_addf(&member, "\n%*s", 2 * depth, "");
	json_print_compact(&member, &name);
	const char *found = snapshot->text != NULL ? strstr(snapshot->text, member.buf) : NULL;
	if (found != NULL) {
		at.line = 2;
		for (const char *c = snapshot->text; c < found; c++)
			at.line += *c == '\n';
		at.column = (unsigned)(2 * depth) + 1;
		at.length = (unsigned)member.len - (unsigned)(2 * depth) - 1;
	}
	strbuf_release(&member);
	return at;
}

struct location
snapshot_place(const struct snapshot *snapshot, const char *key)
{
	struct location at = place_of(snapshot, key, 2);
	if (at.line > 0 || !snapshot->old_keys)
		return at;
	struct arena arena;
	arena_init(&arena);
	VEC_EACH (const struct json_member, member, snapshot->objects->members)
		if (at.line == 0 && snapshot_key_is_old(&arena, member->key) &&
			snapshot_key_names(
				&arena, member->key, key, json_find(snapshot->objects, key)))
			at = place_of(snapshot, member->key, 2);
	arena_release(&arena);
	return at;
}

struct json *
snapshot_apply(struct arena *arena, const struct json *before, struct json *touched)
{
	struct json *after = json_new_object(arena);
	struct map changed = {0};
	touched = snapshot_keys_resolve(arena, touched, before);
	VEC_EACH (struct json_member, member, touched->members)
		map_put(arena, &changed, member->key, member->value);
	VEC_EACH (struct json_member, member, before->members)
		if (map_find(&changed, member->key) == NULL)
			json_set(arena, after, member->key, member->value);
	VEC_EACH (struct json_member, member, touched->members)
		if (member->value->type != JSON_NULL_VALUE)
			json_set(arena, after, member->key, member->value);
	return after;
}

/* ------------------------------------------------------------------ reading */

static int
wrong(const struct snapshot_reader *reader, const char *key, const char *what)
{
	return diag_add(reader->diagnostics, DIAG_SNAPSHOT_FILE, place_of(reader->snapshot, key, 1),
		"the snapshot's '%s' %s", key, what);
}

static int
read_text(const struct snapshot_reader *reader, const char *key, const struct json *value,
	const char **out)
{
	if (value->type != JSON_TEXT)
		return wrong(reader, key, "is not a string");
	*out = value->text;
	return 0;
}

static int
read_texts(const struct snapshot_reader *reader, const char *key, const struct json *value,
	struct texts *out)
{
	if (value->type != JSON_LIST)
		return wrong(reader, key, "is not an array");
	VEC_EACH (struct json *, item, value->items)
		if (read_text(reader, key, *item, VEC_ADD(reader->arena, out)) != 0)
			return -1;
	return 0;
}

static int
read_objects(const struct snapshot_reader *reader, const char *key, struct json *value)
{
	if (value->type != JSON_MEMBERS)
		return wrong(reader, key, "is not an object");
	VEC_EACH (struct json_member, member, value->members)
		if (member->value->type != JSON_MEMBERS && member->value->type != JSON_NULL_VALUE)
			return diag_add(reader->diagnostics, DIAG_SNAPSHOT_FILE,
				snapshot_place(reader->snapshot, member->key),
				"the state of '%s' is neither an object nor null", member->key);
	reader->snapshot->objects = value;
	return 0;
}

/* Replaces the keys of format 1. */
static void
take_old_keys(struct arena *arena, struct snapshot *snapshot)
{
	struct json *objects = snapshot_keys_from_old(arena, snapshot->objects);
	if (objects == NULL)
		return;
	snapshot->objects = objects;
	snapshot->old_keys = true;
}

static int
read_renames(const struct snapshot_reader *reader, const char *key, struct json *value)
{
	if (value->type != JSON_MEMBERS)
		return wrong(reader, key, "is not an object");
	VEC_EACH (struct json_member, member, value->members)
		if (member->value->type != JSON_TEXT)
			return wrong(reader, key, "contains an old name that is not a string");
	reader->snapshot->renames = value;
	return 0;
}

static int
read_review(const struct snapshot_reader *reader, const char *key, const struct json *value)
{
	if (value->type == JSON_NULL_VALUE)
		return 0;
	struct review *review = ARENA_NEW(reader->arena, struct review);
	if (value->type != JSON_MEMBERS)
		return wrong(reader, key, "is neither an object nor null");
	VEC_EACH (struct json_member, member, value->members) {
		const struct json *item = member->value;
		if (strcmp(member->key, "digest") == 0 && item->type == JSON_TEXT)
			review->digest = item->text;
		else if (strcmp(member->key, "by") == 0 && item->type == JSON_TEXT)
			review->by = item->text;
		else if (strcmp(member->key, "at") == 0 && item->type == JSON_TEXT)
			review->at = item->text;
		else if (strcmp(member->key, "destructive") == 0 && item->type == JSON_BOOL)
			review->destructive = item->truth;
		else
			return wrong(reader, key,
				arena_printf(reader->arena,
					"has the member '%s', which is unknown or has the wrong "
					"type",
					member->key));
	}
	if (review->digest == NULL)
		return wrong(reader, key, "has no digest");
	reader->snapshot->review = review;
	return 0;
}

static int
read_format(const struct snapshot_reader *reader, const char *key, const struct json *value)
{
	if (value->type != JSON_NUMBER || value->number < 1)
		return wrong(reader, key, "is not a positive number");
	if (value->number > SNAPSHOT_FORMAT)
		return wrong(reader, key, "is newer than this version of schemac supports");
	return 0;
}

static int
read_member(const struct snapshot_reader *reader, const char *key, struct json *value)
{
	struct snapshot *snapshot = reader->snapshot;
	if (strcmp(key, "format") == 0)
		return read_format(reader, key, value);
	if (strcmp(key, "revision") == 0)
		return read_text(reader, key, value, &snapshot->revision);
	if (strcmp(key, "parents") == 0)
		return read_texts(reader, key, value, &snapshot->parents);
	if (strcmp(key, "changes") == 0)
		return read_texts(reader, key, value, &snapshot->changes);
	if (strcmp(key, "dialects") == 0)
		return read_texts(reader, key, value, &snapshot->dialects);
	if (strcmp(key, "objects") == 0)
		return read_objects(reader, key, value);
	if (strcmp(key, "renames") == 0)
		return read_renames(reader, key, value);
	if (strcmp(key, "generated") == 0)
		return value->type == JSON_NULL_VALUE
			       ? 0
			       : read_text(reader, key, value, &snapshot->generated);
	if (strcmp(key, "review") == 0)
		return read_review(reader, key, value);
	return wrong(reader, key, "is not known to this version of schemac");
}

int
snapshot_parse(struct arena *arena, struct snapshot *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics)
{
	static const char *const required[] = {"format", "revision", "parents", "objects"};
	const struct snapshot_reader reader = {arena, out, diagnostics};
	struct json_error error = {0};
	*out = (struct snapshot){.path = path, .text = arena_strndup(arena, text, length)};
	struct json *root = json_parse(arena, text, length, &error);
	if (root == NULL) {
		diag_add(diagnostics, DIAG_SNAPSHOT_FILE,
			(struct location){.file = path, .line = error.line, .column = error.column},
			"not a snapshot: %s", error.message);
		note_conflict_marks(diagnostics, path, text, length);
		return -1;
	}
	if (root->type != JSON_MEMBERS)
		return diag_add(diagnostics, DIAG_SNAPSHOT_FILE,
			(struct location){.file = path, .line = 1, .column = 1},
			"not a snapshot: not a JSON object");
	/* The format is checked first: a newer snapshot may contain anything. */
	for (size_t i = 0; i < sizeof(required) / sizeof(*required); i++)
		if (json_find(root, required[i]) == NULL)
			return diag_add(diagnostics, DIAG_SNAPSHOT_FILE, location_of_file(path),
				"the snapshot has no '%s'", required[i]);
	if (read_format(&reader, "format", json_find(root, "format")) != 0)
		return -1;
	VEC_EACH (struct json_member, member, root->members)
		if (read_member(&reader, member->key, member->value) != 0)
			return -1;
	if (json_find(root, "format")->number == 1)
		take_old_keys(arena, out);
	return 0;
}

/* Whether the snapshot's parents are those of the file's head, in any order. */
static bool
has_parents_of(const struct snapshot *snapshot, const struct revision *revision)
{
	size_t found = 0;
	VEC_EACH (const char *, parent, snapshot->parents)
		VEC_EACH (struct reference, reference, revision->parents)
			found += strcmp(*parent, reference->name) == 0;
	return found == snapshot->parents.len && found == revision->parents.len;
}

static int
report_other(const struct snapshot *snapshot, const struct revision *revision, const char *key,
	struct location head, struct diagnostics *diagnostics)
{
	diag_add(diagnostics, DIAG_SNAPSHOT_FILE, place_of(snapshot, key, 1),
		"the snapshot's '%s' differs from the head of the SQL file", key);
	diag_note(diagnostics, head, "the head of %s is here", revision->sql_path);
	diag_note(diagnostics, (struct location){0},
		"if the head was edited on purpose, make the same edit in the snapshot");
	return -1;
}

static int
read_file(struct arena *arena, struct snapshot *out, const struct revision *revision,
	struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	const char *path = revision->snapshot_path;
	int result = -1;
	*out = (struct snapshot){.path = path};
	if (content_read_snapshot(&text, revision, diagnostics) == 0)
		result = snapshot_parse(arena, out, path, text.buf, text.len, diagnostics);
	strbuf_release(&text);
	if (result == 0 && strcmp(out->revision, revision->id) != 0)
		return report_other(out, revision, "revision", revision->id_at, diagnostics);
	if (result == 0 && !has_parents_of(out, revision))
		return report_other(out, revision, "parents",
			revision->parents.len > 0 ? revision->parents.items[0].at : revision->id_at,
			diagnostics);
	return result;
}

int
snapshot_read(struct arena *arena, struct snapshot *out, const struct revision *revision,
	struct diagnostics *diagnostics)
{
	struct revision_cache *cache = revision->cache;
	if (cache != NULL && cache->snapshot != NULL) {
		*out = *cache->snapshot;
		return 0;
	}
	if (read_file(arena, out, revision, diagnostics) != 0)
		return -1;
	if (cache != NULL && cache->arena == arena) {
		cache->snapshot = ARENA_NEW(arena, struct snapshot);
		*cache->snapshot = *out;
	}
	return 0;
}

/* ------------------------------------------------------------------ printing */

static struct json *
texts_to_json(struct arena *arena, const struct texts *texts)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const char *, text, *texts)
		json_push(arena, list, json_new_text(arena, *text));
	return list;
}

static struct json *
review_to_json(struct arena *arena, const struct review *review)
{
	if (review == NULL)
		return json_new_null(arena);
	struct json *object = json_new_object(arena);
	json_set_text(arena, object, "digest", review->digest);
	json_set_text(arena, object, "by", review->by);
	json_set_text(arena, object, "at", review->at);
	json_set_flag(arena, object, "destructive", review->destructive);
	return object;
}

/* The snapshot without its review. */
static struct json *
content_to_json(struct arena *arena, const struct snapshot *snapshot)
{
	struct json *root = json_new_object(arena);
	struct json *objects =
		snapshot->objects != NULL ? snapshot->objects : json_new_object(arena);
	if (snapshot->old_keys)
		objects = snapshot_keys_to_old(arena, objects);
	bool is_new = !snapshot->old_keys && (snapshot->dialects.len > 0 ||
						     snapshot_keys_are_new(arena, objects));
	json_set(arena, root, "format", json_new_number(arena, is_new ? SNAPSHOT_FORMAT : 1));
	json_set_text(arena, root, "revision", snapshot->revision);
	json_set(arena, root, "parents", texts_to_json(arena, &snapshot->parents));
	json_set(arena, root, "changes", texts_to_json(arena, &snapshot->changes));
	if (snapshot->dialects.len > 0)
		json_set(arena, root, "dialects", texts_to_json(arena, &snapshot->dialects));
	json_set(arena, root, "objects", objects);
	if (snapshot->renames != NULL && snapshot->renames->members.len > 0)
		json_set(arena, root, "renames", snapshot->renames);
	json_set(arena, root, "generated", json_new_text(arena, snapshot->generated));
	return root;
}

void
snapshot_print(struct arena *arena, struct strbuf *out, const struct snapshot *snapshot)
{
	struct json *root = content_to_json(arena, snapshot);
	json_set(arena, root, "review", review_to_json(arena, snapshot->review));
	json_print(out, root);
}

int
snapshot_write(
	struct arena *arena, const struct snapshot *snapshot, struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	snapshot_print(arena, &text, snapshot);
	int result = file_write_if_changed(snapshot->path, text.buf, text.len);
	if (result != 0)
		diag_add(diagnostics, DIAG_CANNOT_WRITE, location_of_file(snapshot->path),
			"cannot write the snapshot: %s", strerror(errno));
	strbuf_release(&text);
	return result;
}

struct digest
snapshot_digest(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length)
{
	struct strbuf text = STRBUF_INIT;
	struct digest sql_digest = digest_of_text(sql, sql_length);
	strbuf_addf(&text, "%s\n", sql_digest.hex);
	json_print(&text, content_to_json(arena, snapshot));
	struct digest digest = digest_of(text.buf, text.len);
	strbuf_release(&text);
	return digest;
}

bool
snapshot_is_generated(const struct snapshot *snapshot, const char *sql, size_t sql_length)
{
	struct digest digest = digest_of_text(sql, sql_length);
	return text_equal(snapshot->generated, digest.hex);
}
