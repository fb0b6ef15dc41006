/* rev/file and rev/embed/runtime_bundle: valid and invalid files on disk. */
#include "base/text.h"
#include "rev/embed/runtime_bundle.h"
#include "draft/draft_state.h"
#include "rev/file/draft.h"
#include "rev/file/draft_lock.h"
#include "rev/file/id.h"
#include "rev/file/review.h"
#include "rev/file/script_print.h"
#include "rev/file/snapshot.h"
#include "rev/file/store.h"
#include "rev/graph/set.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

#define SQL(id, head) "-- M\n-- revision: " id "\n" head "-- schemac: upgrade\nSELECT 1;\n"
#define JSON(id, parents)                                                                          \
	"{\n  \"changes\": [],\n  \"format\": 1,\n  \"generated\": null,\n  \"objects\": {},\n"    \
	"  \"parents\": [" parents "],\n  \"review\": null,\n  \"revision\": \"" id "\"\n}\n"

static void
write_revision(struct fixture *fixture, const char *name, const char *sql, const char *json)
{
	fixture_write(fixture, arena_printf(&fixture->arena, "%s.sql", name), sql);
	fixture_write(fixture, arena_printf(&fixture->arena, "%s.json", name), json);
}

static int
load(struct fixture *fixture, struct store *store)
{
	const char *folder = fixture_folder(fixture);
	return store_load(&fixture->arena, store, &folder, 1, &fixture->diagnostics);
}

static void
load_well(struct fixture *fixture, struct store *store)
{
	int result = load(fixture, store);
	assert_string_equal(fixture_messages(fixture), "");
	assert_int_equal(result, 0);
}

static void
refuse_folder(struct fixture *fixture, const char *messages)
{
	struct store store;
	assert_int_equal(load(fixture, &store), -1);
	assert_int_equal(store.graph.all.len, 0);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_string_equal(fixture_messages(fixture), messages);
}

/* ------------------------------------------------------------------ store */

static void
several_folders_are_one_graph(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	const char *one = fixture_folder(fixture);
	const char *two = path_join(&fixture->arena, one, "two");
	const char *folders[] = {one, two, arena_printf(&fixture->arena, "%s/two/..", one)};
	assert_int_equal(mkdir(two, 0777), 0);
	write_revision(fixture, "a_first", SQL("a", ""), JSON("a", ""));
	write_revision(fixture, "two/b", SQL("b", "-- revises: a\n"), JSON("b", "\"a\""));
	fixture_write(fixture, "README", "no revision");
	fixture_write(fixture, ".schemac.lock", "");
	assert_int_equal(store_load(&fixture->arena, &store, folders, 3, &fixture->diagnostics), 0);
	assert_string_equal(revisions_print(&fixture->arena, &store.graph.all), "a and b");
	assert_int_equal(store.folders.len, 2);
	assert_string_equal(store.graph.all.items[1]->folder, two);
}

static void
files_in_memory_are_read_like_those_on_the_disk(void **state)
{
	struct fixture *fixture = *state;
	static const char sql[] = SQL("aaa", ""), json[] = JSON("aaa", "");
	static const struct store_file files[] = {
		{"main:v/aaa.json", json, sizeof(json) - 1},
		{"main:v/aaa.sql", sql, sizeof(sql) - 1},
		{"main:v/README", "no revision", 11},
	};
	struct store store;
	struct snapshot snapshot;
	enum review_state state_of_review;
	assert_int_equal(
		store_load_files(&fixture->arena, &store, files, 3, &fixture->diagnostics), 0);
	assert_int_equal(store.graph.all.len, 1);
	const struct revision *revision = store.graph.all.items[0];
	assert_string_equal(revision->sql_path, "main:v/aaa.sql");
	assert_int_equal(review_read(&fixture->arena, &state_of_review, &snapshot, revision,
				 &fixture->diagnostics),
		0);
	assert_int_equal(state_of_review, REVIEW_UNREVIEWED);
	assert_string_equal(snapshot.path, "main:v/aaa.json");
	assert_string_equal(fixture_messages(fixture), "");
}

static void
half_a_revision_in_memory_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	static const struct store_file file = {"main:v/aaa.sql", SQL("aaa", ""), 5};
	struct store store;
	assert_int_equal(
		store_load_files(&fixture->arena, &store, &file, 1, &fixture->diagnostics), -1);
	assert_string_equal(fixture_messages(fixture),
		"aaa.sql:0:0: SQL without its snapshot: 'main:v/aaa.json' is missing\n"
		":0:0: note: restore it from version control, or delete the file above if it is left over from an interrupted run\n");
}

static void
an_empty_folder_is_an_empty_graph(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	fixture_folder(fixture);
	load_well(fixture, &store);
	assert_int_equal(store.graph.all.len, 0);
}

static void
a_missing_folder_gets_a_remedy(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	const char *folder = path_join(&fixture->arena, fixture_folder(fixture), "versions");
	assert_int_equal(
		store_load(&fixture->arena, &store, &folder, 1, &fixture->diagnostics), -1);
	assert_int_equal(fixture->diagnostics.all.len, 1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_non_null(strstr(fixture_messages(fixture), "`schemac init`"));
}

static void
a_file_in_place_of_the_folder_is_one_error(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	const char *folder = fixture_write(fixture, "versions", "x");
	assert_int_equal(
		store_load(&fixture->arena, &store, &folder, 1, &fixture->diagnostics), -1);
	assert_string_equal(fixture_messages(fixture),
		"versions:0:0: cannot read the version location: Not a directory\n");
}

static void
half_a_revision_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	fixture_write(fixture, "a.sql", SQL("a", ""));
	fixture_write(fixture, "b.json", JSON("b", ""));
	refuse_folder(
		fixture, arena_printf(&fixture->arena,
				 "a.sql:0:0: SQL without its snapshot: '%s/a.json' is missing\n"
				 ":0:0: note: restore it from version control, or delete the file above if it is left over from an interrupted run\n"
				 "b.json:0:0: a snapshot without its SQL: '%s/b.sql' is missing\n"
				 ":0:0: note: restore it from version control, or delete the file above if it is left over from an interrupted run\n",
				 fixture->folder, fixture->folder));
}

static void
errors_of_all_files_are_collected(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "a", "SELECT 1;", JSON("a", ""));
	write_revision(fixture, "b", SQL("b@c", "-- revises: zz\n"), JSON("b", ""));
	refuse_folder(fixture,
		"a.sql:1:0: not a revision: the head has no '-- revision: ID' line\n"
		"b.sql:2:14: '@' in the id 'b@c': only letters, digits, '_' and '.' are allowed\n");
}

static void
a_missing_parent_is_at_its_line(void **state)
{
	struct fixture *fixture = *state;
	write_revision(fixture, "b", SQL("b", "-- revises: zz\n"), JSON("b", "\"zz\""));
	refuse_folder(
		fixture, "b.sql:3:13: revision b revises zz, which no version location contains\n");
}

/* ------------------------------------------------------------------ snapshots */

static int
parse_snapshot(struct fixture *fixture, struct snapshot *snapshot, const char *text)
{
	return snapshot_parse(&fixture->arena, snapshot, "versions/a.json", text, strlen(text),
		&fixture->diagnostics);
}

static void
refuse_snapshot(struct fixture *fixture, const char *text, const char *messages)
{
	struct snapshot snapshot;
	assert_int_equal(parse_snapshot(fixture, &snapshot, text), -1);
	assert_int_equal(fixture->diagnostics.all.len, 1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_string_equal(fixture_messages(fixture), messages);
	fixture->diagnostics.all.len = 0;
}

static const char whole[] = "{\n"
			    "  \"changes\": [\n"
			    "    \"create table users\"\n"
			    "  ],\n"
			    "  \"format\": 1,\n"
			    "  \"generated\": \"00ff\",\n"
			    "  \"objects\": {\n"
			    "    \"table users\": {\n"
			    "      \"name\": {\n"
			    "        \"name\": \"users\"\n"
			    "      }\n"
			    "    },\n"
			    "    \"view \\\"odd\\\"\": null\n"
			    "  },\n"
			    "  \"parents\": [\n"
			    "    \"p\"\n"
			    "  ],\n"
			    "  \"review\": {\n"
			    "    \"at\": \"2026-11-21T10:00:00Z\",\n"
			    "    \"by\": \"Ann <ann@example.org>\",\n"
			    "    \"destructive\": true,\n"
			    "    \"digest\": \"abcd\"\n"
			    "  },\n"
			    "  \"revision\": \"a\"\n"
			    "}\n";

static void
a_snapshot_is_printed_as_it_is_read(void **state)
{
	struct fixture *fixture = *state;
	struct snapshot snapshot;
	struct strbuf text = STRBUF_INIT;
	assert_int_equal(parse_snapshot(fixture, &snapshot, whole), 0);
	assert_string_equal(snapshot.review->by, "Ann <ann@example.org>");
	assert_true(snapshot.review->destructive);
	snapshot_print(&fixture->arena, &text, &snapshot);
	assert_string_equal(text.buf, whole);
	struct location at = snapshot_place(&snapshot, "view \"odd\"");
	assert_int_equal(at.line, 13);
	assert_int_equal(at.column, 5);
	assert_int_equal(snapshot_place(&snapshot, "table other").line, 0);
	strbuf_release(&text);
}

static void
every_truncation_of_a_snapshot_is_one_error(void **state)
{
	struct fixture *fixture = *state;
	struct snapshot snapshot;
	for (size_t length = 0; length < strlen(whole) - 1; length++) {
		fixture->diagnostics.all.len = 0;
		assert_int_equal(snapshot_parse(&fixture->arena, &snapshot, "a.json", whole, length,
					 &fixture->diagnostics),
			-1);
		assert_int_equal(fixture->diagnostics.all.len, 1);
		assert_int_equal(fixture->diagnostics.all.items[0]->id, DIAG_SNAPSHOT_FILE);
		assert_true(fixture->diagnostics.all.items[0]->at.line > 0);
	}
}

static void
wrong_snapshots_are_errors(void **state)
{
	struct fixture *fixture = *state;
	refuse_snapshot(
		fixture, "[]\n", "a.json:1:1: not a snapshot: not a JSON object\n");
	refuse_snapshot(fixture, "{\"format\": 1}", "a.json:0:0: the snapshot has no 'revision'\n");
	refuse_snapshot(fixture,
		"{\n  \"format\": 3,\n  \"revision\": 1, \"parents\": 1, \"objects\": 1, \"new\": "
		"1}",
		"a.json:2:3: the snapshot's 'format' is newer than this version of schemac supports\n");
	refuse_snapshot(fixture,
		"{\n  \"format\": 1,\n  \"objects\": {},\n  \"parents\": [1],\n  \"revision\": "
		"\"a\"\n}",
		"a.json:4:3: the snapshot's 'parents' is not a string\n");
	refuse_snapshot(fixture,
		"{\n  \"format\": 1,\n  \"objects\": {\n    \"table a\": 3\n  },\n  \"parents\": "
		"[],\n"
		"  \"revision\": \"a\"\n}",
		"a.json:4:5: the state of 'table a' is neither an object nor null\n");
	refuse_snapshot(fixture,
		"{\n  \"format\": 1,\n  \"objects\": {},\n  \"parents\": [],\n  \"revision\": "
		"\"a\",\n"
		"  \"review\": {\"digest\": 1}\n}",
		"a.json:6:3: the snapshot's 'review' has the member 'digest', which is unknown or has the wrong type\n");
	refuse_snapshot(fixture,
		"{\n  \"extra\": 1,\n  \"format\": 1,\n  \"objects\": {},\n  \"parents\": [],\n"
		"  \"revision\": \"a\"\n}",
		"a.json:2:3: the snapshot's 'extra' is not known to this version of schemac\n");
}

static void
a_snapshot_belongs_to_the_sql_beside_it(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	struct snapshot snapshot;
	write_revision(fixture, "a", SQL("a", ""), JSON("b", ""));
	write_revision(fixture, "c", SQL("c", "-- revises: a\n"), JSON("c", "\"b\""));
	load_well(fixture, &store);
	assert_int_equal(snapshot_read(&fixture->arena, &snapshot, store.graph.all.items[0],
				 &fixture->diagnostics),
		-1);
	assert_int_equal(snapshot_read(&fixture->arena, &snapshot, store.graph.all.items[1],
				 &fixture->diagnostics),
		-1);
	assert_string_equal(fixture_messages(fixture),
		arena_printf(&fixture->arena,
			"a.json:8:3: the snapshot's 'revision' differs from the head of the SQL file\n"
			"a.sql:2:14: note: the head of %s/a.sql is here\n"
			":0:0: note: if the head was edited on purpose, make the same edit in the snapshot\n"
			"c.json:6:3: the snapshot's 'parents' differs from the head of the SQL file\n"
			"c.sql:3:13: note: the head of %s/c.sql is here\n"
			":0:0: note: if the head was edited on purpose, make the same edit in the snapshot\n",
			fixture->folder, fixture->folder));
}

/* ------------------------------------------------------------------ ids and names */

static void
ids_depend_on_parents_and_content_only(void **state)
{
	struct fixture *fixture = *state;
	const char *const ab[] = {"a", "b"}, *const ba[] = {"b", "a"};
	const char *id = id_new(&fixture->arena, ab, 2, "x");
	assert_int_equal(strlen(id), 12);
	assert_string_equal(id, id_new(&fixture->arena, ba, 2, "x"));
	assert_string_not_equal(id, id_new(&fixture->arena, ab, 1, "x"));
	assert_string_not_equal(id, id_new(&fixture->arena, ab, 2, "y"));
	/*
	 * The ids are fixed, because a later version must not give a different id to the same
	 * change.
	 */
	assert_string_equal(id_new(&fixture->arena, NULL, 0, "create table users"), "faef729121f2");
}

static void
slugs_are_words_cut_at_a_word(void **state)
{
	struct arena *arena = &((struct fixture *)*state)->arena;
	assert_string_equal(slug_new(arena, "Add phone to users", 40), "add_phone_to_users");
	assert_string_equal(slug_new(arena, "  ../etc: x--y!\nsecond", 40), "etc_x_y");
	assert_string_equal(slug_new(arena, "one two three", 9), "one_two");
	assert_string_equal(slug_new(arena, "one two", 7), "one_two");
	assert_string_equal(slug_new(arena, "onetwothree", 5), "onetw");
	assert_string_equal(slug_new(arena, "\xC3\xA4\xC3\xA4\xC3\xA4", 3), "\xC3\xA4");
	assert_string_equal(slug_new(arena, "!?", 40), "");
	assert_string_equal(slug_new(arena, "abc", 0), "");
}

static void
file_names_follow_their_template(void **state)
{
	struct arena *arena = &((struct fixture *)*state)->arena;
	const struct file_stamp stamp = {"27c6", "add_phone", 1700000000, 3600};
	const struct file_stamp no_slug = {"27c6", "", 0, 0};
	const char *problem;
	assert_string_equal(
		file_name_new(arena, "%(rev)s_%(slug)s", &stamp, &problem), "27c6_add_phone");
	assert_string_equal(file_name_new(arena, "%(rev)s_%(slug)s", &no_slug, &problem), "27c6");
	assert_string_equal(file_name_new(arena, "%%(year)d-%%(month).2d-%%(day).2d_%%(rev)s",
				    &stamp, &problem),
		"2023-11-14_27c6");
	assert_string_equal(file_name_new(arena, "%(hour)s%(minute)s%(second)s%%%(epoch)s%(rev)s",
				    &stamp, &problem),
		"231320%170000000027c6");
	assert_null(file_name_new(arena, "%(rev)s_%(slag)s", &stamp, &problem));
	assert_non_null(strstr(problem, "%(slug)s"));
	assert_null(file_name_new(arena, "%(slug)s", &stamp, &problem));
	assert_null(file_name_new(arena, "x/%(rev)s", &stamp, &problem));
	assert_null(file_name_new(arena, "%(rev)s%(slug", &stamp, &problem));
	assert_null(file_name_new(arena, "%(rev)s%", &stamp, &problem));
	assert_string_equal(timestamp_print(arena, 1700000000), "2023-11-14T22:13:20Z");
}

/* ------------------------------------------------------------------ drafts and reviews */

static struct draft
new_draft(struct fixture *fixture, const char *id, const char *sql)
{
	struct draft draft = {
		.folder = fixture_folder(fixture),
		.name = arena_printf(&fixture->arena, "%s_draft", id),
		.text = {.message = "Draft", .id = id},
		.generated = true,
	};
	*VEC_ADD(&fixture->arena, &draft.text.sections) =
		(struct section_text){SCHEMAC_UP, DIALECT_COUNT, false, NULL, sql};
	return draft;
}

static struct revision *
write_draft(struct fixture *fixture, struct store *store, const char *id, const char *sql,
	const struct revision *replaces)
{
	struct draft draft = new_draft(fixture, id, sql);
	const char *path = draft_write(&fixture->arena, &draft, replaces, &fixture->diagnostics);
	assert_string_equal(fixture_messages(fixture), "");
	assert_non_null(path);
	load_well(fixture, store);
	return graph_find(&store->graph, id);
}

static enum draft_state
state_of(struct fixture *fixture, const struct revision *revision, const struct draft_facts *world)
{
	enum draft_state state;
	assert_int_equal(
		draft_state_of(&fixture->arena, &state, revision, world, &fixture->diagnostics), 0);
	return state;
}

static bool
yes(void *data, const struct revision *revision)
{
	(void)data;
	(void)revision;
	return true;
}

static void
a_draft_is_free_until_it_is_touched(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	struct revision *draft = write_draft(fixture, &store, "a", "SELECT 1;", NULL);
	struct draft_facts world = {0};
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_FREE);
	world.is_applied = yes;
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_APPLIED);
	world.is_committed = yes;
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_COMMITTED);
	world = (struct draft_facts){0};
	const char *sql = fixture_read(fixture, draft->sql_path);
	fixture_write(fixture, path_name(draft->sql_path),
		arena_printf(&fixture->arena, "%s-- edited\n", sql));
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_EDITED);
	fixture_write(fixture, path_name(draft->sql_path), sql);
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_FREE);
	assert_int_equal(review_mark(&fixture->arena, draft, &(struct review){.by = "Ann"},
				 &fixture->diagnostics),
		0);
	assert_int_equal(state_of(fixture, draft, &world), DRAFT_REVIEWED);
}

static void
a_draft_with_a_descendant_stays(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	write_draft(fixture, &store, "a", "SELECT 1;", NULL);
	write_revision(fixture, "b", SQL("b", "-- revises: a\n"), JSON("b", "\"a\""));
	load_well(fixture, &store);
	assert_int_equal(state_of(fixture, graph_find(&store.graph, "a"), &(struct draft_facts){0}),
		DRAFT_FOLLOWED);
}

static void
a_draft_is_replaced_and_removed_with_both_files(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	struct texts names = {0};
	struct revision *draft = write_draft(fixture, &store, "a", "SELECT 1;", NULL);
	draft = write_draft(fixture, &store, "a", "SELECT 2;", draft);
	draft = write_draft(fixture, &store, "b", "SELECT 3;", draft);
	assert_int_equal(store.graph.all.len, 1);
	assert_int_equal(draft_remove(draft, &fixture->diagnostics), 0);
	assert_int_equal(folder_list(&fixture->arena, fixture->folder, &names), 0);
	assert_int_equal(names.len, 0);
}

static void
a_draft_never_replaces_a_file_of_a_different_revision(void **state)
{
	struct fixture *fixture = *state;
	struct draft draft = new_draft(fixture, "a", "SELECT 1;");
	fixture_write(fixture, "a_draft.sql", "mine");
	assert_null(draft_write(&fixture->arena, &draft, NULL, &fixture->diagnostics));
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_ENVIRONMENT);
	assert_string_equal(
		fixture_read(fixture, path_join(&fixture->arena, fixture->folder, "a_draft.sql")),
		"mine");
	assert_false(file_exists(draft.snapshot.path));
}

static void
the_lock_leaves_nothing_behind(void **state)
{
	struct fixture *fixture = *state;
	struct draft_lock lock;
	assert_int_equal(
		draft_lock(&fixture->arena, &lock, fixture_folder(fixture), &fixture->diagnostics),
		0);
	assert_true(file_exists(lock.path));
	draft_unlock(&lock);
	assert_false(file_exists(lock.path));
	assert_int_equal(
		draft_lock(&fixture->arena, &lock, "/nonexistent", &fixture->diagnostics), -1);
}

/* Like a build: takes the lock, looks for a draft, and writes one if there is none. */
static void
build_once(struct fixture *fixture)
{
	struct draft_lock lock;
	struct store store;
	struct draft draft = new_draft(fixture, "a", "SELECT 1;");
	bool done =
		draft_lock(&fixture->arena, &lock, fixture->folder, &fixture->diagnostics) == 0 &&
		load(fixture, &store) == 0 &&
		(store.graph.all.len > 0 ||
			draft_write(&fixture->arena, &draft, NULL, &fixture->diagnostics) != NULL);
	draft_unlock(&lock);
	_exit(done ? 0 : 1);
}

static void
simultaneous_builds_write_one_draft(void **state)
{
	struct fixture *fixture = *state;
	struct texts names = {0};
	enum { BUILDS = 16 };
	pid_t builds[BUILDS];
	fixture_folder(fixture);
	for (int i = 0; i < BUILDS; i++)
		if ((builds[i] = fork()) == 0)
			build_once(fixture);
	for (int i = 0; i < BUILDS; i++) {
		int status;
		assert_int_equal(waitpid(builds[i], &status, 0), builds[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(folder_list(&fixture->arena, fixture->folder, &names), 0);
	assert_int_equal(names.len, 2);
}

static enum review_state
review_of(struct fixture *fixture, const struct revision *revision)
{
	enum review_state state;
	assert_int_equal(
		review_read(&fixture->arena, &state, NULL, revision, &fixture->diagnostics), 0);
	return state;
}

static void
a_review_is_void_after_any_edit(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	struct revision *revision = write_draft(fixture, &store, "a", "SELECT 1;", NULL);
	const struct review review = {.by = "Ann", .at = "now", .destructive = true};
	const char *sql = fixture_read(fixture, revision->sql_path);
	assert_int_equal(review_of(fixture, revision), REVIEW_DRAFT);
	review_mark(&fixture->arena, revision, &review, &fixture->diagnostics);
	assert_int_equal(review_of(fixture, revision), REVIEW_DONE);
	const char *json = fixture_read(fixture, revision->snapshot_path);

	fixture_write(fixture, "a_draft.sql", arena_printf(&fixture->arena, "%s\n", sql));
	assert_int_equal(review_of(fixture, revision), REVIEW_EDITED);
	fixture_write(fixture, "a_draft.sql", sql);
	assert_int_equal(review_of(fixture, revision), REVIEW_DONE);

	char *edited = arena_strdup(&fixture->arena, json);
	memcpy(strstr(edited, "\"changes\": []"), "\"changes\":[ ]", 13);
	fixture_write(fixture, "a_draft.json", edited);
	assert_int_equal(review_of(fixture, revision), REVIEW_DONE);
	fixture_write(fixture, "a_draft.json",
		"{\"changes\":[\"x\"],\"format\":1,\"objects\":{},\"parents\":[],\"revision\":"
		"\"a\","
		"\"review\":{\"digest\":\"00\"}}");
	assert_int_equal(review_of(fixture, revision), REVIEW_EDITED);

	assert_int_equal(review_revoke(&fixture->arena, revision, &fixture->diagnostics), 0);
	assert_int_equal(review_of(fixture, revision), REVIEW_UNREVIEWED);
}

static void
line_ends_do_not_void_a_review(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	struct strbuf windows = STRBUF_INIT;
	struct revision *revision = write_draft(fixture, &store, "a", "SELECT 1;\nSELECT 2;", NULL);
	review_mark(
		&fixture->arena, revision, &(struct review){.by = "Ann"}, &fixture->diagnostics);
	strbuf_addstr(&windows, "\xEF\xBB\xBF");
	for (const char *c = fixture_read(fixture, revision->sql_path); *c != '\0'; c++) {
		if (*c == '\n')
			strbuf_addch(&windows, '\r');
		strbuf_addch(&windows, *c);
	}
	fixture_write(fixture, "a_draft.sql", windows.buf);
	assert_int_equal(review_of(fixture, revision), REVIEW_DONE);
	strbuf_release(&windows);
}

/* ------------------------------------------------------------------ bundles */

static void
a_bundle_has_the_order_of_the_graph(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	write_revision(
		fixture, "b", SQL("b", "-- revises: z\n-- depends_on: y\n"), JSON("b", "\"z\""));
	write_revision(fixture, "y", SQL("y", ""), JSON("y", ""));
	write_revision(fixture, "z", SQL("z", ""), JSON("z", ""));
	load_well(fixture, &store);
	review_mark(&fixture->arena, graph_find(&store.graph, "y"), &(struct review){.by = "Ann"},
		&fixture->diagnostics);
	const struct runtime_bundle_options options = {.name = "notes"};
	const struct schemac_bundle *bundle =
		runtime_bundle_new(&fixture->arena, &store.graph, &options, &fixture->diagnostics);
	assert_non_null(bundle);
	assert_int_equal(bundle->revision_count, 3);
	assert_string_equal(bundle->revisions[2].id, "b");
	assert_string_equal(bundle->revisions[2].parents[0], "z");
	assert_string_equal(bundle->revisions[2].depends_on[0], "y");
	assert_null(bundle->revisions[0].parents);
	assert_true(bundle->revisions[0].reviewed);
	assert_false(bundle->revisions[1].reviewed);
	assert_string_equal(bundle->revisions[1].upgrade[0].steps[0].text, "SELECT 1;");
	assert_int_equal(strlen(bundle->revisions[1].digest), 64);
}

static void
reviews_may_be_read_later(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	const size_t second = 1;
	write_revision(fixture, "a", SQL("a", ""), "garbage");
	write_revision(fixture, "b", SQL("b", "-- revises: a\n"), JSON("b", "\"a\""));
	load_well(fixture, &store);
	review_mark(&fixture->arena, graph_find(&store.graph, "b"), &(struct review){.by = "Ann"},
		&fixture->diagnostics);
	const struct runtime_bundle_options options = {.without_reviews = true};
	struct schemac_bundle *bundle =
		runtime_bundle_new(&fixture->arena, &store.graph, &options, &fixture->diagnostics);
	assert_non_null(bundle);
	assert_non_null(bundle->revisions[0].digest);
	assert_false(bundle->revisions[1].reviewed);
	assert_int_equal(runtime_bundle_read_reviews(&fixture->arena, bundle, &store.graph, &second, 1,
				 &fixture->diagnostics),
		0);
	assert_true(bundle->revisions[1].reviewed);
}

static void
a_bundle_reads_only_what_is_wanted(void **state)
{
	struct fixture *fixture = *state;
	struct store store;
	write_revision(fixture, "a", "-- M\n-- revision: a\n-- schemac: nonsense\n", "garbage");
	write_revision(fixture, "b", SQL("b", "-- revises: a\n"), JSON("b", "\"a\""));
	load_well(fixture, &store);
	struct revision_set wanted = set_new(&fixture->arena, &store.graph);
	const struct runtime_bundle_options options = {.wanted = &wanted};
	wanted.has[1] = true;
	const struct schemac_bundle *bundle =
		runtime_bundle_new(&fixture->arena, &store.graph, &options, &fixture->diagnostics);
	assert_non_null(bundle);
	assert_null(bundle->revisions[0].digest);
	assert_true(bundle->revisions[1].upgrade[0].present);
	wanted.has[0] = true;
	assert_null(runtime_bundle_new(&fixture->arena, &store.graph, &options, &fixture->diagnostics));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(several_folders_are_one_graph),
		TEST(files_in_memory_are_read_like_those_on_the_disk),
		TEST(half_a_revision_in_memory_is_an_error),
		TEST(an_empty_folder_is_an_empty_graph),
		TEST(a_missing_folder_gets_a_remedy),
		TEST(a_file_in_place_of_the_folder_is_one_error),
		TEST(half_a_revision_is_an_error),
		TEST(errors_of_all_files_are_collected),
		TEST(a_missing_parent_is_at_its_line),
		TEST(a_snapshot_is_printed_as_it_is_read),
		TEST(every_truncation_of_a_snapshot_is_one_error),
		TEST(wrong_snapshots_are_errors),
		TEST(a_snapshot_belongs_to_the_sql_beside_it),
		TEST(ids_depend_on_parents_and_content_only),
		TEST(slugs_are_words_cut_at_a_word),
		TEST(file_names_follow_their_template),
		TEST(a_draft_is_free_until_it_is_touched),
		TEST(a_draft_with_a_descendant_stays),
		TEST(a_draft_is_replaced_and_removed_with_both_files),
		TEST(a_draft_never_replaces_a_file_of_a_different_revision),
		TEST(the_lock_leaves_nothing_behind),
		TEST(simultaneous_builds_write_one_draft),
		TEST(a_review_is_void_after_any_edit),
		TEST(line_ends_do_not_void_a_review),
		TEST(a_bundle_has_the_order_of_the_graph),
		TEST(reviews_may_be_read_later),
		TEST(a_bundle_reads_only_what_is_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
