/* rev/file/head and rev/file/script: valid, invalid and hostile revision files. */
#include "rev/file/head.h"
#include "rev/file/script.h"
#include "rev/file/script_print.h"
#include "rev_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

#define HEAD "-- Add phone to users\n--\n-- revision: 27c6a30d7c24\n"

/* ------------------------------------------------------------------ heads */

static int
parse_head(struct fixture *fixture, struct revision *revision, const char *text)
{
	return head_parse(&fixture->arena, revision, "versions/r.sql", text, strlen(text),
		&fixture->diagnostics);
}

static void
refuse_head(struct fixture *fixture, const char *text, const char *messages)
{
	struct revision revision;
	assert_int_equal(parse_head(fixture, &revision, text), -1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
	assert_string_equal(fixture_messages(fixture), messages);
}

static void
a_head_is_read_completely(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	assert_int_equal(parse_head(fixture, &revision,
				 "-- Add phone to users\n"
				 "--\n"
				 "-- revision: 27c6a30d7c24\n"
				 "-- revises: 1975ea83b712, b.2\n"
				 "-- labels: contacts\n"
				 "-- depends_on: d1\n"
				 "-- created: 2026-11-21T10:00:00Z\n"
				 "-- Lost: nothing\n"
				 "--  note: not a key\n"
				 "\n"
				 "-- schemac: upgrade\n"
				 "-- unknown: no more head here\n"),
		0);
	assert_string_equal(revision.message, "Add phone to users");
	assert_string_equal(revision.id, "27c6a30d7c24");
	assert_int_equal(revision.id_at.line, 3);
	assert_int_equal(revision.id_at.column, 14);
	assert_int_equal(revision.parents.len, 2);
	assert_string_equal(revision.parents.items[1].name, "b.2");
	assert_int_equal(revision.parents.items[1].at.line, 4);
	assert_int_equal(revision.parents.items[1].at.column, 27);
	assert_string_equal(revision.labels.items[0].name, "contacts");
	assert_string_equal(revision.depends_on.items[0].name, "d1");
	assert_string_equal(revision.created, "2026-11-21T10:00:00Z");
	assert_string_equal(revision.snapshot_path, "versions/r.json");
	assert_string_equal(revision.folder, "versions");
}

static void
a_head_may_have_cr_and_a_byte_order_mark(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	assert_int_equal(parse_head(fixture, &revision,
				 "\xEF\xBB\xBF-- Message\r\n-- revision: a\r\n-- revises: b\r\n-- "
				 "schemac: upgrade"),
		0);
	assert_string_equal(revision.message, "Message");
	assert_string_equal(revision.id, "a");
	assert_string_equal(revision.parents.items[0].name, "b");
}

static void
a_head_needs_no_message(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	assert_int_equal(parse_head(fixture, &revision, "-- revision: a\n-- Later text\n"), 0);
	assert_null(revision.message);
}

static void
a_message_may_look_like_a_key(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	assert_int_equal(parse_head(fixture, &revision, "-- fix: users\n-- revision: a\n"), 0);
	assert_string_equal(revision.message, "fix: users");
}

static void
a_file_without_a_head_is_not_a_revision(void **state)
{
	refuse_head(*state, "INSERT INTO t VALUES (1);\n",
		"r.sql:1:0: not a revision: the head has no '-- revision: ID' line\n");
}

static void
an_empty_file_is_not_a_revision(void **state)
{
	refuse_head(
		*state, "", "r.sql:1:0: not a revision: the head has no '-- revision: ID' line\n");
}

static void
an_unknown_key_has_a_suggestion(void **state)
{
	refuse_head(*state, "-- M\n-- revision: a\n-- Revices: b\n-- label: x\n-- owner: me\n",
		"r.sql:3:4: unknown key 'Revices'; did you mean 'revises'?\n"
		"r.sql:4:4: unknown key 'label'; did you mean 'labels'?\n"
		"r.sql:5:4: unknown key 'owner'; the keys are revision, revises, labels, "
		"depends_on and created\n"
		"r.sql:5:4: note: to make this line a comment, write two spaces after --\n");
}

static void
a_key_must_not_be_repeated(void **state)
{
	refuse_head(*state, "-- M\n-- revision: a\n-- revision: b\n",
		"r.sql:3:4: the key 'revision' occurs twice\n"
		"r.sql:2:4: note: the first occurrence is here\n");
}

static void
ids_must_not_contain_signs(void **state)
{
	refuse_head(*state, "-- M\n-- revision: a-b\n-- revises: c@d, e:f, g+h, , g\n",
		"r.sql:2:14: '-' in the id 'a-b': only letters, digits, '_' and '.' are allowed\n"
		"r.sql:3:13: '@' in the id 'c@d': only letters, digits, '_' and '.' are allowed\n"
		"r.sql:3:18: ':' in the id 'e:f': only letters, digits, '_' and '.' are allowed\n"
		"r.sql:3:23: '+' in the id 'g+h': only letters, digits, '_' and '.' are allowed\n"
		"r.sql:3:28: an id is missing between the commas\n");
}

static void
reserved_words_are_not_names(void **state)
{
	refuse_head(*state, "-- M\n-- revision: head\n-- labels: Base, x, x\n-- depends_on: \x01\n",
		"r.sql:2:14: 'head' is reserved and cannot be used as an id\n"
		"r.sql:3:12: 'Base' is reserved and cannot be used as a label\n"
		"r.sql:3:21: 'x' is listed twice\n"
		"r.sql:4:16: byte 0x01 in the id '\x01': only letters, digits, '_' and '.' are "
		"allowed\n");
}

static void
an_id_has_a_limit(void **state)
{
	refuse_head(*state,
		"-- revision: "
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
		"r.sql:1:14: the id 'aaaaaaaaaaaaaaaaaaaa...' is longer than 64 bytes\n");
}

static void
a_nul_byte_in_a_head_is_reported(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	static const char text[] = "-- M\n-- revision: a\0b\n";
	assert_int_equal(head_parse(&fixture->arena, &revision, "r.sql", text, sizeof(text) - 1,
				 &fixture->diagnostics),
		-1);
	assert_string_equal(fixture_messages(fixture),
		"r.sql:2:15: a revision file must not contain a NUL byte\n");
}

static void
marks_of_a_git_conflict_get_a_note(void **state)
{
	refuse_head(*state, "<<<<<<< HEAD\n-- revision: a\n=======\n",
		"r.sql:1:0: not a revision: the head has no '-- revision: ID' line\n"
		"r.sql:1:1: note: the file contains the conflict markers of an unresolved git "
		"merge\n");
}

/* Only the head of the file is read, regardless of the content after it and of the block size. */
static void
only_the_head_is_read(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT;
	struct revision revision;
	for (size_t notes = 100; notes < 104; notes++) {
		strbuf_reset(&text);
		strbuf_addstr(&text, "-- Message\n");
		for (size_t i = 0; i < notes; i++)
			strbuf_addstr(&text, "-- a comment line of forty bytes........\n");
		strbuf_addstr(&text, "-- revision: abc\n-- schemac: upgrade\nSELECT 'x");
		const char *path = fixture_write(fixture, "a.sql", text.buf);
		assert_int_equal(
			head_read(&fixture->arena, &revision, path, &fixture->diagnostics), 0);
		assert_string_equal(revision.id, "abc");
	}
	strbuf_release(&text);
}

static void
a_folder_is_not_a_revision_file(void **state)
{
	struct fixture *fixture = *state;
	struct revision revision;
	assert_int_equal(head_read(&fixture->arena, &revision, fixture_folder(fixture),
				 &fixture->diagnostics),
		-1);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
}

/* ------------------------------------------------------------------ sections */

static int
parse(struct fixture *fixture, struct script *script, const char *text)
{
	return script_parse(&fixture->arena, script, "versions/r.sql", text, strlen(text),
		&fixture->diagnostics);
}

static void
parse_well(struct fixture *fixture, struct script *script, const char *text)
{
	int result = parse(fixture, script, text);
	assert_string_equal(fixture_messages(fixture), "");
	assert_int_equal(result, 0);
}

static void
refuse(struct fixture *fixture, const char *text, const char *messages)
{
	struct script script;
	assert_int_equal(parse(fixture, &script, text), -1);
	assert_string_equal(fixture_messages(fixture), messages);
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_INPUT);
}

static void
sections_contain_their_sql_with_its_lines(void **state)
{
	struct script script;
	parse_well(*state, &script,
		HEAD "\n-- schemac: upgrade\n\n-- why\nALTER TABLE a;\n\nALTER TABLE b;\n\n"
		     "-- schemac: downgrade\nDROP 'it''s -- schemac: upgrade';\n");
	const struct schemac_script *up = &script.upgrade[DIALECT_SQLITE];
	assert_true(up->present);
	assert_int_equal(up->step_count, 1);
	assert_string_equal(up->steps[0].text, "-- why\nALTER TABLE a;\n\nALTER TABLE b;");
	assert_int_equal(up->steps[0].line, 7);
	const struct schemac_script *down = &script.downgrade[DIALECT_POSTGRESQL];
	assert_string_equal(down->steps[0].text, "DROP 'it''s -- schemac: upgrade';");
	assert_int_equal(down->steps[0].line, 13);
	assert_int_equal(
		script.sections.items[1]->length, strlen("DROP 'it''s -- schemac: upgrade';"));
}

static void
a_dialect_has_its_own_section(void **state)
{
	struct script script;
	parse_well(*state, &script,
		HEAD "-- schemac: upgrade\nA;\n-- schemac: upgrade postgresql no-transaction\nB;\n"
		     "-- schemac: downgrade sqlite\nC;\n");
	assert_string_equal(script.upgrade[DIALECT_SQLITE].steps[0].text, "A;");
	assert_false(script.upgrade[DIALECT_SQLITE].no_transaction);
	assert_string_equal(script.upgrade[DIALECT_POSTGRESQL].steps[0].text, "B;");
	assert_true(script.upgrade[DIALECT_POSTGRESQL].no_transaction);
	assert_true(script.downgrade[DIALECT_SQLITE].present);
	assert_false(script.downgrade[DIALECT_POSTGRESQL].present);
}

static void
an_empty_section_is_present(void **state)
{
	struct script script;
	parse_well(
		*state, &script, HEAD "-- schemac: upgrade\n-- only text\n-- schemac: downgrade");
	assert_true(script.upgrade[DIALECT_SQLITE].present);
	assert_int_equal(script.upgrade[DIALECT_SQLITE].step_count, 0);
	assert_true(script.downgrade[DIALECT_SQLITE].present);
}

static void
a_last_semicolon_may_be_missing(void **state)
{
	struct script script;
	parse_well(*state, &script, HEAD "-- schemac: upgrade\nSELECT 1 -- one\n");
	assert_string_equal(script.upgrade[DIALECT_SQLITE].steps[0].text, "SELECT 1;");
}

static void
directives_are_steps(void **state)
{
	struct script script;
	parse_well(*state, &script,
		HEAD "-- schemac: upgrade\nA;\n-- schemac: call fill_phones\n"
		     "-- schemac: allow drop-column nobody reads it\nB;\n"
		     "-- schemac: rebuild \"Order Details\" (id, \"a\"\"b\", c)\nC;\n"
		     "-- schemac: rebuild-end \"Order Details\"\n"
		     "-- schemac: downgrade\n-- schemac: irreversible bio is lost\n");
	const struct schemac_script *up = &script.upgrade[DIALECT_SQLITE];
	assert_int_equal(up->step_count, 6);
	assert_int_equal(up->steps[1].kind, SCHEMAC_STEP_CALL);
	assert_string_equal(up->steps[1].text, "fill_phones");
	assert_int_equal(up->steps[1].line, 6);
	assert_int_equal(up->steps[3].kind, SCHEMAC_STEP_REBUILD);
	assert_string_equal(up->steps[3].text, "Order Details");
	assert_string_equal(up->steps[3].columns[1], "a\"b");
	assert_null(up->steps[3].columns[3]);
	assert_int_equal(up->steps[5].kind, SCHEMAC_STEP_REBUILD_END);
	assert_string_equal(script.sections.items[0]->allowances.items[0].id, "drop-column");
	assert_string_equal(
		script.sections.items[0]->allowances.items[0].reason, "nobody reads it");
	assert_string_equal(script.downgrade[DIALECT_SQLITE].irreversible, "bio is lost");
}

static void
a_query_may_be_expected_to_find_nothing(void **state)
{
	struct script script;
	parse_well(*state, &script,
		HEAD "-- schemac: upgrade\nA;\n"
		     "-- schemac: expect-no-rows SELECT id FROM t WHERE n IS NULL\nB;\n");
	const struct schemac_step *step = &script.upgrade[DIALECT_SQLITE].steps[1];
	assert_int_equal(step->kind, SCHEMAC_STEP_EXPECT_NO_ROWS);
	assert_string_equal(step->text, "SELECT id FROM t WHERE n IS NULL");
	assert_int_equal(step->line, 6);
}

static void
a_recreated_object_is_kept(void **state)
{
	static const char *const texts[] = {"view v", "materialized view s.\"m v\"",
		"function s.f(integer, \"a b\"[], numeric(8,2))", "type t", "domain d",
		"index \"I\"", "trigger \"a on b\" ON s.t", "rule r on t", "constraint c ON t",
		"column s.t.\"c.d\"", "storage t.c", "sequence t.c", "options v"};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct script script;
		char text[400];
		snprintf(text, sizeof(text),
			HEAD "-- schemac: upgrade\n-- schemac: keep %s\nA;\n"
			     "-- schemac: keep-end %s\n",
			texts[i], texts[i]);
		parse_well(*state, &script, text);
		const struct schemac_script *up = &script.upgrade[DIALECT_POSTGRESQL];
		assert_int_equal(up->step_count, 3);
		assert_int_equal(up->steps[0].kind, SCHEMAC_STEP_KEEP);
		assert_string_equal(up->steps[0].text, texts[i]);
		assert_int_equal(up->steps[2].kind, SCHEMAC_STEP_KEEP_END);
		assert_string_equal(up->steps[2].text, texts[i]);
	}
}

static void
a_keep_names_an_object(void **state)
{
	static const char *const texts[] = {"", "view", "table t", "view a b", "function f",
		"trigger t", "trigger t ON", "column c", "constraint c ON t x", "storage ."};
	char text[1000] = HEAD "-- schemac: upgrade\n", expected[4000] = "";
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "-- schemac: keep %s\n",
			texts[i]);
		snprintf(expected + strlen(expected), sizeof(expected) - strlen(expected),
			"r.sql:%zu:1: %s of 'keep'; the syntax is '-- schemac: keep KIND NAME', "
			"such as 'keep view v', 'keep function f(integer)', 'keep trigger t ON "
			"users' or 'keep column users.name'\n",
			i + 5, *texts[i] ? "wrong arguments" : "missing argument");
	}
	refuse(*state, text, expected);
}

static void
a_keep_is_complete(void **state)
{
	refuse(*state,
		HEAD "-- schemac: upgrade\n-- schemac: keep-end view v\nA;\n"
		     "-- schemac: keep view v\nA;\n",
		"r.sql:5:1: no 'keep view v' precedes this\n"
		"r.sql:7:1: 'keep-end view v' is missing in this section\n");
}

static void
a_keep_is_in_a_transaction(void **state)
{
	refuse(*state,
		HEAD "-- schemac: upgrade postgresql no-transaction\n-- schemac: keep view v\nA;\n"
		     "-- schemac: keep-end view v\n",
		"r.sql:5:1: keep is for PostgreSQL only, and requires a transaction\n"
		"r.sql:7:1: keep-end is for PostgreSQL only, and requires a transaction\n");
}

static void
a_directive_in_a_text_or_comment_is_ignored(void **state)
{
	struct script script;
	parse_well(*state, &script,
		HEAD
		"-- schemac: upgrade\nSELECT '\n-- schemac: call a\n', \"\n-- schemac: call b\n"
		"\", $x$\n-- schemac: call c\n$x$;\n/*\n-- schemac: call d\n"
		"/* nested */\n-- schemac: call e\n*/\nSELECT 2;\n");
	assert_int_equal(script.upgrade[DIALECT_SQLITE].step_count, 1);
}

static void
cr_is_not_part_of_the_sql(void **state)
{
	struct fixture *fixture = *state;
	struct script script, plain;
	parse_well(fixture, &script,
		"\xEF\xBB\xBF-- revision: a\r\n-- schemac: upgrade\r\nSELECT\r\n1;\r\n");
	parse_well(fixture, &plain, "-- revision: a\n-- schemac: upgrade\nSELECT\n1;\n");
	assert_string_equal(script.upgrade[0].steps[0].text, "SELECT\n1;");
	assert_int_equal(script.upgrade[0].steps[0].line, 3);
	assert_string_equal(script.digest.hex, plain.digest.hex);
	assert_string_equal(script.upgrade_digest.hex, plain.upgrade_digest.hex);
}

static void
the_upgrade_digest_is_of_the_upgrade(void **state)
{
	struct fixture *fixture = *state;
	struct script one, two;
	parse_well(
		fixture, &one, "-- revision: a\n-- schemac: upgrade\nA;\n\n-- schemac: downgrade");
	parse_well(fixture, &two,
		"-- revision: b\n-- revises: c\n-- schemac: upgrade\nA;\n-- schemac: "
		"downgrade\nX;");
	assert_string_equal(one.upgrade_digest.hex, two.upgrade_digest.hex);
	parse_well(fixture, &two, "-- revision: a\n-- schemac: upgrade\nB;\n");
	assert_string_not_equal(one.upgrade_digest.hex, two.upgrade_digest.hex);
}

static void
sql_in_the_head_is_an_error(void **state)
{
	refuse(*state, HEAD "DELETE FROM users;\n-- schemac: upgrade\n",
		"r.sql:4:1: SQL before the first section: '-- schemac: upgrade' is missing\n");
}

static void
a_revision_needs_an_upgrade(void **state)
{
	refuse(*state, HEAD "-- schemac: downgrade\n",
		"r.sql:0:0: the revision has no '-- schemac: upgrade' section\n");
}

static void
wrong_section_markers_are_reported(void **state)
{
	refuse(*state,
		HEAD "-- schemac: upgrade sqllite\n--schemac: upgrade mysql\n-- Schemac: upgrad\n"
		     "-- schemac:\n  -- schemac: downgrade\n-- schemac: upgrade sqlite sqlite\n",
		"r.sql:4:21: 'sqllite' is neither a dialect nor no-transaction\n"
		"r.sql:5:1: second upgrade section for all dialects\n"
		"r.sql:4:1: note: the first one is here\n"
		"r.sql:5:20: 'mysql' is neither a dialect nor no-transaction\n"
		"r.sql:6:13: unknown directive 'upgrad'; did you mean 'upgrade'?\n"
		"r.sql:7:1: the name of the directive is missing\n"
		"r.sql:8:3: a directive must be at the start of a line\n"
		"r.sql:9:28: unexpected word 'sqlite': a section has at most one dialect and one "
		"no-transaction\n");
}

static void
wrong_directives_are_reported(void **state)
{
	refuse(*state,
		HEAD "-- schemac: call early\n-- schemac: upgrade\n-- schemac: call\n"
		     "-- schemac: call two words\n-- schemac: allow x\n-- schemac: allow\n"
		     "-- schemac: irreversible\n-- schemac: burn\nSELECT 1\n"
		     "-- schemac: call f\nSELECT 2; -- schemac: call g\n",
		"r.sql:4:1: 'call' must not be before the first section\n"
		"r.sql:6:1: missing argument of 'call'; the syntax is '-- schemac: call NAME'\n"
		"r.sql:7:1: wrong arguments of 'call'; the syntax is '-- schemac: call NAME'\n"
		"r.sql:8:1: the reason is missing; the syntax is '-- schemac: allow LINT-ID "
		"reason'\n"
		"r.sql:9:1: the id of a lint rule is missing; the syntax is '-- schemac: allow "
		"LINT-ID reason'\n"
		"r.sql:10:1: only a downgrade can be irreversible\n"
		"r.sql:11:13: unknown directive 'burn'; the directives are upgrade, downgrade, "
		"call, allow, "
		"irreversible, rebuild, rebuild-end, keep, keep-end and expect-no-rows\n"
		"r.sql:12:8: ';' is missing after this\n"
		"r.sql:13:1: note: this directive must not be inside a statement\n"
		"r.sql:14:11: a directive must be at the start of a line\n");
}

static void
an_irreversible_downgrade_has_no_sql(void **state)
{
	refuse(*state,
		HEAD "-- schemac: upgrade\n-- schemac: downgrade\nSELECT 1;\n"
		     "-- schemac: irreversible gone\n",
		"r.sql:7:1: this section is irreversible but contains SQL\n"
		"r.sql:5:1: note: remove the directive, or turn the SQL into comments\n");
}

static void
wrong_rebuilds_are_reported(void **state)
{
	refuse(*state,
		HEAD "-- schemac: upgrade\n-- schemac: rebuild t\n-- schemac: rebuild t (a\n"
		     "-- schemac: rebuild t (a,)\n-- schemac: rebuild-end t\n"
		     "-- schemac: rebuild t (a)\n-- schemac: rebuild u (a)\n"
		     "-- schemac: rebuild-end\n-- schemac: rebuild-end v\n"
		     "-- schemac: upgrade postgresql\n-- schemac: rebuild t (a)\n",
		"r.sql:5:1: wrong arguments of 'rebuild'; the syntax is '-- schemac: rebuild TABLE "
		"(column, "
		"column)'\n"
		"r.sql:6:1: wrong arguments of 'rebuild'; the syntax is '-- schemac: rebuild TABLE "
		"(column, "
		"column)'\n"
		"r.sql:7:1: wrong arguments of 'rebuild'; the syntax is '-- schemac: rebuild TABLE "
		"(column, "
		"column)'\n"
		"r.sql:8:1: no rebuild of table t has begun\n"
		"r.sql:10:1: the rebuild of table t has not ended\n"
		"r.sql:11:1: missing argument of 'rebuild-end'; the syntax is '-- schemac: "
		"rebuild-end TABLE'\n"
		"r.sql:12:1: no rebuild of table v has begun\n"
		"r.sql:14:1: a rebuild is for SQLite only, and requires a transaction\n"
		"r.sql:14:1: 'rebuild-end t' is missing in this section\n");
}

static void
quotes_and_comments_must_end(void **state)
{
	refuse(*state, HEAD "-- schemac: upgrade\nSELECT 'abc\n-- schemac: downgrade\n",
		"r.sql:5:8: unterminated quote\n");
}

static void
a_comment_must_end(void **state)
{
	refuse(*state, HEAD "-- schemac: upgrade\nSELECT 1; /* abc\n-- schemac: downgrade\n",
		"r.sql:5:11: unterminated comment\n");
}

static void
a_nul_byte_in_sql_is_reported(void **state)
{
	struct fixture *fixture = *state;
	struct script script;
	static const char text[] = "-- revision: a\n-- schemac: upgrade\nSELECT\0 1;\n";
	assert_int_equal(script_parse(&fixture->arena, &script, "r.sql", text, sizeof(text) - 1,
				 &fixture->diagnostics),
		-1);
	assert_string_equal(fixture_messages(fixture),
		"r.sql:3:7: a revision file must not contain a NUL byte\n");
}

static void
a_huge_script_is_read_in_linear_time(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT;
	struct script script;
	strbuf_addstr(&text, HEAD "-- schemac: upgrade\n");
	for (int i = 0; i < 50000; i++)
		strbuf_addf(&text,
			"INSERT INTO t VALUES (%d, 'text -- text');\n"
			"-- schemac: call f\n",
			i);
	parse_well(fixture, &script, text.buf);
	assert_int_equal(script.upgrade[0].step_count, 100000);
	assert_int_equal(script.upgrade[0].steps[99998].line, 5 + 99998);
	strbuf_release(&text);
}

/* ------------------------------------------------------------------ printing */

static void
a_file_is_printed_in_its_documented_form(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct section_text sections[] = {
		{SCHEMAC_UP, DIALECT_COUNT, false, NULL,
			"ALTER TABLE users ADD COLUMN phone VARCHAR(20);\n"},
		{SCHEMAC_DOWN, DIALECT_COUNT, false, NULL, "ALTER TABLE users DROP COLUMN phone;"},
	};
	const char *parents[] = {"1975ea83b712"};
	struct revision_text revision = {
		.message = "Add phone to users",
		.id = "27c6a30d7c24",
		.parents = {.items = parents, .len = 1},
		.created = "2026-11-21T10:00:00Z",
		.sections = {.items = sections, .len = 2},
	};
	(void)state;
	script_print(&text, &revision);
	assert_string_equal(text.buf, "-- Add phone to users\n"
				      "--\n"
				      "-- revision: 27c6a30d7c24\n"
				      "-- revises: 1975ea83b712\n"
				      "-- created: 2026-11-21T10:00:00Z\n"
				      "\n"
				      "-- schemac: upgrade\n"
				      "ALTER TABLE users ADD COLUMN phone VARCHAR(20);\n"
				      "\n"
				      "-- schemac: downgrade\n"
				      "ALTER TABLE users DROP COLUMN phone;\n");
	strbuf_release(&text);
}

/* A printed message or note is read back as a message or note, whatever its text. */
static void
a_message_is_never_read_as_something_else(void **state)
{
	struct fixture *fixture = *state;
	static const char *const messages[] = {"revision: x", "schemac: upgrade", "fix: it",
		"labels: a\nrevision: b\nschemac : downgrade\n\nowner: me", "--", " ", "\x01\ttext",
		"-- schemac: upgrade", "\n\nrevises: x", "", "key:value", "a-b: c"};
	const char *notes[] = {"Lost: column users.bio", "created: never", "\nschemac:call x"};
	struct section_text sections[] = {
		{SCHEMAC_UP, DIALECT_SQLITE, true, NULL, "SELECT 1;"},
		{SCHEMAC_DOWN, DIALECT_COUNT, false, "what is\ngone", NULL},
	};
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		struct strbuf text = STRBUF_INIT;
		struct revision revision;
		struct script script;
		struct revision_text printed = {
			.message = messages[i],
			.id = "abc",
			.notes = {.items = notes, .len = 3},
			.sections = {.items = sections, .len = 2},
		};
		script_print(&text, &printed);
		assert_int_equal(parse_head(fixture, &revision, text.buf), 0);
		assert_string_equal(revision.id, "abc");
		assert_int_equal(revision.parents.len + revision.labels.len, 0);
		parse_well(fixture, &script, text.buf);
		assert_int_equal(script.sections.len, 2);
		assert_true(script.upgrade[DIALECT_SQLITE].no_transaction);
		assert_string_equal(script.downgrade[DIALECT_SQLITE].irreversible, "what is");
		strbuf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_head_is_read_completely),
		TEST(a_head_may_have_cr_and_a_byte_order_mark),
		TEST(a_head_needs_no_message),
		TEST(a_message_may_look_like_a_key),
		TEST(a_file_without_a_head_is_not_a_revision),
		TEST(an_empty_file_is_not_a_revision),
		TEST(an_unknown_key_has_a_suggestion),
		TEST(a_key_must_not_be_repeated),
		TEST(ids_must_not_contain_signs),
		TEST(reserved_words_are_not_names),
		TEST(an_id_has_a_limit),
		TEST(a_nul_byte_in_a_head_is_reported),
		TEST(marks_of_a_git_conflict_get_a_note),
		TEST(only_the_head_is_read),
		TEST(a_folder_is_not_a_revision_file),
		TEST(sections_contain_their_sql_with_its_lines),
		TEST(a_dialect_has_its_own_section),
		TEST(an_empty_section_is_present),
		TEST(a_last_semicolon_may_be_missing),
		TEST(directives_are_steps),
		TEST(a_query_may_be_expected_to_find_nothing),
		TEST(a_recreated_object_is_kept),
		TEST(a_keep_names_an_object),
		TEST(a_keep_is_complete),
		TEST(a_keep_is_in_a_transaction),
		TEST(a_directive_in_a_text_or_comment_is_ignored),
		TEST(cr_is_not_part_of_the_sql),
		TEST(the_upgrade_digest_is_of_the_upgrade),
		TEST(sql_in_the_head_is_an_error),
		TEST(a_revision_needs_an_upgrade),
		TEST(wrong_section_markers_are_reported),
		TEST(wrong_directives_are_reported),
		TEST(an_irreversible_downgrade_has_no_sql),
		TEST(wrong_rebuilds_are_reported),
		TEST(quotes_and_comments_must_end),
		TEST(a_comment_must_end),
		TEST(a_nul_byte_in_sql_is_reported),
		TEST(a_huge_script_is_read_in_linear_time),
		TEST(a_file_is_printed_in_its_documented_form),
		TEST(a_message_is_never_read_as_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
