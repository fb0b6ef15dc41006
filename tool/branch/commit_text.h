/*
 * commit_text: commits, their authors and dates as text and JSON.
 */
#ifndef SCHEMAC_BRANCH_COMMIT_TEXT_H
#define SCHEMAC_BRANCH_COMMIT_TEXT_H

#include "base/json.h"
#include "git/git.h"

/* "4f2a91c0ab Ann <ann@example.org>, 2026-11-21: Add phone" */
const char *commit_text(struct arena *arena, const struct commit *commit);

/* {"author", "date", "email", "id", "summary"}: with the full id and an ISO 8601 date. */
struct json *commit_text_to_json(struct arena *arena, const struct commit *commit);

/* The first 10 digits of the id. */
const char *commit_text_id(struct arena *arena, const struct commit *commit);

/* "Ann <ann@example.org>", or the known part of it; "an unknown author" if nothing is known. */
const char *commit_text_person(struct arena *arena, const struct git_person *person);

/*
 * "2026-11-21": the date of a time in seconds since 1970, in a time zone `offset` minutes ahead of
 * UTC.
 */
const char *commit_text_date(struct arena *arena, long long seconds, int offset);

#endif
