#include "cli/listing.h"

#include "base/json_print.h"
#include "base/text.h"
#include "branch/provenance.h"
#include "rev/file/review.h"
#include "rev/graph/rows.h"
#include "rev/graph/set.h"
#include "workspace/database.h"
#include "workspace/repositories.h"
#include "workspace/workspace_bundle.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct json *
names_to_json(struct arena *arena, const struct references *references)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct reference, reference, *references)
		json_push(arena, list, json_new_text(arena, reference->name));
	return list;
}

bool
listing_is_current(const struct listing *listing, const struct revision *revision)
{
	VEC_EACH (const char *, row, listing->rows)
		if (strcmp(*row, revision->id) == 0)
			return true;
	return false;
}

/* Which commit brought the revision, and which merges its lines; NULL where no commit did. */
static int
add_commits_to_json(struct context *context, struct json *object, const struct revision *revision)
{
	struct commits merges;
	struct arena *arena = &context->arena;
	struct json *list = json_new_list(arena);
	const struct git_addition *origin = origin_find(context, revision);
	if (origin_find_merges(context, revision, &merges) != 0)
		return -1;
	VEC_EACH (struct commit, merge, merges)
		json_push(arena, list, commit_to_json(arena, merge));
	json_set(arena, object, "commit",
		origin != NULL ? commit_to_json(arena, &origin->commit) : json_new_null(arena));
	json_set(arena, object, "git_merges", list);
	return 0;
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
	json_set(arena, object, "known", json_new_bool(arena, true));
	json_set(arena, object, "current", json_new_bool(arena, listing_is_current(listing, revision)));
	json_push(arena, listing->json, object);
	return listing->context->global.verbose
		       ? add_commits_to_json(listing->context, object, revision)
		       : 0;
}

static void
add_names(struct strbuf *out, const char *title, const struct references *references)
{
	if (references->len == 0)
		return;
	strbuf_addf(out, "    %s:", title);
	VEC_EACH (const struct reference, reference, *references)
		strbuf_addf(out, " %s", reference->name);
	strbuf_addch(out, '\n');
}

static int
add_commits(struct context *context, const struct revision *revision, struct strbuf *out)
{
	struct commits merges;
	struct arena *arena = &context->arena;
	const struct git_addition *origin = origin_find(context, revision);
	if (origin != NULL)
		strbuf_addf(out, "    commit: %s%s\n", origin->or_before ? "(or before) " : "",
			commit_print(arena, &origin->commit));
	else if (world_repository_of(context, revision->folder) != NULL)
		strbuf_addstr(out, "    commit: none yet\n");
	if (origin_find_merges(context, revision, &merges) != 0)
		return -1;
	VEC_EACH (struct commit, merge, merges)
		strbuf_addf(out, "    merged by: %s\n", commit_print(arena, merge));
	return 0;
}

/* What anybody may have written into a file, without what a terminal would obey. */
static const char *
shown(const struct listing *listing, const char *text)
{
	return text_printable(&listing->context->arena, text, SIZE_MAX);
}

static int
add_details(const struct listing *listing, const struct revision *revision, struct strbuf *out)
{
	enum review_state state;
	struct snapshot snapshot;
	if (review_read(&listing->context->arena, &state, &snapshot, revision,
		    &listing->context->diagnostics) != 0)
		return -1;
	strbuf_addf(out, "    file: %s\n", revision->sql_path);
	if (revision->created != NULL)
		strbuf_addf(out, "    created: %s\n", shown(listing, revision->created));
	add_names(out, "labels", &revision->labels);
	add_names(out, "depends on", &revision->depends_on);
	strbuf_addf(out, "    review: %s", review_state_name(state));
	if (state == REVIEW_DONE && snapshot.review->by != NULL)
		strbuf_addf(out, " by %s", shown(listing, snapshot.review->by));
	strbuf_addch(out, '\n');
	if (add_commits(listing->context, revision, out) != 0)
		return -1;
	VEC_EACH (const char *, change, snapshot.changes)
		strbuf_addf(out, "    - %s\n", shown(listing, *change));
	return 0;
}

/* "1975ea83b712 -> 27c6a30d7c24 (head) Add phone to users" */
int
listing_describe(
	const struct listing *listing, const struct revision *revision, struct strbuf *out)
{
	for (size_t i = 0; i < revision->parents.len; i++)
		strbuf_addf(out, "%s%s", i > 0 ? ", " : "", revision->parents.items[i].name);
	strbuf_addf(out, "%s -> %s", revision->parents.len > 0 ? "" : "<base>", revision->id);
	if (revision->children.len == 0)
		strbuf_addf(out, " (head)");
	if (revision_is_branchpoint(revision))
		strbuf_addf(out, " (branchpoint)");
	if (revision_is_mergepoint(revision))
		strbuf_addf(out, " (mergepoint)");
	if (listing_is_current(listing, revision))
		strbuf_addf(out, " (current)");
	const char *message = shown(listing, revision->message);
	strbuf_addf(out, "%s%s\n", message != NULL ? " " : "", message != NULL ? message : "");
	return listing->context->global.verbose ? add_details(listing, revision, out) : 0;
}

int
listing_print_one(const struct listing *listing, const struct revision *revision)
{
	struct strbuf text = STRBUF_INIT;
	int result = listing_describe(listing, revision, &text);
	fputs(text.buf, stdout);
	strbuf_release(&text);
	return result;
}

void
listing_print_json(const struct json *json)
{
	struct strbuf text = STRBUF_INIT;
	json_print(&text, json);
	fputs(text.buf, stdout);
	strbuf_release(&text);
}

void
listing_print_unknown(struct listing *listing)
{
	struct arena *arena = &listing->context->arena;
	struct revisions known = {0};
	struct texts unknown = {0};
	rows_resolve(arena, &listing->store.graph, &listing->rows, &known, &unknown);
	VEC_EACH (const char *, row, unknown) {
		diag_add(&listing->context->diagnostics, DIAG_UNKNOWN_ROW, (struct location){0},
			"the database is at %s, which is in no version location", *row);
		if (listing->json == NULL) {
			printf("%s (current) (unknown: in no version location)\n", *row);
			continue;
		}
		struct json *object = json_new_object(arena);
		json_set(arena, object, "revision", json_new_text(arena, *row));
		json_set(arena, object, "current", json_new_bool(arena, true));
		json_set(arena, object, "known", json_new_bool(arena, false));
		json_push(arena, listing->json, object);
	}
}

int
listing_print(struct listing *listing, const struct revisions *revisions, bool newest_first)
{
	struct arena *arena = &listing->context->arena;
	if (listing->context->json)
		listing->json = json_new_list(arena);
	listing_print_unknown(listing);
	for (size_t i = 0; i < revisions->len; i++) {
		const struct revision *revision =
			revisions->items[newest_first ? revisions->len - 1 - i : i];
		int result = listing->json != NULL ? add_json(listing, revision)
						   : listing_print_one(listing, revision);
		if (result != 0)
			return -1;
	}
	if (listing->json != NULL)
		listing_print_json(listing->json);
	return 0;
}

/* "current", and what starts with a sign: at the beginning, behind ':' or behind '@'. */
bool
listing_needs_rows(const char *text)
{
	static const char word[] = "current";
	for (const char *at = text; *at != '\0'; at++) {
		if (at != text && at[-1] != ':' && at[-1] != '@')
			continue;
		if (*at == '+' || *at == '-')
			return true;
		if (strncmp(at, word, strlen(word)) == 0 && !char_is_word(at[strlen(word)]))
			return true;
	}
	return false;
}

int
listing_read_rows(struct listing *listing, struct schemac_status *status)
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
