#include "review/reviewer.h"

#include "base/text.h"
#include "branch/commit_text.h"
#include "workspace/identity.h"
#include "workspace/repositories.h"

#include <string.h>

/* The text from start to end without spaces around it; NULL if it is empty. */
static const char *
trimmed(struct arena *arena, const char *start, const char *end)
{
	while (start < end && char_is_space(*start))
		start++;
	while (start < end && char_is_space(end[-1]))
		end--;
	return start < end ? arena_strndup(arena, start, (size_t)(end - start)) : NULL;
}

struct git_person
reviewer_parse(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	const char *open = strrchr(text, '<'), *end = text + length;
	if (open == NULL || length == 0 || end[-1] != '>')
		return (struct git_person){.name = trimmed(arena, text, end)};
	return (struct git_person){
		.name = trimmed(arena, text, open), .email = trimmed(arena, open + 1, end - 1)};
}

bool
reviewer_is_named(struct arena *arena, const char *text)
{
	struct git_person person = reviewer_parse(arena, text != NULL ? text : "");
	return person.name != NULL || person.email != NULL;
}

bool
reviewer_equal(const struct git_person *a, const struct git_person *b)
{
	if (a->email != NULL && b->email != NULL)
		return text_equal_nocase(a->email, b->email);
	return a->name != NULL && b->name != NULL && text_equal(a->name, b->name);
}

/* The person as .mailmap names them. Git writes "" for a missing name or address. */
static struct git_person
mapped(struct repository *repository, struct git_person person)
{
	if (repository != NULL)
		git_map_person(repository->git, &person);
	if (person.name != NULL && *person.name == '\0')
		person.name = NULL;
	if (person.email != NULL && *person.email == '\0')
		person.email = NULL;
	return person;
}

struct git_person
reviewer_here(struct workspace *workspace, const struct revision *revision)
{
	return mapped(repositories_of(workspace, revision->folder),
		reviewer_parse(&workspace->arena, identity_name(workspace)));
}

struct authorship
reviewer_find_author(struct workspace *workspace, const struct revision *revision)
{
	struct authorship found = {0};
	struct repository *repository = repositories_of(workspace, revision->folder);
	if (repository == NULL)
		return found;
	const struct git_addition *addition = provenance_find(workspace, revision);
	if (addition != NULL && addition->or_before)
		return found;
	found.known = true;
	found.commit = addition != NULL ? &addition->commit : NULL;
	found.author = addition != NULL ? mapped(repository, addition->commit.author)
					: reviewer_here(workspace, revision);
	return found;
}

/* Reports this once per run, for the first revision. */
static void
report_unknown(struct workspace *workspace, const struct revision *revision)
{
	const struct repository *repository = repositories_of(workspace, revision->folder);
	struct diagnostics *diagnostics = &workspace->diagnostics;
	const bool shallow = repository != NULL && repository->git->shallow;
	struct location at = config_place(&workspace->config, "review_by_other");
	VEC_EACH (struct diagnostic *, earlier, diagnostics->all)
		if ((*earlier)->id == DIAG_AUTHOR_UNKNOWN)
			return;
	diag_add(diagnostics, DIAG_AUTHOR_UNKNOWN, at,
		"the author of revision %s is unknown; any review is accepted%s", revision->id,
		shallow ? ": this clone is shallow" : "");
	if (shallow)
		diag_note(diagnostics, (struct location){0},
			"fetch the commits with `git fetch --unshallow`; in CI, clone with the full history");
}

bool
reviewer_is_author(struct workspace *workspace, const struct revision *revision, const char *by)
{
	if (!workspace->config.review_by_other)
		return false;
	struct authorship written = reviewer_find_author(workspace, revision);
	struct repository *repository = repositories_of(workspace, revision->folder);
	if (!reviewer_is_named(&workspace->arena, by))
		return true;
	if (!written.known) {
		report_unknown(workspace, revision);
		return false;
	}
	struct git_person reviewer = mapped(repository, reviewer_parse(&workspace->arena, by));
	return reviewer_equal(&written.author, &reviewer);
}

int
reviewer_report_own(
	struct workspace *workspace, const struct revision *revision, const char *by, bool done)
{
	struct arena *arena = &workspace->arena;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	struct authorship written = reviewer_find_author(workspace, revision);
	const char *author =
		written.known ? commit_text_person(arena, &written.author) : "the author";
	if (!reviewer_is_named(arena, by))
		diag_add(diagnostics, DIAG_OWN_REVIEW, revision->at,
			"the review of revision %s does not name a reviewer", revision->id);
	else
		diag_add(diagnostics, DIAG_OWN_REVIEW, revision->at,
			done ? "revision %s was reviewed by its own author, %s"
			     : "revision %s was not reviewed: %s is its author",
			revision->id, by);
	if (written.commit != NULL)
		diag_note(diagnostics, (struct location){0}, "added by %s",
			commit_text(arena, written.commit));
	else if (written.known)
		diag_note(diagnostics, (struct location){0},
			"it is not committed yet; its author is the current user, %s",
			author);
	diag_note(diagnostics, config_place(&workspace->config, "review_by_other"),
		"this setting requires a reviewer other than %s", author);
	diag_note(diagnostics, (struct location){0},
		"ask somebody else to run `%s review %s`, or use --by to name a person who has "
		"read it here",
		workspace->program, revision->id);
	return -1;
}
