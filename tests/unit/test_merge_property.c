/*
 * Random schemas with two random edits, each of which is a revision on its own branch. If `schemac
 * merge` accepts the revisions, SQLite must be able to apply them in both orders, to the databases
 * of both branches, without losing rows. After `schemac rebase`, the commands that it prints must
 * bring every database to the same schema. The judge is SQLite, not schemac's own merge check.
 *
 * Seeds are fixed. SCHEMAC_PAIRS sets a larger number of pairs. SCHEMAC_SEED is the seed of a
 * single pair.
 */
#include "base/json_print.h"
#include "random_schema.h"

#include "base/file.h"
#include "base/process.h"
#include "base/text.h"
#include "diff/data_loss.h"
#include "rev/file/draft.h"
#include "rev/file/script_print.h"
#include "rev/merge/merge_objects.h"
#include "schema/schema_json.h"

#include <ftw.h>
#include <unistd.h>

enum {
	PAIRS = 12,
};

/* The number of pairs with each result, to show that all results occur. */
struct tally {
	unsigned clean, refused, rebased, by[3], conflicts; /* indexed by enum advice */
};

/* A branch and its schema. */
struct branch {
	const char *id;
	struct schema *schema;
	struct changes changes;
};

struct pair {
	struct arena *arena;
	struct random random;
	char folder[32];
	struct schema *before;
	struct branch a, b;
	const char *rows; /* INSERT statements */
};

/* ------------------------------------------------------------------ the program */

struct outcome {
	int status;
	const char *output, *errors;
};

static struct outcome
run(struct pair *pair, const char *command)
{
	const char *argv[16] = {getenv("SCHEMAC_PROGRAM")};
	struct strbuf output = STRBUF_INIT, errors = STRBUF_INIT;
	size_t count = 1;
	for (const char *word = command; *word != '\0' && count < 15;) {
		size_t length = strcspn(word, " ");
		argv[count++] = arena_strndup(pair->arena, word, length);
		word += length + (word[length] == ' ');
	}
	struct process process = {
		.argv = argv, .folder = pair->folder, .output = &output, .errors = &errors};
	assert_int_equal(process_run(&process), 0);
	const struct outcome outcome = {process.status, arena_strdup(pair->arena, output.buf),
		arena_strdup(pair->arena, errors.buf)};
	strbuf_release(&output);
	strbuf_release(&errors);
	return outcome;
}

static void
must(struct pair *pair, const char *command)
{
	struct outcome outcome = run(pair, command);
	if (outcome.status != 0)
		fail_msg("%s: %d\n%s%s", command, outcome.status, outcome.output, outcome.errors);
}

static const char *
on(struct pair *pair, const char *name, const char *command)
{
	return arena_printf(pair->arena, "--url sqlite:///%s.db -q %s", name, command);
}

static bool
goes_up(struct pair *pair, const char *name, const char *target)
{
	const char *command = arena_printf(pair->arena, "upgrade %s --allow-unreviewed", target);
	return run(pair, on(pair, name, command)).status == 0;
}

/* ------------------------------------------------------------------ files */

static const char *
path_of(struct pair *pair, const char *name)
{
	return path_join(pair->arena, pair->folder, name);
}

static void
write_text(struct pair *pair, const char *name, const char *text)
{
	assert_int_equal(file_write(path_of(pair, name), text, strlen(text)), 0);
}

static void
copy_database(struct pair *pair, const char *from, const char *to)
{
	struct strbuf content = STRBUF_INIT;
	const char *source = arena_printf(pair->arena, "%s.db", from);
	assert_int_equal(file_read(&content, path_of(pair, source)), 0);
	assert_int_equal(
		file_write(path_of(pair, arena_printf(pair->arena, "%s.db", to)), content.buf, content.len),
		0);
	strbuf_release(&content);
}

static sqlite3 *
open_database(struct pair *pair, const char *name)
{
	sqlite3 *db;
	const char *path = path_of(pair, arena_printf(pair->arena, "%s.db", name));
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

/* ------------------------------------------------------------------ revisions */

static struct json *
touched(struct arena *arena, const struct schema *before, const struct schema *after)
{
	struct json *old = schema_to_json(arena, before, 0), *new = schema_to_json(arena, after, 0);
	struct json *objects = json_new_object(arena);
	VEC_EACH (struct json_member, member, new->members)
		if (!json_values_equal(json_find(old, member->key), member->value))
			json_set(arena, objects, member->key, member->value);
	VEC_EACH (struct json_member, member, old->members)
		if (json_find(new, member->key) == NULL)
			json_set(arena, objects, member->key, json_new_null(arena));
	return objects;
}

static struct json *
renames(struct arena *arena, const struct changes *changes)
{
	struct json *all = json_new_object(arena);
	VEC_EACH (const struct change, change, *changes)
		if (change->kind == CHANGE_RENAME_COLUMN)
			json_set_text(arena, all,
				arena_printf(arena, "column %s.%s", change->table->name.name,
					change->column->name),
				change->column_before->name);
	return all;
}

static const char *
sql_between(struct arena *arena, const struct schema *before, const struct schema *after,
	const struct changes *changes, enum ddl_direction direction)
{
	struct ddl ddl = {0};
	struct strbuf text = STRBUF_INIT;
	plan(arena, &ddl, before, after, changes, direction);
	ddl_print(&text, &ddl);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
write_revision(struct pair *pair, const struct branch *branch, const char *parent,
	const struct schema *before)
{
	struct arena *arena = pair->arena;
	const struct compare_settings settings = {0};
	struct diagnostics diagnostics;
	struct changes back = {0};
	struct data_losses losses = {0};
	struct draft draft = {.folder = path_of(pair, "versions"),
		.name = branch->id,
		.generated = true,
		.text = {.id = branch->id, .message = branch->id}};
	struct schema *target = schema_to_go_back(arena, before, &branch->changes);
	compare_schemas(arena, &back, &sqlite_dialect, &settings, branch->schema, target);
	if (parent != NULL)
		*VEC_ADD(arena, &draft.text.parents) = parent;
	data_loss_find(arena, &losses, DIALECT_SQLITE, &branch->changes);
	VEC_EACH (const struct data_loss, loss, losses)
		*VEC_ADD(arena, &draft.text.notes) =
			arena_printf(arena, "loses data: %s (%s)", loss->data, loss->remark);
	draft.snapshot.objects = touched(arena, before, branch->schema);
	draft.snapshot.renames = renames(arena, &branch->changes);
	*VEC_ADD(arena, &draft.text.sections) = (struct section_text){.direction = SCHEMAC_UP,
		.dialect = DIALECT_COUNT,
		.sql = sql_between(arena, before, branch->schema, &branch->changes, DDL_UP)};
	*VEC_ADD(arena, &draft.text.sections) = (struct section_text){.direction = SCHEMAC_DOWN,
		.dialect = DIALECT_COUNT,
		.sql = sql_between(arena, branch->schema, target, &back, DDL_DOWN)};
	diag_init(&diagnostics, arena);
	assert_non_null(draft_write(arena, &draft, NULL, &diagnostics));
}

/* ------------------------------------------------------------------ a pair */

static void
make_branch(struct pair *pair, struct branch *branch, const char *id, const struct schema *plain,
	unsigned first)
{
	const struct compare_settings settings = {0};
	struct schema *wanted = edited_from(pair->arena, &pair->random, plain, first);
	drop_references_to_nothing(wanted);
	sqlite3 *model = database_of(pair->arena, wanted);
	branch->id = id;
	branch->schema = inspect(pair->arena, model);
	copy_hints(branch->schema, wanted);
	compare_schemas(pair->arena, &branch->changes, &sqlite_dialect, &settings, pair->before,
		branch->schema);
	sqlite3_close(model);
}

static void
make_pair(struct pair *pair)
{
	struct arena *arena = pair->arena;
	struct schema *plain = schema_new(arena);
	for (unsigned i = 0; i < TABLES; i++)
		add_random_table(arena, &pair->random, plain, i);
	sqlite3 *db = database_of(arena, plain);
	pair->before = inspect(arena, db);
	sqlite3_close(db);
	pair->rows = random_rows(arena, &pair->random, plain);
	make_branch(pair, &pair->a, "a", plain, 0);
	make_branch(pair, &pair->b, "b", plain, chance(&pair->random, 80) ? 20 : 0);
}

/* Writes the models of the rebased branch, which specify the values of its new columns. */
static void
write_models(struct pair *pair)
{
	struct strbuf text = STRBUF_INIT;
	struct json *metadata = json_new_object(pair->arena);
	json_set(pair->arena, metadata, "format", json_new_number(pair->arena, 1));
	json_set(pair->arena, metadata, "objects",
		schema_to_json(pair->arena, pair->b.schema, SCHEMA_JSON_HINTS));
	json_print(&text, metadata);
	write_text(pair, "b.json", text.buf);
	strbuf_release(&text);
}

static void
write_pair(struct pair *pair)
{
	const struct compare_settings settings = {0};
	struct branch base = {.id = "base0", .schema = pair->before};
	struct schema *nothing = schema_new(pair->arena);
	compare_schemas(pair->arena, &base.changes, &sqlite_dialect, &settings, nothing, base.schema);
	strcpy(pair->folder, "/tmp/test_merge.XXXXXX");
	assert_non_null(mkdtemp(pair->folder));
	assert_int_equal(folder_make(path_of(pair, "versions")), 0);
	write_text(pair, "schemac.ini",
		"[schemac]\ndialects = sqlite\nurl = sqlite:///b.db\n");
	write_models(pair);
	write_revision(pair, &base, NULL, nothing);
	write_revision(pair, &pair->a, base.id, pair->before);
	write_revision(pair, &pair->b, base.id, pair->before);
}

/* Sets values in added columns, so that the test notices if a column is dropped and added again. */
static void
fill_added(struct pair *pair, const struct branch *branch)
{
	sqlite3 *db = open_database(pair, branch->id);
	VEC_EACH (const struct change, change, branch->changes)
		if (change->kind == CHANGE_ADD_COLUMN && change->column->generated == GENERATED_NONE)
			execute(db, arena_printf(pair->arena, "UPDATE %s SET %s = id%s",
				change->table->name.name, change->column->name,
				change->column->name[0] == 'r' ? "" : " + 100"));
	sqlite3_close(db);
}

static void
make_databases(struct pair *pair)
{
	assert_true(goes_up(pair, "base", "base0"));
	sqlite3 *db = open_database(pair, "base");
	execute(db, pair->rows);
	sqlite3_close(db);
	copy_database(pair, "base", "a");
	copy_database(pair, "base", "b");
	assert_true(goes_up(pair, "a", "a"));
	assert_true(goes_up(pair, "b", "b"));
	fill_added(pair, &pair->a);
	fill_added(pair, &pair->b);
}

/* ------------------------------------------------------------------ kept data */

static const char *
ask(struct pair *pair, sqlite3 *db, const char *queries)
{
	struct strbuf text = STRBUF_INIT;
	for (; *queries != '\0'; queries += strcspn(queries, "\n") + 1)
		strbuf_addstr(&text, query(pair->arena, db,
			arena_strndup(pair->arena, queries, strcspn(queries, "\n"))));
	const char *copy = arena_strdup(pair->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/* Asserts that the columns that neither branch changes keep their values. */
static void
check_base_values(struct pair *pair, sqlite3 *db, const struct schema *there)
{
	struct changes all = {0};
	VEC_EACH (const struct change, change, pair->a.changes)
		*VEC_ADD(pair->arena, &all) = *change;
	VEC_EACH (const struct change, change, pair->b.changes)
		*VEC_ADD(pair->arena, &all) = *change;
	sqlite3 *base = open_database(pair, "base.kept");
	assert_string_equal(ask(pair, db, survivors_queries(pair->arena, &all, pair->before, there,
						  true, "quote")),
		ask(pair, base, survivors_queries(pair->arena, &all, pair->before, there, false,
					"quote")));
	sqlite3_close(base);
}

/* Asserts that columns added by a branch keep their values if they still exist. */
static void
check_added_values(
	struct pair *pair, sqlite3 *db, const struct schema *there, const struct branch *branch)
{
	sqlite3 *old = open_database(pair, arena_printf(pair->arena, "%s.kept", branch->id));
	VEC_EACH (const struct change, change, branch->changes) {
		if (change->kind != CHANGE_ADD_COLUMN || change->column->generated != GENERATED_NONE)
			continue;
		const struct table *table = schema_find_table(there, &change->table->name);
		if (table == NULL || table_find_column(table, change->column->name) == NULL)
			continue;
		const char *text = arena_printf(pair->arena, "SELECT id, quote(%s) FROM %s ORDER BY id",
			change->column->name, table->name.name);
		assert_string_equal(query(pair->arena, db, text), query(pair->arena, old, text));
	}
	sqlite3_close(old);
}

static void
keep_databases(struct pair *pair)
{
	copy_database(pair, "base", "base.kept");
	copy_database(pair, "a", "a.kept");
	copy_database(pair, "b", "b.kept");
}

/* Asserts that the three databases are at the head and have the schema of the revisions. */
static void
check_databases(struct pair *pair, bool b_was_undone)
{
	static const char *const names[] = {"base", "a", "b"};
	struct schema *first = NULL;
	for (size_t i = 0; i < 3; i++) {
		sqlite3 *db = open_database(pair, names[i]);
		struct schema *there = inspect(pair->arena, db);
		if (first != NULL)
			assert_schemas_equal(pair->arena, first, there);
		first = there;
		check_base_values(pair, db, there);
		if (i == 1)
			check_added_values(pair, db, there, &pair->a);
		if (i == 2 && !b_was_undone)
			check_added_values(pair, db, there, &pair->b);
		sqlite3_close(db);
		must(pair, arena_printf(pair->arena, "diff head sqlite:///%s.db", names[i]));
	}
}

/* ------------------------------------------------------------------ merge */

/* Whether SQLite accepts both orders and the final schema is the same. */
static bool
orders_agree(struct pair *pair)
{
	copy_database(pair, "a", "ab");
	copy_database(pair, "b", "ba");
	if (!goes_up(pair, "ab", "b") || !goes_up(pair, "ba", "a"))
		return false;
	const struct compare_settings settings = {0};
	struct changes changes = {0};
	sqlite3 *ab = open_database(pair, "ab"), *ba = open_database(pair, "ba");
	compare_schemas(pair->arena, &changes, &sqlite_dialect, &settings, inspect(pair->arena, ab),
		inspect(pair->arena, ba));
	sqlite3_close(ab);
	sqlite3_close(ba);
	return changes.len == 0;
}

static void
check_merge(struct pair *pair, struct tally *tally)
{
	bool agree = orders_agree(pair);
	struct outcome merge = run(pair, "-q merge --rev-id merged");
	if (merge.status != 0) {
		if (strstr(merge.errors, "[conflict]") == NULL &&
			strstr(merge.errors, "[merge-order]") == NULL)
			fail_msg("merge: %d\n%s", merge.status, merge.errors);
		assert_int_equal(merge.status, EXIT_FINDING);
		assert_false(file_exists(path_of(pair, "versions/merged_merge_a_and_b.sql")));
		tally->refused++;
		return;
	}
	assert_true(agree);
	assert_string_equal(merge.errors, "");
	assert_true(goes_up(pair, "base", "head"));
	assert_true(goes_up(pair, "a", "head"));
	assert_true(goes_up(pair, "b", "head"));
	check_databases(pair, false);
	tally->clean++;
}

/* ------------------------------------------------------------------ rebase */

/* The commands in the notes that rebase prints, and whether they succeed. */
enum advice { ADVICE_STAMPS, ADVICE_DOWNGRADES, ADVICE_STUCK };

static bool
drops_table(const struct branch *branch)
{
	VEC_EACH (const struct change, change, branch->changes)
		if (change->kind == CHANGE_DROP_TABLE)
			return true;
	return false;
}

/*
 * Runs the commands from the notes. The downgrade may fail only if rows reference a table whose
 * rows have been lost.
 */
static enum advice
follow_advice(struct pair *pair, const char *errors)
{
	static const char start[] = "schemac: note: schemac ";
	enum advice advice = ADVICE_STAMPS;
	for (const char *line = errors; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		if (text_starts_with(line, start)) {
			const char *command = arena_strndup(pair->arena, line + strlen(start),
				length - strlen(start));
			if (text_starts_with(command, "upgrade"))
				command = arena_printf(pair->arena, "%s --allow-unreviewed", command);
			if (text_starts_with(command, "downgrade")) {
				advice = ADVICE_DOWNGRADES;
				command = arena_printf(pair->arena, "%s --yes", command);
			}
			if (advice == ADVICE_DOWNGRADES && drops_table(&pair->b)) {
				if (run(pair, command).status != 0)
					return ADVICE_STUCK;
			} else {
				must(pair, command);
			}
		}
		line += length + (line[length] == '\n');
	}
	return advice;
}

static void
check_rebase(struct pair *pair, struct tally *tally)
{
	struct outcome rebase = run(pair, "-Wno-nullable-primary-key rebase --onto a b.json");
	if (rebase.status != 0) {
		if (strstr(rebase.errors, "[conflict]") == NULL)
			fail_msg("rebase: %d\n%s", rebase.status, rebase.errors);
		assert_int_equal(rebase.status, EXIT_FINDING);
		tally->conflicts++;
		return;
	}
	if (strstr(rebase.output, "SQL regenerated") == NULL)
		fail_msg("rebase: %s", rebase.output);
	enum advice advice = follow_advice(pair, rebase.errors);
	assert_true(goes_up(pair, "base", "head"));
	assert_true(goes_up(pair, "a", "head"));
	if (advice == ADVICE_STUCK)
		copy_database(pair, "a", "b");
	else
		assert_true(goes_up(pair, "b", "head"));
	check_databases(pair, advice != ADVICE_STAMPS);
	tally->rebased++;
	tally->by[advice]++;
}

/* ------------------------------------------------------------------ all */

static void
run_pair(uint64_t seed, struct tally *tally, void (*check)(struct pair *, struct tally *))
{
	struct arena arena = {0};
	struct pair pair = {.arena = &arena, .random = {.state = seed}};
	make_pair(&pair);
	if (pair.a.changes.len > 0 && pair.b.changes.len > 0) {
		write_pair(&pair);
		make_databases(&pair);
		keep_databases(&pair);
		check(&pair, tally);
		if (getenv("SCHEMAC_KEEP") == NULL)
			nftw(pair.folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	}
	arena_release(&arena);
}

static void
every_pair_merges_or_rebases_or_says_why_not(void **state)
{
	const char *asked = getenv("SCHEMAC_PAIRS"), *one = getenv("SCHEMAC_SEED");
	unsigned long seed = one != NULL ? strtoul(one, NULL, 10) : 1;
	unsigned long last = one != NULL ? seed : asked != NULL ? strtoul(asked, NULL, 10) : PAIRS;
	struct tally tally = {0};
	(void)state;
	if (getenv("SCHEMAC_PROGRAM") == NULL)
		skip();
	for (; seed <= last; seed++) {
		if (asked != NULL || one != NULL)
			fprintf(stderr, "seed %lu\n", seed);
		run_pair(seed, &tally, check_merge);
		run_pair(seed, &tally, check_rebase);
	}
	fprintf(stderr,
		"merges: %u clean, %u refused; rebases: %u, %u refused; databases with old ids: "
		"%u by stamps, %u by downgrades, %u cannot go back\n",
		tally.clean, tally.refused, tally.rebased, tally.conflicts,
		tally.by[ADVICE_STAMPS], tally.by[ADVICE_DOWNGRADES], tally.by[ADVICE_STUCK]);
	assert_true(one != NULL || (tally.clean > 0 && tally.refused > 0 && tally.rebased > 0 &&
					   tally.by[ADVICE_STAMPS] > 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_merges_or_rebases_or_says_why_not)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
