/*
 * provenance: which commit brought a revision, and who made it.
 */
#ifndef SCHEMAC_BRANCH_PROVENANCE_H
#define SCHEMAC_BRANCH_PROVENANCE_H

#include "base/json.h"
#include "git/git.h"
#include "rev/graph/revision.h"
#include "workspace/workspace.h"

/*
 * The commit, in the history of what is checked out, or of what is being merged or picked into it,
 * that added the revision's SQL. NULL where no repository has it, or not yet. Git is asked once a
 * run, when this is first called.
 */
const struct git_addition *provenance_find(struct workspace *workspace, const struct revision *revision);

/* The same of one revision, which need not have the history of all others read: HEAD's only. */
const struct git_addition *provenance_find_one(
	struct workspace *workspace, const struct revision *revision);

/* "4f2a91c Ann <ann@example.org>, 2026-11-21: Add phone": a line for people. */
const char *commit_print(struct arena *arena, const struct commit *commit);

/* {"author", "date", "email", "id", "summary"}: the id in full, the date as ISO 8601 has it. */
struct json *commit_to_json(struct arena *arena, const struct commit *commit);

/*
 * The git merges that brought the lines of a branchpoint, or of a mergepoint, together in what is
 * checked out: none where they were committed one after the other.
 */
int provenance_find_merges(
	struct workspace *workspace, const struct revision *revision, struct commits *out);

/* The id as far as it is shown: its first 10 digits. */
const char *commit_print_id(struct arena *arena, const struct commit *commit);

/* "Ann <ann@example.org>", as much of it as is known; "somebody" where nothing is. */
const char *person_print(struct arena *arena, const struct git_person *person);

/* The day of a time, seconds since 1970, by a clock offset minutes ahead of UTC: "2026-11-21". */
const char *day_print(struct arena *arena, long long seconds, int offset);

#endif
