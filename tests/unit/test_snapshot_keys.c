/* rev/file/snapshot_keys: snapshots of format 1, in which the key of a trigger has no table. */
#include "base/json_print.h"
#include "rev/file/snapshot.h"
#include "rev/file/snapshot_keys.h"
#include "rev/file/store.h"
#include "rev/merge/fold.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

#define TRIGGER(name, table)                                                                       \
	"{\"name\": {\"name\": \"" name "\"}, \"sql\": \"X\", \"table\": {\"name\": \"" table "\"}}"

/* Writes a revision with these objects after `parent`, "" for none. */
static void
write_revision(struct fixture *fixture, const char *id, const char *parent, int format,
	const char *objects)
{
	struct arena *arena = &fixture->arena;
	const char *quoted = *parent != '\0' ? arena_printf(arena, "\"%s\"", parent) : "";
	fixture_write(fixture, arena_printf(arena, "%s.sql", id),
		arena_printf(arena,
			"-- M\n-- revision: %s\n%s%s%s-- schemac: upgrade\nSELECT 1;\n", id,
			*parent != '\0' ? "-- revises: " : "", parent, *parent != '\0' ? "\n" : ""));
	fixture_write(fixture, arena_printf(arena, "%s.json", id),
		arena_printf(arena,
			"{\"changes\": [], \"format\": %d, \"generated\": null, \"objects\": {%s}, "
			"\"parents\": [%s], \"review\": null, \"revision\": \"%s\"}",
			format, objects, quoted, id));
}

/* The keys of the objects at the heads, separated by '|'. */
static const char *
keys_at_heads(struct fixture *fixture)
{
	struct arena *arena = &fixture->arena;
	const char *folder = fixture_folder(fixture), *keys = "";
	struct store store;
	struct revisions heads = {0};
	struct json *objects;
	assert_int_equal(store_load(arena, &store, &folder, 1, &fixture->diagnostics), 0);
	VEC_EACH (struct revision *, revision, store.graph.all)
		if ((*revision)->children.len == 0)
			*VEC_ADD(arena, &heads) = *revision;
	int result = fold_objects(arena, &objects, &store.graph, &heads, &fixture->diagnostics);
	assert_string_equal(fixture_messages(fixture), "");
	assert_int_equal(result, 0);
	VEC_EACH (struct json_member, member, objects->members)
		keys = arena_printf(arena, "%s%s%s", keys, *keys != '\0' ? "|" : "", member->key);
	return keys;
}

static void
a_later_revision_replaces_the_trigger_of_an_old_one(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "a1", "", 1, "\"trigger touch\": " TRIGGER("touch", "a"));
	write_revision(fixture, "b2", "a1", 2,
		"\"trigger touch on a\": " TRIGGER("touch", "a") ", \"trigger touch on b\": " TRIGGER("touch", "b"));
	assert_string_equal(keys_at_heads(fixture), "trigger touch on a|trigger touch on b");
	write_revision(fixture, "c3", "b2", 2, "\"trigger touch on a\": null");
	assert_string_equal(keys_at_heads(fixture), "trigger touch on b");
}

static void
an_old_key_with_null_drops_the_trigger(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "a1", "", 1,
		"\"rule r\": " TRIGGER("r", "a") ", \"trigger touch\": " TRIGGER("touch", "a"));
	write_revision(fixture, "b2", "a1", 1, "\"trigger touch\": null");
	assert_string_equal(keys_at_heads(fixture), "rule r on a");
}

static void
an_old_key_moves_the_trigger_to_another_table(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "a1", "", 1, "\"trigger touch\": " TRIGGER("touch", "a"));
	write_revision(fixture, "b2", "a1", 1, "\"trigger touch\": " TRIGGER("touch", "b"));
	assert_string_equal(keys_at_heads(fixture), "trigger touch on b");
}

static void
branches_add_triggers_of_one_name(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "a1", "", 1, "");
	write_revision(fixture, "b2", "a1", 2, "\"trigger touch on a\": " TRIGGER("touch", "a"));
	write_revision(fixture, "c3", "a1", 2, "\"trigger touch on b\": " TRIGGER("touch", "b"));
	assert_string_equal(keys_at_heads(fixture), "trigger touch on a|trigger touch on b");
	/* a drop by an old key on one branch does not concern the other one */
	write_revision(fixture, "d4", "b2", 1, "\"trigger touch\": null");
	assert_string_equal(keys_at_heads(fixture), "trigger touch on b");
}

static const char old[] = "{\n"
			  "  \"changes\": [],\n"
			  "  \"format\": 1,\n"
			  "  \"generated\": null,\n"
			  "  \"objects\": {\n"
			  "    \"rule gone\": null,\n"
			  "    \"trigger s.touch\": {\n"
			  "      \"name\": {\n"
			  "        \"name\": \"touch\",\n"
			  "        \"schema\": \"s\"\n"
			  "      },\n"
			  "      \"sql\": \"X\",\n"
			  "      \"table\": {\n"
			  "        \"name\": \"a\",\n"
			  "        \"schema\": \"s\"\n"
			  "      }\n"
			  "    }\n"
			  "  },\n"
			  "  \"parents\": [],\n"
			  "  \"review\": null,\n"
			  "  \"revision\": \"a\"\n"
			  "}\n";

static void
an_old_snapshot_is_printed_as_it_was(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	struct snapshot snapshot;
	struct strbuf text = STRBUF_INIT;
	assert_int_equal(snapshot_parse(arena, &snapshot, "a.json", old, strlen(old),
				 &fixture->diagnostics),
		0);
	assert_non_null(json_find(snapshot.objects, "trigger touch on s.a"));
	assert_int_equal(snapshot_place(&snapshot, "trigger touch on s.a").line, 7);
	assert_int_equal(snapshot_place(&snapshot, "trigger touch on s.b").line, 0);
	snapshot_print(arena, &text, &snapshot);
	assert_string_equal(text.buf, old);
	strbuf_release(&text);
}

static void
old_keys_apply_to_a_state(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	static const char text[] = "{\"rule gone on a\": " TRIGGER("gone", "a") ", \"rule stays on a\": " TRIGGER(
		"stays", "a") ", \"trigger touch on b\": {\"name\": {\"name\": \"touch\", \"schema\": \"s\"}}}";
	struct json_error error;
	struct snapshot snapshot;
	struct json *before = json_parse(arena, text, strlen(text), &error);
	assert_non_null(before);
	assert_int_equal(snapshot_parse(arena, &snapshot, "a.json", old, strlen(old),
				 &fixture->diagnostics),
		0);
	struct json *after = snapshot_apply(arena, before, snapshot.objects);
	assert_int_equal(after->members.len, 2);
	assert_non_null(json_find(after, "rule stays on a"));
	assert_non_null(json_find(after, "trigger touch on s.a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_later_revision_replaces_the_trigger_of_an_old_one),
		TEST(an_old_key_with_null_drops_the_trigger),
		TEST(an_old_key_moves_the_trigger_to_another_table),
		TEST(branches_add_triggers_of_one_name),
		TEST(an_old_snapshot_is_printed_as_it_was),
		TEST(old_keys_apply_to_a_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
