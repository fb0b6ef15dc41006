/*
 * history, heads, branches, show, current: what revisions there are and where a database is.
 */
#include "cmd/bundle.h"
#include "cmd/database.h"
#include "rev/resolve.h"
#include "rev/review.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct history_options {
	const char *range;
	bool indicate_current, check_heads;
};

static const struct option history_table[] = {
	{"rev-range", 'r', false, OPTION_TEXT, "A:B", offsetof(struct history_options, range),
		"only the revisions from A to B"},
	{"indicate-current", 'i', false, OPTION_FLAG, NULL,
		offsetof(struct history_options, indicate_current),
		"mark those that the database is at"},
	{0},
};

static const struct option current_table[] = {
	{"check-heads", '\0', false, OPTION_FLAG, NULL,
		offsetof(struct history_options, check_heads),
		"fail unless the database is at all heads"},
	{0},
};

static const struct option_group history_groups[] = {{history_table, 0}, {0}};
static const struct option_group current_groups[] = {{current_table, 0}, {0}};

/* What is known of one run's revisions besides the graph. */
struct listing {
	struct context *context;
	struct store store;
	struct version_rows rows; /* of the database, where it was asked for */
	struct json *json;        /* the list, with --format=json */
};

static struct json *
names_to_json(struct arena *arena, const struct references *references)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct reference, reference, *references)
		json_push(arena, list, json_new_text(arena, reference->name));
	return list;
}

static bool
is_current(const struct listing *listing, const struct revision *revision)
{
	VEC_EACH (const char *, row, listing->rows)
		if (strcmp(*row, revision->id) == 0)
			return true;
	return false;
}

static int
add_json(struct listing *listing, const struct revision *revision)
{
	struct arena *arena = &listing->context->arena;
	enum review_state state;
	struct json *object = json_new_object(arena);
	if (review_read(arena, &state, NULL, revision, &listing->context->diagnostics) != 0)
		return -1;
	json_set(arena, object, "revision", json_new_text(arena, revision->id));
	json_set(arena, object, "revises", names_to_json(arena, &revision->parents));
	json_set(arena, object, "depends_on", names_to_json(arena, &revision->depends_on));
	json_set(arena, object, "labels", names_to_json(arena, &revision->labels));
	json_set(arena, object, "message", json_new_text(arena, revision->message));
	json_set(arena, object, "created", json_new_text(arena, revision->created));
	json_set(arena, object, "file", json_new_text(arena, revision->sql_path));
	json_set(arena, object, "head", json_new_bool(arena, revision->children.len == 0));
	json_set(arena, object, "branchpoint",
		json_new_bool(arena, revision_is_branchpoint(revision)));
	json_set(arena, object, "mergepoint",
		json_new_bool(arena, revision_is_mergepoint(revision)));
	json_set(arena, object, "reviewed", json_new_bool(arena, state == REVIEW_DONE));
	json_set(arena, object, "current", json_new_bool(arena, is_current(listing, revision)));
	json_push(arena, listing->json, object);
	return 0;
}

static void
print_names(const char *title, const struct references *references)
{
	if (references->len == 0)
		return;
	printf("    %s:", title);
	VEC_EACH (const struct reference, reference, *references)
		printf(" %s", reference->name);
	putchar('\n');
}

static int
print_details(const struct listing *listing, const struct revision *revision)
{
	enum review_state state;
	struct snapshot snapshot;
	if (review_read(&listing->context->arena, &state, &snapshot, revision,
		    &listing->context->diagnostics) != 0)
		return -1;
	printf("    file: %s\n", revision->sql_path);
	if (revision->created != NULL)
		printf("    created: %s\n", revision->created);
	print_names("labels", &revision->labels);
	print_names("depends on", &revision->depends_on);
	printf("    review: %s", review_state_name(state));
	if (state == REVIEW_DONE && snapshot.review->by != NULL)
		printf(" by %s", snapshot.review->by);
	putchar('\n');
	VEC_EACH (const char *, change, snapshot.changes)
		printf("    - %s\n", *change);
	return 0;
}

/* "1975ea83b712 -> 27c6a30d7c24 (head) Add phone to users" */
static int
print_text(const struct listing *listing, const struct revision *revision)
{
	for (size_t i = 0; i < revision->parents.len; i++)
		printf("%s%s", i > 0 ? ", " : "", revision->parents.items[i].name);
	printf("%s -> %s", revision->parents.len > 0 ? "" : "<base>", revision->id);
	if (revision->children.len == 0)
		printf(" (head)");
	if (revision_is_branchpoint(revision))
		printf(" (branchpoint)");
	if (revision_is_mergepoint(revision))
		printf(" (mergepoint)");
	if (is_current(listing, revision))
		printf(" (current)");
	printf("%s%s\n", revision->message != NULL ? " " : "",
		revision->message != NULL ? revision->message : "");
	return listing->context->global.verbose ? print_details(listing, revision) : 0;
}

static int
list(struct listing *listing, const struct revisions *revisions, bool newest_first)
{
	struct arena *arena = &listing->context->arena;
	if (listing->context->json)
		listing->json = json_new_list(arena);
	for (size_t i = 0; i < revisions->len; i++) {
		const struct revision *revision =
			revisions->items[newest_first ? revisions->len - 1 - i : i];
		int result = listing->json != NULL ? add_json(listing, revision)
						   : print_text(listing, revision);
		if (result != 0)
			return -1;
	}
	if (listing->json != NULL) {
		struct strbuf text = STRBUF_INIT;
		json_print(&text, listing->json);
		fputs(text.buf, stdout);
		strbuf_release(&text);
	}
	return 0;
}

/* What the database is at: its rows, known or not. */
static int
read_rows(struct listing *listing, struct schemac_status *status)
{
	struct context *context = listing->context;
	struct revision_set none = set_new(&context->arena, &listing->store.graph);
	struct database database;
	struct schemac_error error;
	struct schemac_bundle *bundle = project_bundle(context, &listing->store,
		status != NULL ? NULL : &none, false);
	struct schemac_status own;
	struct schemac_options options;
	if (bundle == NULL || database_open(context, &database, ENGINE_TO_INSPECT) != 0)
		return -1;
	database_options(context, &options);
	int result = schemac_status(&own, database.db, bundle, &options, &error);
	if (result != 0) {
		database_report(context, &database, &error);
	} else {
		for (size_t i = 0; i < own.row_count; i++)
			*VEC_ADD(&context->arena, &listing->rows) =
				arena_strdup(&context->arena, own.rows[i]);
		if (status != NULL)
			*status = own;
		else
			schemac_status_release(&own);
	}
	database_close(&database);
	return result;
}

static int
run_history(struct context *context)
{
	const struct history_options *options = context->options;
	struct listing listing = {.context = context};
	struct range range;
	if (project_store(context, &listing.store) != 0)
		return -1;
	if (options->indicate_current && read_rows(&listing, NULL) != 0)
		return -1;
	if (options->range == NULL)
		return list(&listing, &listing.store.graph.all, true);
	if (resolve_range(&context->arena, &range, &listing.store.graph, options->range,
		    options->indicate_current ? &listing.rows : NULL, &context->diagnostics) != 0)
		return -1;
	return list(&listing, &range.revisions, true);
}

static int
run_heads(struct context *context)
{
	struct listing listing = {.context = context};
	if (project_store(context, &listing.store) != 0)
		return -1;
	return list(&listing, &listing.store.graph.heads, false);
}

static int
run_branches(struct context *context)
{
	struct listing listing = {.context = context};
	struct revisions points = {0};
	if (project_store(context, &listing.store) != 0)
		return -1;
	VEC_EACH (struct revision *, revision, listing.store.graph.all)
		if (revision_is_branchpoint(*revision) || revision_is_mergepoint(*revision))
			*VEC_ADD(&context->arena, &points) = *revision;
	return list(&listing, &points, true);
}

static int
run_show(struct context *context)
{
	struct listing listing = {.context = context};
	struct selection selection;
	if (project_store(context, &listing.store) != 0 ||
		resolve(&context->arena, &selection, &listing.store.graph,
			context->operands.items[0], NULL, &context->diagnostics) != 0)
		return -1;
	if (context->json)
		return list(&listing, &selection.revisions, false);
	context->global.verbose = true;
	VEC_EACH (struct revision *, revision, selection.revisions) {
		struct script script;
		if (print_text(&listing, *revision) != 0 ||
			script_read(&context->arena, &script, *revision, &context->diagnostics) != 0)
			return -1;
		putchar('\n');
		fwrite(script.text, 1, script.length, stdout);
	}
	return 0;
}

static void
report_rows(struct listing *listing, const struct revisions *known,
	const struct version_rows *unknown)
{
	struct diagnostics *diagnostics = &listing->context->diagnostics;
	const struct history_options *options = listing->context->options;
	VEC_EACH (const char *, row, *unknown) {
		if (!listing->context->json)
			printf("%s (unknown: in no version location)\n", *row);
		diag_add(diagnostics, DIAG_UNKNOWN_ROW, (struct location){0},
			"the database is at %s, which is in no version location", *row);
	}
	if (!options->check_heads)
		return;
	VEC_EACH (struct revision *, head, listing->store.graph.heads)
		if (!is_current(listing, *head))
			diag_add(diagnostics, DIAG_NOT_AT_HEAD, (*head)->at,
				"the database is not at the head %s", (*head)->id);
	(void)known;
}

static int
run_current(struct context *context)
{
	struct listing listing = {.context = context};
	struct revisions known = {0};
	struct version_rows unknown = {0};
	struct schemac_status status;
	if (project_store(context, &listing.store) != 0 || read_rows(&listing, &status) != 0)
		return -1;
	rows_resolve(&context->arena, &listing.store.graph, &listing.rows, &known, &unknown);
	int result = list(&listing, &known, false);
	report_rows(&listing, &known, &unknown);
	for (size_t i = 0; i < status.edited_count; i++) {
		const struct revision *revision = listing.store.graph.all.items[status.edited[i]];
		diag_add(&context->diagnostics, DIAG_EDITED_APPLIED, revision->at,
			"revision %s was changed since it was applied", revision->id);
	}
	schemac_status_release(&status);
	return result;
}

const struct command command_history = {
	.name = "history",
	.operands = "",
	.summary = "list the revisions, newest first",
	.details =
		"Lists the revisions from the newest to the oldest: parents, id, and what it is about. -v says more of each, -r A:B takes a part, -i marks where the database is.",
	.groups = history_groups,
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run_history,
};

const struct command command_heads = {
	.name = "heads",
	.operands = "",
	.summary = "list the revisions that none follows",
	.details = "Lists the revisions that none follows. More than one means that branches have to be merged.",
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run_heads,
};

const struct command command_branches = {
	.name = "branches",
	.operands = "",
	.summary = "list branchpoints and mergepoints",
	.details = "Lists the revisions that several others follow, and those that follow several.",
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run_branches,
};

const struct command command_show = {
	.name = "show",
	.operands = "REVISION",
	.summary = "print a revision",
	.details = "Prints what is known of a revision, and its file.",
	.size = sizeof(struct history_options),
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run_show,
};

const struct command command_current = {
	.name = "current",
	.operands = "",
	.summary = "say which revision a database is at",
	.details =
		"Prints the rows of the version table, those too that no version location knows, and warns of revisions that were changed since they were applied. --check-heads fails unless the database is at all heads.",
	.groups = current_groups,
	.size = sizeof(struct history_options),
	.needs_config = true,
	.run = run_current,
};
