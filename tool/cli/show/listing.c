#include "cli/show/listing.h"

#include "base/json_print.h"
#include "base/text.h"
#include "branch/commit_text.h"
#include "cli/output.h"

#include <stdint.h>

/* Text from a file, without terminal control characters. */
static const char *
shown(struct arena *arena, const char *text)
{
	return text_printable(arena, text, SIZE_MAX);
}

/* The revision with this index in the output. */
static const struct revision *
revision_at(const struct revisions *revisions, size_t index, bool newest_first)
{
	return revisions->items[newest_first ? revisions->len - 1 - index : index];
}

/* ------------------------------------------------------------------ text */

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

static void
add_commits(struct arena *arena, const struct revision_details *details, struct strbuf *out)
{
	const struct git_addition *origin = details->origin;
	if (origin != NULL)
		strbuf_addf(out, "    commit: %s%s\n", origin->or_before ? "(or before) " : "",
			commit_text(arena, &origin->commit));
	else if (details->in_repository)
		strbuf_addstr(out, "    commit: none yet\n");
	VEC_EACH (struct commit, merge, details->merges)
		strbuf_addf(out, "    merged by: %s\n", commit_text(arena, merge));
}

static void
add_details(struct arena *arena, const struct revision *revision,
	const struct revision_details *details, struct strbuf *out)
{
	strbuf_addf(out, "    file: %s\n", revision->sql_path);
	if (revision->created != NULL)
		strbuf_addf(out, "    created: %s\n", shown(arena, revision->created));
	add_names(out, "labels", &revision->labels);
	add_names(out, "depends on", &revision->depends_on);
	strbuf_addf(out, "    review: %s", review_state_name(details->review));
	if (details->review == REVIEW_DONE && details->snapshot.review->by != NULL)
		strbuf_addf(out, " by %s", shown(arena, details->snapshot.review->by));
	strbuf_addch(out, '\n');
	add_commits(arena, details, out);
	VEC_EACH (const char *, change, details->snapshot.changes)
		strbuf_addf(out, "    - %s\n", shown(arena, *change));
}

/* "1975ea83b712 -> 27c6a30d7c24 (head) Add phone to users" */
void
listing_describe(struct arena *arena, const struct revision_list *list,
	const struct revision *revision, struct strbuf *out)
{
	for (size_t i = 0; i < revision->parents.len; i++)
		strbuf_addf(out, "%s%s", i > 0 ? ", " : "", revision->parents.items[i].name);
	strbuf_addf(out, "%s -> %s", revision->parents.len > 0 ? "" : "<base>", revision->id);
	if (revision->children.len == 0)
		strbuf_addstr(out, " (head)");
	if (revision_is_branchpoint(revision))
		strbuf_addstr(out, " (branchpoint)");
	if (revision_is_mergepoint(revision))
		strbuf_addstr(out, " (mergepoint)");
	if (revision_list_is_current(list, revision))
		strbuf_addstr(out, " (current)");
	const char *message = shown(arena, revision->message);
	strbuf_addf(out, "%s%s\n", message != NULL ? " " : "", message != NULL ? message : "");
	if (list->details != NULL && list->details[revision->number] != NULL)
		add_details(arena, revision, list->details[revision->number], out);
}

void
listing_describe_unknown(const struct revision_list *list, struct strbuf *out)
{
	VEC_EACH (const char *, row, list->unknown)
		strbuf_addf(out, "%s (current) (unknown: not in any version location)\n", *row);
}

void
listing_print(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first)
{
	struct strbuf text = STRBUF_INIT;
	listing_describe_unknown(list, &text);
	for (size_t i = 0; i < revisions->len; i++)
		listing_describe(arena, list, revision_at(revisions, i, newest_first), &text);
	output_print(&text);
	strbuf_release(&text);
}

/* ------------------------------------------------------------------ JSON */

static struct json *
names_to_json(struct arena *arena, const struct references *references)
{
	struct json *list = json_new_list(arena);
	VEC_EACH (const struct reference, reference, *references)
		json_push(arena, list, json_new_text(arena, reference->name));
	return list;
}

static void
add_commits_to_json(
	struct arena *arena, struct json *object, const struct revision_details *details)
{
	const struct git_addition *origin = details->origin;
	struct json *list = json_new_list(arena);
	VEC_EACH (struct commit, merge, details->merges)
		json_push(arena, list, commit_text_to_json(arena, merge));
	json_set(arena, object, "commit",
		origin != NULL ? commit_text_to_json(arena, &origin->commit)
			       : json_new_null(arena));
	json_set(arena, object, "git_merges", list);
}

static struct json *
revision_to_json(struct arena *arena, const struct revision_list *list,
	const struct revision *revision, bool commits)
{
	const struct revision_details *details = list->details[revision->number];
	struct json *object = json_new_object(arena);
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
	json_set(arena, object, "reviewed", json_new_bool(arena, details->review == REVIEW_DONE));
	json_set(arena, object, "known", json_new_bool(arena, true));
	json_set(arena, object, "current",
		json_new_bool(arena, revision_list_is_current(list, revision)));
	if (commits)
		add_commits_to_json(arena, object, details);
	return object;
}

static struct json *
unknown_to_json(struct arena *arena, const char *row)
{
	struct json *object = json_new_object(arena);
	json_set(arena, object, "revision", json_new_text(arena, row));
	json_set(arena, object, "current", json_new_bool(arena, true));
	json_set(arena, object, "known", json_new_bool(arena, false));
	return object;
}

void
listing_print_json(struct arena *arena, const struct revision_list *list,
	const struct revisions *revisions, bool newest_first, bool commits)
{
	struct json *json = json_new_list(arena);
	VEC_EACH (const char *, row, list->unknown)
		json_push(arena, json, unknown_to_json(arena, *row));
	for (size_t i = 0; i < revisions->len; i++)
		json_push(arena, json,
			revision_to_json(arena, list, revision_at(revisions, i, newest_first),
				commits));
	output_print_json(json);
}
